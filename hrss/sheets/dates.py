"""A cell to a date, in all the ways dates are written.

Comes in: one cell as it stands. Goes out: a `Reading` whose value is a
`datetime.date`, marked ``month`` when only the month was written (its last day
is taken) and ``plan`` when the text says 预计, 计划 or 底前: a plan is not a fact.
A date without a year is a fault, never a guess.
"""

import calendar
import datetime
import re
import unicodedata
from dataclasses import replace
from enum import StrEnum

from hrss.sheets.grid import CellValue, text_of
from hrss.sheets.readings import Reading, fault
from hrss.sheets.words import compact, error_fault, is_blank

_DIGITS = str.maketrans("〇○零OoΟО一二三四五六七八九", "0000000123456789")
_CHINESE = r"[〇○零OoΟО一二三四五六七八九十\d]"
_CHINESE_DATE = re.compile(
    rf"({_CHINESE}{{4}})年({_CHINESE}{{1,3}})月(?:({_CHINESE}{{1,3}})[日号])?"
)
_PLAN = re.compile(r"预计|计划|拟|预期|争取|力争|前$|以前$|之前$|前(?:完成|建成|投入)")
_APPROXIMATE = re.compile(r"约|左右|上旬|中旬|下旬")
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}年{_MONTH}月{_DAY}[日号]?",
        rf"{_YEAR}[-./]{_MONTH}[-./]{_DAY}[日号.]?",
        rf"{_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])",
        rf"{_YEAR}年{_MONTH}月(?:份)?",
        rf"{_YEAR}[-./年]{_MONTH}",
        rf"{_YEAR}(?P<month>0[1-9]|1[0-2])",
        rf"(?P<short>\d{{2}})[-./年]{_MONTH}[-./月]{_DAY}[日号]?",
        rf"{_YEAR}年?(?P<year_end>年?[底末])",
    )
)
_TIME = re.compile(
    r"(?:(?<=[\d日号])\s+|(?<=\d)T|(?<=[日号]))(?:[上下中]午|早上|晚上)?\s*"
    r"\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|[时点](?:\d{1,2}分?)?)"
    r"\s*(?:[ap]\.?m\.?|Z|[+-]\d{2}:?\d{2})?(?![\d:])",
    re.IGNORECASE,
)
_EDGES = re.compile(
    r"^(?:于|在|预计|计划|拟|预期|争取|力争|约|大约|已于|自)+|"
    r"(?:上旬|中旬|下旬|左右|以前|之前|前|完成|建成|竣工|投入使用|验收|动工|开工|"
    r"挂牌|启用|可|[。;,])+$"
)
_ENDS = re.compile(r"(?<=[月\d])[底末初]$")
_NOT_YET = re.compile(
    r"(?:尚|还|仍|暂)?(?:未|没有?)(?:建成?|完成|完工|竣工|开工|动工|启动|验收|挂牌|批复|备案|"
    r"启用|投入使用|定|确定)?|暂?无|(?:正)?在建设?|建设中|筹建中?|(?:正在)?(?:施工|装修)中?|"
    r"待(?:建|定|验收|批复|开工|挂牌)"
)
_FIRST, _LAST = datetime.date(1980, 1, 1), datetime.date(2079, 12, 31)
_EPOCH = datetime.date(1899, 12, 30)


