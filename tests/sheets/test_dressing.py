"""Whatever the dressing of a sheet, the same truth comes out of it."""

import datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.sheets.check import check_workbook
from hrss.sheets.grid import Grid, MergedRange, Workbook
from hrss.sheets.parse import parse_workbook
from tests.factories import make_roster

AS_OF = datetime.date(2011, 11, 30)
ROSTER = make_roster(
    ("440104001", "广州市", "越秀区", "洪桥街道"),
    ("440104003", "广州市", "越秀区", "北京街道"),
    ("440183101", "广州市", "增城市", "新塘镇"),
    ("441403101", "梅州市", "梅县", "城东镇"),
)
# Prefecture, county, township, complete, completed on, area, computers.
TRUTH = [
    ("广州市", "越秀区", "洪桥街道", True, datetime.date(2011, 10, 31), 300.0, True),
    ("广州市", "越秀区", "北京街道", False, None, 150.5, False),
    ("广州市", "增城市", "新塘镇", None, None, None, None),
    ("梅州市", "梅县", "城东镇", True, datetime.date(2011, 9, 30), 1200.0, True),
]
HEADERS = {
    "prefecture": ["地级市", "地市", "所属地市", "市  别"],
    "county": ["县（市、区）", "县区", "县(区)", "县\n（市、区）"],
    "township": ["乡镇（街道）", "镇街", "乡 镇", "乡镇名称"],
    "complete": ["是否建成", "是否已建成（是/否）", "完成情况"],
    "date": ["建成时间", "完成日期", "建成（验收）时间"],
    "area": ["建筑面积（㎡）", "面积(平方米)", "办公面积"],
    "computer": ["电脑（网络设备）", "电脑", "微机（台）"],
}
YES = ["是", "√", "Y", 1.0, "已完成", "有", "☑"]
NO = ["否", "×", "N", 0.0, "无", "未"]
NOTHING = [None, "—", "待定", "/"]
DATES = [
    lambda day: day,
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day.year}年{day.month}月",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: float((day - datetime.date(1899, 12, 30)).days),
]
AREAS = [lambda area: area, lambda area: f"{area:g}㎡", lambda area: f" {area:g}平方米"]


def grid_of(rows, merged=()):
    """A grid as the child process would give it, without the child."""
    width = max(map(len, rows))
    uniques, codes = [None], np.zeros((len(rows), width), dtype=np.int32)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                codes[r, c] = len(uniques)
                uniques.append(value)
    return Grid("进度表", True, tuple(uniques), codes, tuple(merged))


def yes_or_no(draw, value):
    return draw(st.sampled_from(NOTHING if value is None else YES if value else NO))


@st.composite
def dressed(draw):
    """A sheet that says `TRUTH`, with the counts its rows should have."""
    order = draw(st.permutations(list(HEADERS)))
    has_number = draw(st.booleans())
    merges = draw(st.booleans())
    header = [draw(st.sampled_from(HEADERS[name])) for name in order]
    margin = ["序号"] if has_number else []
    rows, merged = [], []
    titles = draw(st.integers(0, 3))
    rows += [["进度表"], ["填报单位：广东省", None, "截至2011年11月30日"], ["附件1"]][
        :titles
    ]
    rows.append([*margin, *header])
    header_count = 1
    if draw(st.booleans()):
        rows.append([*"甲乙丙丁戊", *range(1, 1 + len(rows[-1]) - 5)])
        header_count += 1
    blanks = totals = 0
    if draw(st.booleans()):
        rows.append(total_row(order, has_number, "合  计", sum_of(TRUTH)))
        totals += 1
    before = {"prefecture": None, "county": None}
    for number, office in enumerate(TRUTH, start=1):
        if draw(st.booleans()):
            rows.append([])
            blanks += 1
            before = dict.fromkeys(before)
        cells = cells_of(draw, office)
        if merges:
            cells = hide_merged(cells, before, merged, rows, order, has_number)
        rows.append([*([number] if has_number else []), *(cells[n] for n in order)])
    if draw(st.booleans()):
        rows.append(total_row(order, has_number, "全 省", sum_of(TRUTH)))
        totals += 1
    footers = draw(st.integers(0, 2))
    rows += [["填表人：张三", None, "联系电话：12345678"], ["说明：一式两份"]][:footers]
    counts = (titles, header_count, len(TRUTH), blanks, totals, footers)
    return grid_of(rows, merged), counts


