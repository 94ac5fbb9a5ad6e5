"""The whole brief, in every state that a province can be in."""

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.reports.brief import brief_figures, build_brief
from hrss.reports.brief.rows import rows_of
from hrss.reports.content import Chart, ChartKind, Table
from tests.examples import examples
from tests.reports.brief.offices import (
    DONGGUAN,
    GUANGZHOU,
    MEIZHOU,
    SHAOGUAN,
    YUEXIU,
    ZHUHAI,
    make_inputs,
    offices,
    section_of,
    texts_of,
)

PLACES = (GUANGZHOU, YUEXIU, ZHUHAI, SHAOGUAN, MEIZHOU, DONGGUAN)
# Words that no figure bears, or that a hole in the figures would leave behind.
NONSENSE = re.compile(
    r"nan|None|<NA>|NaT|-0\.0|inf|−|，，|。。|、、|；；|，。|；。|：。|（）|"
    r"0个已|增加0|减少0|各升0|各降0|红榜|个个|[^0-9]0个市[中均]"
)
MIXED = [
    *offices(GUANGZHOU, complete=9, verified=6, open_=1),
    *offices(YUEXIU, complete=2, verified=2, open_=8),
    *offices(ZHUHAI, silent=4),
    *offices(SHAOGUAN, complete=3, open_=1),
    *offices(SHAOGUAN, open_=5, silent=1, batch=2012),
    *offices(MEIZHOU, open_=2, batch=None),
    *offices(DONGGUAN, complete=5, verified=1),
]
STATES = {
    "mixed": MIXED,
    "nobody reported": [
        *offices(GUANGZHOU, silent=3),
        *offices(SHAOGUAN, silent=2, batch=None),
    ],
    "nothing complete": [
        *offices(GUANGZHOU, open_=12),
        *offices(SHAOGUAN, open_=3, batch=2012),
    ],
    "all verified": [
        *offices(GUANGZHOU, complete=12, verified=12),
        *offices(SHAOGUAN, complete=3, verified=3, batch=2012),
    ],
    "all complete, none verified": offices(GUANGZHOU, complete=12),
    "one office": offices(GUANGZHOU, complete=1, verified=1),
    "one open office": offices(SHAOGUAN, open_=1, batch=2012),
    "no central towns": [
        *offices(GUANGZHOU, complete=2, open_=9),
        *offices(SHAOGUAN, complete=1, open_=9, batch=None),
    ],
    "only undesignated": offices(SHAOGUAN, complete=1, open_=9, batch=None),
    "empty roster": [],
}
DAYS = (
    date(2011, 3, 15),
    date(2011, 11, 30),
    date(2011, 12, 31),
    date(2012, 1, 1),
    date(2012, 6, 30),
    date(2012, 12, 31),
    date(2013, 5, 7),
)


def assert_sound(brief):
    """Nothing that is said is nonsense, and everything is there."""
    for text in texts_of(brief):
        assert not NONSENSE.search(text), text
    assert 8 <= len(brief.slides) <= 12
    assert all(1 <= len(slide.blocks) <= 3 and slide.title for slide in brief.slides)
    assert len({slide.key for slide in brief.slides}) == len(brief.slides)
    for table in (*brief.tables(), *brief.appendices):
        assert all(len(row) == len(table.columns) for row in table.rows)
    for chart in brief.charts():
        assert all(len(each.values) == len(chart.categories) for each in chart.series)


@pytest.mark.parametrize("as_of", [date(2011, 11, 30), date(2012, 12, 31)])
@pytest.mark.parametrize("state", STATES)
def test_every_state_makes_a_sound_brief(state, as_of):
    brief = build_brief(make_inputs(STATES[state], as_of=as_of))

    assert_sound(brief)
    assert [section.key for section in brief.sections] == [
        *("overall", "ranking", "problems", "steps", "notes")
    ]


@pytest.mark.parametrize("as_of", DAYS)
def test_before_between_and_after_the_deadlines_a_brief_is_sound(as_of):
    assert_sound(build_brief(make_inputs(MIXED, as_of=as_of)))


