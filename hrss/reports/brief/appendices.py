"""附表: every figure of every place, the rules, the forecasts, the reports."""

from collections.abc import Sequence
from dataclasses import replace

from hrss.reports.brief.appendix_lists import (
    forecasts_table,
    offices_table,
    reports_table,
    rules_table,
)
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.rows import Row, rows_of
from hrss.reports.brief.tables import (
    change_cell,
    measure_column,
    place_column,
    places_named,
    progress_cells,
    progress_columns,
    with_total,
)
from hrss.reports.brief.words import joined
from hrss.reports.content import Cell, Column, Table


def appendix_tables(inputs: BriefInputs, *, note: str) -> tuple[Table, ...]:
    """The appendices in order; of an empty roster none."""
    if not inputs.now.whole_row.rostered:
        return ()
    found = [places_table(inputs, note=note), batches_table(inputs, note=note)]
    if inputs.is_province:
        found.append(counties_table(inputs, note=note))
    else:
        found.append(offices_table(inputs, note=note))
    if inputs.has_reports:
        found += [forecasts_table(inputs, note=note), rules_table(inputs, note=note)]
    found.append(reports_table(inputs, note=note))
    return tuple(table for table in found if table.rows)


def places_table(inputs: BriefInputs, *, note: str) -> Table:
    """Each place with all figures, and the whole."""
    before = {} if inputs.previous is None else _by_code(inputs.previous.place_rows)
    rows: list[tuple[Cell, ...]] = [
        (row.name, *progress_cells(row), change_cell(row, before.get(row.code)))
        for row in inputs.now.place_rows
    ]
    # The whole has several deadlines: no light speaks for all of them.
    whole = replace(inputs.now.whole_row, light=None)
    was = None if inputs.previous is None else inputs.previous.whole_row
    total: tuple[Cell, ...] = (
        *("合计", *progress_cells(whole)),
        change_cell(whole, was),
    )
    columns = (place_column(inputs.place_label), *progress_columns())
    if inputs.previous is None:
        rows, total = [row[:-1] for row in rows], total[:-1]
    else:
        columns += (measure_column("change_count"),)
    return Table(
        key="appendix_places",
        title=f"{places_named(inputs)}进展情况",
        columns=columns,
        rows=with_total(inputs, rows, total),
        note=note,
        total_rows=int(inputs.has_counties),
    )


def _by_code(rows: Sequence[Row]) -> dict[str, Row]:
    return {row.code: row for row in rows}


def batches_table(inputs: BriefInputs, *, note: str) -> Table:
    """What each place has of each batch."""
    batches = [row for row in inputs.now.batch_rows if row.rostered]
    own = {row.code: _by_code(inputs.batch_place_rows[row.code]) for row in batches}
    rows: list[tuple[Cell, ...]] = [
        (
            place.name,
            *(
                cell
                for batch in batches
                for cell in _batch_cells(own[batch.code].get(place.code))
            ),
        )
        for place in inputs.now.place_rows
    ]
    totals = (cell for batch in batches for cell in _batch_cells(batch))
    total: tuple[Cell, ...] = ("合计", *totals)
    columns = [place_column(inputs.place_label)]
    for batch in batches:
        short = batch.name.replace("年批次", "批次")
        columns += [
            Column(f"rostered_{batch.code}", f"{short}应建", "count", 6),
            Column(f"complete_{batch.code}", f"{short}建成", "count", 6),
            Column(f"rate_{batch.code}", f"{short}完成率", "rate", 7),
            Column(f"remaining_{batch.code}", f"{short}未建成", "count", 7),
        ]
    return Table(
        key="appendix_batches",
        title=f"{places_named(inputs)}分批次进展情况",
        columns=tuple(columns),
        rows=with_total(inputs, rows, total),
        note=note,
        total_rows=int(inputs.has_counties),
    )


def _batch_cells(row: Row | None) -> tuple[Cell, ...]:
    if row is None or not row.rostered:
        return (0, None, None, None)
    if row.is_silent:
        return (row.rostered, None, None, None)
    return (row.rostered, row.complete, row.rate, row.remaining)


def counties_table(inputs: BriefInputs, *, note: str) -> Table:
    """Every county of the province, after its prefecture."""
    names = dict(
        zip(
            inputs.counties["group_code"],
            inputs.counties["prefecture_name"],
            strict=True,
        )
    )
    rows: list[tuple[Cell, ...]] = [
        (str(names[row.code]), row.name, *progress_cells(row))
        for row in rows_of(inputs.counties)
    ]
    whole = replace(inputs.now.whole_row, light=None)
    rows.append(("合计", None, *progress_cells(whole)))
    return Table(
        key="appendix_counties",
        title="各县（市、区）进展情况",
        columns=(
            measure_column("prefecture_name", width=7),
            place_column("县（市、区）"),
            *progress_columns(),
        ),
        rows=tuple(rows),
        note=_without_counties(rows, note),
        total_rows=1,
    )


def _without_counties(rows: Sequence[tuple[Cell, ...]], note: str) -> str:
    """The note, and which prefectures stand for their own county."""
    names = [str(row[0]) for row in rows if row[0] == row[1]]
    if not names:
        return note
    return f"{note} · {joined(names)}不设县（市、区），以市列示"
