"""What the measurements need on disk, made once and before anything is measured.

Comes in: an empty folder, and how large things are to be. Goes out: workbooks with
their rosters, and a store filled with months of reports.
"""

import hashlib
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pandas as pd

from benchmarks.scale import Materials, month_ends
from benchmarks.stations import station_rows
from benchmarks.workbooks import (
    FILE_NAME,
    OFFICE_COLUMNS,
    many_townships,
    office_values,
    write_workbook,
)
from hrss.places import load_shipped_roster
from hrss.settings import Settings
from hrss.sheets import (
    VALUE_COLUMNS,
    CheckedSubmission,
    SheetKind,
    SheetSummary,
    column,
)
from hrss.store import (
    Store,
    append_roster,
    append_submission,
    close_store,
    migrate,
    open_store,
)

_SHEET = "进度表"
_LETTERS = {each.name: "A" for each in OFFICE_COLUMNS if not each.is_ignored}


def prepare(materials: Materials) -> None:
    """Write workbooks, rosters and the store."""
    for rows in materials.scale.rows:
        roster = many_townships(rows)
        roster.to_pickle(materials.roster(rows))
        materials.workbook(rows).write_bytes(write_workbook(roster))
    _fill_store(materials)


def _fill_store(materials: Materials) -> None:
    roster = load_shipped_roster()
    # Every n-th, so that all prefectures stay in.
    step = max(1, len(roster) // materials.scale.offices)
    roster = roster.iloc[::step].head(materials.scale.offices).reset_index(drop=True)
    is_central = [number % 3 == 0 for number in range(len(roster))]
    roster["is_central_town"] = pd.array(is_central, dtype="boolean")
    offices = office_rows(roster)
    store = open_store(Settings(database_url=materials.store_url))
    migrate(store)
    append_roster(store, roster, name="测速名册", sender="测速", is_simulated=True)
    for as_of in month_ends(materials.scale.months):
        for code, reports in _as_reported(offices, as_of).groupby("prefecture_code"):
            content = f"{code} {as_of}".encode()
            append_submission(
                store,
                checked_submission(reports.reset_index(drop=True), content),
                content=content,
                as_of=as_of,
                sender="测速",
                is_simulated=True,
            )
    _send_lists(store, roster, materials.last_day)
    close_store(store)


def _send_lists(store: Store, roster: pd.DataFrame, as_of: date) -> None:
    """One list of stations a prefecture."""
    for code, rows in station_rows(roster).groupby("prefecture_code"):
        content = f"{code} stations".encode()
        checked = checked_submission(rows.reset_index(drop=True), content)
        append_submission(
            store,
            replace(checked, kind=SheetKind.STATION),
            content=content,
            as_of=as_of,
            sender="测速",
            is_simulated=True,
        )


def office_rows(roster: pd.DataFrame) -> pd.DataFrame:
    """Rows of a checked submission about every township, as `office_values` draws."""
    draw = random.Random(len(roster))
    units = roster.fillna("").to_dict("records")
    drawn = [office_values(unit, draw) for unit in units]
    values = {
        name: _typed(name, [each[name] for each in drawn]) for name in VALUE_COLUMNS
    }
    return pd.DataFrame(
        {
            "prefecture_code": roster["prefecture_code"].array,
            "township_code": roster["township_code"].array,
            "sheet": pd.array([_SHEET] * len(roster), dtype="string"),
            "row": pd.array(range(4, 4 + len(roster)), dtype="Int64"),
            **values,
            "raw": pd.Series([pd.NA] * len(roster), dtype="object"),
        }
    )


def _typed(name: str, cells: list[object]) -> pd.Series:
    known = column(name)
    if known.choices:
        stored = {each.label: each.value for each in known.choices}
        cells = [stored.get(str(cell), pd.NA) for cell in cells]
    elif known.type == "presence":
        cells = [bool(cell) for cell in cells]
    if known.dtype.startswith("datetime"):
        return pd.to_datetime(pd.Series(cells)).astype("datetime64[s]")
    return pd.Series(cells, dtype=known.dtype)


def _as_reported(offices: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The offices as they stood on a day: some complete, more of them each month."""
    months = (as_of.year - 2011) * 12 + as_of.month
    # Offices are built in no order of theirs; 7 is coprime to 26.
    is_complete = pd.Series(offices.index * 7 % 26 < months)
    dates = offices["start_date"].where(is_complete)
    return offices.assign(
        is_complete=is_complete.astype("boolean"),
        construction_status=is_complete.map(
            {True: "complete", False: "in_progress"}
        ).astype("string"),
        completion_date=dates,
        acceptance_date=dates,
        sign_date=dates,
    )


def checked_submission(rows: pd.DataFrame, content: bytes) -> CheckedSubmission:
    """What checking a faultless sheet with these rows would give."""
    sheet = SheetSummary(
        name=_SHEET,
        header_rows=(3,),
        letters=_LETTERS,
        rows_read=len(rows) + 3,
        rows_title=2,
        rows_header=1,
        rows_body=len(rows),
        rows_blank=0,
        rows_total=0,
        rows_footer=0,
        unknown_headers=(),
        missing_headers=(),
    )
    return CheckedSubmission(
        file_name=FILE_NAME,
        sha256=hashlib.sha256(content).hexdigest(),
        kind=SheetKind.OFFICE,
        sheets=(sheet,),
        as_of=None,
        as_of_found=None,
        reporting_unit=None,
        rows=rows,
        issues=(),
        prefecture_codes=_codes(rows["prefecture_code"]),
        sheets_without_table=(),
        hidden_sheets=(),
    )


def _codes(codes: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted({str(code) for code in codes}))
