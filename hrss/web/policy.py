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
from hrss.web.standards_data import load_standards, value_words
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
    figures = _rule_figures(view)
    rules = load_rules()
    for clause in load_clauses():
        _clause(clause)
        own = [rule for rule in rules if rule.section == clause.section]
        if own:
            _rules(own, figures)
            _link(own)


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


def _link(rules: list[Rule]) -> None:
    """Lead to the page that shows these rules, where it does."""
    shown = [rule.rule_id for rule in rules if rule.rule_id in metrics.TOWNSHIP_RULES]
    if shown:
        st.page_link(
            "pages/standards.py",
            label=f"在“标准化”页看{'、'.join(shown)}",
            icon=":material/rule:",
        )


def _rule_figures(view: View) -> dict[str, str]:
    known = load_standards(view, all_batches=True)
    judged = known.rules[known.rules["pass_rate"].notna()]
    values = known.values[known.values["answered_count"] > 0]
    return (
        {
            str(rule_id): "；".join(value_words(row) for _, row in rows.iterrows())
            for rule_id, rows in values.groupby("rule")
        }
        | {str(row["rule"]): _share(row) for _, row in judged.iterrows()}
        | _targets(view)
    )


def _share(row: pd.Series) -> str:
    answered, passed = int(row["answered_count"]), int(row["pass_count"])
    if not answered:
        return "未填报"
    return (
        f"{row['answered_pass_rate']:.1%}（填报{answered:,}个中符合{passed:,}个；"
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
        f"{row['completion_rate']:.1%}"
    )
