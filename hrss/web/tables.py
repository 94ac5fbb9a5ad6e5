"""Tables of figures on a page, labelled by the vocabulary."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from hrss import metrics
from hrss.reports import write_table
from hrss.web.charts import XLSX

# The widths of the class are for words; a figure's column takes what it needs.
_RIGHT = ' style="text-align:right;width:auto;white-space:nowrap"'
_SHOWN = (
    "prefecture_name",
    "group_name",
    "rostered_count",
    "reported_count",
    "complete_count",
    "verified_count",
    "completion_rate",
    "scheduled_rate",
    "schedule_source",
    "gap_pp",
    "light",
    "days_left",
    "needed_per_week",
)
_PLANNED = (metrics.ScheduleSource.PLAN.label, metrics.ScheduleSource.MIXED.label)


def progress_table(progress: pd.DataFrame, *, title: str, note: str) -> None:
    """Show a table of `metrics.progress` with its title, and offer it as Excel."""
    names = [name for name in _SHOWN if name in progress.columns]
    if progress.get("prefecture_name", pd.Series()).equals(progress["group_name"]):
        names.remove("prefecture_name")
    source = metrics.schedule_words(progress)
    if not source.isin(_PLANNED).any():
        names.remove("schedule_source")
    shown = progress.assign(
        schedule_source=source,
        completion_rate=_percentages(progress["completion_rate"]),
        scheduled_rate=_percentages(progress["scheduled_rate"]),
        light=metrics.light_words(progress),
    )[names]
    table_head(progress, title=title, note=note)
    st.dataframe(
        shown,
        hide_index=True,
        column_config={name: _column(name) for name in names},
        placeholder="—",
        height="content",
    )


def table_head(table: pd.DataFrame, *, title: str, note: str) -> None:
    """Title of a table, and the table itself as Excel beside it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"##### {title}", width="stretch")
        st.download_button(
            "下载（Excel）",
            data=lambda: write_table(table, title=title, note=note),
            file_name=f"{title}.xlsx",
            mime=XLSX,
            on_click="ignore",
            type="tertiary",
            key=f"table_{title}",
        )


def html_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, numeric_from: int
) -> None:
    """Show words in full, which a grid would cut; columns of figures flush right.

    Parameters
    ----------
    numeric_from : place of the first column of figures.
    """

    def line(tag: str, cells: Sequence[str]) -> str:
        return "".join(
            f"<{tag}{_RIGHT if place >= numeric_from else ''}>{escape(cell)}</{tag}>"
            for place, cell in enumerate(cells)
        )

    body = "".join(f"<tr>{line('td', row)}</tr>" for row in rows)
    st.html(f'<table class="rules"><tr>{line("th", heads)}</tr>{body}</table>')


def measure_table(table: pd.DataFrame, *, title: str, note: str) -> None:
    """Show any metric's table with its title, and offer it as Excel.

    Parameters
    ----------
    table : columns in the order they are shown; rates as fractions.
    title : what it shows; also the name of the file.
    note : day and source, written into the workbook.
    """
    shown = table.assign(
        **{
            name: _percentages(table[name])
            for name in table.columns
            if metrics.MEASURES[name].kind == "rate"
        }
    )
    table_head(table, title=title, note=note)
    st.dataframe(
        shown,
        hide_index=True,
        column_config={name: _column(name) for name in table.columns},
        placeholder="—",
        height="content",
    )


def _percentages(shares: pd.Series) -> pd.Series:
    """Shares in percent; short of all is shown as 99.9, above nothing as 0.1."""
    # What is not known is neither, and stays so: a mask takes NA for a yes.
    short = ((shares < 1) & (shares >= 0.9995)).fillna(False)
    few = ((shares > 0) & (shares < 0.0005)).fillna(False)
    shown: pd.Series = (shares * 100).mask(short, 99.9).mask(few, 0.1)
    return shown


def _column(name: str) -> ColumnConfig:
    measure = metrics.MEASURES[name]
    formats = {"rate": "%.1f%%", "pp": "%+.1f", "count": "%d", "number": "%.1f"}
    if measure.kind in formats:
        return st.column_config.NumberColumn(
            measure.label, help=measure.meaning, format=formats[measure.kind]
        )
    if measure.kind == "date":
        return st.column_config.DateColumn(
            measure.label, help=measure.meaning, format="YYYY-MM-DD"
        )
    return st.column_config.TextColumn(measure.label, help=measure.meaning)
