"""Panels of the standards page: who meets the rules, what is missing, whom it needs."""

import pandas as pd
import streamlit as st

from hrss import figures, metrics
from hrss.decree import STRENGTH_LABELS, rule
from hrss.metrics import Grouping, ItemKind
from hrss.web import loaders
from hrss.web.behind import show_behind
from hrss.web.behind_bars import Bars
from hrss.web.caching import once_per_view
from hrss.web.charts import Chart, prepared, show
from hrss.web.standards_data import (
    POPULATION_SOURCE,
    blocking_title,
    load_estimate,
    load_standards,
    rule_text,
    shortage_title,
    unjudged_words,
    value_words,
)
from hrss.web.tables import html_table, measure_table, table_head
from hrss.web.view import View

_RULE_HEADS = (
    *("条款", "要求", "约束力", "依据原文", "填报", "符合", "不符合", "未填报"),
    *("采用", "占应建", "占填报"),
)
_RULE_COUNTS = (
    *("answered_count", "pass_count", "fail_count", "unanswered_count"),
    "used_count",
)
_RULE_RATES = ("pass_rate", "answered_pass_rate")
_VERIFIED = (
    *("group_code", "group_name", "rostered_count", "complete_count"),
    *("verified_count", "unverified_count"),
)
_STAFFING = (
    *("group_name", "rostered_count", "answered_count", "staff_count"),
    *("served_per_staff", "understaffed_count", "shortage_count", "no_staff_count"),
)
ITEM_TITLES = {
    ItemKind.EQUIPMENT: "六类设备缺什么（R20）",
    ItemKind.FUNCTIONS: "八项职能缺什么（R01）",
    ItemKind.SYSTEMS: "制度与公开缺什么（R24、R25）",
}


def _show_with_offices(view: View, chart: Chart, bars: Bars, *, key: str) -> None:
    """A chart, and under it the offices of the bar that was clicked."""
    show_behind(view, bars, show(chart, key=key, is_clickable=True))


def verified_panel(view: View) -> None:
    """Verified against reported complete, prefecture by prefecture or by county."""
    _show_with_offices(view, _verified_chart(view), Bars.VERIFIED, key="verified")


@once_per_view
def _verified_chart(view: View) -> Chart:
    groups = loaders.load_progress(view, loaders.finest_grouping(view))
    note = loaders.short_source(view)
    return Chart(
        prepared(figures.verified_bars(groups, note=note)),
        title="核验达标与上报建成",
        table=groups[list(_VERIFIED)],
        note=note,
    )


def blocking_panel(view: View) -> None:
    """What keeps complete offices from being verified."""
    _show_with_offices(view, _blocking_chart(view), Bars.BLOCKING, key="blocking")


@once_per_view
def _blocking_chart(view: View) -> Chart:
    blocking, note = load_standards(view).blocking, loaders.short_source(view)
    whole = loaders.load_progress(view, Grouping.PROVINCE).iloc[0]
    unverified = int(whole["unverified_count"])
    if left_out := unjudged_words(blocking, unverified=unverified):
        note = f"{note} · {left_out}"
    return Chart(
        prepared(figures.blocking_bars(blocking, note=note)),
        title=blocking_title(blocking, unverified=unverified),
        table=blocking,
        note=note,
    )


def rules_panel(view: View) -> None:
    """Hard and soft rules as bars of all rostered offices."""
    _show_with_offices(view, _rules_chart(view), Bars.RULES, key="rules")


@once_per_view
def _rules_chart(view: View) -> Chart:
    rules, note = load_standards(view).rules, loaders.short_source(view)
    bars = figures.rule_bars(rules, verifying=metrics.VERIFYING_RULES, note=note)
    return Chart(
        prepared(bars),
        title=f"各条款符合情况（应建{int(rules['rostered_count'].iloc[0]):,}个）",
        table=rules,
        note=note,
    )


def rules_table(view: View) -> None:
    """Every township-level rule with its counts, both rates and the decree's quote."""
    table_head(
        _quoted_rules(view), title="条款、数字与依据原文", note=loaders.source(view)
    )
    html_table(_RULE_HEADS, _rule_rows(view), numeric_from=4)


