"""What holds for every figure: marks, quiet, no surprise for the caller."""

import json
import re
from datetime import date

import pandas as pd
import pandas.testing
import pytest

from hrss import figures
from hrss.decree import Light
from hrss.figures.theme import LIGHTS
from tests.figures.frames import LABEL_POINTS, NOTE, TILES, texts, three_prefectures
from tests.figures.test_area_rules import RULES as AREA_RULES
from tests.figures.test_areas import BINS, SUMMARY
from tests.figures.test_bullets import REGIONS, batch
from tests.figures.test_county_map import OFFICES, PLACES, counties
from tests.figures.test_filings import ROWS as FILING_ROWS
from tests.figures.test_lines import RISE, SCHEDULE
from tests.figures.test_maps import two_dates
from tests.figures.test_multiples import history
from tests.figures.test_reporting import PERIODS
from tests.figures.test_reporting import SUMMARY as REPORTING_SUMMARY
from tests.figures.test_standards import RULES
from tests.figures.test_stations import PLACES as STATION_PLACES
from tests.figures.test_stations import STATION_RULES

URL = "/app/static/boundaries/areas.geojson"
AS_OF = date(2011, 11, 30)

# Each takes a frame and draws it.
FIGURES = {
    "filings": (
        FILING_ROWS,
        lambda rows: figures.filing_timeline(
            rows, as_of=pd.Timestamp(AS_OF), note=NOTE
        ),
    ),
    "area_rules": (
        AREA_RULES,
        lambda rows: figures.area_rule_matrix(rows, whole_code="440000", note=NOTE),
    ),
    "bullet": (
        REGIONS,
        lambda rows: figures.batch_bullet(rows, batch(), target_value=1000, note=NOTE),
    ),
    "ranking": (
        three_prefectures(),
        lambda rows: figures.prefecture_ranking(
            rows, delta_codes={"440100"}, note=NOTE
        ),
    ),
    "gaps": (three_prefectures(), lambda rows: figures.gap_bars(rows, note=NOTE)),
    "comparison": (
        three_prefectures(),
        lambda rows: figures.comparison_dumbbells(
            three_prefectures(), rows, labels=("上期", "本期"), note=NOTE
        ),
    ),
    "lines": (
        RISE,
        lambda rows: figures.completion_lines(
            rows, SCHEDULE, as_of=AS_OF, target_value=1000, note=NOTE
        ),
    ),
    "multiples": (
        history(),
        lambda rows: figures.prefecture_small_multiples(rows, note=NOTE),
    ),
    "map": (
        three_prefectures(),
        lambda rows: figures.prefecture_map(
            rows, LABEL_POINTS, measure="completion_rate", geojson_url=URL, note=NOTE
        ),
    ),
    "played": (
        two_dates(),
        lambda rows: figures.prefecture_map_animated(
            rows, LABEL_POINTS, measure="light", geojson_url=URL, note=NOTE
        ),
    ),
    "counties": (
        counties(),
        lambda rows: figures.county_map(
            rows,
            PLACES,
            measure="completion_rate",
            prefecture_code="440900",
            extent=(110.5, 21.4, 111.6, 22.5),
            geojson_url=URL,
            note=NOTE,
            points=OFFICES,
        ),
    ),
    "tiles": (
        three_prefectures(),
        lambda rows: figures.tile_map(
            rows, TILES, measure="completion_rate", note=NOTE
        ),
    ),
    "rules": (
        RULES,
        lambda rows: figures.rule_bars(rows, verifying=("R20",), note=NOTE),
    ),
    "station coverage": (
        STATION_PLACES,
        lambda rows: figures.coverage_bars(rows, delta_codes={"440100"}, note=NOTE),
    ),
    "station rules": (
        STATION_RULES,
        lambda rows: figures.rule_bars(rows, verifying=(), note=NOTE),
    ),
    "verified": (
        three_prefectures().assign(unverified_count=[2, 0, 1]),
        lambda rows: figures.verified_bars(rows, note=NOTE),
    ),
    "reporting": (
        PERIODS,
        lambda rows: figures.reporting_grid(
            rows, REPORTING_SUMMARY, delta_codes={"440100"}, note=NOTE
        ),
    ),
    "areas": (
        BINS,
        lambda rows: figures.area_histogram(rows, SUMMARY, line_m2=300.0, note=NOTE),
    ),
}
EACH = pytest.mark.parametrize(("rows", "draw"), FIGURES.values(), ids=FIGURES)


