"""The unit that stands once for a whole table: 单位：元.

Comes in: the texts above a table and its header. Goes out: the header, its columns
without a unit of their own in the unit that the title names; and the columns of which
it cannot be said whether they are in it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hrss.sheets.columns import ColumnType
from hrss.sheets.grid import CellValue, text_of
from hrss.sheets.header_block import Field, HeaderBlock
from hrss.sheets.headers import OTHER_UNITS, UNIT_FACTORS, normalise_unit

_WORDS = sorted((*UNIT_FACTORS, *OTHER_UNITS), key=len, reverse=True)
_ONE = rf"(?:{'|'.join(map(re.escape, _WORDS))})"
_STATED = re.compile(
    rf"单位\s*(?:[:为是])\s*(?P<units>{_ONE}(?:\s*[、,;/和及]\s*{_ONE})*)"
    r"(?=$|[\s)\]。;,、填报制截统日])"
)
_MEASURES = frozenset((ColumnType.INTEGER, ColumnType.NUMBER))
_OTHER_AREAS = frozenset(("平方公里", "公顷", "亩"))


def find_units(rows: Iterable[Sequence[CellValue]]) -> tuple[str, ...]:
    """The units that 单位： names above a table, each once."""
    units: list[str] = []
    for row in rows:
        joined = " ".join(text_of(value) for value in row if isinstance(value, str))
        text = unicodedata.normalize("NFKC", joined.replace("㎡", "平方米"))
        for found in _STATED.finditer(text):
            named = re.split(r"\s*[、,;/和及]\s*", found["units"])
            units += [unit for each in named if (unit := normalise_unit(each))]
    return tuple(dict.fromkeys(units))


def take_units(
    block: HeaderBlock, units: Sequence[str]
) -> tuple[HeaderBlock, Mapping[str, str]]:
    """The header with the title's units, and the doubtful columns with theirs.

    Money and areas alone are turned: 万人 above a table may be said of those who are
    served and not of those who work there. Two units of one dimension, and one that
    cannot be turned (亩), leave the columns as they are.
    """
    fields: dict[str, Field] = {}
    doubtful: dict[str, str] = {}
    for name, field in block.fields.items():
        fitting = _units_for(field, units)
        if len(fitting) == 1 and _is_turned(fitting[0]):
            fields[name] = replace(field, unit=fitting[0])
        elif any(not _is_own(each, field) for each in fitting):
            doubtful[name] = "、".join(fitting)
    return replace(block, fields={**block.fields, **fields}), doubtful


def _units_for(field: Field, units: Sequence[str]) -> list[str]:
    """Those of the units that may be said of a column without one."""
    own = field.column.unit
    if field.unit is not None or own is None or field.column.type not in _MEASURES:
        return []
    dimension = UNIT_FACTORS[own][0]
    if dimension == "count":
        return [unit for unit in units if unit.endswith(own)]
    return [unit for unit in units if _dimension(unit) == dimension]


def _dimension(unit: str) -> str:
    if unit in _OTHER_AREAS:
        return "area"
    return UNIT_FACTORS[unit][0] if unit in UNIT_FACTORS else ""


def _is_turned(unit: str) -> bool:
    return unit in UNIT_FACTORS and UNIT_FACTORS[unit][0] != "count"


def _is_own(unit: str, field: Field) -> bool:
    """Whether a unit is as good as the column's own."""
    own = UNIT_FACTORS[field.column.unit or "个"][1]
    return unit in UNIT_FACTORS and UNIT_FACTORS[unit][1] == own
