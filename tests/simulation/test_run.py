from collections.abc import Iterator
from datetime import date

import pytest

from hrss import metrics
from hrss.decree import BEIJING_TIME
from hrss.service import load_snapshot
from hrss.settings import Settings
from hrss.sheets import check_workbook, parse_workbook, read_workbook
from hrss.simulation import (
    SIMULATED_ROSTER_NAME,
    RealDataError,
    SimulatedDataError,
    simulate,
)
from hrss.simulation.schedule import ROSTER_AT
from hrss.store import (
    Store,
    append_submission,
    clear_simulated,
    close_store,
    fetch_as_of_dates,
    fetch_roster,
    fetch_submissions,
    migrate,
    open_store,
    verify,
)
from tests.factories import make_sheet

SETTINGS = Settings(database_url="sqlite://")
# 珠海, 佛山 and 中山 are of the Delta, 潮州 is not.
FEW = {"440400", "440600", "442000", "445100"}


def new_store() -> Store:
    store = open_store(SETTINGS)
    migrate(store)
    return store


@pytest.fixture(scope="module")
def filled() -> Iterator[Store]:
    """Four prefectures and two months of the default seed; not to be written to."""
    store = new_store()
    simulate(store, seed=2011, months=2, prefecture_codes=FEW)
    yield store
    close_store(store)


@pytest.fixture
def store() -> Iterator[Store]:
    store = new_store()
    yield store
    close_store(store)


def append_real_sheet(store):
    header = ["地级市", "县（市、区）", "乡镇（街道）", "是否建成"]
    content = make_sheet([header, ["广州市", "荔湾区", "沙面街道", "否"]])
    parsed = parse_workbook(read_workbook(content, file_name="广州.xlsx"))
    day = date(2011, 10, 31)
    checked = check_workbook(parsed, roster=fetch_roster(store)[1], as_of=day)
    append_submission(store, checked, content=content, as_of=day, sender="李雷")


def test_everything_that_is_simulated_is_marked(filled):
    submissions = fetch_submissions(filled)
    info, _ = fetch_roster(filled)

    assert submissions["is_simulated"].all()
    assert set(submissions["sender"]) == {"模拟"}
    assert submissions["file_name"].str.startswith("模拟_").all()
    assert (submissions["roster_id"] == info.id).all()
    assert info.is_simulated
    assert info.name == SIMULATED_ROSTER_NAME == "模拟名册（中心镇为模拟指定）"
    snapshot = load_snapshot(filled, SETTINGS, as_of=date(2011, 10, 31))
    assert snapshot.loc[snapshot["is_reported"], "is_simulated"].all()


def test_the_store_is_whole_and_ends_at_the_last_month(filled):
    assert verify(filled) == []
    assert fetch_as_of_dates(filled) == [date(2011, 9, 30), date(2011, 10, 31)]


def test_both_batches_are_under_way(filled):
    snapshot = load_snapshot(filled, SETTINGS, as_of=date(2011, 10, 31))
    reported = snapshot[snapshot["is_reported"]]

    batches = metrics.progress(
        reported, as_of=date(2011, 10, 31), by=metrics.Grouping.BATCH
    ).set_index("group_code")

    first = batches.loc["2011"]
    assert 0 < first["complete_count"] < first["rostered_count"]
    assert 0 < first["verified_count"] < first["complete_count"]
    assert batches.loc["2012", "rostered_count"] > 0


def test_the_same_seed_stores_the_same_bytes_in_the_same_order(filled, store):
    simulate(store, seed=2011, months=2, prefecture_codes=FEW)

    one, other = fetch_submissions(filled), fetch_submissions(store)
    assert one["file_sha256"].tolist() == other["file_sha256"].tolist()
    assert one["file_name"].tolist() == other["file_name"].tolist()


