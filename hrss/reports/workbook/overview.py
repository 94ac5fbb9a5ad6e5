"""The first sheet: what the brief says, for which day, and where the rest stands."""

from datetime import timedelta, timezone

from xlsxwriter.worksheet import Worksheet

from hrss.reports.content import Brief, KeyFigures
from hrss.reports.sentences import date_in_words, plain_text
from hrss.reports.workbook.pages import MARK, set_page
from hrss.reports.workbook.styles import TONE_INKS, Styles
from hrss.reports.workbook.widths import LINE_HEIGHT, lines_in

_WIDTHS = (26, 22, 60)
_BEIJING = timezone(timedelta(hours=8))


def write_overview(
    sheet: Worksheet, brief: Brief, *, contents: list[tuple[str, str]], styles: Styles
) -> None:
    """Title, the sentence that answers, key figures, day and source, contents.

    Parameters
    ----------
    contents : sheet name and title of every other sheet, in order.
    """
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    _write_top(sheet, brief, styles)
    row = _write_key_figures(sheet, brief, 5, styles)
    row = _write_facts(sheet, brief, row + 1, styles)
    row = _write_contents(sheet, contents, row + 1, styles)
    set_page(sheet, brief, last_cell=(row, len(_WIDTHS) - 1), header_row=None)


def _write_top(sheet: Worksheet, brief: Brief, styles: Styles) -> None:
    last = len(_WIDTHS) - 1
    lines = lines_in(brief.title, sum(_WIDTHS) / 1.6)
    sheet.set_row(0, LINE_HEIGHT * 1.7 * lines + 6)
    sheet.merge_range(0, 0, 0, last, "", styles.of("title"))
    sheet.write_string(0, 0, brief.title, styles.of("title"))
    edition = "" if brief.edition is None else f"第{brief.edition}期"
    issued = (brief.organisation, edition, date_in_words(brief.prepared_on))
    sheet.write_string(1, 0, "　".join(filter(None, issued)), styles.of("label"))
    if brief.is_simulated:
        sheet.write_string(2, 0, MARK, styles.of("mark"))
    lines = lines_in(plain_text(brief.summary), sum(_WIDTHS) / 1.35)
    sheet.set_row(3, LINE_HEIGHT * 1.35 * lines + 8)
    _write_sentence(sheet, brief, styles)


def _write_sentence(sheet: Worksheet, brief: Brief, styles: Styles) -> None:
    last = len(_WIDTHS) - 1
    base = styles.of("sentence")
    sheet.merge_range(3, 0, 3, last, "", base)
    spans = [span for span in brief.summary if span.text]
    if len(spans) < 2:
        # Excel has no rich text of one piece.
        sheet.write_string(3, 0, plain_text(spans), base)
        return
    pieces: list[object] = []
    for span in spans:
        pieces += [styles.tone(span.tone, size=13), span.text]
    sheet.write_rich_string(3, 0, *pieces, base)


def _write_key_figures(sheet: Worksheet, brief: Brief, row: int, styles: Styles) -> int:
    figures = {
        figure: None
        for section in brief.sections
        for block in section.blocks
        if isinstance(block, KeyFigures)
        for figure in block.figures
    }
    if not figures:
        return row - 1
    for column, label in enumerate(("指标", "数值", "说明")):
        sheet.write_string(row, column, label, styles.header(is_right=column == 1))
    for at, figure in enumerate(figures, start=row + 1):
        sheet.set_row(at, 26)
        sheet.write_string(at, 0, figure.label, styles.cell("text"))
        ink = TONE_INKS.get(figure.tone, TONE_INKS["plain"])
        sheet.write_string(at, 1, figure.value, styles.value(ink))
        sheet.write_string(at, 2, figure.detail, styles.cell("text"))
    return row + len(figures) + 1


def _write_facts(sheet: Worksheet, brief: Brief, row: int, styles: Styles) -> int:
    known = brief.known_at.astimezone(_BEIJING)
    facts = (
        ("范围", brief.area),
        ("数据截至", date_in_words(brief.as_of)),
        ("依据的上报", f"{known:%Y-%m-%d %H:%M}（北京时间）前收到的"),
        ("编制日期", date_in_words(brief.prepared_on)),
        ("来源", brief.source),
        ("空单元格", "未填报，或不适用"),
    )
    for at, (label, text) in enumerate(facts, start=row):
        lines = lines_in(text, sum(_WIDTHS[1:]))
        sheet.set_row(at, LINE_HEIGHT * lines + 2)
        sheet.write_string(at, 0, label, styles.of("label"))
        sheet.merge_range(at, 1, at, len(_WIDTHS) - 1, "", styles.of("wrapped"))
        sheet.write_string(at, 1, text, styles.of("wrapped"))
    return row + len(facts)


def _write_contents(
    sheet: Worksheet, contents: list[tuple[str, str]], row: int, styles: Styles
) -> int:
    sheet.write_string(row, 0, "目录", styles.of("heading"))
    for at, (name, title) in enumerate(contents, start=row + 1):
        target = name.replace("'", "''")
        sheet.write_url(
            at, 0, f"internal:'{target}'!A1", styles.of("link"), string=title
        )
    return row + len(contents)
