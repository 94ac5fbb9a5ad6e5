"""What the command line and the page put together from the store."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from hrss.service import load_snapshot, trust
from hrss.settings import Settings
from hrss.store import append_note, close_store, fetch_notes
from tests.store.mini import (
    DECEMBER,
    DONGCHENG,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    new_store,
    send,
)

SETTINGS = Settings(
    database_url="sqlite://", report_first_period=OCTOBER, report_due_days=5
)


@pytest.fixture
def store():
    opened = new_store()
    yield opened
    close_store(opened)


def test_statuses_come_from_the_store_s_receipts_and_the_calendar(store):
    send(store, {SHAMIAN: {}}, as_of=NOVEMBER)
    snapshot = load_snapshot(store, SETTINGS, as_of=NOVEMBER)

    found = trust.load_timeliness(
        store, SETTINGS, snapshot, as_of=NOVEMBER, today=date(2011, 12, 6)
    )

    own = found[found["prefecture_code"] == "440100"]
    assert own["report_status"].tolist() == ["missing", "late"]
    assert own["period_reported_count"].tolist() == [0, 1]
    assert own["rostered_count"].tolist() == [2, 2]
    assert set(found["prefecture_code"]) == {"440100", "440200", "441900"}


def test_what_is_missing_is_judged_on_the_day_of_what_is_known(store):
    known_at = datetime(2011, 12, 5, 16, 30, tzinfo=UTC)

    assert trust.judging_day(store, known_at) == date(2011, 12, 6)


def test_the_report_before_is_of_an_earlier_day_and_not_the_one_corrected(store):
    send(store, {SHAMIAN: {"floor_area_m2": 300.0}}, as_of=NOVEMBER)
    send(store, {SHAMIAN: {"floor_area_m2": 3000.0}}, as_of=DECEMBER)
    send(store, {SHAMIAN: {"floor_area_m2": 310.0}}, as_of=DECEMBER)
    snapshot = load_snapshot(store, SETTINGS, as_of=DECEMBER)

    assert trust.load_oddities(store, snapshot).empty


def test_each_office_has_the_report_before_its_own(store):
    send(store, {SHAMIAN: {"floor_area_m2": 300.0}}, as_of=OCTOBER)
    send(store, {LINGNAN: {"floor_area_m2": 200.0}}, as_of=OCTOBER)
    send(store, {SHAMIAN: {"floor_area_m2": 900.0}}, as_of=NOVEMBER)
    send(store, {LINGNAN: {"floor_area_m2": 500.0}}, as_of=DECEMBER)
    snapshot = load_snapshot(store, SETTINGS, as_of=DECEMBER)

    found = trust.load_oddities(store, snapshot)

    assert found["oddity_key"].tolist() == [
        "area_jump:440103001:floor_area_m2@2011-11-30#1+3",
        "area_jump:440103002:floor_area_m2@2011-12-31#2+4",
    ]


def test_before_anybody_reported_nothing_is_odd(store):
    snapshot = load_snapshot(store, SETTINGS, as_of=DECEMBER)

    assert trust.load_oddities(store, snapshot).empty


def jumped(store):
    """Oddities after an area more than doubled from October to November."""
    send(store, {SHAMIAN: {"floor_area_m2": 300.0}, DONGCHENG: {}}, as_of=OCTOBER)
    send(store, {SHAMIAN: {"floor_area_m2": 900.0}}, as_of=NOVEMBER)
    snapshot = load_snapshot(store, SETTINGS, as_of=NOVEMBER)
    return trust.load_oddities(store, snapshot)


def test_an_oddity_without_a_note_is_not_looked_at(store):
    found = trust.with_notes(jumped(store), fetch_notes(store))

    assert found["is_looked_at"].tolist() == [False]
    assert found["note"].isna().all()
    assert found["note_count"].tolist() == [0]


def test_the_newest_note_stands_with_its_oddity(store):
    odd = jumped(store)
    key = odd["oddity_key"].iloc[0]
    append_note(store, key, submission_ids=[1, 2], by="王五", note="在查")
    append_note(store, key, submission_ids=[1, 2], by="赵六", note="属实")

    found = trust.with_notes(odd, fetch_notes(store))

    assert found["is_looked_at"].tolist() == [True]
    assert found["noted_by"].tolist() == ["赵六"]
    assert found["note"].tolist() == ["属实"]
    assert found["note_count"].tolist() == [2]
    assert found["former_note"].isna().all()


def test_a_note_does_not_cover_what_a_new_report_shows(store):
    odd = jumped(store)
    for note in ("在查", "属实"):
        append_note(
            store,
            odd["oddity_key"].iloc[0],
            submission_ids=[1, 2],
            by="王五",
            note=note,
        )
    send(store, {SHAMIAN: {"floor_area_m2": 950.0}}, as_of=NOVEMBER)
    snapshot = load_snapshot(store, SETTINGS, as_of=NOVEMBER)

    found = trust.with_notes(trust.load_oddities(store, snapshot), fetch_notes(store))

    assert found["is_looked_at"].tolist() == [False]
    assert found["former_note"].tolist() == ["属实"]


def test_oddities_are_left_as_they_were(store):
    odd = jumped(store)
    before = odd.copy(deep=True)

    trust.with_notes(odd, fetch_notes(store))

    pd.testing.assert_frame_equal(odd, before)
