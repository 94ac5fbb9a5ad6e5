"""What a simulated office is said to have on a day, field by field of the registry.

Comes in: offices with their stage, and the draws that decide each field for good.
Goes out: a frame with every value column, NA where the clerk left the cell blank.
"""

from datetime import date

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from hrss.sheets import VALUE_COLUMNS, ColumnType, column
from hrss.simulation.construction import claim_values, construction_values
from hrss.simulation.moment import Flags, Moment, Stage, Texts, Values, unless
from hrss.simulation.people import people_values

# Likelihood that a complete office of an average prefecture has each of these.
_LIKELY = {
    "has_function_employment": 0.98,
    "has_function_training": 0.95,
    "has_function_insurance": 0.98,
    "has_function_retirees": 0.93,
    "has_function_labour_relations": 0.92,
    "has_function_personnel": 0.91,
    "has_function_veterans": 0.76,
    "has_function_legal_education": 0.92,
    "has_window": 0.97,
    "has_computer": 0.985,
    "has_printer": 0.97,
    "has_fax": 0.84,
    "has_telephone": 0.98,
    "has_filing_cabinet": 0.96,
    "has_notice_board": 0.86,
    "has_unified_sign": 0.88,
    "is_heavy_workload": 0.14,
    "has_first_inquiry": 0.93,
    "has_time_limit": 0.92,
    "has_accountability": 0.90,
    "has_model_window": 0.35,
    "publishes_rules": 0.87,
    "publishes_workflow": 0.85,
    "has_county_budget": 0.91,
}
_ALREADY = {Stage.NOT_STARTED: 0.12, Stage.IN_PROGRESS: 0.55, Stage.COMPLETE: 1.0}
_BLANK = {Stage.NOT_STARTED: 0.55, Stage.IN_PROGRESS: 0.12, Stage.COMPLETE: 0.012}
_NEVER_BLANK = frozenset(
    {
        *("is_delta", "is_central_town", "claimed_batch"),
        *("construction_status", "is_complete", "start_date", "completion_date"),
        *("acceptance_date", "approval_date", "sign_date", "remarks"),
    }
)
_FIRST_MONTH = date(2011, 9, 1)
_GAIN_A_MONTH = 0.008
_LAST_GAIN = 12


def reported_values(moment: Moment) -> pd.DataFrame:
    """Every value column of the registry, for each office on the day."""
    found: dict[str, Values] = {name: _has(moment, name) for name in _LIKELY}
    found |= claim_values(moment) | construction_values(moment)
    found |= _institution(moment) | _premises(moment) | people_values(moment)
    likely_blank = moment.by_stage(_BLANK)
    never = np.zeros(len(likely_blank), dtype=np.bool_)
    return pd.DataFrame(
        {
            name: _registry_array(
                found[name],
                never
                if name in _NEVER_BLANK
                else moment.draws.blanks[name] < likely_blank,
                column(name).type,
            )
            for name in VALUE_COLUMNS
        }
    )


def _registry_array(
    values: Values, is_blank: Flags, kind: ColumnType
) -> ExtensionArray | Values:
    """An array of the registry's dtype, made without pandas' conversions.

    A report has some sixty columns and few rows: converting them one by one would
    cost more than everything else.
    """
    if kind is ColumnType.DATE:
        return np.where(is_blank, np.datetime64("NaT"), values.astype("datetime64[s]"))
    if kind in (ColumnType.TEXT, ColumnType.CHOICE):
        return pd.array(unless(is_blank, values), dtype="string")
    if kind in (ColumnType.YES_NO, ColumnType.PRESENCE):
        is_unknown = pd.isna(values) | is_blank
        flags = np.where(is_unknown, False, values).astype(np.bool_)
        return pd.arrays.BooleanArray(flags, is_unknown)
    numbers = values.astype(float)
    is_unknown = np.isnan(numbers) | is_blank
    numbers = np.where(is_unknown, 0.0, numbers)
    if kind is ColumnType.INTEGER:
        return pd.arrays.IntegerArray(numbers.astype(np.int64), is_unknown)
    return pd.arrays.FloatingArray(numbers, is_unknown)


def _has(moment: Moment, name: str) -> Flags:
    months = (moment.as_of.year - _FIRST_MONTH.year) * 12
    months += moment.as_of.month - _FIRST_MONTH.month
    gain = _GAIN_A_MONTH * min(max(months, 0), _LAST_GAIN)
    likely = (_LIKELY[name] + moment.care + gain) * moment.by_stage(_ALREADY)
    return moment.draws.values[name] < likely


def _institution(moment: Moment) -> dict[str, Values]:
    u, is_begun = moment.draws.values, moment.is_begun
    is_settled = u["institution_type"] < 0.93 + moment.care
    kinds = np.where(is_settled, "public_welfare", "other_institution")
    is_approved = is_begun & (u["approval_date"] < 0.9)
    numbers = np.floor(u["approval_number"] * 200 + 1).astype(int)
    # No document of this name exists; the word says so in the cell itself.
    documents = np.array([f"模拟编〔2011〕{each}号" for each in numbers], dtype=object)
    is_standalone = u["platform_type"] < 0.8
    is_local = u["management_system"] < 0.93
    functions = [_has(moment, name) for name in _LIKELY if "function" in name]
    return {
        "platform_type": np.where(is_standalone, "standalone", "shared_window"),
        "office_name": _office_names(moment),
        "institution_type": np.where(is_begun, kinds, "undecided"),
        "approval_number": unless(~is_begun, documents),
        "approval_date": np.where(
            is_approved, moment.facts["start"], np.datetime64("NaT")
        ),
        "management_system": np.where(is_local, "local", "branch"),
        "function_count": np.sum(functions, axis=0),
    }


def _office_names(moment: Moment) -> Texts:
    """Most names are right; old signs and a missing 和 are what clerks write."""
    draws = moment.draws.values["office_name"]
    is_right = draws < 0.92 + moment.care
    ending = np.where(draws < 0.965, "人力资源社会保障服务所", "劳动保障服务所")
    ending = np.where(is_right, "人力资源和社会保障服务所", ending)
    ending = np.where(moment.is_begun, ending, "劳动保障服务所")
    names: Texts = moment.facts["township_name"] + ending.astype(object)
    return names


def _premises(moment: Moment) -> dict[str, Values]:
    u = moment.draws.values
    # Most offices are built to the 300 that the decree names, or a little over.
    spread = (u["floor_area_m2"] - 0.22 + moment.care / 2) * 160
    area = np.where(spread < 0, 300 + spread * 3.2, 300 + spread)
    area = np.where(spread > 110, area * 1.9, area)
    windows = np.floor(2 + u["window_count"] * 6)
    has_sign = moment.is_complete & _has(moment, "has_unified_sign")
    return {
        "floor_area_m2": np.where(moment.is_begun, np.round(area), np.nan),
        "window_count": np.where(_has(moment, "has_window"), windows, 0),
        "sign_date": np.where(has_sign, moment.completion, np.datetime64("NaT")),
    }
