"""The columns of a file's sheets: unknown, repeated, missing, and what is enough."""

from hrss.sheets.check_completion import has_completion
from hrss.sheets.checked import SheetSummary, missing_everywhere
from hrss.sheets.columns import column
from hrss.sheets.issues import Issue, make_issue
from hrss.sheets.kinds import SheetKind
from hrss.sheets.parsed import ParsedSheet
from hrss.sheets.registry import registry_of

_NAMED_MISSING = 8
_TOWNSHIP = frozenset(("township_name", "township_code"))


def is_unusable(sheet: ParsedSheet) -> bool:
    """Whether a sheet lacks a column without which none of its rows can be read."""
    return bool(_missing_columns(sheet))


def header_issues(sheets: tuple[ParsedSheet, ...]) -> list[Issue]:
    """Issues of the headers of sheets of one kind, and of sheets without rows."""
    issues: list[Issue] = []
    for sheet in sheets:
        issues += _unknown_headers(sheet)
        issues += _missing_columns(sheet)
        if not len(sheet.rows):
            issues.append(make_issue("no_body_row", sheet=sheet.name))
    missing = missing_everywhere(tuple(summarise(sheet) for sheet in sheets))
    if missing:
        headers = [column(name).header for name in missing[:_NAMED_MISSING]]
        rest = f"等{len(missing)}列" if len(missing) > _NAMED_MISSING else ""
        issues.append(make_issue("missing_headers", detail="、".join(headers) + rest))
    return issues


def _unknown_headers(sheet: ParsedSheet) -> list[Issue]:
    unnamed = [
        make_issue(
            "unnamed_column",
            sheet=sheet.name,
            row=max(sheet.header_rows[:1], default=None),
            letter=letter,
        )
        for letter in sheet.unnamed_columns
    ]
    doubtful = [
        make_issue(
            "doubtful_unit",
            sheet=sheet.name,
            row=max(sheet.header_rows[:1], default=None),
            letter=sheet.letters[name],
            field=name,
            value=unit,
            detail=column(name).unit,
        )
        for name, unit in sheet.doubtful_units.items()
    ]
    return [*unnamed, *doubtful] + [
        make_issue(
            "duplicate_header" if unknown.repeats else "unknown_header",
            sheet=sheet.name,
            row=unknown.row,
            letter=unknown.letter,
            field=unknown.repeats,
            value=unknown.text,
        )
        for unknown in sheet.unknown_headers
    ]


def _missing_columns(sheet: ParsedSheet) -> list[Issue]:
    names = sheet.letters.keys()
    faults: list[str] = []
    if registry_of(sheet.kind).identifying.isdisjoint(names):
        faults.append("missing_identification")
    has_township = not _TOWNSHIP.isdisjoint(names) or (
        sheet.rows["township_name"].notna().any()
    )
    if sheet.kind is SheetKind.STATION and not has_township:
        faults.append("missing_township")
    if sheet.kind is not SheetKind.AREA and not has_completion(sheet):
        faults.append("missing_completion")
    return [make_issue(fault, sheet=sheet.name) for fault in faults]


def summarise(sheet: ParsedSheet) -> SheetSummary:
    """What was understood of a sheet, without its rows."""
    counts = sheet.counts
    return SheetSummary(
        name=sheet.name,
        header_rows=sheet.header_rows,
        letters=sheet.letters,
        rows_read=counts.read,
        rows_title=counts.title,
        rows_header=counts.header,
        rows_body=counts.body,
        rows_blank=counts.blank,
        rows_total=counts.total,
        rows_footer=counts.footer,
        unknown_headers=tuple(each.text for each in sheet.unknown_headers),
        missing_headers=sheet.missing_headers,
    )
