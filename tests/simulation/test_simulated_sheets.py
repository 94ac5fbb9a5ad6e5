import io
from datetime import date

import openpyxl
import pytest

from hrss.sheets import check_workbook, parse_workbook, read_workbook
from hrss.simulation import report_of, sheet_name, write_sheet
from hrss.simulation.layouts import LAYOUTS, layout_of

DECEMBER = date(2011, 12, 31)
# One prefecture for each layout; 东莞 has no counties.
PREFECTURES = {
    "complete": ("445200", "揭阳市"),
    "ledger": ("440500", "汕头市"),
    "grouped": ("441800", "清远市"),
    "prose": ("441900", "东莞市"),
    "totals_first": ("442000", "中山市"),
    "coded": ("445100", "潮州市"),
}


@pytest.fixture(params=[layout.name for layout in LAYOUTS])
def sent(request, courses):
    """Code, report and bytes of one prefecture's sheet in each layout."""
    code, name = PREFECTURES[request.param]
    assert layout_of(code).name == request.param
    report = report_of(courses[code], as_of=DECEMBER)
    content = write_sheet(
        report, layout=layout_of(code), prefecture_name=name, as_of=DECEMBER
    )
    return code, report, content


def test_every_layout_is_read_back_as_it_was_reported(sent, roster):
    code, report, content = sent

    parsed = parse_workbook(read_workbook(content, file_name="模拟.xlsx"))
    checked = check_workbook(parsed, roster=roster, as_of=DECEMBER)

    (sheet,) = parsed.sheets
    assert sheet.unknown_headers == ()
    assert sheet.as_of_found == DECEMBER
    assert [issue for issue in checked.issues if issue.severity == "error"] == []
    assert "total_differs" not in {issue.code for issue in checked.issues}
    assert checked.prefecture_codes == (code,)
    rows = checked.rows.set_index("township_code")
    told = report.set_index("township_code")
    assert rows.index.tolist() == told.index.tolist()
    assert rows["is_complete"].equals(told["is_complete"])
    for name in ("staff_count", "floor_area_m2", "has_unified_sign", "office_name"):
        if name in sheet.letters:
            assert rows[name].equals(told[name]), name


def test_every_layout_says_first_that_it_is_simulated(sent):
    _, _, content = sent

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active

    assert str(sheet["A1"].value).startswith("【模拟数据】")


def test_the_same_report_gives_the_same_bytes(courses):
    report = report_of(courses["440500"], as_of=DECEMBER)

    one, other = (
        write_sheet(
            report,
            layout=layout_of("440500"),
            prefecture_name="汕头市",
            as_of=DECEMBER,
        )
        for _ in range(2)
    )

    assert one == other


def test_a_careless_total_is_found_by_the_check(courses, roster):
    report = report_of(courses["440500"], as_of=DECEMBER)
    content = write_sheet(
        report,
        layout=layout_of("440500"),
        prefecture_name="汕头市",
        as_of=DECEMBER,
        is_careless=True,
    )

    parsed = parse_workbook(read_workbook(content, file_name="模拟.xlsx"))
    checked = check_workbook(parsed, roster=roster, as_of=DECEMBER)

    differing = [each for each in checked.issues if each.code == "total_differs"]
    assert [each.field for each in differing] == ["staff_count"]


def test_files_are_named_as_simulated():
    assert sheet_name("广州市", date(2011, 9, 30)) == "模拟_广州市_201109.xlsx"
    assert (
        sheet_name("广州市", date(2011, 9, 30), is_correction=True)
        == "模拟_广州市_201109_更正.xlsx"
    )