@once_per_view
def _quoted_rules(view: View) -> pd.DataFrame:
    """The rules as they are taken away: strengths in words, with their quotes."""
    rules = load_standards(view).rules
    return rules.assign(
        strength=rules["strength"].map(dict(STRENGTH_LABELS)),
        quote=[rule(rule_id).quote for rule_id in rules["rule"]],
    )


@once_per_view
def _rule_rows(view: View) -> list[list[str]]:
    rules = load_standards(view).rules
    return [
        [
            *(row["rule"], row["title"], rule(row["rule"]).strength_label),
            rule_text(row["rule"]),
            *(figures.count(row[name]) for name in _RULE_COUNTS),
            *(figures.percent(row[name]) for name in _RULE_RATES),
        ]
        for _, row in rules.iterrows()
    ]


def items_panel(view: View, kind: ItemKind) -> None:
    """Items of one list, the most lacked first."""
    chart = _items_chart(view, kind)
    _show_with_offices(view, chart, Bars.ITEMS, key=f"items_{kind}")


@once_per_view
def _items_chart(view: View, kind: ItemKind) -> Chart:
    items, note = load_standards(view).items[kind], loaders.short_source(view)
    return Chart(
        prepared(figures.missing_bars(items, note=note)),
        title=ITEM_TITLES[kind],
        table=items,
        note=note,
    )


def area_panel(view: View) -> None:
    """Distribution of floor areas about the decree's 300 m²."""
    _show_with_offices(view, _area_chart(view), Bars.AREAS, key="areas")


@once_per_view
def _area_chart(view: View) -> Chart:
    own, note = load_standards(view), loaders.short_source(view)
    histogram = figures.area_histogram(
        own.area_bins, own.areas.iloc[0], line_m2=metrics.LINE_M2, note=note
    )
    return Chart(
        prepared(histogram),
        title=f"建筑面积分布（R18，原则上不少于{metrics.LINE_M2:g}㎡）",
        table=own.area_bins,
        note=note,
    )


def names_panel(view: View) -> None:
    """Names by kind of fault."""
    _show_with_offices(view, _names_chart(view), Bars.NAMES, key="names")


@once_per_view
def _names_chart(view: View) -> Chart:
    own, note = load_standards(view), loaders.short_source(view)
    return Chart(
        prepared(figures.kind_bars(own.names, note=note)),
        title="机构名称（R15）",
        table=own.names_by,
        note=note,
    )


def bands_panel(view: View) -> None:
    """Offices by how many people one of the staff serves."""
    _show_with_offices(view, _bands_chart(view), Bars.BANDS, key="bands")


@once_per_view
def _bands_chart(view: View) -> Chart:
    own, note = load_standards(view), loaders.short_source(view)
    return Chart(
        prepared(figures.kind_bars(own.bands, note=note)),
        title=shortage_title(own.bands),
        table=own.bands,
        note=note,
    )


def staffing_table(view: View) -> None:
    """Staff, served and shortage place by place; an estimate where nobody says."""
    measure_table(
        load_standards(view).staffing[list(_STAFFING)],
        title="各地人员配备",
        note=loaders.source(view),
    )
    estimate = load_estimate(view)
    if not estimate.empty:
        measure_table(
            estimate.drop(columns="group_code"),
            title="服务对象未填报的地市：需配人员估算",
            note=f"{loaders.source(view)}；{POPULATION_SOURCE}",
        )
        st.caption(f"{POPULATION_SOURCE}。")


def values_table(view: View) -> None:
    """Values of rules without a number in the text, and of options."""
    table_head(
        load_standards(view).values,
        title="只列数值、不判是否符合的项目",
        note=loaders.source(view),
    )
    heads = ("条款", "要求", "约束力", "填报情况")
    html_table(heads, _value_rows(view), numeric_from=len(heads))


@once_per_view
def _value_rows(view: View) -> list[list[str]]:
    return [
        [row["rule"], row["title"], rule(row["rule"]).strength_label, value_words(row)]
        for _, row in load_standards(view).values.iterrows()
    ]
