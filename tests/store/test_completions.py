from datetime import UTC, datetime

import pandas as pd

from hrss.store import (
    Store,
    fetch_first_complete,
    fetch_moments,
    withdraw_submission,
)
from tests.store.mini import (
    DECEMBER,
    DONGCHENG,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    send,
)

YES, NO, BLANK = {"is_complete": True}, {"is_complete": False}, {"is_complete": None}


def since(store: Store, township: str = SHAMIAN, **options: object) -> tuple:
    """Days of the first report that said complete, and of the last that denied it."""
    found = fetch_first_complete(store, **({"as_of": DECEMBER} | options))
    row = found.loc[township]
    return tuple(
        None if pd.isna(day) else day.date()
        for day in row[["first_complete_as_of", "last_incomplete_as_of"]]
    )


def test_the_first_report_that_said_complete_counts_not_the_newest(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: NO}, as_of=OCTOBER)
    send(empty_store, {SHAMIAN: YES}, as_of=NOVEMBER)
    send(empty_store, {SHAMIAN: {**YES, "staff_count": 3}}, as_of=DECEMBER)

    assert since(empty_store) == (NOVEMBER, OCTOBER)


def test_an_office_complete_from_its_first_report_on_was_never_denied(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: YES}, as_of=NOVEMBER)

    assert since(empty_store) == (NOVEMBER, None)


def test_offices_never_reported_complete_have_no_row(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: NO, LINGNAN: BLANK, DONGCHENG: YES})

    found = fetch_first_complete(empty_store, as_of=DECEMBER)

    assert found.index.tolist() == [DONGCHENG]
    assert found.index.name == "township_code"


def test_an_office_complete_again_is_so_since_the_second_time(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: YES}, as_of=OCTOBER)
    send(empty_store, {SHAMIAN: NO}, as_of=NOVEMBER)
    send(empty_store, {SHAMIAN: YES}, as_of=DECEMBER)

    assert since(empty_store) == (DECEMBER, NOVEMBER)
    assert since(empty_store, as_of=OCTOBER) == (OCTOBER, None)


def test_silence_denies_nothing(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: YES}, as_of=OCTOBER)
    send(empty_store, {SHAMIAN: BLANK}, as_of=NOVEMBER)
    send(empty_store, {SHAMIAN: YES}, as_of=DECEMBER, content=b"again")

    assert since(empty_store) == (OCTOBER, None)


def test_of_two_reports_about_a_day_the_later_received_speaks(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: YES}, as_of=OCTOBER)
    send(empty_store, {SHAMIAN: NO}, as_of=OCTOBER)
    send(empty_store, {SHAMIAN: YES}, as_of=NOVEMBER, content=b"november")

    assert since(empty_store) == (NOVEMBER, OCTOBER)


def test_a_late_report_about_an_earlier_day_moves_the_bound_back(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: YES}, as_of=NOVEMBER)
    late = send(empty_store, {SHAMIAN: YES}, as_of=OCTOBER, content=b"late")

    assert since(empty_store) == (OCTOBER, None)
    before = late.received_at.replace(year=late.received_at.year - 1)
    assert fetch_first_complete(empty_store, as_of=DECEMBER, known_at=before).empty


def test_a_withdrawn_report_says_nothing_from_then_on(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: YES}, as_of=OCTOBER)
    second = send(empty_store, {SHAMIAN: YES}, as_of=NOVEMBER, content=b"november")
    withdraw_submission(empty_store, 1, by="张三", reason="报错了")

    assert since(empty_store) == (NOVEMBER, None)
    assert since(empty_store, known_at=second.received_at) == (OCTOBER, None)


def test_moments_are_those_at_which_something_came_in(empty_store: Store) -> None:
    before = fetch_moments(empty_store)
    receipt = send(empty_store, {SHAMIAN: YES})
    gone_at = withdraw_submission(empty_store, 1, by="张三", reason="报错了")

    moments = fetch_moments(empty_store)

    assert moments == [*before, receipt.received_at, gone_at]
    assert min(moments) > datetime(1970, 1, 1, tzinfo=UTC)
