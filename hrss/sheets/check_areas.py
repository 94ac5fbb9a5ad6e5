"""The rows of an area sheet: which prefecture or county, and its plan."""

import pandas as pd

from hrss.places.areas import match_areas
from hrss.sheets.check_dates import may_be_before
from hrss.sheets.check_places import (
    outside_issues,
    place_keys,
    repeated_issues,
    unmatched_issues,
)
from hrss.sheets.columns import PLAN_COLUMNS
from hrss.sheets.issues import Issue
from hrss.sheets.judged import Case, Judged
from hrss.sheets.table import Positions, Table


def judge_areas(table: Table, case: Case) -> Judged:
    """Rows with the prefecture or county that each speaks for, once.

    A plan is the prefecture's (R31): filed dates and planned completions in a
    county's row are pointed out and stay without effect. A plan that holds fewer
    offices than the prefecture owes is pointed out too.
    """
    keys, taken = place_keys(table, case.roster, case.file_name)
    found = match_areas(keys, case.roster)
    issues = [
        *taken,
        *unmatched_issues(table, found),
        *repeated_issues(table, found["area_code"], "duplicate_area"),
        *outside_issues(table, found, case.roster),
        *_filed_issues(table, case),
        *_plan_issues(table, found, case.roster),
    ]
    return Judged(table, found, issues)


def _filed_issues(table: Table, case: Case) -> list[Issue]:
    if not table.has("plan_filed_date") or case.as_of is None:
        return []
    day = pd.Timestamp(case.as_of)
    late = table.rows["plan_filed_date"] > day
    late &= ~may_be_before(table, "plan_filed_date", late, day)
    return table.issues(
        "filed_after_as_of", late, "plan_filed_date", detail=f"{case.as_of:%Y-%m-%d}"
    )


def _plan_issues(
    table: Table, found: pd.DataFrame, roster: pd.DataFrame
) -> list[Issue]:
    months = table.fields(PLAN_COLUMNS)
    if not months:
        return []
    planned = table.rows[months].sum(axis="columns", min_count=1).astype("Int64")
    own = found["area_code"] == found["prefecture_code"]
    owed = found["prefecture_code"].map(roster["prefecture_code"].value_counts())

    def against(positions: Positions) -> list[str | None]:
        return [
            f"合计{plan}个，名册应建{owing:.0f}个"
            for plan, owing in zip(
                planned.take(positions), owed.take(positions), strict=True
            )
        ]

    return [
        *table.issues("county_plan", planned.notna() & ~own, months[0]),
        *table.issues(
            "plan_differs", own & (planned != owed), months[0], detail=against
        ),
    ]
