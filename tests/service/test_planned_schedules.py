"""A filed plan replaces the linear schedule wherever a snapshot is loaded."""

from datetime import date

import pytest

from hrss import service
from hrss.metrics import Grouping, progress
from hrss.settings import Settings
from tests.store.mini import new_store, send, send_file

SETTINGS = Settings(database_url="sqlite://")
OCTOBER, NOVEMBER = date(2011, 10, 31), date(2011, 11, 30)
HEADER = ["地级市", "县（市、区）", "方案备案日期", "2011年11月", "2011年12月"]
# The small roster has two offices of 广州, both of the first batch.
PLAN = ["广州市", None, "2011-10-28", 0, 2]


@pytest.fixture
def store():
    return new_store("sqlite://")


def scheduled(snapshot, *, as_of=NOVEMBER, code="440100"):
    rows = progress(snapshot, as_of=as_of, by=Grouping.PREFECTURE)
    row = rows.set_index("group_code").loc[code]
    return row["scheduled_count"], row["schedule_source"]


def test_a_snapshot_carries_the_plan_of_its_day(store):
    send_file(store, [HEADER, PLAN], as_of=NOVEMBER)

    before = service.load_snapshot(store, SETTINGS, as_of=OCTOBER)
    after = service.load_snapshot(store, SETTINGS, as_of=NOVEMBER)

    assert scheduled(before)[1] == "linear"
    assert scheduled(after) == (0.0, "plan")
    assert scheduled(after, code="441900")[1] == "linear"


def test_a_plan_known_later_is_not_known_before(store):
    first = send(store, {"440103001": {"is_complete": True}}, as_of=NOVEMBER)
    send_file(store, [HEADER, PLAN], as_of=NOVEMBER)

    then = service.load_snapshot(
        store, SETTINGS, as_of=NOVEMBER, known_at=first.received_at
    )
    now = service.load_snapshot(store, SETTINGS, as_of=NOVEMBER)

    assert scheduled(then)[1] == "linear"
    assert scheduled(now)[1] == "plan"


def test_a_batch_or_a_prefecture_alone_keeps_its_part_of_the_plan(store):
    send_file(store, [HEADER, PLAN], as_of=NOVEMBER)
    whole = service.load_snapshot(store, SETTINGS, as_of=NOVEMBER)
    day = date(2011, 12, 15)

    for part in (
        service.load_snapshot(store, SETTINGS, as_of=NOVEMBER, batch="2011"),
        service.load_snapshot(store, SETTINGS, as_of=NOVEMBER, prefecture="440100"),
    ):
        assert scheduled(part, as_of=day) == scheduled(whole, as_of=day)


def test_the_states_of_a_series_say_what_each_day_s_snapshot_says(store):
    send(store, {"440103001": {"is_complete": True}}, as_of=OCTOBER)
    send_file(store, [HEADER, PLAN], as_of=NOVEMBER)

    states = service.load_states(store, SETTINGS, days=[OCTOBER, NOVEMBER])

    for day, state in states.items():
        snapshot = service.load_snapshot(store, SETTINGS, as_of=day)
        assert scheduled(state, as_of=day) == scheduled(snapshot, as_of=day)
    assert scheduled(states[OCTOBER], as_of=OCTOBER)[1] == "linear"
    assert scheduled(states[NOVEMBER])[1] == "plan"
