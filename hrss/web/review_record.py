"""What was decided, by whom and why; what was approved may still be returned."""

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from hrss.accounts import ReviewState
from hrss.reports import write_table
from hrss.service.reviewed import prefecture_names
from hrss.service.reviewing import reviewable
from hrss.sheets import KIND_LABELS
from hrss.web.accounts import acting
from hrss.web.charts import XLSX
from hrss.web.chosen_rows import choose_rows
from hrss.web.review_data import all_decisions, pick_rows
from hrss.web.review_forms import return_form
from hrss.web.review_words import local_minutes

_RESULTS = [ReviewState.APPROVED, ReviewState.RETURNED]
_WHOLE = 9
"""Rows up to which a table is shown whole, without a bar to scroll."""


_COLUMNS: dict[str, ColumnConfig | str | None] = {
    "编号": st.column_config.NumberColumn(width=52),
    "地区": st.column_config.TextColumn(width=100),
    "数据截至": st.column_config.TextColumn(width=88),
    "种类": st.column_config.TextColumn(width=104),
    "报送人": st.column_config.TextColumn(width=88),
    "审核结果": st.column_config.TextColumn(width=76),
    "审核人": st.column_config.TextColumn(width=88),
    "审核时间": st.column_config.TextColumn(width=124),
    "审核意见": st.column_config.TextColumn(width=230),
    "现状": st.column_config.TextColumn(width=62),
}


def record_panel() -> None:
    """Every decision, the newest first; the chosen one can be undone where it may."""
    decisions = all_decisions()
    if decisions.empty:
        st.caption("还没有审核过报表。")
        return
    kept = pick_rows(decisions, key="record")(decisions)
    results = st.segmented_control(
        "审核结果",
        _RESULTS,
        format_func=lambda result: result.label,
        selection_mode="multi",
        key="record_results",
    )
    if results:
        kept = kept[kept["decision"].isin([each.value for each in results])]
    chosen = _pick(kept)
    if chosen is None:
        st.caption("选中一条“已通过”的记录，可以退回；所属报告期已关闭的不能退回。")
    else:
        _undo(kept.loc[[chosen]])


def _pick(kept: pd.DataFrame) -> int | None:
    """Show the decisions, also as Excel; the number of the one that was chosen."""
    words = _in_words(kept)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"##### 审核记录（{len(kept):,}条）", width="stretch")
        st.download_button(
            "下载（Excel）",
            data=lambda: write_table(
                words,
                title="审核记录",
                note="",
                labels={str(name): str(name) for name in words},
            ),
            file_name="审核记录.xlsx",
            mime=XLSX,
            on_click="ignore",
            type="tertiary",
        )
    if kept.empty:
        return None
    chosen = choose_rows(
        words,
        kept.index.tolist(),
        key="record",
        height="content" if len(kept) <= _WHOLE else 330,
        columns=_COLUMNS,
    )
    return chosen[0] if chosen else None


def _undo(chosen: pd.DataFrame) -> None:
    """Return what was approved, if the visitor may; of the one decision."""
    decision = chosen.iloc[0]
    number = int(decision["submission_id"])
    if decision["is_withdrawn"] or decision["review_state"] != ReviewState.APPROVED:
        st.caption(f"报送编号 {number} 现已不计入，没有可以退回的。")
        return
    if not reviewable(chosen, acting("")).all():
        st.caption(f"报送编号 {number} 不由您的账号审核。")
        return
    return_form(number)


def _in_words(decisions: pd.DataFrame) -> pd.DataFrame:
    now = [ReviewState(each).label for each in decisions["review_state"]]
    states = pd.Series(now, index=decisions.index, dtype="string")
    return pd.DataFrame(
        {
            "编号": decisions["submission_id"],
            "地区": [prefecture_names(each) for each in decisions["prefecture_codes"]],
            "数据截至": decisions["as_of"].dt.strftime("%Y-%m-%d"),
            "种类": decisions["kind"].map(dict(KIND_LABELS)),
            "报送人": decisions["sender"],
            "审核结果": [ReviewState(each).label for each in decisions["decision"]],
            "审核人": decisions["decided_by"],
            "审核时间": local_minutes(decisions["decided_at"]),
            "审核意见": decisions["comment"],
            "现状": states.mask(decisions["is_withdrawn"], "已撤回"),
        }
    )
