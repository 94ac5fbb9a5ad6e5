"""The periods: what of each was reviewed, what closed it, and opening it again."""

from functools import partial

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from hrss.accounts import Action
from hrss.decree import PROVINCE_CODE
from hrss.places import load_prefectures
from hrss.service import gate
from hrss.service.periods import Period, load_periods
from hrss.web.accounts import acting, may
from hrss.web.asked import Outcome, asks
from hrss.web.plain_text import plain
from hrss.web.review_words import local_minute
from hrss.web.session import settings, store

_LONGEST_REASON = 300


_COLUMNS: dict[str, ColumnConfig | str | None] = {
    "报告期": st.column_config.TextColumn(width=96),
    **{
        name: st.column_config.NumberColumn(width=70)
        for name in ("待审核", "已通过", "已退回")
    },
    "状态": st.column_config.TextColumn(width=100),
    "关闭依据": st.column_config.TextColumn(width=250),
    "重新开放": st.column_config.TextColumn(width=390),
}


def period_panel() -> None:
    """The periods of an area, and a form for who may open one again."""
    table = load_prefectures()
    names = {PROVINCE_CODE: "全省"} | dict(
        zip(table["prefecture_code"], table["prefecture_name"], strict=True)
    )
    area = st.selectbox(
        "范围",
        list(names),
        format_func=names.__getitem__,
        key="period_area",
        width=280,
    )
    periods = load_periods(store(), settings(), area_code=area)
    st.dataframe(_in_words(periods), hide_index=True, height="content", placeholder="—")
    if area == PROVINCE_CODE:
        st.caption(
            "全省的通报关闭各市的数据；某市另行发布的通报只关闭该市，选择该市可见。"
        )
    closed = [period for period in periods if period.closed_until is not None]
    if may(Action.REOPEN) and closed:
        _reopening_form(area, names[area], closed)


def _in_words(periods: tuple[Period, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "报告期": [_month(period) for period in periods],
            "待审核": [period.waiting_count for period in periods],
            "已通过": [period.approved_count for period in periods],
            "已退回": [period.returned_count for period in periods],
            "状态": [_state(period) for period in periods],
            "关闭依据": [_closed_by(period) for period in periods],
            "重新开放": [_reopened(period) for period in periods],
        }
    )


def _month(period: Period) -> str:
    return f"{period.last_day.year}年{period.last_day.month}月"


def _state(period: Period) -> str:
    until = period.closed_until
    if until is None:
        return "开放"
    return "已关闭" if until == period.last_day else f"已关闭至{until.day}日"


def _closed_by(period: Period) -> str | None:
    closure = period.closure
    if closure is None:
        return None
    whose = "全省" if closure.area_code == PROVINCE_CODE else "本市"
    return f"{whose}第{closure.number}期通报（数据截至{closure.as_of}）"


def _reopened(period: Period) -> str | None:
    opened = period.reopening
    if opened is None:
        return None
    return f"{opened.by}于{local_minute(pd.Timestamp(opened.at))}：{opened.reason}"


def _reopening_form(area: str, area_name: str, closed: list[Period]) -> None:
    fields = f"reopened_period_{area}", "reopening_reason"
    with st.form("reopening", border=True, enter_to_submit=False):
        left, right = st.columns([1, 3])
        left.selectbox(
            f"重新开放{area_name}的报告期", closed, format_func=_month, key=fields[0]
        )
        right.text_input("原因", max_chars=_LONGEST_REASON, key=fields[1])
        deed = partial(_reopen, area, area_name)
        st.form_submit_button("重新开放", on_click=asks(deed, *fields))
    st.caption(
        "重新开放后可以补报、更正、审核和撤回，至下一期通报发布时再次关闭；"
        "已发布的通报不变，更正在下一期以勘误列出。"
    )


def _reopen(
    area: str, area_name: str, period: Period | None, reason: str | None
) -> Outcome:
    """Open the period that the visitor saw closed, up to the day it was closed."""
    if period is None or period.closed_until is None:
        return Outcome("请选择要重新开放的报告期。", is_done=False)
    try:
        gate.reopen_period(
            store(),
            acting(""),
            area_code=area,
            first_day=period.first_day,
            last_day=period.closed_until,
            reason=reason or "",
        )
    except gate.RefusedError as refusal:
        return Outcome(plain(str(refusal)), is_done=False)
    return Outcome(f"{area_name}{_month(period)}已重新开放。")
