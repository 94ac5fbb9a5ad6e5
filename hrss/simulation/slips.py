"""What clerks get wrong now and then: the oddities of the simulated sheets.

Comes in: what a prefecture would report. Goes out: the same with one slip, such as a
county's numbers copied down from its first row. Who slips when depends on the seed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from hrss.sheets import VALUE_COLUMNS, ColumnType, column
from hrss.simulation.layouts import layout_of
from hrss.simulation.schedule import month_ends

_DEADLINE = pd.Timestamp(2011, 12, 31)
_LARGER, _TENFOLD = 1.8, 10
_LEAST_COUNTY = 4
_NUMBERS = tuple(
    name
    for name in VALUE_COLUMNS
    if column(name).type in (ColumnType.INTEGER, ColumnType.NUMBER)
)
_STAFF = tuple(name for name in _NUMBERS if name.startswith(("staff_", "new_staff_")))
_STAFF += ("openly_recruited_count", "priority_recruited_count")


class Slip(StrEnum):
    """What goes wrong in a sheet."""

    COPIED_COUNTY = "copied_county"
    LARGER_AREA = "larger_area"
    NO_STAFF = "no_staff"
    TAKEN_BACK = "taken_back"
    ONE_DAY = "one_day"
    WRONG_UNIT = "wrong_unit"


_NEEDED: Mapping[Slip, tuple[str, ...]] = {
    Slip.COPIED_COUNTY: ("county_name", "floor_area_m2", "served_count"),
    Slip.LARGER_AREA: ("floor_area_m2", "completion_date"),
    Slip.NO_STAFF: ("staff_count", "completion_date"),
    Slip.TAKEN_BACK: ("is_complete", "completion_date"),
    Slip.ONE_DAY: ("completion_date",),
    Slip.WRONG_UNIT: ("annual_budget_wan_yuan", "completion_date"),
}
_WITHOUT_COUNTIES = ("441900", "442000")
# An extension stays built; everything else is right again the next month.
_LASTING = (Slip.LARGER_AREA,)
_MENDED = (Slip.COPIED_COUNTY, Slip.WRONG_UNIT)


@dataclass(frozen=True, slots=True)
class SlipPlan:
    """Who slips when.

    Parameters
    ----------
    slips : by prefecture and day described.
    mended : sheets that a second one puts right days later.
    """

    slips: Mapping[tuple[str, date], Slip]
    mended: frozenset[tuple[str, date]]


def plan_slips(prefecture_codes: Sequence[str], *, months: int, seed: int) -> SlipPlan:
    """Every kind once in the last month and once before; none in the first.

    Of the earlier ones some are noticed and put right by a second sheet.
    """
    rng = np.random.default_rng([seed, 3])
    days = month_ends(months)
    slips: dict[tuple[str, date], Slip] = {}
    mended: set[tuple[str, date]] = set()
    if months < 2:
        return SlipPlan(slips, frozenset())
    earlier = int(rng.integers(1, max(2, months - 1)))
    for number in sorted({earlier, months - 1}):
        taken = {code for code, day in slips if day >= days[number]}
        for slip in Slip:
            free = [
                code
                for code in sorted(prefecture_codes)
                if code not in taken and _can_slip(code, slip)
            ]
            if not free:
                continue
            code = str(rng.choice(free))
            taken.add(code)
            lasting = days[number:] if slip in _LASTING else days[number : number + 1]
            slips |= dict.fromkeys(((code, day) for day in lasting), slip)
            if slip in _MENDED and number < months - 1:
                mended.add((code, days[number]))
    return SlipPlan(slips, frozenset(mended))


def _can_slip(prefecture_code: str, slip: Slip) -> bool:
    fields = {heading.field for heading in layout_of(prefecture_code).headings}
    has_counties = prefecture_code not in _WITHOUT_COUNTIES
    return fields.issuperset(_NEEDED[slip]) and (
        has_counties or slip is not Slip.COPIED_COUNTY
    )


def slipped(report: pd.DataFrame, slip: Slip) -> pd.DataFrame:
    """The report with one slip; unchanged where no office is fit for it.

    Parameters
    ----------
    report : one row per office (`truth.report_of`).
    """
    changed = report.copy()
    if slip is Slip.COPIED_COUNTY:
        _copy_county(changed)
    elif slip is Slip.ONE_DAY:
        _date_alike(changed)
    else:
        _change_office(changed, slip)
    return changed


def _copy_county(report: pd.DataFrame) -> None:
    """The numbers of one row copied down its county, a small one."""
    sizes = report.groupby("county_name", sort=True).size()
    sizes = sizes[sizes >= _LEAST_COUNTY]
    if sizes.empty:
        return
    is_own = (report["county_name"] == sizes.idxmin()).fillna(False)
    said = report[[*_NUMBERS]].notna().sum(axis="columns")
    fullest = report[is_own].iloc[int(said[is_own].to_numpy().argmax())]
    for name in _NUMBERS:
        report[name] = report[name].mask(is_own, fullest[name])


def _date_alike(report: pd.DataFrame) -> None:
    """Every office done on the day of the deadline, or in time for the report."""
    newest = report["completion_date"].max()
    if pd.isna(newest):
        return
    day = min(newest, _DEADLINE)
    for name in ("completion_date", "acceptance_date"):
        report[name] = report[name].mask(report[name].notna(), day)


def _change_office(report: pd.DataFrame, slip: Slip) -> None:
    """What happens to the office that has stood longest of those fit for it."""
    stands = report["is_complete"].fillna(False).astype(bool)
    needed = _NEEDED[slip][0]
    fit = report[stands & report[needed].notna() & report["completion_date"].notna()]
    if slip is Slip.NO_STAFF:
        fit = fit[fit["staff_count"] > 0]
    if fit.empty:
        return
    office = fit.sort_values(["completion_date", "township_code"]).index[0]
    if slip is Slip.LARGER_AREA:
        larger = (report["floor_area_m2"] * _LARGER).round()
        report.loc[office, "floor_area_m2"] = larger[office]
    elif slip is Slip.WRONG_UNIT:
        report.loc[office, "annual_budget_wan_yuan"] *= _TENFOLD
    elif slip is Slip.NO_STAFF:
        report.loc[office, [*_STAFF]] = 0
    else:
        report.loc[office, ["is_complete"]] = False
        report.loc[office, ["construction_status"]] = "in_progress"
        for name in ("completion_date", "acceptance_date"):
            report.loc[office, name] = pd.NaT
