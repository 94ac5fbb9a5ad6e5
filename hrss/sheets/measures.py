"""A cell to a number, in the unit of its column.

Comes in: one cell as it stands, and the unit of its header. Goes out: a `Reading`,
marked ``approximate`` for 约300 and ``sum`` for 200+150. Knows nothing of rows.
"""

import datetime
import math
import re
from dataclasses import replace

from hrss.sheets.columns import Column
from hrss.sheets.grid import CellValue, text_of
from hrss.sheets.headers import UNIT_FACTORS, normalise_header, normalise_unit
from hrss.sheets.readings import Reading, fault
from hrss.sheets.words import compact, error_fault, is_blank

_SIMPLE_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_BRACKETED = re.compile(r"\([^()]*\)")
_ABOUT = re.compile(r"\([^()]*(?:约|估|左右|上下|以上|以下)[^()]*\)")
_NUMBER = re.compile(
    r"(?P<before>约为?|大约|将近|接近|近|超过|不少于|至少|不足|不到)?"
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)"
    r"(?P<times>万|千|亿)?(?P<middle>多|余|左右|上下|以上|以下)?"
    r"(?P<unit>[^\d,.+\-约余多]*?)(?P<after>左右|上下|以上|以下|不到|不足|余|多)?"
)
_A_YEAR = re.compile(r"(?:/|每|一)?年$")
_TIMES = {None: 1.0, "千": 1e3, "万": 1e4, "亿": 1e8}


def read_number(value: CellValue, column: Column, *, unit: str | None) -> Reading:
    """A measure in the column's unit.

    The cell's own unit counts before the header's: 12000元 in a column of 万元 is
    1.2, and 1.2万 there is 1.2 too, while 1.2万 people are 12,000. 约, 余 and 以上
    are read and marked; 200+150 is added up; a negative number is a fault of
    range for the check to judge.
    """
    if isinstance(value, bool):
        return fault("not_a_number")
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return fault("not_a_number")
        factor = _factor(unit, column)
        amount = value if factor == 1 else round(value * factor, 9)
        if not math.isfinite(amount):
            return fault("out_of_range")
        return Reading(amount, plain=factor == 1)
    if isinstance(value, datetime.date):
        return fault("date_in_number")
    text = compact(text_of(value)).rstrip("。;,")
    if is_blank(text):
        return Reading(plain=value is None)
    broken = error_fault(text)
    if broken is not None:
        return fault(broken)
    if text in ("无", "没有"):
        return Reading(0.0, plain=False)
    reading = _read_number_text(text, column, unit)
    # Full-width digits are not simply the number, however they are read.
    is_simple = _SIMPLE_NUMBER.fullmatch(text_of(value).strip()) is not None
    return replace(reading, plain=reading.plain and is_simple)


def _read_number_text(text: str, column: Column, unit: str | None) -> Reading:
    parts = re.sub("[mM]2", "平方米", _BRACKETED.sub("", text)).split("+")
    total = 0.0
    marks = {"approximate"} if _ABOUT.search(text) else set[str]()
    for part in parts:
        found = _NUMBER.fullmatch(part)
        if found is None:
            return fault("not_a_number")
        factor = _written_factor(found, column, unit)
        if factor is None:
            return fault("wrong_unit")
        total += float(found["number"].replace(",", "")) * factor
        if found["before"] or found["middle"] or found["after"]:
            marks.add("approximate")
    if not math.isfinite(total):
        return fault("out_of_range")
    # 1.2 times 10,000 is not exactly 12,000 in binary.
    total = round(total, 9)
    if len(parts) > 1:
        marks.add("sum")
    plain = _factor(unit, column) == 1
    return Reading(total, marks=tuple(sorted(marks)), plain=plain)


def _written_factor(
    found: re.Match[str], column: Column, header_unit: str | None
) -> float | None:
    """Factor of the unit written after the number, or None for a foreign one."""
    times = _TIMES[found["times"]]
    if not found["unit"]:
        if times != 1 and column.unit == "万元":
            return times / 1e4
        return times * _factor(None if times != 1 else header_unit, column)
    unit = _unit_in(found["unit"], column)
    if unit is None:
        return None
    dimension, factor = UNIT_FACTORS.get(unit, ("", 1.0))
    # What is counted in a column of 是 and 否 has no unit of its own there.
    if dimension != UNIT_FACTORS[column.unit or "个"][0]:
        return None
    return times * factor


def _unit_in(text: str, column: Column) -> str | None:
    """The unit that a text names: 元/年 is 元, 台电脑 is 台 where computers are asked.

    A year is what every budget is for; another span (元/月) is another amount.
    """
    unit = normalise_unit(text)
    if unit is not None:
        return unit
    if column.unit == "万元":
        return normalise_unit(_A_YEAR.sub("", text))
    own = {normalise_header(each).key for each in (column.header, *column.aliases)}
    for length in range(len(text) - 1, 0, -1):
        unit = normalise_unit(text[:length])
        if unit is not None and normalise_header(text[length:]).key in own:
            return unit
    return None


def _factor(unit: str | None, column: Column) -> float:
    if unit is None or column.unit is None:
        return 1.0
    return UNIT_FACTORS[unit][1]


def unit_fits(unit: str | None, column: Column) -> bool:
    """Whether a header's unit can be turned into the column's."""
    if unit is None or column.unit is None:
        return True
    own = UNIT_FACTORS[column.unit][0]
    return unit in UNIT_FACTORS and UNIT_FACTORS[unit][0] == own
