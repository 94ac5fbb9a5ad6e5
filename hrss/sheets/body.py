"""The columns of a table to its rows, with what is of note in them.

Comes in: columns as read (`hrss.sheets.fields`). Goes out: the frame of body rows, in
which cells that speak of another column have been put there, and the cells with a
fault or a mark. Judges nothing.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hrss.sheets.columns import COLUMNS, KEY_COLUMNS, ColumnType, column
from hrss.sheets.fields import FieldValues, Values, no_values
from hrss.sheets.header_block import HeaderBlock
from hrss.sheets.parsed import Finding
from hrss.sheets.readings import Reading

_MARKED = frozenset(("approximate", "plan", "year"))
_DATES = tuple(each.name for each in COLUMNS if each.type is ColumnType.DATE)


def build_rows(
    fields: dict[str, FieldValues], numbers: NDArray[np.intp], names: tuple[str, ...]
) -> pd.DataFrame:
    """One row for each body row: its keys, the columns named, and the texts kept.

    Index ``row``, the sheet's row numbers; ``raw`` as in `ParsedSheet`.
    """
    values: dict[str, Values] = {
        name: fields[name].values
        if name in fields
        else no_values(column(name), len(numbers))
        for name in (*KEY_COLUMNS, *names)
    }
    _separate_plans(values, fields)
    _exchange_status(values, fields)
    rows = pd.DataFrame(values, index=pd.Index(numbers, name="row"), copy=False)
    rows["raw"] = _raw_texts(fields, len(numbers))
    return rows


def _separate_plans(values: dict[str, Values], fields: dict[str, FieldValues]) -> None:
    """A planned day is no fact; a planned completion has its own column."""
    for name in _DATES:
        if name not in fields or name == "planned_completion_date":
            continue
        plans = fields[name].positions(lambda reading: "plan" in reading.marks)
        if not plans.size:
            continue
        days = np.array(values[name])
        if name == "completion_date":
            planned = np.array(values["planned_completion_date"])
            blank = plans[np.isnat(planned[plans])]
            planned[blank] = days[blank]
            values["planned_completion_date"] = planned
        days[plans] = np.datetime64("NaT")
        values[name] = days


def _exchange_status(values: dict[str, Values], fields: dict[str, FieldValues]) -> None:
    """A status under 是否建成 and a yes under 建设状态 fill the other column.

    Only where the other is blank: a contradiction is for the check to find.
    """
    for name, other in (
        ("is_complete", "construction_status"),
        ("construction_status", "is_complete"),
    ):
        if name not in fields:
            continue
        read = fields[name]
        said = read.positions(lambda reading: reading.other is not None)
        if not said.size:
            continue
        target = values[other].copy()
        said = said[np.asarray(pd.isna(target))[said]]
        for position in np.unique(read.codes[said]).tolist():
            same = said[read.codes[said] == position]
            target[same] = read.readings[position].other
        values[other] = target


def _raw_texts(fields: dict[str, FieldValues], length: int) -> NDArray[np.object_]:
    """For each row the texts whose value is not simply what stands there."""
    texts: list[dict[str, str] | None] = [None] * length
    for name, read in fields.items():
        positions = read.positions(lambda reading: not reading.plain)
        codes = read.codes[positions].tolist()
        written = {code: read.raw(code) for code in set(codes)}
        for position, code in zip(positions.tolist(), codes, strict=True):
            known = texts[position]
            if known is None:
                texts[position] = {name: written[code]}
            else:
                known[name] = written[code]
    raw = np.empty(length, dtype=np.object_)
    raw[:] = [pd.NA if each is None else each for each in texts]
    return raw


def find_cells(
    fields: dict[str, FieldValues],
    numbers: NDArray[np.intp],
    block: HeaderBlock,
    *,
    faults: bool,
) -> tuple[Finding, ...]:
    """Cells with a fault of form, or else with a mark, row by row."""
    found: list[Finding] = []
    for name, read in fields.items():
        letter = block.fields[name].letter
        wanted = (
            (lambda reading: reading.fault is not None)
            if faults
            else (lambda reading: not _MARKED.isdisjoint(reading.marks))
        )
        for position in read.positions(wanted).tolist():
            reading, raw = _at(read, position)
            codes: Sequence[str] = (
                [reading.fault]
                if reading.fault
                else sorted(set(reading.marks) & _MARKED)
            )
            row = int(numbers[position])
            found.extend(Finding(code, row, letter, name, raw) for code in codes)
    return tuple(
        sorted(found, key=lambda each: (each.row, len(each.letter), each.letter))
    )


def _at(read: FieldValues, position: int) -> tuple[Reading, str]:
    code = int(read.codes[position])
    return read.readings[code], read.raw(code)
