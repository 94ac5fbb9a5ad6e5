"""What each figure of the brief means; a sheet of the workbook."""

from collections.abc import Iterable

from hrss.metrics import MEASURES
from hrss.reports.content import Column, Table


def definitions_table(tables: Iterable[Table]) -> Table:
    """The measures that some tables have columns of, in the vocabulary's order."""
    used = {column.name for table in tables for column in table.columns}
    # What every brief speaks of, whether or not a table of this one has it.
    used |= {"rostered_count", "complete_count", "verified_count", "completion_rate"}
    return Table(
        key="definitions",
        title="指标说明",
        columns=(
            Column("measure", "指标", "text", 9),
            Column("meaning", "含义", "text", 30),
        ),
        rows=tuple(
            (measure.label, measure.meaning)
            for name, measure in MEASURES.items()
            if name in used and name not in ("group_name", "prefecture_name")
        ),
    )
