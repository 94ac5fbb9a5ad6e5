"""The rows of a dressed table: header, body, sums, and what stands around them."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from hrss.sheets.columns import ColumnType, column
from hrss.sheets.grid import MergedRange
from hrss.sheets.rows import RowKind
from tests.sheets.dressing.cells import NO, YES, Written, write
from tests.sheets.dressing.columns import Head, Spot
from tests.sheets.dressing.truth import Office

PLACES = ("prefecture_name", "county_name", "township_name")
_NOTES = ("注：红色为新增", "已核对", "说明：待补", "填表人：李四", "合计待核")
_SUMMED = (
    ColumnType.INTEGER,
    ColumnType.NUMBER,
    ColumnType.YES_NO,
    ColumnType.PRESENCE,
)


@dataclass
class Paper:
    """Rows as they are written, with the kind each is meant to be."""

    rows: list[list[Any]] = field(default_factory=list)
    kinds: list[RowKind] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    warned: list[tuple[int, int]] = field(default_factory=list)
    cells: dict[tuple[int, str], Any] = field(default_factory=dict)

    def add(self, kind: RowKind, cells: list[Any], *, merge: int = 0) -> None:
        """One row; `merge` is the last column that its first cell is merged over."""
        if merge:
            row = len(self.rows)
            self.merged.append(MergedRange(row, 0, row, merge))
        self.rows.append(cells)
        self.kinds.append(kind)


@dataclass(frozen=True)
class Style:
    """How the rows of a table are drawn up."""

    head: Head
    places: str
    county_in: str
    totals: str
    has_codes: bool
    has_spacers: bool
    repeats: str
    notes: bool

    @property
    def label_at(self) -> int:
        """The column in which sums are named."""
        place = self.head.place("sequence", *PLACES)
        return 0 if place is None else place


def write_table(
    draw: st.DrawFn, paper: Paper, offices: list[Office], style: Style
) -> None:
    """A header and below it the offices, county by county."""
    _write_head(paper, style)
    if style.totals.startswith("first"):
        _write_total(draw, paper, offices, style, ["合计", "合  计", "全 省", "总　计"])
    groups: dict[tuple[str, str | None], list[Office]] = {}
    for office in offices:
        groups.setdefault((office.prefecture, office.county), []).append(office)
    number = 0
    for (prefecture, county), own in groups.items():
        if style.has_spacers and draw(st.booleans()):
            paper.add(RowKind.BLANK, _blank(draw, style))
        if style.county_in == "section":
            _write_section(draw, paper, county or prefecture, len(own), style)
        labels = [f"{county or prefecture}小计", f"{county or prefecture}合计"]
        if style.totals == "first_counties":
            _write_total(draw, paper, own, style, labels)
        number = _write_offices(draw, paper, own, style, number)
        if style.totals == "last_counties":
            _write_total(draw, paper, own, style, [*labels, "小计", "小 计"])
    if style.totals == "last" or style.totals == "last_counties":
        _write_total(
            draw, paper, offices, style, ["合计", "共计", "全省合计", "总 计："]
        )
    if style.totals != "none" and draw(st.booleans()):
        row = _sums(draw, [], style)
        row[style.label_at] = draw(
            st.sampled_from(["其中：珠三角", "其中：", "#中心镇"])
        )
        paper.add(RowKind.TOTAL, row)


def _write_head(paper: Paper, style: Style) -> None:
    top = len(paper.rows)
    for each in style.head.merged:
        paper.merged.append(
            MergedRange(each.top + top, each.left, each.bottom + top, each.right)
        )
    for row in style.head.rows:
        paper.add(RowKind.HEADER, list(row))
    headed = [bool(spot.path) for spot in style.head.spots]
    if style.has_codes and sum(headed) > 2:
        signs = iter(["甲", "乙", *map(float, range(1, 400))])
        paper.add(RowKind.HEADER, [next(signs) if each else None for each in headed])


def _blank(draw: st.DrawFn, style: Style) -> list[Any]:
    row: list[Any] = [None] * len(style.head.spots)
    _add_note(draw, row, style)
    return row


def _add_note(draw: st.DrawFn, row: list[Any], style: Style) -> None:
    """A remark to the right of the table, under no header."""
    if style.notes and draw(st.booleans()):
        row += [None, draw(st.sampled_from(_NOTES))]


def _write_section(
    draw: st.DrawFn, paper: Paper, name: str, count: int, style: Style
) -> None:
    forms = ["{}", "一、{}", "（二）{}", f"{{}}（{count}个）", " {}：", "{}\n"]
    row: list[Any] = [None] * len(style.head.spots)
    row[0] = draw(st.sampled_from(forms)).format(name)
    is_merged = draw(st.booleans()) and len(row) > 1
    paper.add(RowKind.TITLE, row, merge=len(row) - 1 if is_merged else 0)


def _write_offices(
    draw: st.DrawFn, paper: Paper, offices: list[Office], style: Style, number: int
) -> int:
    start = len(paper.rows)
    for office in offices:
        number += 1
        row, warned = _office_row(draw, office, style, number)
        if style.places == "merged" and len(paper.rows) > start:
            for place in _merged_places(style.head):
                row[place] = None
        _add_note(draw, row, style)
        paper.warned += [(len(paper.rows), place) for place in warned]
        for spot, cell in zip(style.head.spots, row, strict=False):
            if spot.field is not None and spot.part is None:
                paper.cells[len(paper.rows), spot.field] = cell
        paper.add(RowKind.BODY, row)
        if style.repeats != "no" and number == 1 and len(offices) > 1:
            _repeat_head(paper, style)
            start = len(paper.rows)
    last = len(paper.rows) - 1
    if style.places == "merged" and last > start:
        paper.merged += [
            MergedRange(start, place, last, place)
            for place in _merged_places(style.head)
        ]
    return number


def _merged_places(head: Head) -> list[int]:
    places = [head.place(name) for name in ("prefecture_name", "county_name")]
    return [place for place in places if place is not None]


def _repeat_head(paper: Paper, style: Style) -> None:
    if style.repeats == "titled":
        paper.add(RowKind.TITLE, ["建设进度表（续）"])
    _write_head(paper, style)


def _office_row(
    draw: st.DrawFn, office: Office, style: Style, number: int
) -> tuple[list[Any], list[int]]:
    row: list[Any] = []
    warned = []
    for place, spot in enumerate(style.head.spots):
        written = _cell(draw, office, spot, number)
        row.append(written.cell)
        if written.is_approximate:
            warned.append(place)
    _tick_one(draw, row, office, style.head)
    return row, warned


def _cell(draw: st.DrawFn, office: Office, spot: Spot, number: int) -> Written:
    if spot.field is None:
        cell = draw(st.sampled_from([None, 3.0, "有", "—"])) if spot.path else None
        return Written(cell)
    if spot.field == "sequence":
        return Written(float(number))
    if spot.field == "contact":
        return Written(draw(st.sampled_from(["13800000000", "张三", 13800000000.0])))
    if spot.field in PLACES or spot.field == "township_code":
        return Written(_place(draw, office, spot.field, number))
    if spot.part is not None:
        return Written(_part(office.values[spot.field], spot.part))
    return write(draw, column(spot.field), office.values[spot.field], spot.unit)


def _place(draw: st.DrawFn, office: Office, name: str, number: int) -> Any:
    if name == "township_code":
        return draw(
            st.sampled_from([office.code, float(office.code), office.code + "000"])
        )
    if name == "prefecture_name":
        full = office.prefecture
        return draw(st.sampled_from([full, full[:2], " ".join(full), f"广东省{full}"]))
    if name == "county_name":
        if office.county is None:
            return draw(st.sampled_from([None, "市直", "—", office.prefecture]))
        full = office.county
        return draw(
            st.sampled_from([full, " ".join(full), f"{office.prefecture}{full}"])
        )
    full = office.township
    forms = [
        full, f"　{full}", "　".join(full), f"{number}.{full}", f"（{number}）{full}",
        f"{office.prefecture}{office.county or ''}{full}",
    ]  # fmt: skip
    if full.endswith("街道"):
        forms += [f"{full}办", f"{full}办事处", full[:-1]]
    elif full.endswith("镇"):
        forms += [f"{full}政府", f"{full}人民政府"]
    return draw(st.sampled_from(forms))


def _part(value: Any, part: str) -> Any:
    """What stands in one column of several; ticks are put in `_tick_one`."""
    if value is None or not hasattr(value, "year"):
        return None
    return {"年": float(value.year), "月": f"{value.month}月", "日": float(value.day)}[
        part
    ]


def _tick_one(draw: st.DrawFn, row: list[Any], office: Office, head: Head) -> None:
    """One tick in the columns that a closed list is split over."""
    for place, spot in enumerate(head.spots):
        if spot.part is None or spot.part in ("年", "月", "日") or spot.field is None:
            continue
        value = office.values[spot.field]
        if value is None:
            continue
        if isinstance(value, bool):
            said = "是" if value else "否"
        else:
            said = {each.value: each.label for each in column(spot.field).choices}[
                value
            ]
        row[place] = draw(
            st.sampled_from(YES if said == spot.part else (None, None, *NO))
        )


def _write_total(
    draw: st.DrawFn,
    paper: Paper,
    offices: list[Office],
    style: Style,
    labels: list[str],
) -> None:
    row = _sums(draw, offices, style)
    row[style.label_at] = draw(st.sampled_from(labels))
    paper.add(RowKind.TOTAL, row)


def _sums(draw: st.DrawFn, offices: list[Office], style: Style) -> list[Any]:
    """Sums of what is true, in the header's units, where a clerk adds up."""
    row: list[Any] = [None] * len(style.head.spots)
    for place, spot in enumerate(style.head.spots):
        if spot.field is None or spot.part or spot.field not in offices_fields(offices):
            continue
        known = column(spot.field)
        if known.type not in _SUMMED or not draw(st.booleans()):
            continue
        total = float(sum(office.values[spot.field] or 0 for office in offices))
        row[place] = _in_unit(total, spot)
    return row


def _in_unit(total: float, spot: Spot) -> float:
    factor = {"元": 1e-4, "千元": 0.1}.get(spot.unit or "", 1.0)
    return round(total / factor, 4)


def offices_fields(offices: list[Office]) -> set[str]:
    """Fields that the offices have values of."""
    return set(offices[0].values) if offices else set()
