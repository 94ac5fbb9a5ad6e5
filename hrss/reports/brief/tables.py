"""Tables of the brief: the same columns wherever groups are listed."""

from collections.abc import Sequence

from hrss.metrics import MEASURES, Kind
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.rows import Placed, Row
from hrss.reports.content import Cell, Column, Table

_WIDTHS: dict[Kind, float] = {
    "text": 8,
    "count": 5,
    "rate": 6,
    "pp": 6,
    "number": 6,
    "date": 7,
    "flag": 5,
    "light": 6,
}
_PROGRESS = (
    *("rostered_count", "reported_count", "complete_count", "verified_count"),
    *("remaining_count", "completion_rate", "verified_rate"),
    *("scheduled_rate", "gap_pp", "light"),
)


def measure_column(name: str, *, label: str = "", width: float | None = None) -> Column:
    """A column of one of `metrics.MEASURES`."""
    measure = MEASURES[name]
    return Column(
        name, label or measure.label, measure.kind, width or _WIDTHS[measure.kind]
    )


def place_column(label: str) -> Column:
    """The column of names, of up to twelve characters."""
    return measure_column("group_name", label=label, width=10)


def progress_cells(row: Row) -> tuple[Cell, ...]:
    """What `progress_columns` heads: nothing is said of who has not reported."""
    if row.is_silent or not row.rostered:
        return (
            *(row.rostered, row.reported, None, None, None, None, None),
            *(row.scheduled_rate, None, row.light),
        )
    return (
        *(row.rostered, row.reported, row.complete, row.verified),
        *(row.remaining, row.rate, row.verified_rate),
        *(row.scheduled_rate, row.gap_pp, row.light),
    )


def progress_columns() -> tuple[Column, ...]:
    """Columns of `progress_cells`."""
    return tuple(measure_column(name) for name in _PROGRESS)


def places_named(inputs: BriefInputs) -> str:
    """What the places are called in a title."""
    if inputs.is_province:
        return inputs.each
    return f"{inputs.area}{inputs.each if inputs.has_counties else ''}"


def with_total(
    inputs: BriefInputs, rows: list[tuple[Cell, ...]], total: tuple[Cell, ...]
) -> tuple[tuple[Cell, ...], ...]:
    """Rows and their sum; a place that stands alone is its own sum."""
    return (*rows, total) if inputs.has_counties else tuple(rows)


def change_cell(row: Row, before: Row | None) -> Cell:
    """Offices complete more than at the last report; None unless both are known."""
    if before is None or row.is_silent or before.is_silent or not row.rostered:
        return None
    return row.complete - before.complete


def ranking_table(
    inputs: BriefInputs,
    placed: Sequence[Placed],
    *,
    key: str,
    title: str,
    total: Row,
    total_before: Row | None,
    before: Sequence[Row],
    note: str,
) -> Table:
    """Places with rank, rate, schedule and change; the sum last."""
    earlier = {row.code: row for row in before}
    rows: list[tuple[Cell, ...]] = [
        _ranking_cells(each, earlier.get(each.row.code)) for each in placed
    ]
    rows.append(_ranking_cells(Placed(total, None, None), total_before))
    columns: tuple[Column, ...] = (
        Column("rank", "位次", "count", 4),
        place_column(inputs.place_label),
        measure_column("rostered_count"),
        measure_column("complete_count", width=6),
        measure_column("completion_rate"),
        measure_column("verified_rate", width=7),
        measure_column("gap_pp", width=7),
        measure_column("light"),
    )
    if inputs.previous is None:
        rows = [row[:-2] for row in rows]
    else:
        columns += (
            measure_column("change_count"),
            Column("rank_change", "位次变化", "text", 6),
        )
    return Table(
        key=key, title=title, columns=columns, rows=tuple(rows), note=note, total_rows=1
    )


def _ranking_cells(placed: Placed, before: Row | None) -> tuple[Cell, ...]:
    row = placed.row
    values: tuple[Cell, ...] = (row.complete, row.rate, row.verified_rate, row.gap_pp)
    if row.is_silent:
        values = (None, None, None, None)
    return (
        *(placed.rank, row.name, row.rostered, *values, row.light),
        *(change_cell(row, before), rise_words(placed.rise)),
    )


def rise_words(rise: int | None) -> str | None:
    """升2, 降1 or 持平; None where there is nothing to compare."""
    if rise is None:
        return None
    if rise == 0:
        return "持平"
    return f"升{rise}" if rise > 0 else f"降{-rise}"
