"""What counts as an oddity, and how one is written down; base of the metrics of them.

Comes in: the offices that are odd. Goes out: rows of one shape, each with a key that
changes when the reports change that it rests on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

DAY = "datetime64[s]"


class OddityKind(StrEnum):
    """Why something should be asked about; it may well be right."""

    AREA_JUMP = "area_jump"
    STAFF_ZERO = "staff_zero"
    COMPLETE_THEN_NOT = "complete_then_not"
    IDENTICAL_COUNTY = "identical_county"
    ONE_DAY = "one_day"
    OUTLIER = "outlier"

    @property
    def label(self) -> str:
        """Its name in Chinese."""
        return {
            OddityKind.AREA_JUMP: "面积突变",
            OddityKind.STAFF_ZERO: "人员归零",
            OddityKind.COMPLETE_THEN_NOT: "建成后又未建成",
            OddityKind.IDENTICAL_COUNTY: "全县数据雷同",
            OddityKind.ONE_DAY: "全市日期相同",
            OddityKind.OUTLIER: "数值离群",
        }[self]


@dataclass(frozen=True, slots=True)
class WatchedField:
    """A field that is watched, as it is named in a sentence.

    Parameters
    ----------
    is_skewed : a few offices are many times as large as most; compared on a
        logarithmic scale, where zero has no place.
    """

    name: str
    label: str
    unit: str = ""
    is_skewed: bool = False


NUMBER_FIELDS = (
    WatchedField("floor_area_m2", "建筑面积", "㎡", is_skewed=True),
    WatchedField("served_count", "服务对象", "人", is_skewed=True),
    WatchedField("staff_count", "工作人员", "人", is_skewed=True),
    WatchedField("annual_budget_wan_yuan", "年度经费", "万元", is_skewed=True),
    WatchedField("window_count", "服务窗口", "个"),
)
DATE_FIELDS = (
    WatchedField("completion_date", "建成时间"),
    WatchedField("acceptance_date", "验收时间"),
    WatchedField("start_date", "开工时间"),
    WatchedField("sign_date", "挂牌日期"),
)
WATCHED_FIELDS = {each.name: each for each in (*NUMBER_FIELDS, *DATE_FIELDS)}

ODDITY_DTYPES = {
    "oddity_key": "string",
    "kind": "string",
    "prefecture_code": "string",
    "prefecture_name": "string",
    "county_code": "string",
    "county_name": "string",
    "township_code": "string",
    "township_name": "string",
    "office_count": "Int64",
    "fields": "string",
    "before_value": "Float64",
    "after_value": "Float64",
    "typical_value": "Float64",
    "robust_z": "Float64",
    "one_day": DAY,
    "report_as_of": DAY,
    "previous_as_of": DAY,
    "submission_ids": "string",
    "is_simulated": "boolean",
}


def oddity_frame(rows: pd.DataFrame, kind: OddityKind) -> pd.DataFrame:
    """Rows of one kind in the shape of all, with their keys.

    Parameters
    ----------
    rows : what is known of each; columns that it does not have are NA. Needs
        ``prefecture_code``, ``report_as_of``, ``submission_ids`` and, for an
        office or a county, its code.
    """
    table = rows.assign(kind=kind.value).reindex(columns=[*ODDITY_DTYPES])
    table = table.astype(ODDITY_DTYPES)
    place = table["township_code"].fillna(table["county_code"])
    place = place.fillna(table["prefecture_code"])
    day = table["report_as_of"].dt.strftime("%Y-%m-%d").astype("string")
    ids = table["submission_ids"].str.replace(" ", "+")
    subject = table["kind"] + ":" + place
    if kind is not OddityKind.IDENTICAL_COUNTY:
        subject = subject + ":" + table["fields"]
    return table.assign(oddity_key=subject + "@" + day + "#" + ids)


def subject_of(oddity_key: str) -> str:
    """What an oddity is about: kind, place and field, whatever report shows it."""
    return oddity_key.partition("@")[0]


def joined_ids(numbers: Iterable[object]) -> str:
    """Numbers of submissions as they stand in an oddity: each once, in order."""
    found = {int(str(number)) for number in numbers if not pd.isna(number)}  # type: ignore[call-overload]
    return " ".join(str(number) for number in sorted(found))
