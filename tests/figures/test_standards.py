import pandas as pd
import pytest

from hrss.figures import rule_bars
from tests.figures.frames import NOTE, texts

COUNTS = ["rostered_count", "answered_count", "pass_count", "fail_count"]


def rule_rows(*rows):
    """Rows of metrics.standards: rule, strength, title, pass, fail, of ten offices."""
    frame = pd.DataFrame(
        [
            {
                "rule": rule,
                "strength": strength,
                "title": title,
                "rostered_count": 10,
                "answered_count": passed + failed,
                "pass_count": passed,
                "fail_count": failed,
            }
            for rule, strength, title, passed, failed in rows
        ]
    ).astype(dict.fromkeys(COUNTS, "Int64"))
    frame["unanswered_count"] = frame["rostered_count"] - frame["answered_count"]
    frame["pass_rate"] = frame["pass_count"] / frame["rostered_count"]
    answered = frame["answered_count"].astype("Float64")
    frame["answered_pass_rate"] = frame["pass_count"] / answered.mask(answered == 0)
    return frame


RULES = rule_rows(
    ("R02", "O", "平台类型", 4, 0),
    ("R04", "M", "机构性质", 6, 1),
    ("R09", "P", "人员配比", 3, 3),
    ("R20", "M", "设备配置", 2, 5),
    ("R25", "M", "制度公开", 0, 0),
)


def drawn():
    return rule_bars(RULES, verifying=("R04", "R20"), note=NOTE)


def test_hard_and_soft_rules_stand_apart_the_one_failed_most_first():
    fig = drawn()

    assert fig.layout.yaxis.ticktext == ("设备配置", "机构性质", "制度公开", "人员配比")
    assert fig.layout.yaxis.tickvals == (1.0, 2.0, 3.0, 5.0)
    written = texts(fig)
    assert "<b>硬性要求</b>" in written
    assert "<b>原则性要求（只作提示）</b>" in written


def test_parts_of_a_bar_lie_end_to_end_and_fill_the_rostered():
    passed, failed, silent = drawn().data

    assert passed.x == (0.2, 0.6, None, 0.3)
    assert failed.x == (0.5, 0.1, None, 0.3)
    assert failed.base == (0.2, 0.6, 0.0, 0.3)
    assert silent.x == (0.3, 0.3, 1.0, 0.4)
    assert silent.base == pytest.approx((0.7, 0.7, 0.0, 0.6))
    assert drawn().layout.xaxis.range == (0, 1)


def test_the_three_answers_differ_without_colour():
    shapes = [trace.marker.pattern.shape for trace in drawn().data]

    assert shapes == [None, "x", "."]


def test_both_rates_and_the_number_of_answers_stand_beside_each_bar():
    written = texts(drawn())

    start = written.index("占应建")
    assert written[start : start + 15] == [
        *("占应建", "20.0%", "60.0%", "0.0%", "30.0%"),
        *("占填报", "28.6%", "85.7%", "—", "50.0%"),
        *("填报数", "7", "7", "0", "6"),
    ]


def test_rules_that_verify_are_bold_and_the_caption_says_so():
    written = texts(drawn())

    assert {"<b>R20</b>", "<b>R04</b>", "R25", "R09"} <= {*written}
    assert written[-1].endswith("粗体编号决定核验达标")


def test_a_click_returns_the_rule():
    assert drawn().data[0].customdata == (
        ["R20", "good"],
        ["R04", "good"],
        ["R25", "good"],
        ["R09", "good"],
    )


def test_no_rules_give_an_empty_figure():
    fig = rule_bars(RULES.iloc[:0], verifying=(), note=NOTE)

    assert fig.layout.yaxis.ticktext == ()
