"""The page on data quality, on reports whose times and oddities are known."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hrss.service import check_file
from hrss.settings import Settings
from hrss.store import (
    append_note,
    append_submission,
    close_store,
    fetch_notes,
    migrate,
    open_store,
)
from tests.clerk_sheets import sheet_of_day
from tests.pages.conftest import SHAOGUAN, all_words, answer

ZHUHAI = "440400"
JUMP = "area_jump:440402004:floor_area_m2@2011-12-31#1+2"
MARKUP = "<b>属实</b> **加建** $x$"


def send_at(address: str, content: bytes, moment: datetime) -> None:
    """Send a sheet that is received at a moment."""
    settings = Settings(database_url=address)
    store = replace(open_store(settings), now=lambda: moment)
    migrate(store)
    checked = check_file(
        store, settings, content=content, file_name="珠海市.xlsx", as_of=None
    )
    assert checked.as_of is not None
    append_submission(
        store, checked, content=content, as_of=checked.as_of, sender="张三"
    )
    close_store(store)


@pytest.fixture
def odd_url(url):
    """Zhuhai on time for November, late for December, its area more than doubled."""
    november = sheet_of_day("2011年11月30日", area=280)
    send_at(url, november, datetime(2011, 12, 2, 1, tzinfo=UTC))
    december = sheet_of_day("2011年12月31日", area=700, is_complete="×")
    send_at(url, december, datetime(2012, 1, 9, 1, tzinfo=UTC))
    return url


@pytest.fixture(autouse=True)
def from_november(monkeypatch):
    monkeypatch.setenv("HRSS_REPORT_FIRST_PERIOD", "2011-11")


def notes_of(address):
    store = open_store(Settings(database_url=address))
    notes = fetch_notes(store)
    close_store(store)
    return notes


def note_on(address, key, *, note):
    store = open_store(Settings(database_url=address))
    append_note(store, key, submission_ids=[1, 2], by="王五", note=note)
    close_store(store)


def tables(page):
    """The oddity tables by their last column."""
    found = [each.value for each in page.dataframe]
    return {
        table.columns[-1]: table for table in found if "oddity_label" in table.columns
    }


def test_the_answer_says_how_many_came_in_time_and_what_is_odd(visit, odd_url):
    page = visit(odd_url, "trust", area=ZHUHAI)

    assert not page.exception
    assert answer(page) == (
        "截至2011年12月31日，珠海市应报报表 2 份，按时 1 份、迟报 1 份、缺报 0 份；"
        "待核实的异常 2 处。"
    )


def test_a_prefecture_that_sent_nothing_is_missing(visit, odd_url):
    page = visit(odd_url, "trust")

    # The shipped roster has 21 prefectures, of which one reported.
    assert "应报报表 42 份，按时 1 份、迟报 1 份、缺报 40 份" in answer(page)
    assert [each.key for each in page.get("plotly_chart")] == ["chart_reporting"]


def test_the_due_days_are_a_setting(visit, odd_url, monkeypatch):
    monkeypatch.setenv("HRSS_REPORT_DUE_DAYS", "10")

    page = visit(odd_url, "trust", area=ZHUHAI)

    assert "按时 2 份、迟报 0 份" in answer(page)
    assert "月后10天内" in all_words(page)


def test_a_prefecture_s_periods_stand_in_a_table(visit, odd_url):
    page = visit(odd_url, "trust", area=ZHUHAI)

    periods = page.dataframe[0].value
    assert periods["report_status"].tolist() == ["按时", "迟报"]
    assert [f"{day:%Y-%m-%d}" for day in periods["received_on"]] == [
        "2011-12-02",
        "2012-01-09",
    ]
    assert periods["period_reported_count"].tolist() == [4, 4]


def test_oddities_stand_with_their_reasons(visit, odd_url):
    page = visit(odd_url, "trust")

    table = tables(page)["reason"]
    assert table["oddity_label"].tolist() == ["面积突变", "建成后又未建成"]
    assert table["place"].tolist() == ["珠海市香洲区吉大街道", "珠海市香洲区拱北街道"]
    assert table["reason"].tolist() == [
        "建筑面积由280㎡（2011-11-30报）变为700㎡，增加150%，变动超过一半",
        "2011-11-30报为已建成，本次改报为未建成",
    ]


def test_oddities_are_filtered_by_kind(visit, odd_url):
    page = visit(odd_url, "trust", oddity_kinds=["complete_then_not"])

    assert tables(page)["reason"]["oddity_label"].tolist() == ["建成后又未建成"]


def test_oddities_are_filtered_by_prefecture(visit, odd_url):
    page = visit(odd_url, "trust", oddity_prefectures=[ZHUHAI])

    assert len(tables(page)["reason"]) == 2


def test_an_oddity_in_the_address_leads_to_its_office(visit, odd_url):
    page = visit(odd_url, "trust", query={"oddity": JUMP})

    links = [(each.label, each.page) for each in page.get("page_link")]
    assert ("看这个机构的历次上报和每个数的出处", "offices") in links


def test_an_oddity_is_marked_as_looked_at_with_a_note_that_stays(visit, odd_url):
    page = visit(odd_url, "trust", query={"oddity": JUMP})

    page.text_input(key=f"by_{JUMP}").input("王五")
    page.text_area(key=f"text_{JUMP}").input(MARKUP)
    page.button[0].click().run()

    assert not page.exception
    (note,) = notes_of(odd_url).to_dict("records")
    assert (note["oddity_key"], note["noted_by"], note["note"]) == (
        JUMP,
        "王五",
        MARKUP,
    )
    again = visit(odd_url, "trust")
    shown = tables(again)
    assert shown["reason"]["oddity_label"].tolist() == ["建成后又未建成"]
    assert shown["note"]["note"].tolist() == [MARKUP]
    assert "待核实的异常 1 处" in answer(again)


def test_a_note_is_shown_as_it_was_written(visit, odd_url):
    note_on(odd_url, JUMP, note=MARKUP)

    page = visit(odd_url, "trust", query={"oddity": JUMP})

    (told,) = [each.value for each in page.html if "王五：" in each.value]
    assert "&lt;b&gt;属实&lt;/b&gt; **加建** $x$" in told


@pytest.mark.parametrize(("by", "note"), [("", "属实"), ("王五", "  ")])
def test_a_note_without_name_or_text_is_not_kept(visit, odd_url, by, note):
    page = visit(odd_url, "trust", query={"oddity": JUMP})

    page.text_input(key=f"by_{JUMP}").input(by)
    page.text_area(key=f"text_{JUMP}").input(note)
    page.button[0].click().run()

    assert [each.value for each in page.error] == ["请填写核实人和核实说明。"]
    assert notes_of(odd_url).empty


def test_a_later_note_is_shown_and_the_earlier_one_with_it(visit, odd_url):
    note_on(odd_url, JUMP, note="在查")
    note_on(odd_url, JUMP, note="属实")

    page = visit(odd_url, "trust", query={"oddity": JUMP})

    assert tables(page)["note"]["note"].tolist() == ["属实"]
    assert "王五：在查（已被取代）" in all_words(page)


def test_a_new_report_makes_a_new_oddity_beside_what_was_said_before(visit, odd_url):
    note_on(odd_url, JUMP, note="在查")
    corrected = sheet_of_day("2011年12月31日", area=900)
    send_at(odd_url, corrected, datetime(2012, 1, 12, 1, tzinfo=UTC))

    page = visit(odd_url, "trust")

    table = tables(page)["former_note"]
    assert table["oddity_label"].tolist() == ["面积突变"]
    assert table["former_note"].tolist() == ["在查"]


def test_an_area_on_which_nobody_reported_has_no_oddity(visit, odd_url):
    page = visit(odd_url, "trust", area=SHAOGUAN)

    assert not page.exception
    assert answer(page).endswith("缺报 2 份；没有待核实的异常。")
    assert "没有待核实的异常。" in [each.value for each in page.caption]


def test_a_day_before_the_first_period_says_so(visit, odd_url):
    page = visit(odd_url, "trust", as_of="2011-11-29")

    assert not page.exception
    assert "还没有到期应报的报表" in answer(page)
    assert [each.value for each in page.info] == [
        "所选日期早于第一个报告期，还没有应报的报表。"
    ]
