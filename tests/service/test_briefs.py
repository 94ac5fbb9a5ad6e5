"""Briefs and chase lists from a store of six townships."""

from datetime import UTC, date, datetime

import pytest

from hrss.metrics import Grouping, progress
from hrss.reports.brief import brief_figures
from hrss.reports.sentences import plain_text
from hrss.service import lights, load_completions, load_snapshot, with_forecast
from hrss.service.brief_maps import province_sketch
from hrss.service.briefs import (
    UnknownAreaError,
    known_moment,
    load_brief,
    load_chase_list,
)
from hrss.settings import Settings
from hrss.store import close_store
from tests.store.mini import (
    DONGCHENG,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    XILIAN,
    XINHUA,
    new_store,
    send,
)

SETTINGS = Settings(database_url="sqlite://")
DONE, OPEN = {"is_complete": True}, {"is_complete": False}


@pytest.fixture
def store():
    opened = new_store("sqlite://")
    yield opened
    close_store(opened)


def filled(store):
    send(store, {SHAMIAN: DONE, LINGNAN: OPEN, DONGCHENG: OPEN}, as_of=OCTOBER)
    return send(
        store,
        {SHAMIAN: DONE, LINGNAN: DONE, DONGCHENG: OPEN, XILIAN: OPEN, XINHUA: OPEN},
        as_of=NOVEMBER,
    )


def texts(brief):
    return str(brief_figures(brief))


def test_the_tables_carry_the_figures_of_the_progress_command(store):
    filled(store)
    snapshot = load_snapshot(store, SETTINGS, as_of=NOVEMBER)
    completed = load_completions(store, snapshot, as_of=NOVEMBER)
    table = progress(
        snapshot, as_of=NOVEMBER, by=Grouping.PREFECTURE, lights=lights(SETTINGS)
    )
    expected = with_forecast(
        table, completed, as_of=NOVEMBER, by=Grouping.PREFECTURE
    ).set_index("group_name")

    brief = load_brief(store, SETTINGS, as_of=NOVEMBER)

    places = brief.appendices[0]
    names = [column.name for column in places.columns]
    for cells in places.rows[:-1]:
        own = expected.loc[cells[0]]
        for name, cell in zip(names, cells, strict=True):
            if name in expected.columns and name != "light":
                assert cell == own[name]


def test_the_change_is_counted_from_the_reported_day_before(store):
    filled(store)

    brief = load_brief(store, SETTINGS, as_of=NOVEMBER)

    assert "与上期（截至2011年10月31日）相比，上报建成增加1个" in texts(brief)


def test_the_first_reported_day_has_none_before_it(store):
    filled(store)

    assert "上期" not in texts(load_brief(store, SETTINGS, as_of=OCTOBER))


def test_what_came_in_later_does_not_change_a_brief(store):
    known_at = filled(store).received_at
    before = brief_figures(
        load_brief(store, SETTINGS, as_of=NOVEMBER, known_at=known_at)
    )

    send(store, {DONGCHENG: DONE}, as_of=NOVEMBER)

    after = load_brief(store, SETTINGS, as_of=NOVEMBER, known_at=known_at)
    assert brief_figures(after) == before
    assert brief_figures(load_brief(store, SETTINGS, as_of=NOVEMBER)) != before


def test_a_correction_of_the_last_edition_s_day_is_listed(store):
    published = send(store, {SHAMIAN: DONE, LINGNAN: DONE}, as_of=OCTOBER).received_at
    send(store, {SHAMIAN: DONE, LINGNAN: OPEN}, as_of=OCTOBER)
    send(store, {SHAMIAN: DONE, LINGNAN: DONE}, as_of=NOVEMBER)

    brief = load_brief(store, SETTINGS, as_of=NOVEMBER, previous=(OCTOBER, published))

    table = next(table for table in brief.tables() if table.key == "errata")
    assert table.rows == (
        ("全省", "上报建成", 2.0, 1.0),
        ("广州市", "上报建成", 2.0, 1.0),
    )
    # The change is counted from what is known now: from one to two.
    assert "上报建成增加1个" in texts(brief)


def test_a_last_edition_that_still_stands_has_no_errata(store):
    known_at = filled(store).received_at

    brief = load_brief(store, SETTINGS, as_of=NOVEMBER, previous=(OCTOBER, known_at))

    assert [section.key for section in brief.sections] == [
        *("overall", "ranking", "problems", "steps", "notes")
    ]


def test_an_edition_of_the_same_day_is_corrected_and_shows_no_change(store):
    known_at = filled(store).received_at
    send(store, {DONGCHENG: DONE}, as_of=NOVEMBER)

    brief = load_brief(store, SETTINGS, as_of=NOVEMBER, previous=(NOVEMBER, known_at))

    assert any(section.key == "errata" for section in brief.sections)
    assert "与上期" not in texts(brief)


