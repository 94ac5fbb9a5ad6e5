import csv
import io
import json
from datetime import date

from hrss import metrics, service
from hrss.cli.output import records
from hrss.settings import load_settings
from hrss.store import close_store, open_store
from tests.factories import make_sheet

HEADER = [
    *("地级市", "县（市、区）", "乡镇（街道）", "是否建成"),
    *("机构全称", "建筑面积（㎡）", "是否设置服务窗口"),
]
GOOD_NAME = "沙面街道人力资源和社会保障服务所"
OFFICES = (
    ["广州市", "荔湾区", "沙面街道", "是", GOOD_NAME, 300, "是"],
    ["广州市", "荔湾区", "岭南街道", "否", "岭南街道劳动保障所", 280, None],
)


def submit(run, tmp_path, *, as_of="2011-10-31"):
    path = tmp_path / "广州市.xlsx"
    path.write_bytes(make_sheet([HEADER, *OFFICES]))
    result = run("submit", path, "--as-of", as_of)
    assert result.code == 0, result.err


def lines_of(result):
    return {line["rule"]: line for line in json.loads(result.out)}


def test_standards_count_every_rostered_office_by_rule(run, tmp_path):
    submit(run, tmp_path)

    result = run("standards", "--format", "json")

    line = lines_of(result)["R15"]
    assert result.code == 0
    assert len(json.loads(result.out)) == 20
    assert line == {
        "group_code": "440000",
        "group_name": "全省",
        "rostered_count": 1586,
        "rule": "R15",
        "strength": "M",
        "title": "机构名称",
        "answered_count": 2,
        "pass_count": 1,
        "fail_count": 1,
        "unanswered_count": 1584,
        "pass_rate": 1 / 1586,
        "answered_pass_rate": 0.5,
        "used_count": None,
    }


def test_standards_agree_with_the_metrics(run, tmp_path):
    submit(run, tmp_path)
    settings = load_settings()
    store = open_store(settings)
    snapshot = service.load_snapshot(store, settings, as_of=date(2011, 10, 31))
    close_store(store)

    for by in metrics.Grouping:
        result = run("standards", "--by", by.value, "--format", "json")

        assert json.loads(result.out) == records(metrics.standards(snapshot, by=by))


def test_standards_of_one_batch_leave_the_others_out(run, tmp_path):
    submit(run, tmp_path)

    result = run("standards", "--batch", "2012", "--format", "json")

    assert lines_of(result)["R18"]["rostered_count"] == 0


def test_standards_as_they_were_known_earlier_do_not_know_later_receipts(run, tmp_path):
    submit(run, tmp_path)

    result = run(
        *("standards", "--as-of", "2011-10-31", "--known-at", "2011-11-05"),
        *("--format", "json"),
    )

    assert lines_of(result)["R18"]["answered_count"] == 0


def test_standards_as_a_table_name_the_strength_and_what_is_not_judged(run, tmp_path):
    submit(run, tmp_path)

    result = run("standards")

    rows = {line.split()[1]: line.split() for line in result.out.splitlines()}
    assert rows["条款"][:5] == ["名称", "条款", "项目", "约束力", "应建"]
    assert rows["R18"][2:] == [
        *("场所面积", "原则性要求", "1586", "2", "1", "1", "1584"),
        *("0.1%", "50.0%", "—"),
    ]
    assert rows["R23"][6:] == ["—", "—", "1586", "—", "—", "—"]
    assert "数据截至2011-10-31" in result.err
    assert "原则性要求只作提示" in result.err
    assert "模拟" not in result.err


def test_standards_as_csv_have_chinese_labels(run, tmp_path):
    submit(run, tmp_path)

    result = run("standards", "--by", "prefecture", "--format", "csv")

    lines = list(csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff"))))
    (own,) = (
        line for line in lines if (line["名称"], line["条款"]) == ("广州市", "R19")
    )
    assert (own["符合"], own["不符合"], own["约束力"]) == ("1", "0", "硬性要求")


def test_standards_of_an_empty_store_ask_for_a_day(run):
    result = run("standards")

    assert result.code == 2
    assert result.err == "库中还没有上报；要看名册请用 --as-of 指定日期\n"
