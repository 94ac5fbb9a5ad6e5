"""A cell to a value: yes and no, whether there is any, choices and text.

Comes in: one cell as it stands. Goes out: a `Reading`: the value, or the code of
what is wrong with it, and marks such as ``approximate``. A blank or a dash is
not reported; a guess is never made. Knows nothing of rows or offices; numbers are
read in `hrss.sheets.measures`, dates in `hrss.sheets.dates`.
"""

import re

from hrss.sheets.columns import Column, choice_values
from hrss.sheets.grid import CellValue, text_of
from hrss.sheets.headers import normalise_header
from hrss.sheets.measures import read_number
from hrss.sheets.readings import Reading, fault
from hrss.sheets.words import (
    NO,
    SYMBOL_NO,
    SYMBOL_YES,
    YES,
    compact,
    error_fault,
    is_blank,
)

_PLAIN_MARKS = frozenset("是否√×")
_DIGITS = frozenset("01")
_DENIAL = re.compile(r"[未没否无非不]")
_WORD_END = re.compile(r"[。,;:(.、!]")


def read_yes_no(value: CellValue) -> Reading:
    """是 or 否 in any of its signs, or as the first word of more.

    是，已挂牌 is 是; a yes that something is denied after (有，未启用) is a fault for
    the clerk to settle, and so is a number other than 0 and 1.
    """
    reading = _read_word(value)
    if reading.fault != "not_yes_no":
        return reading
    first, rest = _first_word(compact(text_of(value)))
    word = first.casefold()
    if word in _DIGITS or not rest or (word in YES and _DENIAL.search(rest)):
        return reading
    is_word = word in YES or word in NO
    return Reading(word in YES, plain=False) if is_word else reading


def _read_word(value: CellValue) -> Reading:
    """是 or 否 in any of its signs, and nothing else."""
    if isinstance(value, bool):
        return Reading(value)
    written = compact(text_of(value))
    text = written.rstrip("。;,")
    if is_blank(text):
        return Reading(plain=value is None)
    word = text.casefold()
    if word in YES or word in NO:
        return Reading(word in YES, plain=written in _PLAIN_MARKS)
    if text in SYMBOL_YES or text in SYMBOL_NO:
        return Reading(text in SYMBOL_YES, plain=False)
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
    word = _read_word(value)
    if word.fault != "not_yes_no":
        return word
    said = _status_word(compact(text_of(value)), status)
    if said is None:
        return read_yes_no(value)
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
    first, _ = _first_word(text)
    return words.get(text.casefold()) or words.get(first.casefold())


def _first_word(text: str) -> tuple[str, str]:
    """A compacted text up to its first stop, and what follows."""
    first, *rest = _WORD_END.split(text, maxsplit=1)
    return first, "".join(rest)
