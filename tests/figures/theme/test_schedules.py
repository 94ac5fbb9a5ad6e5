from hrss.figures import theme
from tests.figures.frames import three_prefectures


def rows(*sources):
    return three_prefectures().assign(schedule_source=list(sources))


def test_beside_a_schedule_stands_whether_it_goes_by_a_plan():
    table = rows("linear", "plan", "mixed")

    assert theme.plan_words(table) == ["", "（按备案计划）", "（部分按备案计划）"]
    assert theme.against_schedule(table)[1] == (
        "序时进度（按备案计划） 40.0%，相差 −20.0 个百分点"
    )


def test_a_group_without_a_schedule_goes_by_nothing():
    assert theme.plan_words(rows(None, "linear", None)) == ["", "", ""]
    assert theme.plan_words(three_prefectures()) == ["", "", ""]


def test_a_caption_counts_who_goes_by_a_plan():
    assert theme.plan_note(rows("linear", "plan", "mixed")) == " · 2地序时按备案计划"
    assert theme.plan_note(rows("plan", "plan", "plan")) == " · 序时按备案计划"
    assert theme.plan_note(rows("linear", "linear", "linear")) == ""
