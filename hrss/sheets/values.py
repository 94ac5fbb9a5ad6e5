"""A cell to a value: yes and no, counts, measures and choices.

Comes in: one cell as it stands. Goes out: a `Reading`: the value, or the code of
what is wrong with it, and marks such as ``approximate``. A blank or a dash is
not reported; a guess is never made. Knows nothing of rows or offices; dates are
read in `hrss.sheets.dates`.
"""

import datetime
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from hrss.sheets.columns import Column, choice_values
from hrss.sheets.grid import UNCOMPUTED, CellValue, text_of
from hrss.sheets.headers import UNIT_FACTORS, normalise_header, normalise_unit

_YES_WORDS = """
√ ✓ ✔ ☑ ■ ● v 是 有 已 y yes true 1 对 已完成 完成 达标 已达标 已设 已设置 已配
已配备 已建 已有 已实行 已公开 已列入 列入 已统一 已挂牌 齐全 合格 属于 属
"""
_NO_WORDS = """
× ✗ ✘ □ ☐ x 否 无 未 n no false 0 没有 未完成 不是 未达标 不达标 未设 未设置 未配
未配备 未建 未建成 未实行 未公开 未列入 未统一 未挂牌 不属于 非 不合格
"""
_BLANK_WORDS = r"""
— - -- —— ― – ／ / \ 、 . 待定 不详 未填报 未填 未知 不清楚 待核实 待统计 空 null nan
n/a na
"""
YES = frozenset(_YES_WORDS.split())
NO = frozenset(_NO_WORDS.split())
BLANKS = frozenset(_BLANK_WORDS.split())
_SYMBOL_YES = frozenset("RPþü")
_SYMBOL_NO = frozenset("£ûý")
"""What the ticks and crosses of the fonts Wingdings are without their font.

O and o are left out: they may as well be circles that mean yes.
"""
_PLAIN_MARKS = frozenset("是否√×")
_ERRORS = (
    "#REF!",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#N/A",
    "ERR:5",
)
_BRACKETED = re.compile(r"\([^()]*\)")
_NUMBER = re.compile(
    r"(?P<before>约|大约|近|超过|不少于|约为)?"
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)"
    r"(?P<times>万|千|亿)?(?P<middle>多|余|左右|以上|以下)?"
    r"(?P<unit>[^\d,.+\-约余多]*?)(?P<after>左右|以上|以下|余|多)?"
)
_TIMES = {None: 1.0, "千": 1e3, "万": 1e4, "亿": 1e8}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a value or a fault, never both.

    `plain` is true when the value is simply what stands there, so that the
    raw text adds nothing. `other` is what the cell says of the other completion
    column: 在建 written under 是否建成 is a status, 是 under 建设状态 a yes.
    """

    value: Any = None
    fault: str | None = None
    marks: tuple[str, ...] = ()
    plain: bool = True
    other: str | bool | None = None


BLANK = Reading()


def fault(code: str) -> Reading:
    """A reading that could not be understood."""
    return Reading(fault=code, plain=False)


def compact(text: str) -> str:
    """Half-width, without spaces and invisible characters; ㎡ is spelt out."""
    text = unicodedata.normalize("NFKC", text.replace("㎡", "平方米"))
    return re.sub(r"[\s\u200b-\u200f\ufeff]+", "", text)


def is_blank(text: str) -> bool:
    """Whether a compacted text means that nothing is reported."""
    return not text or text.casefold() in BLANKS


def error_fault(text: str) -> str | None:
    """The fault of a compacted text that is what a broken formula leaves, or None.

    A formula without a result was written by a program, and no office software has
    opened and saved the file since.
    """
    if text == UNCOMPUTED:
        return "formula_uncomputed"
    return "formula_error" if text.upper().startswith(_ERRORS) else None


def read_yes_no(value: CellValue) -> Reading:
    """是 or 否 in any of its signs; a number other than 0 and 1 is a fault."""
    if isinstance(value, bool):
        return Reading(value)
    text = compact(text_of(value)).rstrip("。;；,，")
    if is_blank(text):
        return Reading(plain=value is None)
    word = text.casefold()
    if word in YES or word in NO:
        return Reading(word in YES, plain=text in _PLAIN_MARKS)
    if text in _SYMBOL_YES or text in _SYMBOL_NO:
        return Reading(text in _SYMBOL_YES, plain=False)
    return fault(error_fault(text) or "not_yes_no")


def read_presence(value: CellValue, column: Column) -> Reading:
    """是 or 否, or a count: any number above 0 is 是 and stays in the raw text."""
    word = read_yes_no(value)
    if word.fault != "not_yes_no":
        return word
    count = read_number(value, column, unit=None)
    if count.fault == "not_a_number":
        return word
    if count.fault or count.value is None:
        return count
    if count.value < 0 or (column.maximum and count.value > column.maximum):
        return fault("out_of_range")
    return Reading(count.value > 0, plain=False, marks=("count",))


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
        return Reading(
            round(value * factor, 9) if factor != 1 else value, plain=factor == 1
        )
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
    return _read_number_text(text, column, unit)


def _read_number_text(text: str, column: Column, unit: str | None) -> Reading:
    parts = re.sub("[mM]2", "平方米", _BRACKETED.sub("", text)).split("+")
    total, marks = 0.0, set[str]()
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
    # 1.2 times 10,000 is not exactly 12,000 in binary.
    total = round(total, 9)
    if len(parts) > 1:
        marks.add("sum")
    written = re.fullmatch(r"\d+(?:\.\d+)?", text) is not None
    plain = written and _factor(unit, column) == 1
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
    unit = normalise_unit(found["unit"])
    if unit is None:
        return None
    dimension, factor = UNIT_FACTORS.get(unit, ("", 1.0))
    # What is counted in a column of 是 and 否 has no unit of its own there.
    if dimension != UNIT_FACTORS[column.unit or "个"][0]:
        return None
    return times * factor


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


def read_choice(value: CellValue, column: Column) -> Reading:
    """A value of a closed list, by its label or an alias."""
    text = compact(text_of(value))
    if is_blank(text):
        return Reading(plain=value is None)
    broken = error_fault(text)
    if broken is not None:
        return fault(broken)
    chosen = choice_values(column.name).get(normalise_header(text).key)
    if chosen is None:
        return fault("not_a_choice")
    labels = {each.label for each in column.choices}
    return Reading(chosen, plain=text in labels)


def read_text(value: CellValue) -> Reading:
    """Text as written, trimmed; a lone dash is not reported."""
    text = text_of(value).strip("\u3000 \t\r\n\u200b\ufeff")
    if is_blank(text):
        return Reading(plain=value is None)
    return Reading(text)


def read_is_complete(value: CellValue, status: Column) -> Reading:
    """是 or 否; a word of status is understood too and kept as `other`.

    在建 under 是否建成 means no, and says the status at the same time.
    """
    word = read_yes_no(value)
    if word.fault != "not_yes_no":
        return word
    said = _status_word(compact(text_of(value)), status)
    if said is None:
        return word
    return Reading(said == "complete", plain=False, other=said)


def read_status(value: CellValue, status: Column) -> Reading:
    """A status by its first word, so that “已完成。……” counts; 是 and 否 as well.

    A bare 否 says that the office is not complete, not how far it is.
    """
    text = compact(text_of(value))
    if is_blank(text):
        return Reading(plain=value is None)
    said = _status_word(text, status)
    if said is not None:
        plain = any(each.label == text for each in status.choices)
        return Reading(said, plain=plain, other=said == "complete")
    word = read_yes_no(value)
    if word.fault is not None:
        return fault(error_fault(text) or "not_a_choice")
    return Reading("complete" if word.value else None, plain=False, other=word.value)


def _status_word(text: str, status: Column) -> str | None:
    words = choice_values(status.name)
    first = re.split(r"[。,;:(.、!]", text, maxsplit=1)[0]
    return words.get(text.casefold()) or words.get(first.casefold())