@EACH
def test_nothing_is_loaded_from_outside(rows, draw):
    assert re.findall(r"(?:https?:)?//[a-z]", draw(rows).to_json()) == []


@EACH
def test_day_source_and_marks_are_printed_in_the_picture(rows, draw):
    caption = texts(draw(rows))[-1].replace("<br>", " · ")

    assert caption.startswith("数据截至2011年11月30日 · 来源：各市报送 · 模拟数据")


@EACH
def test_the_frame_is_left_as_it_was(rows, draw):
    before = rows.copy(deep=True)

    draw(rows)

    pandas.testing.assert_frame_equal(rows, before)


@EACH
def test_the_order_of_rows_does_not_matter(rows, draw):
    backwards = rows.iloc[::-1]

    assert draw(backwards).to_json() == draw(rows).to_json()


@EACH
def test_no_words_are_left_in_english(rows, draw):
    labels = [*texts(draw(rows)), *_words(draw(rows))]

    assert [text for text in labels if re.search("[A-Za-z]{2,}", _plain(text))] == []


@EACH
def test_no_colours_are_left_to_the_default_template(rows, draw):
    spec = json.loads(draw(rows).to_json())

    assert "layout" not in spec["layout"]["template"]
    assert spec["layout"]["paper_bgcolor"] == "#FFFFFF"


@EACH
def test_a_click_fades_nothing(rows, draw):
    traces = draw(rows).data

    solids = [trace for trace in traces if trace.type in ("bar", "choropleth")]
    words = [trace for trace in traces if trace.type not in ("bar", "choropleth")]
    words = [trace for trace in words if trace.mode == "text"]
    assert {trace.unselected.marker.opacity for trace in solids} <= {1}
    assert {trace.selected.textfont.color for trace in words} <= {"#1D2733"}


def _words(fig):
    found = []
    for trace in fig.data:
        text = trace.text
        found += [text] if isinstance(text, str) else list(text or ())
    return found


def _plain(text):
    return re.sub("<[^>]*>", "", text)


def test_saved_pictures_are_named_and_three_times_as_sharp():
    config = figures.plotly_config(name="各市完成率")

    assert config["toImageButtonOptions"] == {
        "format": "png",
        "filename": "各市完成率",
        "scale": 3,
    }


def test_a_vector_picture_needs_no_scale():
    config = figures.plotly_config(name="图", picture_format="svg")

    assert config["toImageButtonOptions"] == {"format": "svg", "filename": "图"}


def test_only_a_map_has_buttons_to_zoom():
    assert figures.plotly_config(name="图")["modeBarButtons"] == [["toImage"]]
    assert figures.plotly_config(name="图", is_map=True)["modeBarButtons"] == [
        ["toImage"],
        ["zoomInGeo", "zoomOutGeo", "resetGeo"],
    ]


def test_the_browsers_side_speaks_chinese_and_asks_nobody_outside():
    config = figures.plotly_config(name="图")

    assert "http" not in json.dumps(config)
    assert config["topojsonURL"] == "/app/static/topology/"
    assert config["showSendToCloud"] is False
    assert config["displaylogo"] is False
    assert config["scrollZoom"] is False
    assert config["locale"] == "zh-CN"
    words = config["locales"]["zh-CN"]["dictionary"]
    assert words["Download plot as a PNG"] == "保存为图片（PNG）"


def test_light_words_and_signs_are_those_of_the_decree_room():
    assert {code: (style.sign, style.word) for code, style in LIGHTS.items()} == {
        light.value: (light.sign, light.label) for light in Light
    }


def test_frames_are_drawn_whatever_their_index():
    rows = three_prefectures()
    moved = rows.set_index(pd.Index([7, 3, 5]))

    drawn = figures.prefecture_ranking(moved, delta_codes={"440100"}, note=NOTE)

    assert drawn == figures.prefecture_ranking(rows, delta_codes={"440100"}, note=NOTE)
