import pandas as pd
import pytest

from hrss.figures import coverage_bars, kind_bars, rule_bars
from tests.figures.frames import NOTE, texts

COUNTS = [
    *("township_count", "listing_count", "listed_count", "listed_complete_count"),
    *("station_due_count", "station_complete_count"),
]


def coverage_rows(*rows):
    """Rows of metrics.station_coverage: code, name, and COUNTS in their order."""
    frame = pd.DataFrame(rows, columns=["group_code", "group_name", *COUNTS])
    frame = frame.astype(dict.fromkeys(COUNTS, "Int64"))
    listed = frame["listed_count"].astype("Float64")
    due = frame["station_due_count"].astype("Float64")
    return frame.assign(
        listed_coverage_rate=frame["listed_complete_count"] / listed.mask(listed == 0),
        station_coverage_rate=frame["station_complete_count"] / due,
    )


PLACES = coverage_rows(
    ("440100", "广州市", 4, 3, 20, 10, 24, 18),
    ("440200", "韶关市", 5, 5, 10, 9, pd.NA, pd.NA),
    ("440400", "珠海市", 2, 2, 8, 6, 8, 6),
    ("441600", "河源市", 6, 0, 0, 0, 30, 12),
)
DELTA = {"440100", "440400"}


def drawn():
    return coverage_bars(PLACES, delta_codes=DELTA, note=NOTE)


def test_delta_and_elsewhere_stand_apart_each_best_first():
    fig = drawn()

    assert fig.layout.yaxis.ticktext == ("珠海市", "广州市", "韶关市", "河源市")
    assert fig.layout.yaxis.tickvals == pytest.approx((1.0, 2.0, 4.3, 5.3))
    assert [text for text in texts(fig) if "<b>" in text] == [
        "<b>珠三角</b>",
        "<b>其他地区</b>",
    ]


def test_the_bar_is_what_the_lists_say_and_the_line_what_the_sheets_say():
    ground, delta, elsewhere, sheets = drawn().data

    assert ground.x == (1.0, 1.0, 1.0)
    assert delta.x == (0.75, 0.5)
    assert elsewhere.x == (0.9,)
    assert sheets.x == (0.75, 0.75, None, 0.4)


def test_both_rates_stand_in_columns_and_who_sent_no_list_is_named():
    written = texts(drawn())

    start = written.index("75.0%")
    assert written[start : start + 16] == [
        *("75.0%", "50.0%", "90.0%", "—"),
        *("6/8", "10/20", "9/10", "未报名单"),
        *("75.0%", "75.0%", "—", "40.0%"),
        *("2/2", "3/4", "5/5", "0/6"),
    ]


def test_a_sheet_that_claims_more_than_is_due_keeps_within_the_axis():
    rows = coverage_rows(("440100", "广州市", 1, 1, 4, 4, 4, 6))

    fig = coverage_bars(rows, delta_codes=DELTA, note=NOTE)

    assert fig.data[-1].x == (1.0,)
    assert "150.0%" in texts(fig)


def test_no_place_gives_an_empty_figure_not_an_error():
    fig = coverage_bars(PLACES.head(0), delta_codes=DELTA, note=NOTE)

    assert fig.layout.yaxis.ticktext == ()


STATION_RULES = pd.DataFrame(
    {
        "rule": ["R05", "R05", "R14"],
        "item": ["is_integrated", "operation_mode", "paid_public_servant_count"],
        "strength": ["P", "P", "M"],
        "title": ["与其他服务整合", "政府购买服务", "公职不领兼职报酬"],
        "listed_count": pd.array([10, 10, 10], dtype="Int64"),
        "answered_count": pd.array([8, 6, 10], dtype="Int64"),
        "pass_count": pd.array([6, 3, 9], dtype="Int64"),
        "fail_count": pd.array([2, 3, 1], dtype="Int64"),
        "unanswered_count": pd.array([2, 4, 0], dtype="Int64"),
        "listed_pass_rate": pd.array([0.6, 0.3, 0.9], dtype="Float64"),
        "answered_pass_rate": pd.array([0.75, 0.5, 0.9], dtype="Float64"),
    }
)


def test_rules_of_stations_are_parts_of_the_listed_and_clicked_by_item():
    fig = rule_bars(STATION_RULES, verifying=(), note=NOTE)

    passed, failed, silent = fig.data
    assert passed.x == (0.9, 0.3, 0.6)
    assert failed.x == (0.1, 0.3, 0.2)
    assert silent.x == (None, 0.4, 0.2)
    assert [code for code, _ in passed.customdata] == [
        *("paid_public_servant_count", "operation_mode", "is_integrated"),
    ]
    assert "占名单" in texts(fig)
    assert "占应建" not in texts(fig)
    assert "核验达标" not in texts(fig)[-1]


def test_ways_to_employ_are_all_in_order_and_have_their_staff_beside_them():
    modes = pd.DataFrame(
        {
            "kind": ["full_time", "village_cadre", "not_reported"],
            "title": ["专职聘用", "村居干部兼职", "未填报"],
            "station_count": pd.array([3, 5, 2], dtype="Int64"),
            "station_rate": pd.array([0.3, 0.5, 0.2], dtype="Float64"),
            "staff_count": pd.array([4, 9, 0], dtype="Int64"),
        }
    )

    fig = kind_bars(modes, note=NOTE)

    assert [trace.marker.pattern.shape for trace in fig.data] == [None, None, "."]
    assert texts(fig)[:-1] == [
        *("站点数", "3", "5", "2"),
        *("占名单", "30.0%", "50.0%", "20.0%"),
        *("工作人员", "4", "9", ""),
    ]
