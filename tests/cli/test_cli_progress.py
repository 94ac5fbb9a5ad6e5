import csv
import io
import json

import pytest

from hrss.cli.progress import _cell
from tests.cli.conftest import LINGNAN, SHAMIAN
from tests.factories import make_sheet


def submit(run, sheet_of, *rows, as_of="2011-10-31", name="广州市.xlsx"):
    return run("submit", sheet_of(*rows, name=name), "--as-of", as_of)


def test_progress_counts_every_rostered_office(run, sheet_of):
    submit(run, sheet_of, SHAMIAN, LINGNAN)

    result = run("progress", "--format", "json", "--by", "province")

    (province,) = json.loads(result.out)
    assert result.code == 0
    assert province["group_code"] == "440000"
    assert province["group_name"] == "全省"
    assert province["rostered_count"] == 1586
    assert province["reported_count"] == 2
    assert province["complete_count"] == 1
    assert province["verified_count"] == 0
    assert province["completion_rate"] == 1 / 1586
    assert province["due_date"] is None
    assert province["light"] == "red"


def test_progress_says_on_stderr_on_what_it_rests(run, sheet_of):
    submit(run, sheet_of, SHAMIAN)

    result = run("progress", "--by", "batch")

    assert "数据截至2011-10-31；名册：2015-09-30国家统计用区划代码" in result.err
    assert "共1586个" in result.err
    assert "未核验这些条款：R04机构性质、R15机构名称" in result.err
    assert "落后序时进度10至30个百分点为黄灯" in result.err
    assert "模拟" not in result.err


def test_progress_by_default_is_of_the_newest_day(run, sheet_of):
    submit(run, sheet_of, SHAMIAN, as_of="2011-11-30")
    submit(run, sheet_of, LINGNAN, as_of="2011-10-31", name="迟到.xlsx")

    result = run("progress", "--by", "province")

    assert "数据截至2011-11-30" in result.err


def test_progress_of_an_earlier_day_does_not_see_later_reports(run, sheet_of):
    submit(run, sheet_of, SHAMIAN, as_of="2011-11-30")

    result = run(
        "progress", "--as-of", "2011-10-31", "--by", "province", "--format", "json"
    )

    assert json.loads(result.out)[0]["reported_count"] == 0


def test_progress_as_it_was_known_earlier_does_not_know_later_receipts(run, sheet_of):
    submit(run, sheet_of, SHAMIAN)

    result = run(
        *("progress", "--as-of", "2011-10-31", "--known-at", "2011-11-05"),
        *("--by", "province", "--format", "json"),
    )

    assert json.loads(result.out)[0]["reported_count"] == 0


def test_progress_of_one_batch_leaves_the_others_out(run, sheet_of):
    submit(run, sheet_of, SHAMIAN)

    result = run(
        "progress", "--batch", "2011", "--by", "prefecture", "--format", "json"
    )

    names = [line["group_name"] for line in json.loads(result.out)]
    assert names == [
        *("广州市", "深圳市", "珠海市", "佛山市", "江门市"),
        *("肇庆市", "惠州市", "东莞市", "中山市"),
    ]


def test_progress_as_csv_opens_in_excel_with_chinese_labels(run, sheet_of):
    submit(run, sheet_of, SHAMIAN)

    result = run("progress", "--by", "region", "--format", "csv")

    assert result.out.startswith("\ufeff代码,名称,应建,已上报")
    lines = list(csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff"))))
    assert [line["名称"] for line in lines] == [
        *("珠三角", "其他地区中心镇", "其他地区其余乡镇", "批次待定"),
    ]
    assert lines[0]["应建"] == "589"
    assert lines[0]["上报建成"] == "1"
    assert lines[0]["亮灯"] == "红灯"
    assert lines[0]["逾期未完成"] == "否"
    assert lines[3]["亮灯"] == "未上报"


def test_progress_as_a_table_lines_up_although_chinese_is_wide(run, sheet_of):
    submit(run, sheet_of, SHAMIAN)

    result = run("progress", "--by", "batch")

    header, first, _, third = result.out.splitlines()
    assert header.split()[:4] == ["名称", "应建", "已上报", "上报建成"]
    assert first.startswith("2011年批次   589")
    assert third.startswith("批次待定     997")
    assert "■红灯" in first


def test_progress_by_county_names_the_prefecture_that_has_none(run, sheet_of):
    submit(run, sheet_of, SHAMIAN)

    result = run("progress", "--by", "county", "--format", "json")

    lines = json.loads(result.out)
    assert len(lines) == 123
    assert [line["group_name"] for line in lines[-40:] if "东莞" in line["group_name"]]


def test_progress_of_an_empty_store_asks_for_a_day(run):
    result = run("progress")

    assert result.code == 2
    assert result.err == "库中还没有上报；要看名册请用 --as-of 指定日期\n"


def test_progress_goes_by_a_filed_plan_and_says_so(run, sheet_of, tmp_path):
    submit(run, sheet_of, SHAMIAN)
    path = tmp_path / "市县.xlsx"
    path.write_bytes(
        make_sheet(
            [
                ["地级市", "方案备案日期", "2011年10月", "2011年12月"],
                ["广州市", "2011-10-20", 17, 153],
            ]
        )
    )
    assert run("submit", path, "--as-of", "2011-10-31").code == 0

    told = run("progress", "--format", "json")
    printed = run("progress")

    lines = {line["group_name"]: line for line in json.loads(told.out)}
    assert lines["广州市"]["schedule_source"] == "plan"
    assert lines["广州市"]["scheduled_count"] == pytest.approx(17)
    assert lines["深圳市"]["schedule_source"] == "linear"
    (row,) = (line for line in printed.out.splitlines() if line.startswith("广州市"))
    assert "按备案计划" in row
    assert "改按备案计划" in printed.err


@pytest.mark.parametrize(
    ("points", "text"), [(-0.04, "0.0"), (0.0, "0.0"), (-0.06, "-0.1"), (3.0, "+3.0")]
)
def test_what_rounds_to_nothing_has_no_sign(points, text):
    assert _cell(points, "pp") == text
