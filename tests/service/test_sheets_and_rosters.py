from datetime import date

import pandas as pd
import pytest

from hrss import service
from hrss.metrics import Grouping, progress
from hrss.places import load_shipped_roster
from hrss.settings import Settings
from hrss.store import append_submission, close_store, fetch_roster, migrate, open_store
from tests.factories import make_sheet

SETTINGS = Settings(database_url="sqlite://")
OCTOBER, NOVEMBER = date(2011, 10, 31), date(2011, 11, 30)
HEADER = ["地级市", "县（市、区）", "乡镇（街道）", "是否建成", "建成时间", "统一标识"]
SHAMIAN = ["广州市", "荔湾区", "沙面街道", "是", "2011-10-20", "是"]
LINGNAN = ["广州市", "荔湾区", "岭南街道", "是", "2011-10-20", "否"]


@pytest.fixture
def store():
    store = open_store(SETTINGS)
    migrate(store)
    yield store
    close_store(store)


@pytest.fixture
def submit(store):
    def append(*rows, as_of=OCTOBER):
        content = make_sheet([HEADER, *rows])
        checked = service.check_file(
            store, SETTINGS, content=content, file_name="广州市.xlsx", as_of=as_of
        )
        append_submission(store, checked, content=content, as_of=as_of, sender="李雷")

    return append


def test_a_snapshot_is_the_whole_roster_with_who_is_verified(store, submit):
    submit(SHAMIAN, LINGNAN)

    snapshot = service.load_snapshot(store, SETTINGS, as_of=OCTOBER)

    assert len(snapshot) == 1586
    assert snapshot.loc["440103001", "is_verified"]
    assert not snapshot.loc["440103002", "is_verified"]
    assert snapshot["is_verified"].sum() == 1


def test_a_snapshot_can_be_of_one_prefecture_or_one_batch(store):
    of_dongguan = service.load_snapshot(
        store, SETTINGS, as_of=OCTOBER, prefecture="441900"
    )
    of_first = service.load_snapshot(store, SETTINGS, as_of=OCTOBER, batch="2011")
    undesignated = service.load_snapshot(
        store, SETTINGS, as_of=OCTOBER, batch="undesignated"
    )

    assert len(of_dongguan) == 32
    assert len(of_first) == 589
    assert len(undesignated) == 997


def test_a_batch_that_does_not_exist_is_refused(store):
    with pytest.raises(ValueError, match="2013"):
        service.load_snapshot(store, SETTINGS, as_of=OCTOBER, batch="2013")


def test_the_states_of_several_days_are_what_their_snapshots_say(store, submit):
    submit(SHAMIAN, [*LINGNAN[:3], "否", None, "否"])
    submit(LINGNAN, as_of=NOVEMBER)
    submit([*SHAMIAN[:3], "否", None, "是"], as_of=NOVEMBER)

    states = service.load_states(store, SETTINGS, days=[OCTOBER, NOVEMBER])

    assert [int(state["is_complete"].sum()) for state in states.values()] == [1, 1]
    for day, state in states.items():
        snapshot = service.load_snapshot(store, SETTINGS, as_of=day)
        for by in Grouping:
            pd.testing.assert_frame_equal(
                progress(state, as_of=day, by=by), progress(snapshot, as_of=day, by=by)
            )


def test_no_day_has_no_state(store):
    assert service.load_states(store, SETTINGS, days=[]) == {}


def test_the_delta_is_what_the_settings_say(store):
    only_shenzhen = Settings(
        database_url="sqlite://", delta_prefectures=frozenset({"440300"})
    )

    snapshot = service.load_snapshot(store, only_shenzhen, as_of=OCTOBER, batch="2011")

    assert set(snapshot["prefecture_code"]) == {"440300"}


def test_the_present_state_is_that_of_the_day(store, submit):
    submit(SHAMIAN, as_of=NOVEMBER)

    before = service.present_state(store, OCTOBER)
    after = service.present_state(store, NOVEMBER)

    assert before["is_complete"].isna().all()
    assert after.loc["440103001", "is_complete"]


def test_a_sheet_is_checked_against_the_state_of_the_day_it_names(store, submit):
    submit(SHAMIAN)
    rows = [["截至2011年11月30日"], HEADER, [*SHAMIAN[:3], "否", None, "是"]]

    checked = service.check_file(
        store, SETTINGS, content=make_sheet(rows), file_name="一.xlsx", as_of=None
    )

    assert checked.as_of == NOVEMBER
    assert "no_longer_complete" in {issue.code for issue in checked.issues}


def test_without_a_store_the_shipped_roster_counts():
    checked = service.check_file(
        None,
        SETTINGS,
        content=make_sheet([HEADER, SHAMIAN]),
        file_name="一.xlsx",
        as_of=OCTOBER,
    )

    assert checked.rows["township_code"].tolist() == ["440103001"]


def test_the_roster_is_described_with_its_name_and_size(store):
    info, roster = fetch_roster(store)

    sentence = service.describe_roster(info, roster)

    assert sentence.startswith("名册：2015-09-30国家统计用区划代码")
    assert sentence.endswith("，共1586个")


def test_the_lights_and_the_limits_are_those_of_the_settings():
    settings = Settings(
        database_url="sqlite://",
        yellow_pp=5,
        red_pp=20,
        upload_limit_mb=1,
        read_seconds=7,
        read_memory_mb=512,
    )

    assert service.lights(settings).yellow_pp == 5
    assert service.lights(settings).red_pp == 20
    limits = service.read_limits(settings)
    assert limits.file_bytes == 1048576
    assert limits.wall_seconds == 7
    assert limits.memory_bytes == 536870912


def test_rosters_differ_by_who_comes_goes_is_renamed_or_marked():
    before = load_shipped_roster().head(4)
    after = load_shipped_roster().iloc[[1, 2, 3, 4]].reset_index(drop=True)
    after.loc[0, "township_name"] = "岭南新街道"
    after.loc[1, "is_central_town"] = False

    difference = service.roster_difference(before, after)

    assert difference.removed == ("广州市荔湾区沙面街道",)
    assert len(difference.added) == 1
    assert difference.renamed == ("广州市荔湾区岭南新街道",)
    assert difference.marked == ("广州市荔湾区华林街道",)
    assert not difference.is_empty
    assert service.roster_difference(before, before).is_empty
