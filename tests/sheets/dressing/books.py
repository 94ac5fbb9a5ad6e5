"""Whole dressed workbooks, with the truth that each must give."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from hrss.sheets.grid import CellValue, Grid, MergedRange, Workbook
from hrss.sheets.kinds import SheetKind
from hrss.sheets.rows import RowKind
from tests.sheets.dressing.columns import heads
from tests.sheets.dressing.tables import Paper, Style, write_table
from tests.sheets.dressing.truth import Office, columns_of, offices

_FIELDS = tuple(columns_of(SheetKind.OFFICE))
_COMPLETION = (
    ("is_complete",), ("construction_status",), ("is_complete", "construction_status"),
    ("is_complete", "completion_date"), ("construction_status", "completion_date"),
    ("is_complete", "construction_status", "completion_date"),
)  # fmt: skip


@dataclass(frozen=True)
class Book:
    """A workbook, the offices it is about, and how its rows should be counted."""

    workbook: Workbook
    offices: tuple[Office, ...]
    papers: tuple[Paper, ...]
    fields: tuple[str, ...]


def grid_of(
    rows: list[list[Any]],
    merged: list[MergedRange] | tuple[MergedRange, ...] = (),
    *,
    name: str = "进度表",
    visible: bool = True,
) -> Grid:
    """A grid as the child process would give it, each distinct value once."""
    width = max(map(len, rows), default=0)
    codes = np.zeros((len(rows), width), dtype=np.int32)
    known: dict[tuple[type, str], int] = {}
    uniques: list[CellValue] = [None]
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            key = (type(value), repr(value))
            if key not in known:
                known[key] = len(uniques)
                uniques.append(value)
            codes[r, c] = known[key]
    return Grid(name, visible, tuple(uniques), codes, tuple(merged))


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Any sheet of offices that a clerk might send."""
    prefecture_in = draw(st.sampled_from(["column", "unit", "unit_next", "file"]))
    county_in = draw(st.sampled_from(["column", "column", "section", "sheet"]))
    completion = draw(st.sampled_from(_COMPLETION))
    more = tuple(draw(st.lists(st.sampled_from(_FIELDS), max_size=7, unique=True)))
    places = ("township_name",)
    places += ("prefecture_name",) if prefecture_in == "column" else ()
    places += ("county_name",) if county_in == "column" else ()
    places += draw(st.sampled_from([(), (), ("township_code",), ("contact",)]))
    fields = (*completion, *more)
    own = draw(offices(more, one_prefecture=prefecture_in != "column"))
    columns = (*places, *fields)
    papers = write_papers(draw, own, columns, prefecture_in, county_in)
    prefecture = own[0].prefecture
    name = f"{prefecture}进度表.xlsx" if prefecture_in == "file" else "表.xlsx"
    grids = [grid_of(paper.rows, paper.merged, name=paper.name) for paper in papers]
    grids = with_other_sheets(draw, [with_hidden(draw, grid) for grid in grids])
    return Book(
        Workbook(name, "0" * 64, tuple(grids)), tuple(own), tuple(papers), fields
    )


def with_hidden(draw: st.DrawFn, grid: Grid) -> Grid:
    """The grid with some rows and columns hidden: they count like all others."""
    if draw(st.integers(0, 3)):
        return grid
    rows = st.sets(st.integers(0, grid.height - 1), max_size=3)
    columns = st.sets(st.integers(0, grid.width - 1), max_size=3)
    return replace(
        grid,
        hidden_rows=tuple(sorted(draw(rows))),
        hidden_columns=tuple(sorted(draw(columns))),
    )


def write_papers(
    draw: st.DrawFn,
    own: list[Office],
    columns: tuple[str, ...],
    prefecture_in: str,
    county_in: str,
) -> list["NamedPaper"]:
    """One sheet, or one for each county."""
    parts: list[tuple[str, list[Office]]] = [("进度表", own)]
    if county_in == "sheet":
        counties = dict.fromkeys((each.county or each.prefecture) for each in own)
        parts = [
            (county, [each for each in own if county in (each.county, each.prefecture)
                      and (each.county or each.prefecture) == county])
            for county in counties
        ]  # fmt: skip
    papers = []
    for name, part in parts:
        paper = NamedPaper(name=name)
        _write_titles(draw, paper, part, prefecture_in)
        if len(part) > 1 and county_in == "column" and draw(st.integers(0, 5)) == 0:
            _write_side_by_side(draw, paper, part, _style(draw, columns, county_in))
            papers.append(paper)
            continue
        tables = [part]
        if len(part) > 1 and county_in != "sheet" and draw(st.integers(0, 4)) == 0:
            tables = [part[:1], part[1:]]
        for number, table in enumerate(tables):
            if number:
                _write_between(draw, paper)
            style = _style(draw, columns, county_in)
            write_table(draw, paper, table, style)
        _write_footers(draw, paper)
        papers.append(paper)
    return papers


@dataclass
class NamedPaper(Paper):
    """A paper with the name of its sheet."""

    name: str = "进度表"
    has_sides: bool = False


