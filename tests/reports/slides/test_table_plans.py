from dataclasses import replace

from hrss.reports.content import Column, Table
from hrss.reports.slides.places import Box
from hrss.reports.slides.table_plans import plan_of
from tests.reports.samples import RANKING

BOX = Box(0, 0, 870, 360)


def rows(count):
    return replace(RANKING, rows=RANKING.rows[:1] * count, total_rows=0)


def test_a_small_table_is_set_in_large_type_and_not_drawn_out():
    columns = (Column("a", "甲", "count", 4), Column("b", "乙", "count", 4))
    plan, count = plan_of(Table("t", "", columns, ((1, 2),)), BOX, is_continued=False)

    assert (plan.size, count) == (16, 1)
    assert sum(plan.widths) < 300


def test_more_rows_are_set_smaller():
    sizes = [plan_of(rows(count), BOX, is_continued=False)[0].size for count in (5, 14)]

    assert sizes[0] == 16
    assert sizes[1] < 16


def test_rows_that_do_not_fit_are_shared_out_evenly_in_type_that_is_read():
    plan, count = plan_of(rows(40), BOX, is_continued=False)

    assert plan.size == 12
    assert count == 14
    assert sum(plan.heights[: count + 1]) <= 360


def test_what_goes_on_is_set_no_larger_than_it_began():
    plan, count = plan_of(rows(3), BOX, is_continued=True)

    assert (plan.size, count) == (12, 3)


def test_where_room_is_scarce_words_break_before_numbers():
    plan, _ = plan_of(RANKING, replace(BOX, width=430), is_continued=False)

    assert sum(plan.widths) <= 430.01
    name, rate = plan.widths[1], plan.widths[3]
    assert name < 12 * plan.size
    assert rate > 5 * 0.58 * plan.size


def test_a_table_without_rows_is_planned_too():
    plan, count = plan_of(replace(RANKING, rows=()), BOX, is_continued=False)

    assert count == 0
    assert len(plan.heights) == 1
