"""Which place each row is about: matched, once, and within the sender's area.

Comes in: the table of a file and the roster. Goes out: what the rows name, completed
by what stands above them, and the issues of the rows whose place is not known.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from hrss.places.names import KEYS, NameFault, NameSource, match_prefecture
from hrss.sheets.issues import Issue
from hrss.sheets.judged import UnknownPlace
from hrss.sheets.place_hints import fill_places
from hrss.sheets.table import Positions, Table, objects

_FIELD_OF = {
    NameFault.UNKNOWN_PREFECTURE: "prefecture_name",
    NameFault.UNKNOWN_COUNTY: "county_name",
    NameFault.CODE_DISAGREES: "township_code",
}
TOWNSHIP_NAMING = ("township_name", "office_name", "township_code")
"""What names a row's township, whatever else the row is about."""
_NAMING = (
    "village_name",
    "station_name",
    "township_name",
    "office_name",
    "township_code",
    "county_name",
    "prefecture_name",
)


def place_keys(
    table: Table, roster: pd.DataFrame, file_name: str
) -> tuple[pd.DataFrame, list[Issue]]:
    """What each row says of its place: the columns of `places.names.KEYS`.

    What a row does not name itself is taken from around it (`place_hints`), with a
    warning for each sheet where that was needed.
    """
    keys = table.rows[[name for name in KEYS if name in table.rows]].copy()
    return keys, fill_places(keys, table, roster, file_name)


def unmatched_issues(
    table: Table, found: pd.DataFrame, *, naming: Sequence[str] = ()
) -> list[Issue]:
    """An issue for each row whose place is not known, with names to choose from.

    Parameters
    ----------
    naming : the fields that may name it, the likeliest first; all by default.
    """

    def suggested(positions: Positions) -> list[str | None]:
        names = found["suggestions"].take(positions).tolist()
        return ["、".join(each) or None for each in names]

    if found["reason"].isna().all():
        return []
    issues: list[Issue] = []
    for reason in NameFault:
        field = _FIELD_OF.get(reason) or naming_field(table, naming)
        wanted = found["reason"].eq(reason.value)
        issues += table.issues(reason.value, wanted, field, detail=suggested)
    return issues


def naming_field(table: Table, naming: Sequence[str] = ()) -> str:
    """The field that a fault of a whole row is pointed out at."""
    named = (name for name in naming or _NAMING if table.has(name))
    return next(named, "township_name")


def resolved_issues(
    table: Table,
    found: pd.DataFrame,
    roster: pd.DataFrame,
    *,
    naming: Sequence[str] = (),
) -> list[Issue]:
    """A warning for each row whose township was not found by its name alone."""
    own = roster.drop_duplicates("township_code").set_index("township_code")
    labels = own["county_name"].fillna(own["prefecture_name"]) + own["township_name"]

    def meant(positions: Positions) -> list[str | None]:
        codes = found["township_code"].take(positions)
        return [str(labels[code]) for code in codes]

    return [
        issue
        for source, code in (
            (NameSource.ALIAS, "known_by_alias"),
            (NameSource.CHANGE, "known_by_change"),
        )
        for issue in table.issues(
            code, found["source"].eq(source), naming_field(table, naming), detail=meant
        )
    ]


def unknown_places(keys: pd.DataFrame, found: pd.DataFrame) -> tuple[UnknownPlace, ...]:
    """Names that are no township's, each once, for a person to confirm."""
    reasons = (NameFault.UNKNOWN, NameFault.AMBIGUOUS, NameFault.UNKNOWN_COUNTY)
    wanted = found["reason"].isin(reasons) & found["prefecture_code"].notna()
    names = keys["township_name"]
    if "office_name" in keys:
        names = names.fillna(keys["office_name"])
    rows = zip(
        found["prefecture_code"][wanted],
        keys["county_name"][wanted].fillna(""),
        names[wanted].fillna(""),
        found["suggestions"][wanted],
        strict=True,
    )
    return tuple(dict.fromkeys(UnknownPlace(*row) for row in rows if row[2]))


def repeated_issues(table: Table, codes: pd.Series, fault: str) -> list[Issue]:
    """An issue for each row that says again what a row before it was about."""
    again = codes.notna() & codes.duplicated()
    if not again.any():
        return []
    first: dict[str, int] = {}
    for place, code in enumerate(objects(codes)):
        if code is not None:
            first.setdefault(code, place)

    def where(positions: Positions) -> list[str | None]:
        earlier = np.array(
            [first[code] for code in codes.take(positions)], dtype=np.intp
        )
        return [
            f"第{row}行"
            if sheet == own
            else f"工作表“{table.sheets[sheet].name}”第{row}行"
            for row, sheet, own in zip(
                table.picked("row", earlier),
                table.picked("sheet", earlier),
                table.picked("sheet", positions),
                strict=True,
            )
        ]

    return table.issues(fault, again, naming_field(table), detail=where)


def outside_issues(
    table: Table, found: pd.DataFrame, roster: pd.DataFrame
) -> list[Issue]:
    """One issue for each prefecture that is not the reporting unit's."""
    issues: list[Issue] = []
    names, numbers = roster["prefecture_name"], roster["prefecture_code"]
    codes = dict(zip(names.tolist(), numbers.tolist(), strict=True))
    for number, sheet in enumerate(table.sheets):
        unit = sheet.reporting_unit
        own = match_prefecture(unit, roster) if unit else None
        if own is None:
            continue
        matched = found["prefecture_code"].where(table.rows["sheet"] == number)
        foreign = matched.notna() & (matched != codes[own]) & ~matched.duplicated()
        field = (
            "prefecture_name" if table.has("prefecture_name") else naming_field(table)
        )
        issues += table.issues("outside_reporting_unit", foreign, field, detail=own)
    return issues
