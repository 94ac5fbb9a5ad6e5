import json
import os
import sqlite3

import openpyxl
import pytest

from hrss.settings import Settings
from hrss.store import append_alias, close_store, open_store
from tests.cli.conftest import LINGNAN, SHAMIAN

MISDATED = ["广州市", "荔湾区", "沙面街道", "是", "2011.13.1"]


def test_check_of_a_faultless_sheet_says_so_and_makes_no_store(
    run, sheet_of, store_path
):
    path = sheet_of(SHAMIAN, LINGNAN)

    result = run("check", path, "--as-of", "2011-10-31")

    assert result.code == 0
    assert "结论：可以入库，共2行" in result.out
    assert "表头在第1行；共3行，标题0、表头1、数据2、空行0、合计0、表尾0" in result.out
    assert not store_path.parent.exists()


def test_check_names_the_faulty_cell_and_ends_with_1(run, sheet_of):
    path = sheet_of(MISDATED, LINGNAN)

    result = run("check", path, "--as-of", "2011-10-31")

    assert result.code == 1
    assert "错误：1条" in result.out
    assert (
        "第2行E列「建成时间」：“2011.13.1”不是日期，应写成2011-12-31这样的格式"
        in result.out
    )
    assert "结论：有错误，不能入库；无误的有1行" in result.out


def test_check_as_json_has_the_documented_keys(run, sheet_of):
    path = sheet_of(MISDATED, LINGNAN)

    result = run("check", path, "--as-of", "2011-10-31", "--json")

    content = json.loads(result.out)
    assert result.code == 1
    assert content["file"] == "广州市.xlsx"
    assert content["sheet"] == "进度表"
    assert content["kind"] == "office"
    assert content["header_rows"] == [1]
    assert content["rows_read"] == 3
    assert content["rows_body"] == 2
    assert content["rows_blank"] == 0
    assert content["rows_total"] == 0
    assert content["rows_footer"] == 0
    assert content["rows_valid"] == 1
    assert content["unknown_headers"] == []
    assert "floor_area_m2" in content["missing_headers"]
    errors = [each for each in content["issues"] if each["severity"] == "error"]
    assert [(each["code"], each["row"], each["column"]) for each in errors] == [
        ("not_a_date", 2, "E")
    ]


def test_check_without_a_date_anywhere_is_an_error(run, sheet_of):
    result = run("check", sheet_of(SHAMIAN))

    assert result.code == 1
    assert "截止日期：未写明" in result.out


def test_check_takes_the_day_that_the_sheet_names(run, tmp_path, sheet_of):
    path = sheet_of(SHAMIAN)
    workbook = openpyxl.load_workbook(path)
    workbook.active.insert_rows(1)
    workbook.active["A1"] = "广州市进度表（截至2011年10月31日）"
    workbook.save(path)

    result = run("check", path)

    assert result.code == 0
    assert "截止日期：2011-10-31" in result.out


def test_check_judges_against_the_present_state(run, sheet_of):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")
    path = sheet_of(["广州市", "荔湾区", "沙面街道", "否", None], name="更正.xlsx")

    result = run("check", path, "--as-of", "2011-11-30")

    assert result.code == 0
    assert "此前已上报建成" in result.out


def test_check_of_a_missing_file_is_one_sentence(run, tmp_path):
    result = run("check", tmp_path / "没有.xlsx")

    assert result.code == 2
    assert result.out == ""
    assert result.err.endswith("没有.xlsx”：没有这个文件或文件夹\n")


def test_check_of_a_folder_is_one_sentence(run, tmp_path):
    result = run("check", tmp_path)

    assert result.code == 2
    assert result.err.endswith("”：这是文件夹，应为文件\n")


def test_check_of_a_damaged_workbook_says_what_to_do(run, tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 50)

    result = run("check", path)

    assert result.code == 2
    assert "文件“坏.xlsx”" in result.err
    assert "Traceback" not in result.err


def test_check_of_an_empty_file_says_so(run, tmp_path):
    path = tmp_path / "空.xlsx"
    path.touch()

    result = run("check", path)

    assert result.code == 2
    assert "是空文件" in result.err


def test_check_of_a_file_over_the_limit_is_refused_unread(run, sheet_of, monkeypatch):
    monkeypatch.setenv("HRSS_UPLOAD_LIMIT_MB", "0.001")

    result = run("check", sheet_of(SHAMIAN), "--as-of", "2011-10-31")

    assert result.code == 2
    assert result.err == "文件“广州市.xlsx”超过0.001MB，请拆分后再报送\n"


def test_submit_prints_the_number_of_the_submission(run, sheet_of):
    result = run("submit", sheet_of(SHAMIAN, LINGNAN), "--as-of", "2011-10-31")

    assert result.code == 0
    assert "已入库，第1号上报" in result.out
    assert "数据截至2011-10-31，2行" in result.out


def test_submit_of_the_same_file_prints_the_same_number_and_says_so(run, sheet_of):
    path = sheet_of(SHAMIAN)
    run("submit", path, "--as-of", "2011-10-31")

    again = run("submit", path, "--as-of", "2011-10-31")

    assert again.code == 0
    assert "这份文件已经报送过，仍是第1号上报，没有重复入库" in again.out


def test_submit_as_json_is_one_object(run, sheet_of):
    path = sheet_of(SHAMIAN)
    run("submit", path, "--as-of", "2011-10-31")

    result = run("submit", path, "--as-of", "2011-10-31", "--json")

    content = json.loads(result.out)
    assert content["submission_id"] == 1
    assert content["is_duplicate"] is True
    assert content["as_of"] == "2011-10-31"
    assert content["rows"] == 1


