from datetime import date

import pytest

from hrss.decree import plan_due_date
from hrss.places import assign_regions, default_delta_codes
from hrss.sheets import PLAN_COLUMNS, SheetKind, read_workbook
from hrss.simulation.area_truth import PLANNED, area_courses, area_report
from hrss.simulation.areas import area_arrivals, area_sendings
from tests.simulation.conftest import SEED

OCTOBER, APRIL = date(2011, 10, 31), date(2012, 4, 30)


@pytest.fixture(scope="module")
def works(roster):
    """The course of every prefecture's own work for the default seed."""
    with_batches = assign_regions(roster, delta_codes=default_delta_codes())
    return area_courses(with_batches, seed=SEED)


@pytest.fixture(scope="module")
def arrived(roster, works):
    """The sheets of three prefectures for the end of October, judged."""
    planned = area_sendings(sorted(works), months=2, seed=SEED)
    planning = [each for each in planned if works[each.prefecture_code].monthly]
    others = [each for each in planned if not works[each.prefecture_code].monthly]
    few = sorted([*planning[:2], others[0]], key=lambda each: each.received_at)
    return list(area_arrivals(few, works, roster))


def test_most_plans_are_filed_in_time_some_late_and_one_never(works):
    filed = [each.filed_on for each in works.values()]

    assert len(filed) == 21
    assert sum(day is None for day in filed) == 1
    assert sum(day is not None and day > plan_due_date() for day in filed) == 4
    assert all(day is None or day > date(2011, 9, 25) for day in filed)


def test_six_plans_hold_what_their_prefectures_owe(works, roster):
    owed = roster["prefecture_code"].value_counts()
    plans = {code: each.monthly for code, each in works.items() if each.monthly}

    assert len(plans) == PLANNED == 6
    for code, monthly in plans.items():
        assert len(monthly) == len(PLAN_COLUMNS)
        assert min(monthly) >= 0
        assert sum(monthly) == owed[code]
        assert works[code].filed_on <= plan_due_date()


def test_the_first_batch_is_planned_for_its_own_year(works, roster):
    batches = assign_regions(roster, delta_codes=default_delta_codes())
    for code, each in works.items():
        if each.monthly is None:
            continue
        own = batches.loc[batches["prefecture_code"] == code, "batch"]
        assert sum(each.monthly[:12]) == int((own == 2011).sum())


def test_what_is_done_stays_done(works):
    for course in list(works.values())[:5]:
        before = area_report(course, as_of=OCTOBER)
        after = area_report(course, as_of=APRIL)

        for field in ("has_hiring_standard", "has_assessment", "in_five_year_plan"):
            done = before[field].fillna(False).astype(bool)
            assert after.loc[done, field].fillna(True).all()


def test_a_plan_is_in_the_prefecture_s_own_row_once_it_is_filed(works):
    course = next(each for each in works.values() if each.monthly)

    before = area_report(course, as_of=date(2011, 9, 30))
    after = area_report(course, as_of=OCTOBER)

    assert before["plan_filed_date"].isna().all()
    assert before["planned_2011_12"].isna().all()
    assert after["plan_filed_date"].notna().tolist()[0]
    assert after["plan_filed_date"].notna().sum() == 1
    assert after["planned_2011_12"].notna().sum() == 1


def test_sheets_come_in_after_the_day_they_describe_in_order(works):
    planned = area_sendings(sorted(works), months=8, seed=SEED)

    moments = [each.received_at for each in planned]
    assert moments == sorted(moments)
    assert {each.as_of for each in planned} == {
        *(OCTOBER, date(2011, 11, 30), date(2012, 2, 29))
    }
    assert all(each.received_at.date() > each.as_of for each in planned)
    assert len({each.prefecture_code for each in planned}) == 20
    assert area_sendings(sorted(works), months=1, seed=SEED) == ()


def test_who_is_left_out_sends_nothing(works):
    only = area_sendings(sorted(works), months=2, seed=SEED, only={"440100"})

    assert {each.prefecture_code for each in only} <= {"440100"}


def test_a_sheet_passes_the_real_reader_and_says_that_it_is_simulated(arrived):
    for checked, arrival in arrived:
        assert checked.kind is SheetKind.AREA
        assert not checked.has_errors
        assert checked.file_name.startswith("模拟_")
        book = read_workbook(arrival.content, file_name=checked.file_name)
        assert "【模拟数据】" in str(book.sheets[0].uniques)


def test_a_plan_is_read_as_it_was_written(arrived, works):
    for checked, arrival in arrived:
        monthly = works[arrival.sending.prefecture_code].monthly
        own = checked.rows[checked.rows["area_code"] == checked.rows["prefecture_code"]]
        read = own[list(PLAN_COLUMNS)].iloc[0]
        assert read.fillna(-1).tolist() == list(monthly or [-1] * 24)


def test_the_same_seed_writes_the_same_sheets(roster, works, arrived):
    planned = [arrival.sending for _, arrival in arrived][:1]

    (again,) = area_arrivals(planned, works, roster)

    assert again[1].content == arrived[0][1].content
