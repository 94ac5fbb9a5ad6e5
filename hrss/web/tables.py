"""Tables of figures on a page, labelled by the vocabulary."""

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from hrss import metrics
from hrss.decree import Light
from hrss.reports import write_table
from hrss.web.charts import XLSX

_SHOWN = (
    "prefecture_name",
    "group_name",
    "rostered_count",
    "reported_count",
    "complete_count",
    "verified_count",
    "completion_rate",
    "scheduled_rate",
    "gap_pp",
    "light",
    "days_left",
    "needed_per_week",
)


def progress_table(progress: pd.DataFrame, *, title: str, note: str) -> None:
    """Show a table of `metrics.progress` with its title, and offer it as Excel."""
    names = [name for name in _SHOWN if name in progress.columns]
    if progress.get("prefecture_name", pd.Series()).equals(progress["group_name"]):
        names.remove("prefecture_name")
    shown = progress[names].assign(
        completion_rate=progress["completion_rate"] * 100,
        scheduled_rate=progress["scheduled_rate"] * 100,
        light=progress["light"].map(_light_words, na_action="ignore"),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"##### {title}", width="stretch")
        st.download_button(
            "下载（Excel）",
            data=lambda: write_table(progress, title=title, note=note),
            file_name=f"{title}.xlsx",
            mime=XLSX,
            on_click="ignore",
            type="tertiary",
            key=f"table_{title}",
        )
    st.dataframe(
        shown,
        hide_index=True,
        column_config={name: _column(name) for name in names},
        placeholder="—",
        height="content",
    )


def _column(name: str) -> ColumnConfig:
    measure = metrics.MEASURES[name]
    formats = {"rate": "%.1f%%", "pp": "%+.1f", "count": "%d", "number": "%.1f"}
    if measure.kind in formats:
        return st.column_config.NumberColumn(
            measure.label, help=measure.meaning, format=formats[measure.kind]
        )
    return st.column_config.TextColumn(measure.label, help=measure.meaning)


def _light_words(light: str) -> str:
    known = Light(light)
    return f"{known.sign} {known.label}"