def _write_side_by_side(
    draw: st.DrawFn, paper: NamedPaper, own: list[Office], style: Style
) -> None:
    """The same columns twice in one row, for two halves of the offices."""
    plain = replace(
        style,
        totals="none",
        repeats="no",
        has_spacers=False,
        notes=False,
        places="each",
    )
    left, right = Paper(), Paper()
    write_table(draw, left, own[::2], plain)
    write_table(draw, right, own[1::2], plain)
    width = len(style.head.spots) + draw(st.integers(1, 3))
    start = len(paper.rows)
    for number, row in enumerate(left.rows):
        beside = right.rows[number] if number < len(right.rows) else []
        cells = [*row, *[None] * (width - len(row)), *beside]
        paper.add(left.kinds[number], cells)
    paper.warned = [(row + start, place) for row, place in left.warned]
    paper.warned += [(row + start, place + width) for row, place in right.warned]
    paper.merged += [_moved(each, start, 0) for each in left.merged]
    paper.merged += [_moved(each, start, width) for each in right.merged]
    # Of two rows beside each other only the right one is looked up.
    paper.has_sides = True


def _moved(each: MergedRange, down: int, right: int) -> MergedRange:
    return MergedRange(
        each.top + down, each.left + right, each.bottom + down, each.right + right
    )


def _style(draw: st.DrawFn, columns: tuple[str, ...], county_in: str) -> Style:
    return Style(
        head=draw(heads(columns)),
        places=draw(st.sampled_from(["each", "merged"])),
        county_in=county_in,
        totals=draw(
            st.sampled_from(
                ["none", "first", "last", "first_counties", "last_counties"]
            )
        ),
        has_codes=draw(st.booleans()),
        has_spacers=draw(st.booleans()),
        repeats=draw(st.sampled_from(["no", "no", "plain", "titled"])),
        notes=draw(st.integers(0, 3)) == 0,
    )


def _write_titles(
    draw: st.DrawFn, paper: Paper, own: list[Office], prefecture_in: str
) -> None:
    prefecture = own[0].prefecture
    if draw(st.booleans()):
        paper.add(
            RowKind.TITLE,
            [draw(st.sampled_from(["附件1", "附件2：", "表号：粤人社1表"]))],
        )
    if draw(st.booleans()):
        title = [
            "乡镇（街道）人力资源社会保障服务所建设进度表",
            "2011年11月建设进度月报表",
        ]
        paper.add(
            RowKind.TITLE, [draw(st.sampled_from(title)), None, None, None],
            merge=draw(st.sampled_from([0, 3])),
        )  # fmt: skip
    if prefecture_in == "unit":
        form = draw(
            st.sampled_from(
                [
                    "填报单位：{}人力资源和社会保障局（盖章）",
                    "填报单位（盖章）：{}",
                    "上报单位: {} 人社局",
                ]
            )
        )
        as_of = draw(
            st.sampled_from([None, "截至2011年11月30日", "填报日期：2011年11月30日"])
        )
        paper.add(RowKind.TITLE, [form.format(prefecture), None, as_of])
    elif prefecture_in == "unit_next":
        paper.add(RowKind.TITLE, ["填报单位：", prefecture, None, "单位：个、㎡、万元"])
    if draw(st.booleans()):
        row = draw(
            st.sampled_from(
                [["计量单位：人", None, "制表机关：省厅"], ["截止时间：2011.11.30"],
                 ["截至", 2011.0, "年", 11.0, "月", 30.0, "日"], ["单位：个"]]
            )
        )  # fmt: skip
        paper.add(RowKind.TITLE, row)
    if paper.rows and draw(st.booleans()):
        paper.add(RowKind.BLANK, [])


def _write_between(draw: st.DrawFn, paper: Paper) -> None:
    """What stands between two tables of one sheet."""
    _write_footers(draw, paper)
    paper.add(RowKind.BLANK, [])
    if draw(st.booleans()):
        paper.add(RowKind.TITLE, ["表二"])


def _write_footers(draw: st.DrawFn, paper: Paper) -> None:
    notes = [
        [["填表人：张三", None, "审核人：李四", None, "联系电话：020-12345678"]],
        [["单位负责人（签章）：", None, None, "填报日期：2011年11月30日"]],
        [["说明：本表一式两份，每月5日前报送。"]],
        [
            ["填表说明："],
            ["1.本表由市局填报。"],
            ["2.是否建成以挂牌为准。"],
            ["①√为是"],
        ],
        [["数据来源：各县（市、区）人社局"], []],
        [[], ["注：1.空白为未填报"], ["2.含租赁"]],
    ]
    for rows in draw(st.lists(st.sampled_from(notes), max_size=2)):
        for row in rows:
            paper.add(RowKind.FOOTER if row else RowKind.BLANK, list(row))


def with_other_sheets(draw: st.DrawFn, grids: list[Grid]) -> list[Grid]:
    others = [
        grid_of([], name="Sheet2"),
        grid_of([], name="LQOPAIZLSYYVNT", visible=False),
        grid_of([["填表说明"], ["一、每个乡镇填一行。"]], name="填表说明"),
        grid_of([["建设状态", "是否"], ["已建成", "是"], ["在建", "否"]], name="字典"),
        replace(grids[0], name="旧", visible=False),
    ]
    for other in draw(st.lists(st.sampled_from(others), max_size=2, unique_by=id)):
        grids.insert(draw(st.integers(0, len(grids))), other)
    return grids