def test_submit_with_errors_keeps_nothing(run, sheet_of):
    result = run("submit", sheet_of(MISDATED), "--as-of", "2011-10-31")

    assert result.code == 1
    assert "结论：有错误，不能入库" in result.out
    assert run("history").out == "还没有上报\n"


def test_submit_keeps_who_sent_it(run, sheet_of):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31", "--by", "李雷")

    assert json.loads(run("history", "--json").out)[0]["sender"] == "李雷"


def test_submit_needs_a_day(run, sheet_of):
    result = run("submit", sheet_of(SHAMIAN))

    assert result.code == 2
    assert result.err.endswith("用法不对：缺少 --as-of\n")


def test_submit_to_a_locked_store_is_one_sentence(
    run, sheet_of, store_path, monkeypatch
):
    run("submit", sheet_of(MISDATED), "--as-of", "2011-10-31")
    monkeypatch.setattr("hrss.store.engine.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(store_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    result = run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")
    other.close()

    assert result.code == 2
    assert result.err == "数据库正被别的程序占用，请稍后再试\n"


def test_template_holds_the_prefecture_and_reads_back_without_fault(run, tmp_path):
    path = tmp_path / "中山.xlsx"

    result = run("template", "--prefecture", "中山", "-o", path)

    assert result.code == 0
    assert result.out == f"已存为{path}，服务所表，共24个乡镇（街道）\n"
    checked = run("check", path, "--as-of", "2011-10-31")
    assert checked.code == 0
    assert "结论：可以入库，共24行" in checked.out


@pytest.mark.parametrize(
    ("kind", "label"), [("station", "村（社区）站点"), ("area", "市县工作")]
)
def test_template_of_the_other_kinds_reads_back_as_such(run, tmp_path, kind, label):
    path = tmp_path / "韶关.xlsx"

    result = run("template", "--prefecture", "韶关", "--kind", kind, "-o", path)
    checked = run("check", path, "--as-of", "2011-10-31", "--json")

    assert result.out == f"已存为{path}，{label}表，共104个乡镇（街道）\n"
    assert checked.code == 0
    assert json.loads(checked.out)["kind"] == kind


def test_template_takes_a_prefecture_by_its_code(run, tmp_path):
    result = run("template", "--prefecture", "441900", "-o", tmp_path / "a.xlsx")

    assert "共32个乡镇（街道）" in result.out


def test_template_of_an_unknown_prefecture_names_the_known_ones(run, tmp_path):
    result = run("template", "--prefecture", "长沙", "-o", tmp_path / "a.xlsx")

    assert result.code == 2
    assert "没有“长沙”，可用广州市、韶关市" in result.err


def test_template_that_cannot_be_written_is_one_sentence(run, tmp_path):
    result = run("template", "-o", tmp_path / "没有" / "a.xlsx")

    assert result.code == 2
    assert result.err.endswith("a.xlsx”：没有这个文件或文件夹\n")


def test_returned_hands_the_file_back_with_its_faults_marked(run, sheet_of, tmp_path):
    path = tmp_path / "退回.xlsx"

    result = run("returned", sheet_of(MISDATED), "--as-of", "2011-11-30", "-o", path)

    assert result.code == 1
    assert result.out == f"已存为{path}，标出错误1处，提示1处\n"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["问题清单", "进度表"]
    assert "不是日期" in book["进度表"]["E2"].comment.text


def test_returned_of_a_faultless_file_ends_well(run, sheet_of, tmp_path):
    path = tmp_path / "退回.xlsx"

    result = run("returned", sheet_of(SHAMIAN), "--as-of", "2011-11-30", "-o", path)

    assert result.code == 0
    assert run("check", path, "--as-of", "2011-11-30").code == 0


def test_submit_of_the_valid_rows_keeps_them_and_names_the_others(run, sheet_of):
    path = sheet_of(MISDATED, LINGNAN)

    refused = run("submit", path, "--as-of", "2011-11-30", "--by", "张三")
    result = run(
        *("submit", path, "--as-of", "2011-11-30", "--by", "张三", "--valid-rows")
    )

    assert refused.code == 1
    assert result.code == 1
    assert "已入库，第1号上报" in result.out
    assert "有错误的1行没有入库，改好后请重新报送：" in result.out
    assert "第2行E列「建成时间」：“2011.13.1”不是日期" in result.out
    assert run("verify").code == 0


def test_a_row_whose_name_was_confirmed_comes_in_with_the_same_file(
    run, sheet_of, store_path
):
    path = sheet_of(SHAMIAN, ["广州市", "荔湾区", "岭那办", "否", None])
    submit = ("submit", path, "--as-of", "2011-11-30", "--by", "张三")
    first = run(*submit, "--valid-rows")
    store = open_store(Settings(database_url=f"sqlite:///{store_path}"))
    name = {"county": "荔湾区", "written": "岭那办"}
    append_alias(store, **name, township_code="440103002", by="李四")
    close_store(store)

    second = run(*submit)
    third = run(*submit)

    assert (first.code, second.code, third.code) == (1, 0, 0)
    assert "已入库，第2号上报" in second.out
    assert "这份文件已经报送过，仍是第2号上报，没有重复入库" in third.out
    assert run("verify").code == 0


def test_a_sheet_whose_name_is_in_gb18030_is_stored_under_its_name(run, sheet_of):
    name = os.fsdecode("广州市.xlsx".encode("gb18030"))
    path = sheet_of(SHAMIAN, LINGNAN, name=name)

    result = run("submit", path, "--as-of", "2011-10-31", "--json")

    assert result.code == 0
    assert json.loads(result.out)["file"] == "广州市.xlsx"