def cells_of(draw, office):
    prefecture, county, township, complete, day, area, computer = office
    names = [township, "　" + township, " ".join(township)]
    areas = [prefecture, prefecture[:2], " ".join(prefecture)]
    counted = computer and draw(st.booleans())
    return {
        "prefecture": draw(st.sampled_from(areas)),
        "county": county,
        "township": draw(st.sampled_from(names)),
        "complete": yes_or_no(draw, complete),
        "date": draw(st.sampled_from(DATES))(day) if day else None,
        "area": draw(st.sampled_from(AREAS))(area) if area else None,
        "computer": 3.0 if counted else yes_or_no(draw, computer),
    }


def hide_merged(cells, before, merged, rows, order, has_number):
    """Leave out places that repeat the row above and merge them with it."""
    shown = dict(cells)
    for name in before:
        plain = cells[name].replace(" ", "")[:2]
        column = order.index(name) + has_number
        if before[name] is not None and before[name][0] == plain:
            shown[name] = None
            top = before[name][1]
            merged[:] = [m for m in merged if (m.top, m.left) != (top, column)]
            merged.append(MergedRange(top, column, len(rows), column))
        else:
            before[name] = (plain, len(rows))
    return shown


def sum_of(offices):
    return {
        "complete": float(sum(office[3] is True for office in offices)),
        "area": sum(office[5] or 0 for office in offices),
    }


def total_row(order, has_number, label, sums):
    cells = [sums.get(name) for name in order]
    if has_number:
        return [label, *cells]
    place = min(order.index(name) for name in ("prefecture", "county", "township"))
    return [*cells[:place], label, *cells[place + 1 :]]


@settings(max_examples=80, deadline=None)
@given(dressed())
def test_the_same_truth_comes_out_of_every_dressing(case):
    grid, counts = case
    workbook = Workbook("表.xlsx", "0" * 64, (grid,))

    checked = check_workbook(parse_workbook(workbook), roster=ROSTER, as_of=AS_OF)

    codes = {issue.code for issue in checked.issues}
    assert codes <= {"missing_headers"}
    rows = checked.rows.astype("object").where(checked.rows.notna(), None)
    assert list(
        zip(
            rows["township_code"],
            rows["is_complete"],
            [day and day.date() for day in rows["completion_date"]],
            rows["floor_area_m2"],
            rows["has_computer"],
            strict=True,
        )
    ) == [
        ("440104001", True, datetime.date(2011, 10, 31), 300.0, True),
        ("440104003", False, None, 150.5, False),
        ("440183101", None, None, None, None),
        ("441403101", True, datetime.date(2011, 9, 30), 1200.0, True),
    ]
    sheet = checked.sheets[0]
    assert (
        sheet.rows_title, sheet.rows_header, sheet.rows_body,
        sheet.rows_blank, sheet.rows_total, sheet.rows_footer,
    ) == counts  # fmt: skip
    assert sheet.rows_read == sum(counts)


CELLS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.sampled_from(
        ["乡镇", "县区", "是否建成", "面积", "合计", "填表人", "是", "洪桥街道"]
    ),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_no_sheet_makes_the_reading_fail_and_its_rows_add_up(rows):
    workbook = Workbook("表.xlsx", "0" * 64, (grid_of(rows),))

    checked = check_workbook(parse_workbook(workbook), roster=ROSTER, as_of=AS_OF)

    for sheet in checked.sheets:
        assert sheet.rows_read == len(rows)
        assert sheet.rows_read == (
            sheet.rows_title + sheet.rows_header + sheet.rows_body
            + sheet.rows_blank + sheet.rows_total + sheet.rows_footer
        )  # fmt: skip
        assert checked.rows_valid <= sheet.rows_body
