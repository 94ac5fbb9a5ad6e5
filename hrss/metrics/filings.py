"""Which prefectures filed their plan with the province, and how late (R31)."""

from datetime import date
from enum import StrEnum

import pandas as pd

from hrss.decree import plan_due_date
from hrss.metrics.schedules import PLAN_FIELDS


class FilingStatus(StrEnum):
    """How a prefecture's plan stands."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"

    @property
    def label(self) -> str:
        """Its word in Chinese."""
        return {
            FilingStatus.ON_TIME: "按时备案",
            FilingStatus.LATE: "逾期备案",
            FilingStatus.MISSING: "未备案（未填报）",
            FilingStatus.NOT_DUE: "未到期",
        }[self]

    @property
    def sign(self) -> str:
        """Its sign, told apart without colour."""
        return {
            FilingStatus.ON_TIME: "√",
            FilingStatus.LATE: "▲",
            FilingStatus.MISSING: "×",
            FilingStatus.NOT_DUE: "○",
        }[self]


def plan_filings(
    areas: pd.DataFrame, snapshot: pd.DataFrame, *, as_of: date
) -> pd.DataFrame:
    """When each prefecture filed its plan, and the days it was late.

    The due date itself is on time. A date after the day looked at has not come: the
    plan is not filed yet. Without a date nobody knows of a filing, so that silence
    and not filed are one status; its days run on to the day looked at.

    Parameters
    ----------
    areas : one row per prefecture and county; only the prefectures' rows are read.
    snapshot : one row per rostered township; reads ``prefecture_code``.
    as_of : the day looked at.

    Returns
    -------
    One row per prefecture, in order of code: ``group_code``, ``group_name``,
    ``plan_due_date``, ``plan_filed_date`` (NaT when not filed by the day),
    ``filing_status`` (`FilingStatus`), ``days_overdue`` (0 on time; of a plan not
    filed, up to the day; NA while not due), ``planned_count`` (offices its months
    hold; NA without a number), ``rostered_count``.

    References
    ----------
    粤府办〔2011〕65号 六(二), R31: filed by the end of October 2011.
    """
    own = areas[areas["is_prefecture"].astype(bool)]
    day, due = pd.Timestamp(as_of), pd.Timestamp(plan_due_date())
    filed = own["plan_filed_date"].where(own["plan_filed_date"] <= day)
    is_filed = filed.notna()
    status = pd.Series(FilingStatus.NOT_DUE.value, index=own.index, dtype="string")
    if day > due:
        status[:] = FilingStatus.MISSING.value
    status = status.mask(is_filed & (filed <= due), FilingStatus.ON_TIME.value)
    status = status.mask(is_filed & (filed > due), FilingStatus.LATE.value)
    overdue = (filed.fillna(day) - due).dt.days.clip(lower=0).astype("Int64")
    rostered = snapshot["prefecture_code"].value_counts()
    filings = pd.DataFrame(
        {
            "group_code": own.index.astype("string"),
            "group_name": own["area_name"].astype("string"),
            "plan_due_date": due,
            "plan_filed_date": filed,
            "filing_status": status,
            "days_overdue": overdue.mask(status == FilingStatus.NOT_DUE.value),
            "planned_count": planned_counts(own),
            "rostered_count": rostered.reindex(own.index).fillna(0),
        },
        index=own.index,
    ).sort_values("group_code", ignore_index=True)
    days = ["plan_due_date", "plan_filed_date"]
    return filings.astype(
        dict.fromkeys(days, "datetime64[s]") | {"rostered_count": "Int64"}
    )


def planned_counts(areas: pd.DataFrame) -> pd.Series:
    """Offices that each area's months hold together; NA where none has a number."""
    months = areas[list(PLAN_FIELDS)].astype("Float64")
    return months.sum(axis="columns", min_count=1).astype("Int64")
