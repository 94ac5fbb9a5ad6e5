"""Panels of the stations page: coverage, rules, names, employment, the red line."""

from html import escape

import pandas as pd
import streamlit as st

from hrss import figures
from hrss.decree import rule
from hrss.web import loaders
from hrss.web.caching import once_per_view
from hrss.web.charts import Chart, prepared, show
from hrss.web.station_rows import show_stations_behind
from hrss.web.stations_data import (
    load_tables,
    stations_note,
    stations_source,
)
from hrss.web.tables import html_table, measure_table, table_head
from hrss.web.view import View

_RULE_HEADS = (
    *("条款", "要求", "约束力", "依据原文", "填报", "符合", "不符合", "未填报"),
    *("采用", "占名单", "占填报"),
)
_RULE_COUNTS = (
    *("answered_count", "pass_count", "fail_count", "unanswered_count"),
    "used_count",
)
_RULE_RATES = ("listed_pass_rate", "answered_pass_rate")
_PARTLY_KEPT = ("silent", "已填报的未发现")
_UNSHOWN = ["group_code", "prefecture_code", "prefecture_name", "county_name"]


def station_tiles(view: View) -> None:
    """The figures that answer first, lists and sheets each with its own word."""
    whole, red = load_tables(view).whole, load_tables(view).red
    cells = [
        _ratio_tile("已报名单的乡镇（街道）", whole, "listing_count", "township_count"),
        _ratio_tile("建成站点（名单）", whole, "listed_complete_count", "listed_count"),
        _rate_tile("覆盖率（名单）", whole["listed_coverage_rate"]),
        _ratio_tile(
            "已建站点（进度表）", whole, "station_complete_count", "station_due_count"
        ),
        _rate_tile("覆盖率（进度表）", whole["station_coverage_rate"]),
        red_tile(red),
    ]
    st.html(f'<div class="batch"><div class="figures">{"".join(cells)}</div></div>')


def _tile(word: str, figure: str, rest: str, mark: str = "") -> str:
    return (
        f'<div><span class="word">{escape(word)}</span>'
        f'<span class="figure">{escape(figure)}</span>'
        f'<span class="rest"> {escape(rest)}</span>{mark}</div>'
    )


def _ratio_tile(word: str, whole: pd.Series, part: str, every: str) -> str:
    if pd.isna(whole[every]) or not whole[every]:
        return _tile(word, "—", "")
    return _tile(word, f"{whole[part]:,}", f"/ {whole[every]:,}")


def _rate_tile(word: str, rate: float) -> str:
    return _tile(word, figures.percent(rate), "")


def red_tile(red: pd.Series) -> str:
    """The red line: crossed, kept by all or by those who answered, or not answered.

    Green is only what every listed station has said.
    """
    word, stations = "公职人员领取兼职报酬", int(red["paid_station_count"])
    if not red["answered_count"]:
        return _tile(word, "—", "", '<span class="chip silent">未填报</span>')
    answered, listed = int(red["answered_count"]), int(red["listed_count"])
    light, sign = ("green", "● 未发现") if answered == listed else _PARTLY_KEPT
    if stations:
        light, sign = "red", "■ 触红线"
    rest = f"个站点，{int(red['paid_person_count']):,} 人"
    rest += f"（填报{answered:,}/名单{listed:,}）"
    chip = f'<span class="chip {light}">{sign}</span>'
    return _tile(word, f"{stations:,}", rest, chip)


def coverage_panel(view: View) -> None:
    """Coverage place by place, the Delta and elsewhere apart."""
    show(_coverage_chart(view), key="station_coverage")


@once_per_view
def _coverage_chart(view: View) -> Chart:
    places, note = load_tables(view).coverage, stations_note(view)
    delta = loaders.delta_codes()
    if view.prefecture in delta:
        delta = frozenset(places["group_code"])
    who = "各镇（街道）" if loaders.has_no_counties(view) else loaders.places_name(view)
    return Chart(
        prepared(figures.coverage_bars(places, delta_codes=delta, note=note)),
        title=f"{who}站点覆盖率（{loaders.batch_name(view)}）",
        table=places,
        note=note,
    )


def station_rules_panel(view: View) -> None:
    """Rules as bars of all listed stations; a click lists those behind a bar."""
    clicked = show(_rules_chart(view), key="station_rules", is_clickable=True)
    show_stations_behind(view, "rules", clicked)


@once_per_view
def _rules_chart(view: View) -> Chart:
    rules, note = load_tables(view).rules, stations_note(view)
    listed = int(rules["listed_count"].iloc[0])
    return Chart(
        prepared(figures.rule_bars(rules, verifying=(), note=note)),
        title=f"站点各条款符合情况（名单站点{listed:,}个）",
        table=rules,
        note=note,
    )


def station_rules_table(view: View) -> None:
    """Every station-level rule with its counts, both rates and the decree's quote."""
    rules = load_tables(view).rules
    table_head(rules, title="站点条款、数字与依据原文", note=stations_source(view))
    html_table(_RULE_HEADS, _rule_rows(view), numeric_from=4)


@once_per_view
def _rule_rows(view: View) -> list[list[str]]:
    return [
        [
            *(row["rule"], row["title"], rule(row["rule"]).strength_label),
            rule(row["rule"]).quote,
            *(figures.count(row[name]) for name in _RULE_COUNTS),
            *(figures.percent(row[name]) for name in _RULE_RATES),
        ]
        for _, row in load_tables(view).rules.iterrows()
    ]


def coverage_table(view: View) -> None:
    """Lists and sheets side by side, place by place."""
    table = load_tables(view).coverage
    unshown = [*_UNSHOWN, "listing_rate"]
    if loaders.has_no_counties(view):
        unshown.append("township_count")
    measure_table(
        table.drop(columns=[name for name in unshown if name in table]),
        title="各地站点：名单与进度表对照",
        note=stations_source(view),
    )


def station_names_panel(view: View) -> None:
    """Names by kind of fault; a click lists the stations of a kind."""
    clicked = show(_names_chart(view), key="station_names", is_clickable=True)
    show_stations_behind(view, "names", clicked)


@once_per_view
def _names_chart(view: View) -> Chart:
    own, note = load_tables(view), stations_note(view)
    return Chart(
        prepared(figures.kind_bars(own.names, note=note)),
        title="站点名称（R16）",
        table=own.names_by,
        note=note,
    )


def modes_panel(view: View) -> None:
    """How the stations employ their staff."""
    clicked = show(_modes_chart(view), key="station_modes", is_clickable=True)
    show_stations_behind(view, "modes", clicked)


@once_per_view
def _modes_chart(view: View) -> Chart:
    modes, note = load_tables(view).modes, stations_note(view)
    return Chart(
        prepared(figures.kind_bars(modes, note=note)),
        title="站点用工方式（R12，可任选）",
        table=modes,
        note=note,
    )


def names_table(view: View) -> None:
    """Kinds of names place by place."""
    table = load_tables(view).names_by
    measure_table(
        table.drop(columns=[name for name in _UNSHOWN if name in table]),
        title="各地站点名称",
        note=stations_source(view),
    )
