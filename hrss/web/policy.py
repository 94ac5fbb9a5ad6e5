"""The decree on the page: clauses, the rules in them, the figure each one gives."""

from html import escape

import pandas as pd
import streamlit as st

from hrss import metrics
from hrss.decree import (
    DECREE_NUMBER,
    DECREE_TITLE,
    Clause,
    Rule,
    load_clauses,
    load_rules,
    load_targets,
)
from hrss.metrics import Grouping, percent_text
from hrss.web import loaders
from hrss.web.areas_data import area_figures
from hrss.web.caching import once_per_view
from hrss.web.standards_data import load_standards, rule_text, value_words
from hrss.web.stations_data import station_figures
from hrss.web.view import View

_MISSING = "（原文缺失）"
# Page, its title, its icon, and the rules whose figures it shows.
_PAGES = (
    ("standards", "标准化", ":material/rule:", metrics.TOWNSHIP_RULES),
    ("stations", "站点", ":material/holiday_village:", metrics.STATION_RULES),
    ("areas", "市县工作", ":material/assured_workload:", (*metrics.AREA_FIELDS, "R31")),
)


def decree_head() -> None:
    """Number, title and date of the decree."""
    st.html(
        f'<p class="source">《{escape(DECREE_TITLE)}》（{DECREE_NUMBER}，'
        "广东省人民政府办公厅，2011年9月25日）</p>"
    )


def clauses(view: View | None) -> None:
    """Every clause in order, with its rules and their present figures.

    Parameters
    ----------
    view : None when nothing has been reported: then there are no figures.
    """
    for body, rules in _sections(view):
        st.html(body)
        for file_name, title, icon, known in _PAGES:
            if shown := [each for each in rules if each in known]:
                label = f"在“{title}”页看{'、'.join(shown)}"
                st.page_link(f"pages/{file_name}.py", label=label, icon=icon)


@once_per_view
def _sections(view: View | None) -> list[tuple[str, list[str]]]:
    """Each clause with its rules as HTML, and the rules that have figures."""
    figures = None if view is None else _rule_figures(view)
    sections = []
    for clause in load_clauses():
        own = [rule for rule in load_rules() if rule.section == clause.section]
        body = _clause(clause) + (_rules(own, figures) if own else "")
        numbers = [] if figures is None else [each.rule_id for each in own]
        sections.append((body, numbers))
    return sections


def _clause(clause: Clause) -> str:
    if clause.is_missing:
        heading = f"{clause.section}　{_MISSING}"
        return f'<div class="clause missing"><h4>{heading}</h4></div>'
    heading = clause.heading or ("" if clause.section == "前言" else "（标题缺失）")
    return (
        f'<div class="clause"><h4>{clause.section}　{escape(heading)}</h4>'
        f"{escape(clause.text)}</div>"
    )


def _rules(rules: list[Rule], figures: dict[str, str] | None) -> str:
    heads = ["条款", "要求", "约束力", "依据原文"]
    if figures is not None:
        heads.append("现值")
    rows = [
        (
            rule.rule_id,
            rule.title,
            rule.strength_label,
            rule_text(rule.rule_id),
            *([] if figures is None else [figures.get(rule.rule_id, "尚无此项数据")]),
        )
        for rule in rules
    ]
    head = "".join(f"<th>{word}</th>" for word in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f'<table class="rules"><tr>{head}</tr>{body}</table>'


def _rule_figures(view: View) -> dict[str, str]:
    known = load_standards(view, all_batches=True)
    judged = known.rules[known.rules["pass_rate"].notna()]
    values = known.values[known.values["answered_count"] > 0]
    found = (
        {
            str(rule_id): "；".join(value_words(row) for _, row in rows.iterrows())
            for rule_id, rows in values.groupby("rule")
        }
        | {str(row["rule"]): _share(row) for _, row in judged.iterrows()}
        | _targets(view)
    )
    for rule_id, words in station_figures(view).items():
        is_of_both = rule_id in found and rule_id != "R03"
        found[rule_id] = f"{found[rule_id]}；{words}" if is_of_both else words
    for rule_id, words in area_figures(view).items():
        found[rule_id] = f"{found[rule_id]}；{words}" if rule_id in found else words
    return found


def _share(row: pd.Series) -> str:
    answered, passed = int(row["answered_count"]), int(row["pass_count"])
    if not answered:
        return "未填报"
    return (
        f"{percent_text(row['answered_pass_rate'])}"
        f"（填报{answered:,}个中符合{passed:,}个；"
        f"应建{int(row['rostered_count']):,}）"
    )


def _targets(view: View) -> dict[str, str]:
    batches = loaders.load_progress(view, Grouping.BATCH, all_batches=True)
    whole = loaders.load_progress(view, Grouping.PROVINCE, all_batches=True)
    rows = {"R29b": whole.iloc[0]} | {
        target.rule_id: batches[batches["group_code"] == str(target.batch)].iloc[0]
        for target in load_targets()
    }
    return {rule_id: _built(row) for rule_id, row in rows.items()}


def _built(row: pd.Series) -> str:
    if not row["rostered_count"]:
        return "名册中没有"
    return (
        f"上报建成{int(row['complete_count']):,}/{int(row['rostered_count']):,}，"
        f"{percent_text(row['completion_rate'])}"
    )
