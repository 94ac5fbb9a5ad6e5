"""Panels of the page of prefectures' and counties' own work, and one area's cells."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from hrss import figures
from hrss.decree import rule
from hrss.metrics import AREA_FIELDS, AreaLevel, FilingStatus, light_words
from hrss.web.area_cells import AREA_TABS, show_area_answers
from hrss.web.areas_data import (
    area_short_source,
    area_source,
    load_area_work,
)
from hrss.web.caching import once_per_view
from hrss.web.charts import Chart, prepared, show
from hrss.web.parts import tiles
from hrss.web.tables import html_table, measure_table, table_head
from hrss.web.view import View

AREA_HINT = "点击条形，看是哪些县（市、区）、各填了什么、出自哪个单元格。"
_RULE_HEADS = (
    *("条款", "要求", "层级", "依据原文", "应填报", "已填报", "是", "否", "未填报"),
    *("占应填报", "占已填报"),
)
_COUNTS = (
    *("area_count", "answered_count", "yes_count", "no_count", "unanswered_count"),
)
_PLANNED = (
    *("group_name", "rostered_count", "scheduled_count", "linear_count"),
    *("complete_count", "scheduled_rate", "completion_rate", "gap_pp", "light"),
)


def area_tabs() -> Sequence[TabContainer]:
    """The parts of the page; only the one that is open is computed."""
    return st.tabs(AREA_TABS, key="work", on_change="rerun", bind="query-params")


def area_tiles(view: View) -> None:
    """Plans, the four rules and the budgets as figures side by side."""
    own = load_area_work(view)
    statuses = own.filings["filing_status"]
    filed = statuses.isin([FilingStatus.ON_TIME.value, FilingStatus.LATE.value])
    in_time = int((statuses == FilingStatus.ON_TIME.value).sum())
    cells = [("方案备案", f"{int(filed.sum())}", f"/ {len(filed)}市，按时{in_time}")]
    cells += [
        _rule_tile(rule_id, own.whole[own.whole["rule"] == rule_id])
        for rule_id in AREA_FIELDS
    ]
    for _, budget in own.whole_budget.iterrows():
        if not budget["answered_count"]:
            continue
        mean = budget["budget_per_office_wan_yuan"]
        ending = "" if pd.isna(mean) else f"，平均每所{mean:.1f}万元"
        cells.append(("年度经费", f"{budget['budget_wan_yuan']:,.0f}", f"万元{ending}"))
    tiles(cells)


def _rule_tile(rule_id: str, rows: pd.DataFrame) -> tuple[str, str, str]:
    """Counties that say yes, and prefectures; these alone where there are no others."""
    shares = {
        AreaLevel(row["level"]): f"{row['yes_count']}/{row['area_count']}"
        for _, row in rows.iterrows()
    }
    own = shares.get(AreaLevel.PREFECTURE)
    county = shares.get(AreaLevel.COUNTY)
    if county is None:
        return (rule(rule_id).title, own or "—", "市")
    return (rule(rule_id).title, county, f"县，市 {own}" if own else "县")


def filing_panel(view: View) -> None:
    """When each plan was filed, about the due date."""
    show(_filing_chart(view), key="filings")


@once_per_view
def _filing_chart(view: View) -> Chart:
    filings, note = load_area_work(view).filings, area_short_source(view)
    figure = figures.filing_timeline(filings, as_of=pd.Timestamp(view.as_of), note=note)
    labels = {status.value: status.label for status in FilingStatus}
    return Chart(
        prepared(figure),
        title="建设方案备案（R31，2011年10月底前）",
        table=filings.assign(filing_status=filings["filing_status"].map(labels)),
        note=note,
    )


def planned_table(view: View) -> None:
    """Whose schedule goes by the plan, beside what even work would make of it."""
    planned = load_area_work(view).planned
    if planned.empty:
        st.caption("截至所选日期，没有按备案计划计算序时进度的市，均按时间平均计算。")
        return
    measure_table(
        planned[list(_PLANNED)].assign(light=light_words(planned)),
        title="按备案计划计算序时进度的市",
        note=area_source(view),
    )


def area_rules_panel(view: View) -> None:
    """Answers place by place and rule by rule; a click lists the counties."""
    chosen = show(_rules_chart(view), key="area_rules", is_clickable=True)
    if chosen is not None:
        show_area_answers(view, *chosen.split("."))


@once_per_view
def _rules_chart(view: View) -> Chart:
    own, note = load_area_work(view), area_short_source(view)
    rules = pd.concat([own.whole, own.parts], ignore_index=True)
    matrix = figures.area_rule_matrix(
        rules, whole_code=str(own.whole["group_code"].iloc[0]), note=note
    )
    labels = {level.value: level.label for level in AreaLevel}
    return Chart(
        prepared(matrix),
        title="各地市县工作（是、否、未填报）",
        table=rules.assign(level=rules["level"].map(labels)),
        note=note,
    )


def area_rules_table(view: View) -> None:
    """Each rule and level with its counts, both rates and the decree's quote."""
    whole = load_area_work(view).whole
    labels = {level.value: level.label for level in AreaLevel}
    table_head(
        whole.assign(level=whole["level"].map(labels)),
        title="条款、数字与依据原文",
        note=area_source(view),
    )
    rows = [
        [
            *(row["rule"], row["title"], labels[row["level"]], rule(row["rule"]).quote),
            *(figures.count(row[name]) for name in _COUNTS),
            *(figures.percent(row[name]) for name in ("yes_rate", "answered_yes_rate")),
        ]
        for _, row in whole.iterrows()
    ]
    html_table(_RULE_HEADS, rows, numeric_from=4)


def budget_table(view: View) -> None:
    """What places set aside for their offices a year."""
    budgets = load_area_work(view).budgets
    shown = [name for name in budgets if not str(name).endswith("_code")]
    if view.prefecture is not None or budgets["prefecture_name"].equals(
        budgets["group_name"]
    ):
        shown.remove("prefecture_name")
    measure_table(budgets[shown], title="年度经费（R27）", note=area_source(view))
