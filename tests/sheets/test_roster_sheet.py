import openpyxl
import pandas as pd
import pytest

from hrss.places import load_shipped_roster
from hrss.sheets import read_workbook
from hrss.sheets.roster_sheet import read_roster, write_roster
from tests.factories import make_sheet

HEADER = ["区划代码", "地级市", "县（市、区）", "乡镇（街道）", "类型", "是否中心镇"]
SHAMIAN = ["440103001", "广州市", "荔湾区", "沙面街道", "街道", None]
SHILONG = ["441900101", "东莞市", None, "石龙镇", "镇", "否"]
LECHANG = ["440281001", "韶关市", "乐昌市", "乐城街道", "街道", "是"]


@pytest.fixture
def base():
    return load_shipped_roster()


@pytest.fixture
def read(base):
    def read_rows(rows, **how):
        content = make_sheet(rows, **how)
        return read_roster(read_workbook(content, file_name="名册.xlsx"), base=base)

    return read_rows


def test_a_whole_roster_gets_its_codes_from_the_names_of_2011(read):
    reading = read([HEADER, SHAMIAN, LECHANG, SHILONG])

    assert reading.problems == ()
    assert not reading.is_marks_only
    assert reading.roster["township_code"].tolist() == [
        *("440103001", "440281001", "441900101")
    ]
    assert reading.roster["prefecture_code"].tolist() == ["440100", "440200", "441900"]
    assert reading.roster["county_code"].tolist() == ["440103", "440281", pd.NA]
    assert reading.roster["division_type"].tolist() == [
        *("subdistrict", "subdistrict", "town")
    ]
    assert reading.roster["is_central_town"].tolist() == [pd.NA, True, False]


def test_what_is_written_reads_back_without_a_difference(read, base):
    marked = base.assign(
        is_central_town=pd.array([True, False, pd.NA] * 528 + [True] * 2, "boolean")
    )

    content = write_roster(marked)
    reading = read_roster(read_workbook(content, file_name="名册.xlsx"), base=base)

    assert reading.problems == ()
    pd.testing.assert_frame_equal(
        reading.roster, marked.sort_values("township_code").reset_index(drop=True)
    )


def test_writing_the_same_roster_twice_gives_the_same_bytes(base):
    assert write_roster(base.head(20)) == write_roster(base.head(20))


def test_codes_are_written_as_text(base, tmp_path):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(write_roster(base.head(1)))

    sheet = openpyxl.load_workbook(path).active

    assert [cell.value for cell in sheet[1]] == HEADER
    assert sheet["A2"].value == "440103001"


def test_title_merged_places_notes_and_twelve_digits_are_understood(read):
    reading = read(
        [
            ["广东省乡镇（街道）名册", None, None, None, None, None],
            ["统计用区划代码", "地市", "县、区", "乡镇、街道", "类型", "中心镇"],
            [440103001000, "广州市", "荔湾区", "沙面街道", "街道", "×"],
            [440103002000, None, None, "岭南 街道", "街道", "√"],
            ["填表人：", None, None, None, None, None],
        ],
        merges=["A1:F1", "B3:B4", "C3:C4"],
    )

    assert reading.problems == ()
    assert reading.roster["township_code"].tolist() == ["440103001", "440103002"]
    assert reading.roster["township_name"].tolist() == ["沙面街道", "岭南街道"]
    assert reading.roster["is_central_town"].tolist() == [False, True]


def test_a_prefecture_without_counties_may_say_so(read):
    reading = read([HEADER, ["441900101", "东莞市", "市直", "石龙镇", "镇", None]])

    assert reading.problems == ()
    assert reading.roster["county_code"].isna().all()


def test_each_fault_names_its_cell_in_the_order_of_rows(read):
    reading = read(
        [
            HEADER,
            ["440103001", "广州市", "荔湾区", "沙面街道", "街镇", None],
            ["440103002", "广洲市", "荔湾区", "岭南街道", "街道", None],
            ["440103003", "广州市", "揭东区", "华林街道", "街道", "大概"],
            ["44010300", "广州市", "荔湾区", "多宝街道", "街道", None],
            SHAMIAN,
            SHAMIAN,
        ]
    )

    assert reading.problems[:4] == (
        "第2行E列「类型」：“街镇”应为镇、乡、街道三者之一。",
        "第3行B列「地级市」：“广洲市”不是我省21个地级以上市的全称。",
        "第4行C列「县（市、区）」：广州市没有“揭东区”，应写2011年县（市、区）的全称。",
        "第4行F列「是否中心镇」：“大概”应写成是或否，未指定的留空。",
    )
    assert [problem[:3] for problem in reading.problems[4:]] == [
        "第5行",
        "第7行",
        "第7行",
    ]
    assert "“44010300”不是9位数字" in reading.problems[4]
    assert "与第6行重复" in reading.problems[5]


def test_a_whole_roster_needs_every_column(read):
    reading = read([HEADER[:5], SHAMIAN[:5]])

    assert reading.problems == ("名册缺少“是否中心镇”一列，请补上。",)


def test_marks_alone_change_whom_they_name_and_nobody_else(read, base):
    reading = read([["行政区划代码", "是否中心镇"], ["440103002", "是"]])

    assert reading.problems == ()
    assert reading.is_marks_only
    changed = reading.roster["is_central_town"].notna()
    assert reading.roster.loc[changed, "township_name"].tolist() == ["岭南街道"]
    assert len(reading.roster) == len(base)


def test_a_blank_mark_leaves_the_roster_in_force_as_it_is(base):
    marked = base.assign(is_central_town=pd.array([True] * len(base), "boolean"))
    content = make_sheet([["区划代码", "是否中心镇"], ["440103002", None]])

    reading = read_roster(read_workbook(content, file_name="名册.xlsx"), base=marked)

    assert reading.roster["is_central_town"].all()


def test_a_code_marked_twice_is_a_fault(read):
    reading = read(
        [["区划代码", "是否中心镇"], ["440103002", "是"], ["440103002", "否"]]
    )

    assert reading.problems == ("第3行A列「区划代码」：代码440103002与第2行重复。",)


def test_a_workbook_without_a_roster_says_what_a_roster_looks_like(read):
    reading = read([["姓名", "成绩"], ["甲", 90]])

    assert len(reading.problems) == 1
    assert reading.problems[0].startswith("没有找到名册表：表头应有区划代码、地级市")