class DatePrecision(StrEnum):
    """What a date names: a day, a month (its last day is stored) or a year's end."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


def read_date(value: CellValue) -> Reading:
    """A day; a month without a day is its last day.

    Years with two digits are of this century. A serial number is taken when it
    lies between 1980 and 2079. 2012年底 is 2012-12-31. 未建成 or 无 in the place of a
    day is a blank, marked ``not_yet``.
    """
    if isinstance(value, datetime.datetime):
        return _judge(value.date(), plain=value.time() == datetime.time())
    if isinstance(value, datetime.date):
        return _judge(value, plain=True)
    if isinstance(value, bool):
        return fault("not_a_date")
    if isinstance(value, int | float):
        return _read_serial(value)
    written = text_of(value).strip()
    text = compact(without_time(written))
    if is_blank(text):
        return Reading(plain=value is None)
    broken = error_fault(text)
    if broken is not None:
        return fault(broken)
    if is_not_yet(text):
        return Reading(marks=("not_yet",), plain=False)
    reading = read_date_text(text)
    return replace(reading, plain=reading.plain and text == written)


def is_not_yet(text: str) -> bool:
    """Whether words in the place of a day say that it has not come yet."""
    return _NOT_YET.fullmatch(compact(text).strip("()。")) is not None


def without_time(text: str) -> str:
    """A text whose dates have lost their time of day.

    It is cut while the blank before it still stands: without it 2011/10/15 0:00
    would be the first of October.
    """
    return _TIME.sub(" ", unicodedata.normalize("NFKC", text.replace("㎡", "平方米")))


def precision_of(raw: str | None) -> DatePrecision:
    """How exactly a date was written, by the text that is kept of its cell.

    Nothing is kept where the cell simply holds the day.
    """
    marks = read_date_text(compact(without_time(raw))).marks if raw else ()
    if "year" in marks:
        return DatePrecision.YEAR
    return DatePrecision.MONTH if "month" in marks else DatePrecision.DAY


def _judge(day: datetime.date, *, plain: bool, marks: tuple[str, ...] = ()) -> Reading:
    if not _FIRST <= day <= _LAST:
        return fault("date_out_of_range")
    return Reading(day, marks=marks, plain=plain)


def _read_serial(number: float) -> Reading:
    """A number: 20111231, 201112, 2011.12 or the days of Excel's calendar."""
    if float(number).is_integer():
        day = _day_of_serial(number)
        if day is not None:
            return Reading(day, plain=False, marks=("serial",))
        return read_date_text(f"{number:.0f}")
    # As a number 2011.1 may have been 2011.10; only December and November are safe.
    text = f"{number:.15g}"
    if re.fullmatch(r"\d{4}\.(?:0[1-9]|1[12]|[2-9])", text):
        return read_date_text(text)
    return fault("not_a_date")


def _day_of_serial(number: float) -> datetime.date | None:
    """The day of a serial number between 1980 and 2079."""
    if (_FIRST - _EPOCH).days <= number <= (_LAST - _EPOCH).days:
        return _EPOCH + datetime.timedelta(days=int(number))
    return None


def read_date_text(text: str) -> Reading:
    """A date in a compacted text; everything in it must be understood."""
    marks = set[str]()
    if _PLAN.search(text):
        marks.add("plan")
    if _APPROXIMATE.search(text):
        marks.add("approximate")
    core = re.sub(r"\([^()]*\)", "", text)
    core = _CHINESE_DATE.sub(_arabic, core)
    core = _EDGES.sub("", core)
    for written in (core, _ENDS.sub("", core)):
        for form in _FORMS:
            found = form.fullmatch(written)
            if found is not None:
                return _build(found.groupdict(), marks, text)
    day = _day_of_serial(int(text)) if re.fullmatch(r"\d{5}", text) else None
    if day is not None:
        return Reading(day, plain=False, marks=("serial",))
    return fault("not_a_date")


def _build(parts: dict[str, str | None], marks: set[str], text: str) -> Reading:
    if parts.get("year_end"):
        marks.add("year")
        return _judge(
            datetime.date(int(parts["year"] or 0), 12, 31),
            plain=False,
            marks=tuple(sorted(marks)),
        )
    year = int(parts.get("year") or f"20{parts.get('short')}")
    month = int(parts["month"] or 0)
    if parts.get("day"):
        day = int(parts["day"] or 0)
    else:
        marks.add("month")
        day = calendar.monthrange(year, month)[1]
    if day > calendar.monthrange(year, month)[1]:
        return fault("not_a_date")
    plain = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None
    return _judge(
        datetime.date(year, month, day), plain=plain, marks=tuple(sorted(marks))
    )


def _arabic(found: re.Match[str]) -> str:
    year = found[1].translate(_DIGITS)
    month, day = _small_number(found[2]), _small_number(found[3])
    return f"{year}年{month}月" + (f"{day}日" if day else "")


def _small_number(text: str | None) -> str:
    """A number up to 99 in Chinese numerals, in digits."""
    if text is None:
        return ""
    if "十" not in text:
        return text.translate(_DIGITS)
    tens, _, ones = text.partition("十")
    tens, ones = tens.translate(_DIGITS) or "1", ones.translate(_DIGITS) or "0"
    return str(int(tens) * 10 + int(ones)) if (tens + ones).isdigit() else text
