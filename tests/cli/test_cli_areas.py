import csv
import io
import json

import pytest

from tests.factories import make_sheet

HEADER = [
    *("地级市", "县（市、区）", "列入县级预算", "年度经费（万元）"),
    *("已制订聘用资格标准", "方案备案日期", "2011年12月"),
]
CITY = ["广州市", "市本级", None, None, "是", "2011-11-03", 170]
LIWAN = ["广州市", "荔湾区", "是", 66, "否", None, None]
DONGGUAN = ["东莞市", None, "否", None, None, "2011-10-31", None]


@pytest.fixture
def submitted(run, tmp_path):
    """One sheet of areas for the end of November."""
    path = tmp_path / "市县.xlsx"
    path.write_bytes(make_sheet([HEADER, CITY, LIWAN, DONGGUAN]))
    result = run("submit", path, "--as-of", "2011-11-30")
    assert result.code == 0, result.err


@pytest.mark.usefixtures("submitted")
def test_areas_count_prefectures_and_counties_apart(run):
    result = run("areas", "--format", "json")

    lines = {(line["rule"], line["level"]): line for line in json.loads(result.out)}
    assert result.code == 0
    assert len(lines) == 8
    assert lines["R21", "prefecture"] == {
        "group_code": "440000",
        "group_name": "全省",
        "rule": "R21",
        "title": "聘用资格标准",
        "level": "prefecture",
        "area_count": 21,
        "answered_count": 1,
        "yes_count": 1,
        "no_count": 0,
        "unanswered_count": 20,
        "yes_rate": 1 / 21,
        "answered_yes_rate": 1.0,
    }
    assert lines["R21", "county"]["area_count"] == 121
    assert lines["R27", "county"]["yes_count"] == 1
    # 东莞 and 中山 have no counties.
    assert lines["R27", "prefecture"]["area_count"] == 2
    assert lines["R27", "prefecture"]["no_count"] == 1


@pytest.mark.usefixtures("submitted")
def test_areas_by_county_have_the_prefectures_too(run):
    result = run("areas", "--by", "county", "--format", "json")

    lines = json.loads(result.out)
    assert len({line["group_code"] for line in lines}) == 142
    assert sum(line["area_count"] for line in lines if line["rule"] == "R30") == 142


@pytest.mark.usefixtures("submitted")
def test_plans_say_who_was_late_and_by_how_many_days(run):
    result = run("areas", "--plans", "--format", "json")

    lines = {line["group_name"]: line for line in json.loads(result.out)}
    assert len(lines) == 21
    assert lines["广州市"]["filing_status"] == "late"
    assert lines["广州市"]["days_overdue"] == 3
    assert lines["广州市"]["planned_count"] == 170
    assert lines["东莞市"]["filing_status"] == "on_time"
    assert lines["东莞市"]["days_overdue"] == 0
    assert lines["韶关市"]["filing_status"] == "missing"
    assert lines["韶关市"]["days_overdue"] == 30


@pytest.mark.usefixtures("submitted")
def test_plans_as_a_table_have_words_and_days(run):
    result = run("areas", "--plans")

    rows = {line.split()[0]: line.split()[1:] for line in result.out.splitlines()}
    assert rows["名称"][:3] == ["备案日期", "备案情况", "逾期天数"]
    assert rows["广州市"][:4] == ["2011-11-03", "▲逾期备案", "3", "170"]
    assert "备案期限2011-10-31" in result.err
    assert "模拟" not in result.err


@pytest.mark.usefixtures("submitted")
def test_budgets_are_per_office_of_those_who_gave_one(run):
    result = run("areas", "--budgets", "--format", "csv")

    (line,) = csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff")))
    assert line["年度经费（万元）"] == "66.0"
    # 荔湾区 has 22 townships.
    assert float(line["平均每所（万元）"]) == 3.0


@pytest.mark.usefixtures("submitted")
def test_areas_as_they_were_known_earlier_do_not_know_later_receipts(run):
    result = run(
        *("areas", "--as-of", "2011-11-30", "--known-at", "2011-12-05"),
        *("--format", "json"),
    )

    assert sum(line["answered_count"] for line in json.loads(result.out)) == 0


def test_areas_of_an_empty_store_ask_for_a_day(run):
    result = run("areas")

    assert result.code == 2
    assert "--as-of" in result.err