def test_a_prefecture_lists_the_offices_that_are_left(store):
    filled(store)

    brief = load_brief(store, SETTINGS, as_of=NOVEMBER, prefecture="440200")

    assert brief.area == "韶关市"
    left = next(t for t in brief.appendices if t.key == "appendix_offices")
    assert left.rows == (
        ("武江区", "新华街道", "2012年批次", "未建成", NOVEMBER),
        ("武江区", "西联镇", "2011年批次", "未建成", NOVEMBER),
        ("武江区", "西河镇", "批次待定", "从未上报", None),
    )


def test_a_prefecture_without_counties_is_its_own_place(store):
    filled(store)

    brief = load_brief(store, SETTINGS, as_of=NOVEMBER, prefecture="441900")

    assert brief.area == "东莞市"
    assert [row[0] for row in brief.appendices[0].rows] == ["东莞市"]


def test_an_unknown_prefecture_is_refused(store):
    with pytest.raises(UnknownAreaError, match="449900"):
        load_brief(store, SETTINGS, as_of=NOVEMBER, prefecture="449900")


def test_a_store_without_reports_makes_a_brief_that_says_so(store):
    brief = load_brief(store, SETTINGS, as_of=NOVEMBER)

    assert plain_text(brief.summary) == (
        "截至2011年11月30日，全省应建6个机构，尚未收到任何报表，进展情况不明。"
    )
    assert len(brief.slides) >= 8


def test_who_issues_it_number_and_date_are_as_given(store):
    filled(store)
    settings = Settings(database_url="sqlite://", organisation="试验厅")

    brief = load_brief(
        store, settings, as_of=NOVEMBER, edition=3, prepared_on=date(2011, 12, 7)
    )

    assert (brief.organisation, brief.edition) == ("试验厅", 3)
    assert brief.prepared_on == date(2011, 12, 7)


def test_the_map_has_every_prefecture_that_the_country_has(store):
    brief = load_brief(store, SETTINGS, as_of=NOVEMBER)

    sketch = brief.maps()[0]
    assert len(sketch.shapes) == 21
    assert sketch.mark == "内部工作示意图，未经审核，不得公开"
    for shape in sketch.shapes:
        for x, y in (point for ring in shape.rings for point in ring):
            assert 0 <= x <= sketch.width
            assert 0 <= y <= sketch.height


def test_the_far_islands_of_shanwei_are_rings_of_their_own():
    shanwei = next(each for each in province_sketch().outlines if each.code == "441500")

    coast, *islands = shanwei.rings
    lowest = max(y for _, y in coast)
    farthest = max(min(y for _, y in ring) for ring in islands)
    # Dongsha lies 2 degrees south of the coast: some 280 of the map's 1,000 units.
    assert farthest - lowest > 200


def test_it_tells_what_it_is_doing(store):
    told: list[str] = []

    load_brief(store, SETTINGS, as_of=NOVEMBER, progress=told.append)

    assert told == ["正在汇总各期数据", "正在计算各项指标", "正在撰写通报"]


def test_the_moment_of_what_is_known_is_not_before_the_last_entry(store):
    receipt = filled(store)

    assert known_moment(store) >= receipt.received_at


def test_the_chase_list_has_who_is_missing_and_whose_report_is_not_whole(store):
    send(store, {SHAMIAN: DONE}, as_of=OCTOBER)
    send(store, {SHAMIAN: DONE, DONGCHENG: DONE}, as_of=NOVEMBER)

    rows = load_chase_list(store, SETTINGS, as_of=NOVEMBER)

    found = rows.set_index("prefecture_name")
    assert found.index.tolist() == ["韶关市", "广州市", "东莞市"]
    assert found.loc["韶关市", "report_status"] == "missing"
    assert found.loc["广州市", "unreported_count"] == 1
    assert found.loc["广州市", "unreported_names"] == "荔湾区岭南街道"
    assert found.loc["东莞市", "report_status"] == "late"


def test_nobody_is_chased_before_the_first_period(store):
    known_at = datetime(2011, 9, 1, tzinfo=UTC)

    rows = load_chase_list(store, SETTINGS, as_of=date(2011, 8, 31), known_at=known_at)

    assert rows.empty


def test_the_notes_on_the_slide_are_numbered_without_a_gap(store):
    filled(store)

    brief = load_brief(store, SETTINGS, as_of=NOVEMBER)

    (slide,) = (slide for slide in brief.slides if slide.key == "notes")
    numbers = [plain_text(block.spans).partition("．")[0] for block in slide.blocks]
    assert numbers == ["1", "2", "3"]
