import datetime

import pandas as pd

from hrss.sheets import SheetKind, value_columns
from hrss.store import (
    Store,
    fetch_area_lineage,
    fetch_area_snapshot,
    fetch_plans,
    verify,
    withdraw_submission,
)
from tests.store.mini import DECEMBER, NOVEMBER, OCTOBER, send_file

HEADER = ["地级市", "县（市、区）", "列入县级预算", "方案备案日期", "2011年12月"]
CITY = ["广州市", "市本级", None, "2011-10-28", 2]
COUNTY = ["广州市", "荔湾区", "是", None, None]


def test_every_prefecture_and_county_of_the_roster_is_there(empty_store: Store) -> None:
    areas = fetch_area_snapshot(empty_store, as_of=DECEMBER)

    assert areas.index.tolist() == ["440100", "440103", "440200", "440203", "441900"]
    assert areas["is_prefecture"].tolist() == [True, False, True, False, True]
    assert areas["is_delta"].tolist() == [True, True, False, False, True]
    assert not areas["is_reported"].any()
    assert areas["has_county_budget"].dtype == "boolean"


def test_an_area_has_what_it_reported_last_as_a_whole(empty_store: Store) -> None:
    send_file(empty_store, [HEADER, CITY, COUNTY], as_of=OCTOBER)
    send_file(
        empty_store, [HEADER, ["广州市", "市本级", None, None, None]], as_of=NOVEMBER
    )

    first = fetch_area_snapshot(empty_store, as_of=OCTOBER)
    second = fetch_area_snapshot(empty_store, as_of=DECEMBER)

    assert first.loc["440100", "plan_filed_date"] == datetime.datetime(2011, 10, 28)
    assert first.loc["440100", "planned_2011_12"] == 2
    assert first.loc["440103", "has_county_budget"]
    assert pd.isna(second.loc["440100", "plan_filed_date"])
    assert second.loc["440100", "report_as_of"] == pd.Timestamp(NOVEMBER)
    assert second.loc["440103", "has_county_budget"]
    assert second["is_reported"].tolist() == [True, True, False, False, False]


def test_what_was_known_before_stays_as_it_was(empty_store: Store) -> None:
    first = send_file(empty_store, [HEADER, COUNTY], as_of=OCTOBER)
    send_file(empty_store, [HEADER, CITY], as_of=OCTOBER)

    then = fetch_area_snapshot(empty_store, as_of=OCTOBER, known_at=first.received_at)

    assert then.index[then["is_reported"]].tolist() == ["440103"]


def test_every_value_knows_its_cell(empty_store: Store) -> None:
    receipt = send_file(empty_store, [HEADER, CITY, COUNTY], as_of=OCTOBER)

    lineage = fetch_area_lineage(empty_store, "440100", receipt.submission_id)

    assert lineage["field"].tolist() == list(value_columns(SheetKind.AREA))
    cells = dict(zip(lineage["field"], lineage["cell"], strict=True))
    assert cells["plan_filed_date"] == "D2"
    assert cells["planned_2011_12"] == "E2"
    assert verify(empty_store) == []


def test_plans_are_those_of_prefectures_report_by_report(empty_store: Store) -> None:
    first = send_file(empty_store, [HEADER, CITY, COUNTY], as_of=OCTOBER)
    changed = ["广州市", None, None, "2011-10-28", 1]
    send_file(empty_store, [HEADER, changed], as_of=OCTOBER)
    send_file(empty_store, [HEADER, CITY], as_of=NOVEMBER)

    plans = fetch_plans(empty_store, as_of=DECEMBER)
    october = fetch_plans(empty_store, as_of=OCTOBER)
    then = fetch_plans(empty_store, as_of=DECEMBER, known_at=first.received_at)

    assert plans["prefecture_code"].tolist() == ["440100", "440100"]
    assert plans["report_as_of"].tolist() == [
        *(pd.Timestamp(OCTOBER), pd.Timestamp(NOVEMBER)),
    ]
    assert plans["planned_2011_12"].tolist() == [1, 2]
    assert plans["planned_2011_12"].dtype == "Int64"
    assert october["planned_2011_12"].tolist() == [1]
    assert then["planned_2011_12"].tolist() == [2]


def test_a_withdrawn_plan_is_gone(empty_store: Store) -> None:
    receipt = send_file(empty_store, [HEADER, CITY], as_of=OCTOBER)
    withdraw_submission(empty_store, receipt.submission_id, by="李四", reason="报错了")

    assert fetch_plans(empty_store, as_of=DECEMBER).empty
