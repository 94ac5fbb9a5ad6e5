"""What stands above the table: who reports, and as of which day.

Comes in: the cells above the header. Goes out: reporting unit and as-of date as
found, or None. Knows nothing of the table itself.
"""

import datetime
import re
from collections.abc import Iterable, Sequence

from hrss.sheets.dates import read_date, read_date_text, without_time
from hrss.sheets.grid import CellValue, text_of
from hrss.sheets.words import compact

_UNIT = re.compile(
    r"(?:填报|填表|上报|报送|编报|汇总|制表)(?:单位|机构|地区)(?:名称)?"
    r"(?:\((?:盖章|公章|章)\))?[::]?(?P<unit>.*)"
)
_UNIT_END = re.compile(
    r"(?:\((?:盖章|公章|章)\)|填报|填表|报送|上报|截至|截止|统计|单位[::]|计量|日期|时间|联系|"
    r"负责人|审核|制表|(?:19|20)\d{2}年).*$"
)
_TITLE_TEXT = re.compile(
    r"(?:填报|填表|上报|报送|编报|汇总|制表)(?:单位|机构|地区|日期|时间|人)|截[至止]|"
    r"(?:计量)?单位[::]|统计(?:日期|时间)|报出日期|附件|附表|表号|制表机关|"
    r"(?:19|20)\d{2}年\d{1,2}月"
)
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20)\d{2}|[二一][〇○零0OoΟО一二三四五六七八九]{3})"
_MONTHS = rf"{_DAY}月(?:{_DAY}[日号])?"
_NUMBERS = r"\d{1,2}(?:[-./]\d{1,2})?"
_DATE = re.compile(rf"{_YEAR}(?:年{_MONTHS}|[-./]{_NUMBERS}|\d{{4}}(?!\d))")
_NO_DAY = re.compile(r"底前|前|以前|之前|年")
"""What follows a plan, or the second of two years (2011-12年度)."""
_TO = r"[-~至到—–―]{1,2}"
_SPANS = tuple(
    (re.compile(span), last)
    for span, last in (
        # One year, in which the months or the days differ.
        (rf"({_YEAR}年){_MONTHS}{_TO}(?:\1)?({_MONTHS})", r"\1\2"),
        (rf"({_YEAR}年){_DAY}{_TO}({_MONTHS})", r"\1\2"),
        (rf"({_YEAR}年{_DAY}月)(?:{_DAY}[日号]?){_TO}({_DAY}[日号])", r"\1\2"),
        (
            rf"({_YEAR}\.)\d{{1,2}}\.\d{{1,2}}{_TO}(?:\1)?(\d{{1,2}}\.\d{{1,2}})",
            r"\1\2",
        ),
        (
            rf"({_YEAR}[-/])\d{{1,2}}[-/]\d{{1,2}}[~至到—–―]{{1,2}}"
            r"(?:\1)?(\d{1,2}[-/]\d{1,2})",
            r"\1\2",
        ),
    )
)
"""From one day to another: what is written, and its last day."""
_SPAN_OF_YEARS = re.compile(
    rf"({_YEAR})(?:年{_MONTHS}|[-./]{_NUMBERS}){_TO}({_YEAR}(?:年{_MONTHS}|[-./]{_NUMBERS}))"
)
_DEADLINE = re.compile(
    rf"(?:报送|上报|填报|报名|申报|提交)的?截[至止](?:时间|日期)?(?:[::为是于]|到)*"
    rf"(?:{_DATE.pattern})?"
)
_AS_OF = re.compile(r"截[至止](?:到|时间|日期|于)?[::]?(?P<rest>.*)")
_REPORT_DATE = re.compile(
    r"(?:填报|填表|报出|上报|报送|统计|制表)(?:日期|时间)[::]?(?P<rest>.*)"
)
_YEAR_END = re.compile(r"(?:19|20)\d{2}年?年?[底末]")


def is_title_text(text: str) -> bool:
    """Whether a text belongs above a table: 填报单位, 截至, 单位：, a month."""
    return _TITLE_TEXT.search(compact(text)) is not None


def find_reporting_unit(rows: Iterable[Sequence[CellValue]]) -> str | None:
    """What follows 填报单位, in the same cell or in the next filled one."""
    for row in rows:
        texts = [text for text in map(_text, row) if text]
        for position, text in enumerate(texts):
            found = _UNIT.search(text)
            if found is None:
                continue
            unit = _UNIT_END.sub("", found["unit"])
            if not unit and position + 1 < len(texts):
                unit = _UNIT_END.sub("", texts[position + 1])
            unit = re.sub(r"^[:_]+|[:_]+$", "", unit)
            if unit:
                return unit
    return None


def find_as_of(rows: Iterable[Sequence[CellValue]]) -> datetime.date | None:
    """The day a sheet describes: 截至 before 填报日期 before a date in the title.

    A date split over cells (2011 | 年 | 11 | 月) is read across them; a month
    means its last day, and so does a span of days. What is only a plan (2012年底前),
    a span of years or the day by which sheets are due is no as-of date.
    """
    joined = [_DEADLINE.sub("", "".join(map(_text, row))) for row in rows]
    for pattern in (_AS_OF, _REPORT_DATE):
        for text in joined:
            found = pattern.search(text)
            if found is not None:
                day = _first_date(found["rest"], year_end=pattern is _AS_OF)
                if day is not None:
                    return day
    days = (_first_date(text, is_labelled=False) for text in joined)
    return next((day for day in days if day), None)


def find_report_date(rows: Iterable[Sequence[CellValue]]) -> datetime.date | None:
    """The day after 填报日期 or 报出日期 in the footer."""
    for row in rows:
        found = _REPORT_DATE.search("".join(map(_text, row)))
        day = _first_date(found["rest"]) if found is not None else None
        if day is not None:
            return day
    return None


def _text(value: CellValue) -> str:
    """A cell as text; a date cell as its day."""
    if isinstance(value, datetime.date):
        reading = read_date(value)
        return f"{reading.value:%Y-%m-%d}" if reading.value else ""
    return compact(without_time(text_of(value)))


def _first_date(
    text: str, *, is_labelled: bool = True, year_end: bool = False
) -> datetime.date | None:
    """The first date of a text; of a span, its last day."""
    for span, last in _SPANS:
        text = span.sub(last, text)
    # Without a label, a span of years is what the plan is for.
    text = _SPAN_OF_YEARS.sub(
        lambda found: found[2] if is_labelled or found[2].startswith(found[1]) else "",
        text,
    )
    for found in _DATE.finditer(text):
        if _NO_DAY.match(text, found.end()):
            continue
        reading = read_date_text(found[0])
        if isinstance(reading.value, datetime.date):
            return reading.value
    ending = _YEAR_END.match(text) if year_end else None
    return read_date_text(ending[0]).value if ending else None
