"""What is to be marked in a workbook: faults by cell, and the list of them.

Comes in: a checked submission. Goes out: plain data that a process without the
project can write from. Knows no file format.
"""

from dataclasses import asdict, dataclass, replace
from typing import Any

from hrss.sheets import CheckedSubmission, Issue, Severity, column, message
from hrss.sheets.fault_list import LIST_NAME, LIST_TITLE
from hrss.sheets.tables_apart import sheet_title

AUTHOR = "粤人社所"
"""Author of our comments: how they are told from the clerk's own."""
HEADERS = ("序号", "程度", "工作表", "单元格", "项目", "表中内容", "问题")
_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提示"}
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class CellMark:
    """One cell to be coloured, with all that is said of it."""

    sheet: str
    cell: str
    is_error: bool
    text: str


@dataclass(frozen=True, slots=True)
class Marking:
    """All marks of a file and its list of faults.

    `rows` have the columns of `HEADERS`; the cell is "" for a fault of the whole
    sheet or file.
    """

    author: str
    list_name: str
    title: str
    note: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marks: tuple[CellMark, ...]

    def as_plain(self) -> dict[str, Any]:
        """The same in lists and dictionaries."""
        return asdict(self)


def marking_of(checked: CheckedSubmission) -> Marking:
    """Marks and list for what was found in a file, in the order of its sheets."""
    note = (
        f"错误{checked.error_count}处，提示{checked.warning_count}处。"
        "请在各工作表中改正标色的单元格（红色为错误，必须改正；黄色为提示，请核对），"
        "改好后直接上传本文件；本页和批注在上传时自动忽略。"
    )
    rows = tuple(
        (
            str(number),
            _WORDS[issue.severity],
            sheet_title(issue.sheet or ""),
            _cell(issue),
            column(issue.field).header if issue.field else "",
            (issue.value or "")[:_SHOWN],
            _sentence(issue),
        )
        for number, issue in enumerate(checked.issues, start=1)
    )
    return Marking(
        author=AUTHOR,
        list_name=LIST_NAME,
        title=f"{LIST_TITLE}：{checked.file_name}",
        note=note,
        headers=HEADERS,
        rows=rows,
        marks=_marks(checked),
    )


def _marks(checked: CheckedSubmission) -> tuple[CellMark, ...]:
    """One mark for each cell, errors before warnings in its text."""
    found: dict[tuple[str, str], list[Issue]] = {}
    first = {sheet.name: _first_letter(sheet.letters) for sheet in checked.sheets}
    for issue in checked.issues:
        if issue.sheet is None or issue.row is None:
            continue
        letter = issue.column or first.get(issue.sheet, "A")
        found.setdefault((issue.sheet, f"{letter}{issue.row}"), []).append(issue)
    return tuple(
        CellMark(
            sheet=sheet_title(sheet),
            cell=cell,
            is_error=any(each.severity is Severity.ERROR for each in issues),
            text="\n".join(
                f"{_WORDS[each.severity]}：{_sentence(each)}"
                for each in sorted(issues, key=lambda each: each.severity)
            ),
        )
        for (sheet, cell), issues in found.items()
    )


def _first_letter(letters: Any) -> str:
    return min(letters.values(), key=lambda letter: (len(letter), letter), default="A")


def _cell(issue: Issue) -> str:
    return f"{issue.column or ''}{issue.row}" if issue.row is not None else ""


def _sentence(issue: Issue) -> str:
    """What is wrong, without the place that stands beside it."""
    return message(replace(issue, sheet=None, row=None, column=None))
