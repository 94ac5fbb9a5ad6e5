"""Periods: what of each was reviewed, and whether it is open."""

from collections.abc import Iterator
from datetime import date

import pytest

from hrss.accounts import ReviewState
from hrss.service import gate
from hrss.service.gate import Actor
from hrss.service.periods import closed_until, load_periods
from hrss.settings import Settings
from hrss.store import (
    AwaitedReview,
    Store,
    append_edition,
    append_submission,
    close_store,
    fetch_editions,
    withdraw_submission,
)
from tests.store.mini import (
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    XILIAN,
    checked_sheet,
    new_store,
    send,
)

SETTINGS = Settings(database_url="sqlite://", report_first_period=OCTOBER)
PROVINCE, GUANGZHOU, SHAOGUAN = "440000", "440100", "440200"
OFFICE = Actor("省厅", has_accounts=True)


@pytest.fixture
def store() -> Iterator[Store]:
    made = new_store()
    yield made
    close_store(made)


def wait(store: Store, code: str, *, as_of: date, staff: int = 1) -> int:
    offices = {code: {"staff_count": staff}}
    content = repr((offices, as_of)).encode()
    return append_submission(
        store,
        checked_sheet(offices, content=content),
        content=content,
        as_of=as_of,
        sender="李四",
        review=AwaitedReview(),
    ).submission_id


def publish(store: Store, as_of: date, area: str = PROVINCE) -> None:
    append_edition(
        store,
        area_code=area,
        number=len(fetch_editions(store, area)) + 1,
        as_of=as_of,
        known_at=store.now(),
        prepared_on=as_of,
        by="省厅",
        settings={},
        figures={},
        documents={"docx": ("通报.docx", b"1")},
        is_simulated=False,
    )


def reopen(store: Store, area: str, first: date, last: date) -> None:
    gate.reopen_period(
        store, OFFICE, area_code=area, first_day=first, last_day=last, reason="更正"
    )


def test_a_store_without_reports_has_its_first_period_and_it_is_open(store):
    (period,) = load_periods(store, SETTINGS, area_code=PROVINCE)

    assert (period.last_day, period.closure) == (OCTOBER, None)
    assert period.waiting_count == 0


def test_each_month_counts_its_own_the_newest_first(store):
    send(store, {SHAMIAN: {}}, as_of=date(2011, 9, 15))
    returned = wait(store, SHAMIAN, as_of=date(2011, 11, 15))
    wait(store, XILIAN, as_of=NOVEMBER)
    gone = wait(store, SHAMIAN, as_of=NOVEMBER, staff=2)
    withdraw_submission(store, gone, by="李四", reason="填错")
    gate.review(store, OFFICE, [returned], ReviewState.RETURNED, comment="缺页")

    november, october = load_periods(store, SETTINGS, area_code=PROVINCE)

    assert (november.first_day, november.last_day) == (date(2011, 11, 1), NOVEMBER)
    assert (november.waiting_count, november.returned_count) == (1, 1)
    # What was before the first period is of the first.
    assert (october.first_day, october.approved_count) == (date.min, 1)


def test_an_area_counts_its_own(store):
    wait(store, XILIAN, as_of=OCTOBER)

    (shaoguan,) = load_periods(store, SETTINGS, area_code=SHAOGUAN)
    (guangzhou,) = load_periods(store, SETTINGS, area_code=GUANGZHOU)

    assert (shaoguan.waiting_count, guangzhou.waiting_count) == (1, 0)


def test_an_edition_of_the_province_closes_its_month_and_those_before_for_all(store):
    send(store, {SHAMIAN: {}}, as_of=DECEMBER)
    publish(store, NOVEMBER)

    december, november, october = load_periods(store, SETTINGS, area_code=SHAOGUAN)

    assert december.closure is None
    assert november.closed_until == NOVEMBER
    assert october.closure is not None
    assert (october.closure.area_code, october.closure.number) == (PROVINCE, 1)


def test_an_edition_of_a_prefecture_closes_nothing_for_others(store):
    publish(store, OCTOBER, area=GUANGZHOU)

    (own,) = load_periods(store, SETTINGS, area_code=GUANGZHOU)
    (other,) = load_periods(store, SETTINGS, area_code=SHAOGUAN)
    (province,) = load_periods(store, SETTINGS, area_code=PROVINCE)

    assert own.closed_until == OCTOBER
    assert (other.closure, province.closure) == (None, None)


def test_an_edition_of_a_day_within_a_month_closes_it_up_to_that_day(store):
    publish(store, date(2011, 11, 20))

    november, october = load_periods(store, SETTINGS, area_code=PROVINCE)

    assert november.closed_until == date(2011, 11, 20)
    assert october.closed_until == OCTOBER


def test_an_edition_of_an_earlier_day_leaves_closed_what_another_has_told_of(store):
    november = {"first_day": date(2011, 11, 1), "last_day": NOVEMBER}
    assert closed_until(store, area_code=PROVINCE, **november) is None

    publish(store, NOVEMBER)
    publish(store, date(2011, 11, 15))

    assert closed_until(store, area_code=PROVINCE, **november) == NOVEMBER
    assert closed_until(store, area_code=GUANGZHOU, **november) == NOVEMBER


def test_a_reopened_period_is_open_and_says_who_opened_it_and_why(store):
    publish(store, NOVEMBER)
    reopen(store, SHAOGUAN, date(2011, 11, 1), NOVEMBER)

    november, october = load_periods(store, SETTINGS, area_code=SHAOGUAN)
    elsewhere, _ = load_periods(store, SETTINGS, area_code=GUANGZHOU)

    assert november.closure is None
    assert november.reopening is not None
    assert (november.reopening.by, november.reopening.reason) == ("省厅", "更正")
    assert october.closed_until == OCTOBER
    assert elsewhere.closed_until == NOVEMBER


def test_the_first_period_is_opened_with_all_days_before_it(store):
    publish(store, OCTOBER)
    (october,) = load_periods(store, SETTINGS, area_code=PROVINCE)
    assert october.closed_until is not None
    reopen(store, PROVINCE, october.first_day, october.closed_until)

    (october,) = load_periods(store, SETTINGS, area_code=PROVINCE)

    assert october.closure is None


def test_the_next_edition_closes_it_again_and_the_reopening_stays_told(store):
    publish(store, OCTOBER)
    reopen(store, PROVINCE, date.min, OCTOBER)
    publish(store, OCTOBER)

    (october,) = load_periods(store, SETTINGS, area_code=PROVINCE)

    assert october.closure is not None
    assert october.closure.number == 2
    assert october.reopening is not None
