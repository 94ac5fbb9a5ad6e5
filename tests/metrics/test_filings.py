from datetime import date

import pandas as pd
import pytest

from hrss.metrics import MEASURES, FilingStatus, plan_filings
from tests.metrics.area_rows import area_rows
from tests.metrics.townships import townships

OFFICES = townships({}, {}, {"prefecture_code": "440200"})
NOVEMBER = date(2011, 11, 30)


def filing(filed, *, as_of=NOVEMBER):
    areas = area_rows({"440100": {"plan_filed_date": filed}})
    return (
        plan_filings(areas, OFFICES, as_of=as_of).set_index("group_code").loc["440100"]
    )


@pytest.mark.parametrize(
    ("filed", "status", "days"),
    [
        ("2011-10-09", "on_time", 0),
        ("2011-10-31", "on_time", 0),
        ("2011-11-01", "late", 1),
        ("2011-11-30", "late", 30),
        (None, "missing", 30),
    ],
)
def test_the_end_of_october_itself_is_in_time(filed, status, days):
    row = filing(filed)

    assert row["filing_status"] == status
    assert row["days_overdue"] == days


def test_a_date_that_has_not_come_yet_is_no_filing():
    row = filing("2011-12-05")

    assert row["filing_status"] == "missing"
    assert pd.isna(row["plan_filed_date"])
    assert row["days_overdue"] == 30


@pytest.mark.parametrize("as_of", [date(2011, 9, 30), date(2011, 10, 31)])
def test_until_the_due_date_nobody_is_late(as_of):
    row = filing(None, as_of=as_of)

    assert row["filing_status"] == "not_due"
    assert pd.isna(row["days_overdue"])


def test_every_prefecture_has_one_row_and_no_county_has_any():
    areas = area_rows(
        {
            "440100": {"planned_2011_11": 1, "planned_2012_02": 2},
            "440103": {"plan_filed_date": "2011-10-01", "planned_2011_11": 7},
        }
    )

    rows = plan_filings(areas, OFFICES, as_of=NOVEMBER)

    assert rows["group_name"].tolist() == ["甲市", "乙市", "丙市"]
    assert rows["filing_status"].tolist() == ["missing"] * 3
    assert rows["planned_count"].fillna(-1).tolist() == [3, -1, -1]
    assert rows["rostered_count"].tolist() == [2, 1, 0]
    assert set(rows.columns) <= MEASURES.keys()


def test_every_status_has_its_word_and_its_own_sign():
    assert len({each.label for each in FilingStatus}) == 4
    assert len({each.sign for each in FilingStatus}) == 4
