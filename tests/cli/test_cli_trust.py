import csv
import io
import json

import pytest

from hrss.settings import Settings
from hrss.store import append_note, close_store, open_store
from tests.cli.conftest import LINGNAN, SHAMIAN

UNDONE = [*SHAMIAN[:3], "否", None]
KEY = "complete_then_not:440103001:is_complete@2011-11-30#1+2"


@pytest.fixture
def two_months(run, sheet_of):
    """Guangzhou sent two sheets, long after they were due; one office is undone."""
    run("submit", sheet_of(SHAMIAN, LINGNAN), "--as-of", "2011-10-31")
    run("submit", sheet_of(UNDONE, LINGNAN), "--as-of", "2011-11-30")
    return run


def test_each_prefecture_is_an_object_with_its_periods(two_months):
    found = json.loads(two_months("trust", "--format", "json").out)

    assert len(found) == 21
    guangzhou = next(each for each in found if each["group_code"] == "440100")
    assert guangzhou["period_count"] == 3
    assert guangzhou["late_period_count"] == 2
    assert guangzhou["missing_period_count"] == 1
    assert guangzhou["punctual_rate"] == 0.0
    assert guangzhou["arrived_rate"] == pytest.approx(2 / 3)
    assert guangzhou["period_reported_count"] == 2
    assert guangzhou["stale_days"] == 0
    periods = guangzhou["periods"]
    assert [each["period"] for each in periods] == [
        "2011-09-30",
        "2011-10-31",
        "2011-11-30",
    ]
    assert [each["report_status"] for each in periods] == ["missing", "late", "late"]
    assert periods[0]["received_on"] is None


def test_the_table_says_on_what_it_rests(two_months):
    result = two_months("trust", "--as-of", "2011-11-30")

    assert result.code == 0
    assert "月后5天内（北京时间，含当天）收到第一份报表为按时" in result.err
    line = next(each for each in result.out.splitlines() if each.startswith("广州市"))
    assert "▲迟报" in line


def test_the_csv_has_the_labels_of_the_page(two_months):
    lines = two_months("trust", "--format", "csv").out.lstrip("\ufeff").splitlines()

    rows = list(csv.DictReader(lines))
    assert len(rows) == 21
    assert rows[0]["报送情况"] == "▲迟报"
    assert rows[1]["最近报表"] == ""


def test_what_is_not_due_yet_is_not_missing(two_months):
    result = two_months("trust", "--known-at", "2011-11-05", "--as-of", "2011-10-31")

    guangzhou = next(
        line for line in result.out.splitlines() if line.startswith("广州市")
    )
    assert guangzhou.split()[1:6] == ["2", "0", "0", "1", "1"]


def test_each_oddity_is_an_object_with_its_reason(two_months):
    (found,) = json.loads(two_months("trust", "--oddities", "--format", "json").out)

    assert found["kind"] == "complete_then_not"
    assert found["oddity_key"] == KEY
    assert found["place"] == "广州市荔湾区沙面街道"
    assert found["reason"] == "2011-10-31报为已建成，本次改报为未建成"
    assert (found["before_value"], found["after_value"]) == (1.0, 0.0)
    assert found["is_looked_at"] is False
    assert found["note"] is None


def test_a_note_stands_with_its_oddity(two_months, store_path):
    store = open_store(Settings(database_url=f"sqlite:///{store_path}"))
    append_note(store, KEY, submission_ids=[1, 2], by="王五", note="已停用")
    close_store(store)

    told = two_months("trust", "--oddities")
    rows = list(
        csv.DictReader(
            io.StringIO(two_months("trust", "--oddities", "--format", "csv").out)
        )
    )

    assert "建成后又未建成" in told.out
    assert told.out.rstrip().endswith("王五    已停用")
    assert rows[0]["核实说明"] == "已停用"
    assert rows[0]["已核实"] == "True"


def test_nothing_odd_is_said(two_months):
    result = two_months("trust", "--oddities", "--as-of", "2011-10-31")

    assert result.out == "没有发现异常\n"


def test_before_any_report_it_says_what_to_do(run):
    result = run("trust")

    assert result.code == 2
    assert result.err == "库中还没有上报；要看名册请用 --as-of 指定日期\n"


def test_a_day_before_the_first_period_has_no_period(run):
    result = run("trust", "--as-of", "2011-09-01", "--format", "json")

    first = json.loads(result.out)[0]
    assert first["period_count"] == 0
    assert first["punctual_rate"] is None
    assert first["periods"] == []


def test_a_wrong_calendar_is_one_sentence(run, monkeypatch):
    monkeypatch.setenv("HRSS_REPORT_DUE_DAYS", "五天")

    result = run("trust")

    assert result.code == 2
    assert result.err == "HRSS_REPORT_DUE_DAYS 应为0至27的整数（天），现为“五天”\n"
