"""Wherever a schedule is drawn, a plan that it goes by is named beside it."""

import pandas as pd

from hrss import figures
from tests.figures.frames import LABEL_POINTS, NOTE, texts, three_prefectures
from tests.figures.test_bullets import REGIONS, batch
from tests.figures.test_county_map import OFFICES, PLACES, counties
from tests.figures.test_lines import AS_OF, RISE
from tests.figures.test_multiples import history

PLANNED = three_prefectures().assign(schedule_source=["linear", "plan", "linear"])
BENT = pd.DataFrame(
    {
        "group_code": ["2011"] * 3,
        "as_of": pd.to_datetime(["2011-01-01", "2011-09-30", "2011-12-31"]).astype(
            "datetime64[s]"
        ),
        "scheduled_count": [0.0, 100.0, 998.0],
    }
)


def hovers(figure):
    return [
        str(text)
        for trace in figure.data
        for name in ("text", "hovertext")
        for text in (getattr(trace, name, None) or ())
    ]


def test_ranking_gaps_and_map_name_the_plan_under_the_pointer_and_below():
    ranking = figures.prefecture_ranking(PLANNED, delta_codes=(), note=NOTE)
    gaps = figures.gap_bars(PLANNED, note=NOTE)
    drawn = figures.prefecture_map(
        PLANNED, LABEL_POINTS, measure="gap_pp", geojson_url="/x.geojson", note=NOTE
    )

    for figure in (ranking, gaps, drawn):
        assert any("按备案计划" in text for text in hovers(figure))
    for figure in (ranking, gaps):
        assert any("1地序时按备案计划" in text for text in texts(figure))


def test_counties_of_a_prefecture_with_a_plan_say_so():
    figure = figures.county_map(
        counties().assign(schedule_source="plan"),
        PLACES,
        measure="completion_rate",
        prefecture_code="440900",
        extent=(110.5, 21.4, 111.6, 22.5),
        geojson_url="/x.geojson",
        note=NOTE,
        points=OFFICES,
    )

    assert any("序时（按备案计划）" in text for text in hovers(figure))


def test_the_bullet_names_the_plan_beside_its_schedule():
    row = batch()
    row["schedule_source"] = "mixed"

    figure = figures.batch_bullet(REGIONS, row, target_value=1000, note=NOTE)

    assert any(
        text.startswith("序时 ") and text.endswith("（部分按备案计划）")
        for text in texts(figure)
    )


def test_panels_of_prefectures_with_a_plan_are_marked():
    figure = figures.prefecture_small_multiples(
        history().assign(schedule_source="plan"), note=NOTE
    )

    assert any(">计划<" in text for text in texts(figure))
    assert "按计划" in texts(figure)[-1]


def test_a_bent_schedule_has_its_word_on_the_line_and_its_plan_below():
    figure = figures.completion_lines(
        RISE, BENT, as_of=AS_OF, target_value=None, note=NOTE
    )

    (name,) = (note for note in figure.layout.annotations if note.text == "序时")
    # 42 % of the year is on the first, flat piece: 153 of its 272 days.
    assert 50 < name.y < 60
    assert "序时含备案计划" in texts(figure)[-1]
