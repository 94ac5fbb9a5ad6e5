from datetime import date

import pandas as pd

from hrss.store import (
    Store,
    append_roster,
    fetch_receipts,
    fetch_reported_offices,
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
    mini_roster,
    send,
)

EDGES = (date(2011, 11, 5), date(2011, 12, 5), date(2012, 1, 5))


def windows(store, **known):
    found = fetch_reported_offices(store, EDGES, **known)
    keys = zip(found["prefecture_code"], found["window"], strict=True)
    return dict(zip(keys, found["reported_count"], strict=True))


def test_a_submission_is_a_receipt_of_each_of_its_prefectures(
    empty_store: Store,
) -> None:
    receipt = send(empty_store, {SHAMIAN: {}, LINGNAN: {}, XINHUA: {}})
    send(empty_store, {SHAMIAN: {}}, as_of=OCTOBER, is_simulated=True)

    receipts = fetch_receipts(empty_store)

    assert receipts["prefecture_code"].tolist() == ["440100", "440100", "440200"]
    assert receipts["submission_id"].tolist() == [1, 2, 1]
    assert receipts["office_count"].tolist() == [2, 1, 1]
    assert receipts["is_simulated"].tolist() == [False, True, False]
    assert receipts["received_at"].iloc[0] == receipt.received_at
    assert receipts["as_of"].iloc[1] == pd.Timestamp("2011-10-31")


def test_receipts_are_those_in_force_at_a_time(empty_store: Store) -> None:
    first = send(empty_store, {SHAMIAN: {}})
    last = send(empty_store, {SHAMIAN: {"staff_count": 3}})
    withdraw_submission(empty_store, 1, by="张三", reason="发错了")

    now = fetch_receipts(empty_store)
    before = fetch_receipts(empty_store, last.received_at)
    earliest = fetch_receipts(empty_store, first.received_at)

    assert now["submission_id"].tolist() == [2]
    assert before["submission_id"].tolist() == [1, 2]
    assert earliest["submission_id"].tolist() == [1]


def test_an_office_counts_once_in_a_window(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, as_of=NOVEMBER)
    send(empty_store, {SHAMIAN: {"staff_count": 2}, LINGNAN: {}}, as_of=NOVEMBER)
    send(empty_store, {SHAMIAN: {}, DONGCHENG: {}}, as_of=DECEMBER)

    assert windows(empty_store) == {
        ("440100", 0): 2,
        ("440100", 1): 1,
        ("441900", 1): 1,
    }


def test_a_window_begins_after_its_edge_and_ends_on_the_next(
    empty_store: Store,
) -> None:
    for number, day in enumerate((5, 6), start=1):
        offices = {SHAMIAN: {"staff_count": number}}
        send(empty_store, offices, as_of=date(2011, 11, day))
    send(empty_store, {LINGNAN: {}}, as_of=date(2011, 12, 5))
    send(empty_store, {LINGNAN: {"staff_count": 1}}, as_of=date(2012, 1, 6))

    assert windows(empty_store) == {("440100", 0): 2}


def test_withdrawn_reports_and_units_off_the_roster_do_not_count(
    empty_store: Store,
) -> None:
    receipt = send(empty_store, {SHAMIAN: {}, DONGCHENG: {}}, as_of=NOVEMBER)
    send(empty_store, {LINGNAN: {}}, as_of=NOVEMBER)
    withdraw_submission(empty_store, 2, by="张三", reason="发错了")
    smaller = mini_roster()
    smaller = smaller[smaller["township_code"] != DONGCHENG].reset_index(drop=True)
    append_roster(empty_store, smaller, name="较小的名册", sender="省厅")

    now, then = windows(empty_store), windows(empty_store, known_at=receipt.received_at)

    assert now == {("440100", 0): 1}
    assert then == {("440100", 0): 1, ("441900", 0): 1}


def test_without_a_window_nothing_is_counted(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})

    assert fetch_reported_offices(empty_store, []).empty
    assert fetch_reported_offices(empty_store, EDGES[:1]).empty
