"""Panels of the page on data quality: who reported when, and what to ask about."""

import zlib
from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from hrss import figures
from hrss.decree import ReportingCalendar
from hrss.web import loaders
from hrss.web.caching import once_per_view
from hrss.web.charts import Chart, prepared, show
from hrss.web.tables import measure_table, table_head
from hrss.web.trust_data import (
    KIND_LABELS,
    Noted,
    judged_by,
    load_noted,
    load_trust,
    worded_periods,
)
from hrss.web.trust_notes import oddity_detail, take_message
from hrss.web.view import View

_WHOLE = 12
"""Rows up to which a table is shown whole, without a bar to scroll."""
_PERIOD_COLUMNS = (
    *("period", "report_due_date", "report_status", "received_on", "days_late"),
    *("submission_count", "rostered_count", "period_reported_count"),
    "period_reporting_rate",
)
_OPEN_COLUMNS = ("oddity_label", "place", "report_as_of", "reason", "former_note")
_NOTED_COLUMNS = (*("oddity_label", "place", "reason", "noted_by", "noted_at", "note"),)


def reporting_panel(view: View) -> None:
    """Every prefecture's reports, period by period."""
    periods = load_trust(view).periods
    if periods.empty:
        st.info("所选日期早于第一个报告期，还没有应报的报表。")
        return
    today, calendar = judged_by()
    show(_reporting_chart(view, today, calendar), key="reporting")
    if view.prefecture is not None:
        measure_table(
            worded_periods(view)[list(_PERIOD_COLUMNS)],
            title=f"{view.area}各期报送情况",
            note=loaders.source(view),
        )


@once_per_view
def _reporting_chart(view: View, today: date, calendar: ReportingCalendar) -> Chart:
    own, note = load_trust(view), loaders.short_source(view)
    grid = figures.reporting_grid(
        own.periods, own.summary, note=note, delta_codes=loaders.delta_codes()
    )
    return Chart(
        prepared(grid),
        title=f"{view.area if view.prefecture else '各市'}各期报送是否按时、齐全",
        table=worded_periods(view),
        note=note,
        picture_width=1000,
    )


def oddity_panel(view: View) -> None:
    """What is to be asked about, what was, and a form for a note on the chosen one."""
    noted = load_noted(view)
    if message := take_message():
        st.success(message)
    keep = _pick_filters(noted, view)
    left, looked_at = keep(noted.left), keep(noted.looked_at)
    title = f"待核实的异常（{len(left)}处）"
    chosen = _oddity_table(left, _OPEN_COLUMNS, title=title, view=view)
    st.caption(
        "点选一行，可查看机构、填写核实说明。" if len(left) else "没有待核实的异常。"
    )
    below_left = st.container()
    if len(looked_at):
        title = f"已核实的异常（{len(looked_at)}处）"
        again = _oddity_table(looked_at, _NOTED_COLUMNS, title=title, view=view)
        chosen = chosen or again
    chosen = chosen or st.query_params.get("oddity")
    keys = noted.oddities["oddity_key"]
    if chosen and (keys == chosen).any():
        oddity = noted.oddities[keys == chosen].iloc[0]
        with st.container() if oddity["is_looked_at"] else below_left:
            oddity_detail(oddity, view)


def _pick_filters(noted: Noted, view: View) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Draw the filters; what keeps those that they let through."""
    kind_column, place_column = st.columns(2)
    kinds = kind_column.multiselect(
        "异常类别",
        noted.kinds,
        format_func=KIND_LABELS.__getitem__,
        key="oddity_kinds",
        placeholder="全部类别",
    )
    codes: list[str] = []
    if view.prefecture is None:
        codes = place_column.multiselect(
            "地级市",
            list(noted.prefectures),
            format_func=lambda code: noted.prefectures.get(code, code),
            key="oddity_prefectures",
            placeholder="全部地级市",
        )

    def keep(oddities: pd.DataFrame) -> pd.DataFrame:
        if kinds:
            oddities = oddities[oddities["kind"].isin(kinds)]
        if codes:
            oddities = oddities[oddities["prefecture_code"].isin(codes)]
        return oddities

    return keep


def _oddity_table(
    table: pd.DataFrame, names: tuple[str, ...], *, title: str, view: View
) -> str | None:
    """Show the oddities; returns the key of the one that was chosen."""
    table_head(table, title=title, note=loaders.source(view))
    if table.empty:
        return None
    if table["former_note"].isna().all():
        names = tuple(name for name in names if name != "former_note")
    # A laptop has room for the note when the reason is cut.
    columns = _COLUMNS | ({"reason": _SHORT_REASON} if "note" in names else {})
    keys = " ".join(table["oddity_key"])
    state = st.dataframe(
        table[list(names)],
        hide_index=True,
        height="content" if len(table) <= _WHOLE else 460,
        column_config={name: columns[name] for name in names},
        on_select="rerun",
        selection_mode="single-row",
        # A row's number means another oddity once the rows have changed.
        key=f"oddities_{names[-1]}_{zlib.crc32(keys.encode())}",
        placeholder="",
    )
    rows = state["selection"]["rows"]
    return str(table["oddity_key"].iloc[rows[0]]) if rows else None


_SHORT_REASON = st.column_config.TextColumn("为何要核实", width=330)
_COLUMNS: dict[str, ColumnConfig | str | None] = {
    "oddity_label": st.column_config.TextColumn("类别", width=110),
    "place": st.column_config.TextColumn("地区", width=170),
    "report_as_of": st.column_config.DateColumn(
        "报告期", format="YYYY-MM-DD", width=90
    ),
    "reason": st.column_config.TextColumn("为何要核实", width=520),
    "former_note": st.column_config.TextColumn("此前说明", width=200),
    "noted_by": st.column_config.TextColumn("核实人", width=80),
    "noted_at": st.column_config.TextColumn("核实时间", width=120),
    "note": st.column_config.TextColumn("核实说明", width=230),
}
