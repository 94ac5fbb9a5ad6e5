import json
import shutil
from pathlib import Path

import pytest

from hrss.cli import main
from tests.cli.conftest import SHAMIAN


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    """A store that ``demo --months 1`` has filled; tests work on copies of it."""
    path = tmp_path_factory.mktemp("demo") / "hrss.sqlite"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HRSS_DATABASE_URL", f"sqlite:///{path}")
        assert main(["demo", "--months", "1", "--seed", "5"]) == 0
    return path


@pytest.fixture
def run_filled(filled, store_path, run):
    """Run commands on a copy of the filled store."""
    store_path.parent.mkdir()
    shutil.copy(filled, store_path)
    return run


def test_demo_fills_the_store_and_marks_every_submission(run_filled):
    submissions = json.loads(run_filled("history", "--json").out)

    # 21 prefectures send an office sheet, 18 of them a list of stations.
    assert len(submissions) == 39
    assert all(each["is_simulated"] for each in submissions)
    assert {each["sender"] for each in submissions} == {"模拟"}
    assert all(each["file_name"].startswith("模拟_") for each in submissions)
    assert run_filled("verify").out == "数据库完整\n"


def test_progress_of_simulated_data_says_so(run_filled):
    result = run_filled("progress", "--by", "batch")

    assert "【模拟数据】以下数字由模拟上报算出，不是实际情况" in result.err
    assert "名册：模拟名册（中心镇为模拟指定），共1586个" in result.err
    assert "R20设备配置、R24三项制度、R27经费列入县级预算" in result.err


def test_demo_does_nothing_when_asked_only_for_an_empty_store(run_filled):
    result = run_filled("demo", "--if-empty")

    assert result.code == 0
    assert result.out == "库中已有上报，未生成模拟数据\n"


def test_demo_does_not_fill_a_simulated_store_twice(run_filled):
    result = run_filled("demo")

    assert result.code == 2
    assert result.err == "库中已有模拟数据，请先用 demo --clear 清除，再重新生成\n"


def test_demo_clear_takes_out_the_simulation_and_its_roster(run_filled):
    result = run_filled("demo", "--clear")

    assert result.code == 0
    assert result.out.startswith("已清除模拟数据：39份报表，")
    assert result.out.endswith("1份模拟名册\n")
    assert run_filled("history").out == "还没有上报\n"
    assert "名册：2015-09-30" in run_filled("progress", "--as-of", "2011-12-31").err


def test_a_real_sheet_among_simulated_ones_is_warned_of_and_stays(run_filled, sheet_of):
    result = run_filled("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")

    assert result.code == 0
    assert result.err.startswith("注意：库中有模拟数据")
    run_filled("demo", "--clear")
    (left,) = json.loads(run_filled("history", "--json").out)
    assert left["file_name"] == "广州市.xlsx"


def test_demo_refuses_a_store_with_real_submissions(run, sheet_of):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")

    result = run("demo")

    assert result.code == 2
    assert result.err.startswith("库中已有1份真实上报，不能混入模拟数据")


def test_demo_of_a_scale_that_codes_cannot_hold_is_one_sentence(run):
    result = run("demo", "--scale", "99")

    assert result.code == 2
    assert result.err.startswith("--scale 过大：")


def test_with_accounts_the_demo_waits_for_its_review(run, monkeypatch):
    monkeypatch.setenv("HRSS_ACCOUNTS", "1")

    run("demo", "--months", "1", "--seed", "5")

    submissions = json.loads(run("history", "--json").out)
    assert {each["review_state"] for each in submissions} == {"submitted"}
    assert run("progress", "--approved-only").code == 2
    run("demo", "--clear")
    assert run("review").out == "没有待审核的上报\n"
    assert run("verify").out.startswith("数据库完整，库中还没有任何上报")
