import csv
import io
import json

from hrss.cli.output import records
from hrss.metrics import Grouping, station_coverage, station_rules
from hrss.service import load_snapshot
from hrss.service.stations import load_stations
from hrss.settings import load_settings
from hrss.store import close_store, open_store
from tests.factories import make_sheet
from tests.store.mini import OCTOBER

LIST_HEADER = [
    *("地级市", "县（市、区）", "乡镇（街道）", "村（社区）", "站点全称", "是否建成"),
    *("领取报酬人数",),
]
STATIONS = (
    [
        *("广州市", "荔湾区", "沙面街道", "北社区", "北社区人力资源社会保障服务站"),
        *("是", 0),
    ],
    ["广州市", "荔湾区", "沙面街道", "南社区", "南社区劳动站", "否", 1],
)
OFFICE_HEADER = [
    *("地级市", "县（市、区）", "乡镇（街道）", "是否建成", "应建站点数", "已建站点数"),
]
OFFICE = ["广州市", "荔湾区", "沙面街道", "是", 4, 3]


def submit(run, tmp_path, *rows, name="广州市.xlsx"):
    path = tmp_path / name
    path.write_bytes(make_sheet(rows))
    result = run("submit", path, "--as-of", "2011-10-31")
    assert result.code == 0, result.err


def submit_both(run, tmp_path):
    submit(run, tmp_path, LIST_HEADER, *STATIONS, name="广州市站点.xlsx")
    submit(run, tmp_path, OFFICE_HEADER, OFFICE)


def line_of(result, **wanted):
    lines = json.loads(result.out)
    (found,) = (each for each in lines if wanted.items() <= each.items())
    return found


def test_lists_and_sheets_stand_side_by_side(run, tmp_path):
    submit_both(run, tmp_path)

    result = run("stations", "--format", "json")

    line = line_of(result, group_code="440100")
    assert result.code == 0
    assert len(json.loads(result.out)) == 21
    assert line["group_name"] == "广州市"
    assert (line["township_count"], line["listing_count"]) == (170, 1)
    assert (line["listed_count"], line["listed_complete_count"]) == (2, 1)
    assert line["listed_coverage_rate"] == 0.5
    assert (line["station_due_count"], line["station_complete_count"]) == (4, 3)
    assert line["station_coverage_rate"] == 0.75
    assert line["differing_count"] == 1


def test_stations_agree_with_the_metrics(run, tmp_path):
    submit_both(run, tmp_path)
    settings = load_settings()
    store = open_store(settings)
    snapshot = load_snapshot(store, settings, as_of=OCTOBER)
    stations = load_stations(store, settings, as_of=OCTOBER)
    close_store(store)

    for by in (Grouping.REGION, Grouping.COUNTY, "township"):
        covered = run("stations", "--by", by, "--format", "json")
        judged = run("stations", "--by", by, "--rules", "--format", "json")

        expected = station_coverage(stations, snapshot, by=by)
        assert json.loads(covered.out) == records(expected)
        assert json.loads(judged.out) == records(
            station_rules(stations, snapshot, by=by)
        )


def test_rules_as_a_table_name_the_strength_and_what_is_not_judged(run, tmp_path):
    submit_both(run, tmp_path)

    result = run("stations", "--rules", "--by", "province")

    rows = {line.split()[1]: line.split() for line in result.out.splitlines()}
    assert rows["条款"][:5] == ["名称", "条款", "项目", "约束力", "名单站点"]
    assert rows["R14"][2:] == [
        *("公职不领兼职报酬", "硬性要求", "2", "2", "1", "1", "0"),
        *("50.0%", "50.0%", "—"),
    ]
    assert rows["R03"][5:] == ["2", "—", "—", "0", "—", "—", "—"]
    assert "数据截至2011-10-31" in result.err
    assert "必须为0" in result.err
    assert "模拟" not in result.err


def test_coverage_as_a_table_says_that_nothing_is_judged(run, tmp_path):
    submit_both(run, tmp_path)

    result = run("stations", "--by", "province")

    assert result.out.split()[-9:] == [
        *("1586", "1", "2", "1", "50.0%", "1", "4", "3", "75.0%"),
    ]
    assert "文件未定覆盖比例，不判是否符合" in result.err


def test_stations_as_csv_have_chinese_labels(run, tmp_path):
    submit_both(run, tmp_path)

    result = run("stations", "--rules", "--format", "csv")

    lines = list(csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff"))))
    (own,) = (
        line for line in lines if (line["名称"], line["条款"]) == ("广州市", "R16")
    )
    assert (own["符合"], own["不符合"], own["约束力"]) == ("1", "1", "硬性要求")


def test_stations_of_one_batch_leave_the_others_out(run, tmp_path):
    submit_both(run, tmp_path)

    result = run(
        *("stations", "--by", "province", "--batch", "2012", "--format", "json")
    )

    assert line_of(result, group_code="440000")["listed_count"] == 0


def test_stations_as_they_were_known_earlier_do_not_know_later_receipts(run, tmp_path):
    submit_both(run, tmp_path)

    result = run(
        *("stations", "--by", "province", "--as-of", "2011-10-31"),
        *("--known-at", "2011-11-05", "--format", "json"),
    )

    assert line_of(result, group_code="440000")["listed_count"] == 0


def test_a_list_alone_gives_the_day(run, tmp_path):
    submit(run, tmp_path, LIST_HEADER, *STATIONS)

    result = run("stations", "--by", "province")

    assert result.code == 0
    assert "数据截至2011-10-31" in result.err


def test_stations_of_an_empty_store_ask_for_a_day(run):
    result = run("stations")

    assert result.code == 2
    assert result.err == "库中还没有上报；要看名册请用 --as-of 指定日期\n"