@pytest.mark.parametrize("area", ["广州市", "韶关市", "梅州市", "珠海市", "东莞市"])
def test_every_prefecture_makes_a_sound_brief(area):
    brief = build_brief(make_inputs(MIXED, before=MIXED, area=area))

    assert_sound(brief)
    assert area in brief.title
    assert not brief.maps()


counts = st.fixed_dictionaries(
    {name: st.integers(0, 12) for name in ("complete", "verified", "open_", "silent")}
)
groups = st.lists(
    st.tuples(st.sampled_from(PLACES), counts, st.sampled_from([2011, 2012, None])),
    max_size=6,
)


def roster_of(drawn):
    return [
        row
        for place, numbers, batch in drawn
        for row in offices(
            place,
            batch=2011 if place in (GUANGZHOU, YUEXIU, ZHUHAI, DONGGUAN) else batch,
            **numbers,
        )
    ]


@settings(max_examples=examples(12), deadline=None)
@given(
    now=groups,
    before=st.none() | groups,
    as_of=st.dates(date(2011, 1, 1), date(2013, 3, 1)),
)
def test_no_state_of_progress_makes_nonsense(now, before, as_of):
    earlier = None if before is None else roster_of(before)

    brief = build_brief(
        make_inputs(
            roster_of(now),
            as_of=as_of,
            before=earlier,
            before_as_of=date(2010, 12, 31),
        )
    )

    assert_sound(brief)


@settings(max_examples=examples(6), deadline=None)
@given(now=groups, as_of=st.dates(date(2011, 9, 30), date(2013, 3, 1)))
def test_bars_sum_to_the_rostered(now, as_of):
    inputs = make_inputs(roster_of(now), as_of=as_of)

    brief = build_brief(inputs)

    rostered = {row.name: row.rostered for row in rows_of(inputs.now.places)}
    for chart in brief.charts():
        if not chart.key.startswith("bars_"):
            continue
        for at, name in enumerate(chart.categories):
            parts = [series.values[at] or 0 for series in chart.series]
            assert sum(parts) == rostered[name]


def cell(table, row, column):
    at = [each.name for each in table.columns].index(column)
    return next(cells[at] for cells in table.rows if row in cells)


def test_every_number_of_the_tables_is_that_of_progress():
    inputs = make_inputs(MIXED)

    brief = build_brief(inputs)

    found = [*brief.tables(), *brief.appendices]
    for record in inputs.now.places.to_dict("records"):
        own = [t for t in found if any(record["group_name"] in row for row in t.rows)]
        assert own
        for table in own:
            for column in table.columns:
                if column.name not in record or column.kind in ("light", "text"):
                    continue
                if table.key == "appendix_counties":
                    continue
                value = cell(table, record["group_name"], column.name)
                said = record[column.name]
                if isinstance(value, date):
                    assert value == pd.Timestamp(said).date()
                elif value is not None:
                    assert value == said


def test_nothing_is_said_of_a_place_that_has_not_reported():
    table = next(
        table
        for table in build_brief(make_inputs(MIXED)).tables()
        if table.key == "ranking_delta"
    )

    row = next(row for row in table.rows if "珠海市" in row)

    assert row == (None, "珠海市", 4, None, None, None, None, "未上报")


def test_equal_rates_share_a_rank():
    rows = [
        *offices(GUANGZHOU, complete=1, open_=2),
        *offices(ZHUHAI, complete=2, open_=4),
        *offices(DONGGUAN, open_=5),
    ]

    table = build_brief(make_inputs(rows)).tables()[0]

    assert [(row[0], row[1]) for row in table.rows] == [
        (1, "广州市"),
        (1, "珠海市"),
        (3, "东莞市"),
        (None, "合计"),
    ]


def test_the_sum_of_a_ranking_is_the_region_s_own_figure():
    inputs = make_inputs(MIXED)

    table = next(t for t in build_brief(inputs).tables() if t.key == "ranking_delta")

    delta = inputs.now.region_rows[0]
    assert table.rows[-1][2:] == (
        *(delta.rostered, delta.complete, delta.rate),
        *(delta.verified_rate, pytest.approx(delta.gap_pp), None),
    )


