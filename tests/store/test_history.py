from datetime import date

import pandas as pd

from hrss.store import (
    Store,
    fetch_as_of_dates,
    fetch_reporting,
    fetch_submission_issues,
    fetch_submissions,
    withdraw_submission,
)
from tests.store.mini import (
    DECEMBER,
    DONGCHENG,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    XINHUA,
    send,
)


def test_submissions_stand_newest_first(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, as_of=NOVEMBER)
    send(empty_store, {SHAMIAN: {}, XINHUA: {}}, as_of=OCTOBER, sender="李四")

    submissions = fetch_submissions(empty_store)

    assert submissions.index.tolist() == [2, 1]
    newest = submissions.loc[2]
    assert newest["as_of"] == pd.Timestamp("2011-10-31")
    assert newest["sender"] == "李四"
    assert newest["file_name"] == "进度表.xlsx"
    assert newest["prefecture_codes"] == "440100 440200"
    assert newest["rows_valid"] == 2
    assert not newest["is_withdrawn"]


def test_submissions_are_those_known_at_a_time(empty_store: Store) -> None:
    first = send(empty_store, {SHAMIAN: {}})
    send(empty_store, {LINGNAN: {}})

    submissions = fetch_submissions(empty_store, first.received_at)

    assert submissions.index.tolist() == [1]


def test_empty_store_gives_typed_tables_without_rows(empty_store: Store) -> None:
    submissions = fetch_submissions(empty_store)
    issues = fetch_submission_issues(empty_store, 1)

    assert submissions.empty
    assert str(submissions["received_at"].dtype) == "datetime64[us, UTC]"
    assert issues.empty
    assert str(issues["row"].dtype) == "Int64"
    assert fetch_as_of_dates(empty_store) == []


def test_as_of_dates_are_those_of_reports_in_force(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, as_of=DECEMBER)
    november = send(empty_store, {SHAMIAN: {}}, as_of=NOVEMBER)
    send(empty_store, {LINGNAN: {}}, as_of=DECEMBER)
    send(empty_store, {SHAMIAN: {}}, as_of=OCTOBER)
    withdraw_submission(empty_store, 4, by="张三", reason="报错了")

    now = fetch_as_of_dates(empty_store)
    then = fetch_as_of_dates(empty_store, november.received_at)

    assert now == [date(2011, 11, 30), date(2011, 12, 31)]
    assert then == [date(2011, 11, 30), date(2011, 12, 31)]


def test_prefecture_that_sent_nothing_stays_in_the_list(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}, LINGNAN: {}})

    reporting = fetch_reporting(empty_store, as_of=DECEMBER)

    assert reporting.index.tolist() == ["440100", "440200", "441900"]
    assert reporting["prefecture_name"].tolist() == ["广州市", "韶关市", "东莞市"]
    assert reporting["submission_id"].tolist() == [1, pd.NA, pd.NA]
    assert reporting["rows"].tolist() == [2, pd.NA, pd.NA]


def test_last_report_is_the_newest_by_day_then_by_receipt(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}, DONGCHENG: {}}, as_of=NOVEMBER)
    corrected = send(empty_store, {SHAMIAN: {"staff_count": 3}}, as_of=NOVEMBER)
    send(empty_store, {LINGNAN: {}}, as_of=OCTOBER)
    send(empty_store, {SHAMIAN: {}, LINGNAN: {}}, as_of=DECEMBER)
    withdraw_submission(empty_store, 4, by="张三", reason="报错了")

    reporting = fetch_reporting(empty_store, as_of=DECEMBER)

    assert reporting["submission_id"].tolist() == [2, pd.NA, 1]
    assert reporting.loc["440100", "report_as_of"] == pd.Timestamp("2011-11-30")
    assert reporting.loc["440100", "received_at"] == corrected.received_at
    assert reporting["rows"].tolist() == [1, pd.NA, 1]


def test_report_of_a_later_day_does_not_count_yet(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, as_of=DECEMBER)

    reporting = fetch_reporting(empty_store, as_of=NOVEMBER)

    assert reporting["submission_id"].isna().all()
