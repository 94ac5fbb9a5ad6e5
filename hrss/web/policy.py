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
from hrss.metrics import Grouping
from hrss.web import loaders
from hrss.web.view import View

_MISSING = "（原文缺失）"


def decree_head() -> None:
    """Number, title and date of the decree."""
    st.html(
        f'<p class="source">《{escape(DECREE_TITLE)}》（{DECREE_NUMBER}，'
        "广东省人民政府办公厅，2011年9月25日）</p>"
    )


def clauses(view: View) -> None:
    """Every clause in order, with its rules and their present figures."""
    figures = _rule_figures(view.version, view)
    rules = load_rules()
    for clause in load_clauses():
        _clause(clause)
        own = [rule for rule in rules if rule.section == clause.section]
        if own:
            _rules(own, figures)


def _clause(clause: Clause) -> None:
    if clause.is_missing:
        body = (
            f'<div class="clause missing"><h4>{clause.section}　{_MISSING}</h4></div>'
        )
    else:
        heading = clause.heading or ("" if clause.section == "前言" else "（标题缺失）")
        body = (
            f'<div class="clause"><h4>{clause.section}　{escape(heading)}</h4>'
            f"{escape(clause.text)}</div>"
        )
    st.html(body)


def _rules(rules: list[Rule], figures: dict[str, str]) -> None:
    heads = ("条款", "要求", "约束力", "依据原文", "现值")
    rows = [
        (
            rule.rule_id,
            rule.title,
            rule.strength_label,
            rule.quote,
            figures.get(rule.rule_id, "尚无此项数据"),
        )
        for rule in rules
    ]
    head = "".join(f"<th>{word}</th>" for word in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    st.html(f'<table class="rules"><tr>{head}</tr>{body}</table>')


@st.cache_data(max_entries=32, show_spinner=False)
def _rule_figures(version: str, _view: View) -> dict[str, str]:
    snapshot = loaders.load_snapshot(_view, all_batches=True)
    results = metrics.rule_results(snapshot)
    figures = {name: _share(results[name], len(snapshot)) for name in results.columns}
    return figures | _targets(_view) | _counts(snapshot)


def _share(result: pd.Series, rostered: int) -> str:
    answered, passed = int(result.notna().sum()), int(result.sum())
    if not answered:
        return "未填报"
    share = f"{passed / answered:.1%}"
    return f"{share}（填报{answered:,}个中符合{passed:,}个；应建{rostered:,}）"


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
        f"{row['completion_rate']:.1%}"
    )


def _counts(snapshot: pd.DataFrame) -> dict[str, str]:
    due, built = snapshot["station_due_count"], snapshot["station_complete_count"]
    both = due.notna() & built.notna()
    figures = {}
    if both.any():
        total, done = int(due[both].sum()), int(built[both].sum())
        figures["R03"] = f"已建{done:,}/应建{total:,}（{int(both.sum()):,}个乡镇填报）"
    subsidy = snapshot["township_subsidy_wan_yuan"].dropna()
    if len(subsidy):
        figures["R27b"] = (
            f"合计{float(subsidy.sum()):,.1f}万元（{len(subsidy):,}个填报）"
        )
    recruited = snapshot["openly_recruited_count"].dropna()
    if len(recruited):
        figures["R22"] = (
            f"公开招聘{int(recruited.sum()):,}人（{len(recruited):,}个填报）"
        )
    trained = snapshot["trained_person_count"].dropna()
    if len(trained):
        figures["R23"] = f"培训{int(trained.sum()):,}人次（{len(trained):,}个填报）"
    return figures