def test_without_a_report_before_no_change_is_claimed():
    brief = build_brief(make_inputs(MIXED))

    assert not [text for text in texts_of(brief) if "上期" in text]
    columns = [c.name for t in (*brief.tables(), *brief.appendices) for c in t.columns]
    assert "change_count" not in columns
    assert "rank_change" not in columns


def test_change_and_places_gained_stand_beside_the_figures():
    before = [
        *offices(GUANGZHOU, complete=1, open_=9),
        *offices(ZHUHAI, complete=2, open_=8),
    ]
    now = [
        *offices(GUANGZHOU, complete=7, open_=3),
        *offices(ZHUHAI, complete=2, open_=8),
    ]

    table = build_brief(make_inputs(now, before=before)).tables()[0]

    assert [(row[1], *row[-2:]) for row in table.rows] == [
        ("广州市", 6, "升1"),
        ("珠海市", 0, "降1"),
        ("合计", 6, None),
    ]


def test_corrections_of_the_last_edition_are_a_section_of_their_own():
    corrections = [
        {
            "group_name": "广州市",
            "measure": "complete_count",
            "before_value": 9,
            "after_value": 8,
        }
    ]

    brief = build_brief(make_inputs(MIXED, before=MIXED, corrections=corrections))

    errata = section_of(brief, "errata")
    assert errata.title == "五、勘误"
    assert brief.sections[-1].title == "六、数据说明"
    table = errata.blocks[-1]
    assert isinstance(table, Table)
    assert table.rows == (("广州市", "上报建成", 9.0, 8.0),)
    assert table.note.endswith("来源：各市上报")


def test_every_source_says_what_is_counted_where_there_is_a_review():
    corrections = [
        {
            "group_name": "广州市",
            "measure": "complete_count",
            "before_value": 9,
            "after_value": 8,
        }
    ]
    inputs = make_inputs(MIXED, before=MIXED, corrections=corrections)

    brief = build_brief(replace(inputs, counting="仅已审核"))

    notes = [
        block.note
        for section in brief.sections
        for block in section.blocks
        if isinstance(block, Table | Chart)
    ]
    assert len(notes) > 3
    assert [note for note in notes if "各市上报（仅已审核" not in note] == []


def test_the_same_inputs_are_the_same_plain_figures():
    one = brief_figures(build_brief(make_inputs(MIXED)))
    two = brief_figures(build_brief(make_inputs(MIXED)))

    assert one == two
    assert one["as_of"] == "2011-11-30"
    assert one["sections"][0]["title"] == "一、总体进展"
    assert "draw" not in str(one)


def test_simulated_figures_say_so():
    brief = build_brief(make_inputs(MIXED, is_simulated=True))

    assert brief.is_simulated
    assert "模拟数据" in brief.source
    assert any("模拟数据" in text for text in texts_of(brief))


def test_every_chart_can_draw_the_screen_s_figure():
    brief = build_brief(make_inputs(MIXED))

    kinds = {chart.key: chart.kind for chart in brief.charts()}
    drawn = [chart.draw() for chart in brief.charts()]

    assert kinds["completion_lines"] is ChartKind.LINES
    assert kinds["bars_delta"] is ChartKind.STACKED_BARS
    assert all(len(figure.data) for figure in drawn)


def test_a_chart_of_gaps_starts_at_zero_and_names_who_is_behind():
    rows = [*offices(GUANGZHOU, open_=12), *offices(ZHUHAI, complete=8, open_=4)]

    gaps = next(
        chart
        for chart in build_brief(make_inputs(rows)).charts()
        if chart.key == "gap_to_schedule"
    )

    assert isinstance(gaps, Chart)
    assert gaps.categories == ("广州市", "珠海市")
    assert gaps.title == "2个市落后序时进度，广州市落后最多（91.5个百分点）"
    assert [(s.name, s.values) for s in gaps.series] == [
        ("红灯", (91.5, None)),
        ("黄灯", (None, 24.8)),
    ]


def test_the_slide_of_a_prefecture_without_counties_says_so_in_full():
    silent = offices(DONGGUAN, silent=10)

    brief = build_brief(make_inputs(silent, area="东莞市"))

    (slide,) = [each for each in brief.slides if each.key == "ranking"]
    assert slide.title == "东莞市不设县（市、区）"
