"""Which columns a dressed sheet has, what their headers say and how they stand."""

from dataclasses import dataclass, replace

from hypothesis import assume
from hypothesis import strategies as st

from hrss.sheets.columns import Column, ColumnType, column
from hrss.sheets.grid import MergedRange
from tests.sheets.dressing.truth import WIDE

UNKNOWN_HEADERS = ("食堂", "管片民警", "车位（个）", "宿舍\n间数", "网址")
_TOPS = ("基本情况", "一、工作情况", "（二）达标情况")
_UNITS = {
    "㎡": ("㎡", "平方米", "M2", "m²", "平米"),
    "万元": ("万元", "元", "千元"),
    "人": ("人", "名"),
}
_SAME_UNIT = {"平方米": "㎡", "M2": "㎡", "m²": "㎡", "平米": "㎡"}
_HINTS = {
    ColumnType.YES_NO: ("是/否", "打√", "填是或否"),
    ColumnType.PRESENCE: ("有/无", "是/否"),
    ColumnType.DATE: ("年/月/日", "格式：2011-12-31"),
}
PARTS = {
    "completion_date": ("年", "月", "日"),
    "construction_status": ("已建成", "在建", "未启动"),
    "institution_type": (
        "公益类事业单位", "其他事业单位", "行政机构", "企业或其他", "未定",
    ),
    "is_complete": ("是", "否"),
    "has_unified_sign": ("是", "否"),
}  # fmt: skip
"""Columns that a sheet may split over several."""


@dataclass(frozen=True)
class Spot:
    """One column of the sheet; without a field it is empty, a note or unknown."""

    field: str | None
    path: tuple[str, ...]
    unit: str | None = None
    below: str | None = None
    part: str | None = None


@dataclass(frozen=True)
class Head:
    """A header as it is written: rows of texts, and merged cells from its top."""

    spots: tuple[Spot, ...]
    rows: tuple[tuple[str | None, ...], ...]
    merged: tuple[MergedRange, ...]

    def place(self, *fields: str) -> int | None:
        """Where the first of the fields stands that the sheet has."""
        for field in fields:
            for place, spot in enumerate(self.spots):
                if spot.field == field:
                    return place
        return None


def dress(draw: st.DrawFn, known: Column, *, is_grouped: bool, has_units: bool) -> Spot:
    """A column under one of its names, with a unit or a hint if need be."""
    text = draw(st.sampled_from((known.header, *known.aliases)))
    unit = below = hint = None
    if known.unit is not None and draw(st.booleans()):
        hint = draw(st.sampled_from(_UNITS.get(known.unit, (known.unit,))))
        unit = _SAME_UNIT.get(hint, hint)
    elif known.type in _HINTS and draw(st.booleans()):
        hint = draw(st.sampled_from(_HINTS[known.type]))
    if hint is not None:
        form = draw(st.sampled_from(["（{}）", "({})", "\n（{}）", "（ {} ）"]))
        below = form.format(hint) if has_units else None
        text = text if has_units else text + form.format(hint)
    form = draw(st.sampled_from(["{}", "{}", " {} ", "*{}", "{}\n", "spaced", "wide"]))
    if form == "spaced":
        text = "  ".join(text) if len(text) <= 4 else text.replace("（", "\n（")
    else:
        text = text.translate(WIDE) if form == "wide" else form.format(text)
    path = (known.group, text) if is_grouped and known.group else (text,)
    return Spot(known.name, path, unit, below)


def split(known: Column) -> list[Spot]:
    """A column that stands in several: 年, 月 and 日, or one to tick for each value."""
    return [
        Spot(known.name, (known.header, part), part=part) for part in PARTS[known.name]
    ]


@st.composite
def heads(draw: st.DrawFn, fields: tuple[str, ...]) -> Head:
    """A header that has all the fields, in any order, in one to four rows."""
    height = draw(st.integers(1, 3))
    has_units = draw(st.booleans())
    runs = [
        _run(draw, column(name), height=height, has_units=has_units)
        for name in draw(st.permutations(fields))
    ]
    if height > 1 and draw(st.booleans()):
        runs.sort(key=lambda run: run[0].path[:-1])
    _insert(draw, runs)
    if draw(st.booleans()):
        runs.insert(0, [Spot("sequence", (draw(st.sampled_from(["序号", "编 号"])),))])
    spots = tuple(spot for run in runs for spot in run)
    height = max(len(spot.path) for spot in spots)
    rows, merged = _write(spots, height=height, is_merged=draw(st.booleans()))
    # One word alone above a header is a title to anybody who looks at it.
    assume(height < 3 or len({text for text in rows[0] if text}) > 1)
    below = tuple(spot.below for spot in spots)
    return Head(spots, (*rows, below) if any(below) else rows, merged)


def _run(draw: st.DrawFn, known: Column, *, height: int, has_units: bool) -> list[Spot]:
    if height > 1 and known.name in PARTS and draw(st.booleans()):
        run = split(known)
    else:
        is_grouped = height > 1 and draw(st.booleans())
        run = [dress(draw, known, is_grouped=is_grouped, has_units=has_units)]
    top = draw(st.sampled_from([None, *_TOPS])) if height == 3 else None
    return [replace(spot, path=(top, *spot.path)) if top else spot for spot in run]


def _insert(draw: st.DrawFn, runs: list[list[Spot]]) -> None:
    """Columns that are empty or unknown, between the others."""
    texts = st.lists(st.sampled_from(UNKNOWN_HEADERS), max_size=2, unique=True)
    for text in draw(texts):
        runs.insert(draw(st.integers(0, len(runs))), [Spot(None, (text,))])
    for count in draw(st.lists(st.sampled_from([1, 1, 2, 300]), max_size=2)):
        runs.insert(draw(st.integers(0, len(runs))), [Spot(None, ())] * count)


def _write(
    spots: tuple[Spot, ...], *, height: int, is_merged: bool
) -> tuple[tuple[tuple[str | None, ...], ...], tuple[MergedRange, ...]]:
    """Groups stand once, at the left; merged cells have their range."""
    cells: list[list[str | None]] = [[None] * len(spots) for _ in range(height)]
    merged: list[MergedRange] = []
    for place, spot in enumerate(spots):
        for level, text in enumerate(spot.path):
            is_leaf = level == len(spot.path) - 1
            if not is_leaf and _continues(spots, place, level):
                continue
            cells[level][place] = text
            right = place if is_leaf else _run_end(spots, place, level)
            bottom = height - 1 if is_leaf else level
            if is_merged and (right > place or bottom > level):
                merged.append(MergedRange(level, place, bottom, right))
    return tuple(map(tuple, cells)), tuple(merged)


def _continues(spots: tuple[Spot, ...], place: int, level: int) -> bool:
    """Whether the group at a level has begun in the column before."""
    above = spots[place].path[: level + 1]
    before = spots[place - 1].path if place else ()
    return len(before) > level + 1 and before[: level + 1] == above


def _run_end(spots: tuple[Spot, ...], place: int, level: int) -> int:
    while place + 1 < len(spots) and (
        len(spots[place + 1].path) > level + 1 and _continues(spots, place + 1, level)
    ):
        place += 1
    return place
