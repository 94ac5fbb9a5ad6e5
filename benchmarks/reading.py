"""From the bytes of a workbook to a checked submission, the child process included.

The floor is the file library alone, in this process, as plain lists. The other
comparison is what one would write without a reader of one's own.
"""

from functools import partial

import pandas as pd

from benchmarks.measuring import Line, once, take_turns
from benchmarks.rivals import read_raw, read_with_openpyxl
from benchmarks.scale import Materials
from benchmarks.workbooks import FILE_NAME
from hrss.sheets import (
    CheckedSubmission,
    check_workbook,
    parse_workbook,
    read_workbook,
)

_LONG = 10_000
_LONG_ROUNDS = 3


def read_and_check(content: bytes, roster: pd.DataFrame) -> CheckedSubmission:
    """What happens to an uploaded file."""
    parsed = parse_workbook(read_workbook(content, file_name=FILE_NAME))
    return check_workbook(parsed, roster=roster, as_of=None)


def lines(materials: Materials) -> list[Line]:
    """Two lines for each workbook."""
    return [
        line for rows in materials.scale.rows for line in _lines_of(materials, rows)
    ]


def _lines_of(materials: Materials, rows: int) -> list[Line]:
    content, roster = (
        materials.workbook(rows).read_bytes(),
        pd.read_pickle(materials.roster(rows)),
    )
    _refuse_faults(read_and_check(content, roster), rows)
    is_long = rows > _LONG
    ours, raw = take_turns(
        {
            "ours": partial(read_and_check, content, roster),
            "raw": partial(read_raw, content),
        },
        rounds=min(materials.scale.rounds, _LONG_ROUNDS)
        if is_long
        else materials.scale.rounds,
    )
    openpyxl = partial(read_with_openpyxl, content)
    # Minutes, where the others take seconds: once is enough to see the difference.
    slow = once(openpyxl) if is_long else take_turns({"": openpyxl}, rounds=3)[0]
    what = f"read, parse and check {rows:,} rows"
    return [
        Line(what, ours, raw, "calamine alone", 3.0),
        Line(what, ours, slow, "pandas with openpyxl", 0.5),
    ]


def _refuse_faults(checked: CheckedSubmission, rows: int) -> None:
    """A measurement of a sheet that is not understood would mean nothing."""
    if checked.issues or checked.rows_valid != rows:
        first = checked.issues[:1]
        raise RuntimeError(f"{checked.rows_valid} of {rows} rows are valid: {first}")