def test_progress_is_told_after_each_sheet(store):
    told = []

    simulate(
        store,
        seed=2011,
        months=1,
        prefecture_codes={"442000"},
        progress=lambda done, total, name: told.append((done, total, name)),
    )

    assert told[-1][0] == told[-1][1] == len(told)
    assert all(name.startswith("模拟_中山市_201109") for _, _, name in told)


def test_a_store_with_real_submissions_is_refused_and_left_alone(store):
    append_real_sheet(store)

    with pytest.raises(RealDataError, match="库中已有1份真实上报"):
        simulate(store, seed=1, months=1, prefecture_codes={"442000"})

    assert len(fetch_submissions(store)) == 1
    assert not fetch_roster(store)[0].is_simulated


def test_a_store_with_real_submissions_is_filled_when_forced(store):
    append_real_sheet(store)

    simulate(store, seed=1, months=1, prefecture_codes={"442000"}, is_forced=True)
    clear_simulated(store)

    assert fetch_submissions(store)["sender"].tolist() == ["李雷"]


def test_a_simulated_store_is_not_simulated_again(filled):
    with pytest.raises(SimulatedDataError, match="demo --clear"):
        simulate(filled, seed=1, months=1, is_forced=True)


def test_sheets_are_received_at_times_that_belong_to_them(filled):
    receipts = fetch_submissions(filled).sort_index()

    monthly = receipts[receipts["kind"] == "office"]
    days = (monthly["received_at"].dt.tz_localize(None) - monthly["as_of"]).dt.days
    assert receipts["received_at"].is_monotonic_increasing
    assert days.min() >= 0
    assert (days <= 7).mean() > 0.5
    assert fetch_roster(filled)[0].received_at == ROSTER_AT


def test_a_simulation_after_clearing_tells_its_own_time_again(store):
    simulate(store, seed=1, months=1, prefecture_codes={"442000"})
    first = fetch_submissions(store)["received_at"].tolist()
    clear_simulated(store)

    simulate(store, seed=1, months=1, prefecture_codes={"442000"})

    assert fetch_submissions(store)["received_at"].tolist() == first


def test_a_real_sheet_after_the_simulation_is_received_now(store):
    simulate(store, seed=1, months=1, prefecture_codes={"442000"})
    before = store.now()

    append_real_sheet(store)

    real = fetch_submissions(store).loc[lambda rows: ~rows["is_simulated"]].iloc[0]
    assert real["received_at"] >= before
    assert verify(store) == []


def test_a_simulation_is_never_received_before_what_came_really(store):
    append_real_sheet(store)
    real = fetch_submissions(store)["received_at"].iloc[0]

    simulate(store, seed=1, months=1, prefecture_codes={"442000"}, is_forced=True)

    assert fetch_submissions(store)["received_at"].min() == real
    assert verify(store) == []


def test_no_months_are_refused(store):
    with pytest.raises(ValueError, match="got 0"):
        simulate(store, seed=1, months=0)


def test_with_a_review_all_but_the_last_period_is_approved_in_batches(filled, store):
    simulate(store, seed=2011, months=2, prefecture_codes=FEW, has_review=True)

    without, sent = fetch_submissions(filled), fetch_submissions(store)
    assert sent["file_sha256"].tolist() == without["file_sha256"].tolist()
    assert sent["received_at"].tolist() == without["received_at"].tolist()
    states = sent.groupby(sent["as_of"].dt.strftime("%Y-%m"))["review_state"]
    assert {month: set(found) for month, found in states} == {
        "2011-09": {"approved"},
        "2011-10": {"submitted"},
    }
    assert set(sent["reviewed_by"].dropna()) == {"模拟审核人"}
    # 2011-10-08, three days after the due day, was a Saturday.
    (moment,) = set(sent["reviewed_at"].dropna().dt.tz_convert(BEIJING_TIME))
    assert f"{moment:%Y-%m-%d %H:%M}" == "2011-10-10 09:00"
    assert verify(store) == []


def test_without_a_review_nothing_waits(filled):
    assert set(fetch_submissions(filled)["review_state"]) == {"not_needed"}
