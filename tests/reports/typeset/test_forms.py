from dataclasses import replace

import pytest

from hrss.reports.content import ChartKind, Series
from hrss.reports.typeset.forms import chart_form, map_form, number_text
from tests.reports.samples import BARS, LINES, MAP


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234.0, "#,##0", "1,234"),
        (1234.0, "0", "1234"),
        (0.905, "0%", "90%"),
        (0.905, "0.0%", "90.5%"),
        (12.34, "#,##0.0", "12.3"),
    ],
)
def test_numbers_are_printed_as_excel_would(value, number_format, text):
    assert number_text(value, number_format) == text


def test_the_axis_of_a_stacked_chart_ends_at_a_round_number_above_its_bars():
    form = chart_form(BARS)

    # The longest bar is 150 + 15 + 1.
    assert [tick["text"] for tick in form["ticks"]] == ["0", "50", "100", "150", "200"]
    assert form["series"][0]["values"] == [0.75, 0.06, None]
    assert form["series"][0]["labels"] == ["150", "12", ""]
    assert form["series"][2]["labels"] == ["", "", ""]


def test_an_axis_whose_end_is_given_ends_there():
    form = chart_form(LINES)

    assert [tick["text"] for tick in form["ticks"]] == [
        "0%", "20%", "40%", "60%", "80%", "100%",
    ]  # fmt: skip
    assert form["series"][0]["values"] == [0.4, None, 0.86]


def test_labels_at_the_ends_of_two_lines_do_not_stand_on_one_another():
    close = (
        Series("甲", (0.5, 0.80), "#16457A"),
        Series("乙", (0.5, 0.81), "#5B6875"),
    )

    form = chart_form(replace(LINES, categories=("9月", "10月"), series=close))

    first, second = (series["end_at"] for series in form["series"])
    assert first == 0.8
    assert second == pytest.approx(0.875)
    assert [series["end_text"] for series in form["series"]] == ["甲 80%", "乙 81%"]


@pytest.mark.parametrize("kind", list(ChartKind))
def test_a_chart_without_a_value_has_an_axis_all_the_same(kind):
    nothing = (Series("甲", (None, None), "#16457A"),)

    form = chart_form(replace(BARS, kind=kind, categories=("1", "2"), series=nothing))

    assert [tick["at"] for tick in form["ticks"]] == [0.0, 1.0]


def test_a_place_under_an_alarming_light_has_its_sign_beside_its_name():
    green, red = map_form(MAP)["shapes"]

    assert (green["name"], green["text"]) == ("广州", "99%")
    assert red["name"] == "汕尾■"
    assert map_form(MAP)["legend"][1] == {"word": "■红灯", "fill": "#B3261E"}
