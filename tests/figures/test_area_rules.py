import pandas as pd

from hrss.figures import area_rule_matrix
from tests.figures.frames import NOTE, texts

COUNTS = ["area_count", "answered_count", "yes_count", "no_count", "unanswered_count"]


def rule_rows(*rows):
    """Rows of metrics.area_rules: code, name, rule, level, yes, no, silent."""
    frame = pd.DataFrame(
        [
            {
                "group_code": code,
                "group_name": name,
                "rule": rule,
                "title": {"R21": "聘用资格标准", "R27": "经费列入县级预算"}[rule],
                "level": level,
                "area_count": yes + no + silent,
                "answered_count": yes + no,
                "yes_count": yes,
                "no_count": no,
                "unanswered_count": silent,
            }
            for code, name, rule, level, yes, no, silent in rows
        ]
    )
    return frame.astype(dict.fromkeys(COUNTS, "Int64"))


RULES = rule_rows(
    ("440000", "全省", "R21", "prefecture", 1, 1, 1),
    ("440000", "全省", "R21", "county", 4, 1, 1),
    ("440000", "全省", "R27", "county", 6, 0, 0),
    ("440100", "广州市", "R21", "prefecture", 1, 0, 0),
    ("440100", "广州市", "R21", "county", 3, 0, 1),
    ("440100", "广州市", "R27", "county", 4, 0, 0),
    ("440200", "韶关市", "R21", "prefecture", 0, 0, 1),
    ("440200", "韶关市", "R21", "county", 1, 1, 0),
    ("440200", "韶关市", "R27", "county", 2, 0, 0),
    ("441900", "东莞市", "R21", "prefecture", 0, 1, 0),
)


def drawn():
    return area_rule_matrix(RULES, whole_code="440000", note=NOTE)


def test_the_province_is_first_and_then_the_place_with_the_fewest_yes():
    assert list(drawn().layout.yaxis.ticktext) == [
        *("全省", "韶关市", "广州市", "东莞市"),
    ]


def test_yes_no_and_silence_lie_end_to_end_in_textures_of_their_own():
    yes, no, silent = drawn().data

    at = [tuple(each[:2]) for each in yes.customdata].index(("440200", "R21"))
    assert yes.x[at] == 0.5
    assert no.x[at] == 0.5
    assert no.base[at] == yes.base[at] + 0.5
    assert silent.x[at] is None
    shapes = [bar.marker.pattern.shape for bar in (yes, no, silent)]
    assert shapes == [None, "x", "."]


def test_counts_of_yes_stand_beside_their_bars():
    words = texts(drawn())

    assert {"4/6", "3/4", "1/2", "6/6"} <= set(words)
    assert "<b>R21 聘用资格标准</b>" in words


def test_a_prefecture_s_own_answer_is_a_sign_and_no_part_of_a_bar():
    words = texts(drawn())

    assert [
        word for word in words if word in ("<b>√</b>", "<b>×</b>", "<b>？</b>")
    ] == [
        *("<b>√</b>", "<b>？</b>", "<b>×</b>"),
    ]
    assert words.count("不设县（市、区）") == 1


def test_nobody_at_all_is_an_empty_figure():
    figure = area_rule_matrix(RULES.iloc[:0], whole_code="440000", note=NOTE)

    assert list(figure.data[0].x) == []


def test_of_a_single_county_the_answer_stands_in_words():
    rules = rule_rows(
        ("440200", "韶关市", "R21", "county", 1, 1, 1),
        ("440203", "武江区", "R21", "county", 1, 0, 0),
        ("440204", "浈江区", "R21", "county", 0, 1, 0),
        ("440205", "曲江区", "R21", "county", 0, 0, 1),
    )

    words = texts(area_rule_matrix(rules, whole_code="440200", note=NOTE))

    assert [word for word in words if word in ("1/3", "是", "否", "未填报")][-4:] == [
        *("1/3", "是", "否", "未填报"),
    ]
