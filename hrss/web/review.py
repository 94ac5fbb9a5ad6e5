"""The page of reviews: who may see it, its parts, and the queue of what waits."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig
from streamlit.elements.lib.mutable_tab_container import TabContainer

from hrss.accounts import Action
from hrss.sheets import KIND_LABELS
from hrss.store import Account
from hrss.web.accounts import current_account
from hrss.web.chosen_rows import choose_rows
from hrss.web.review_case import show_case
from hrss.web.review_data import own_closed, own_queue, pick_rows
from hrss.web.review_forms import approve_several, take_next_number
from hrss.web.review_words import local_minutes

REVIEW_TABS = ("待审核", "审核记录", "报告期")
_WHOLE = 8
"""Rows up to which a table is shown whole, without a bar to scroll."""


def reviews_anything(account: Account | None) -> bool:
    """Whether the page of reviews is for that account."""
    return account is not None and account.rights.may(Action.REVIEW)


def require_reviewer() -> None:
    """Say so and stop where there is no review, or the account reviews nothing."""
    account = current_account()
    if account is None:
        st.info("没有启用账号，不设审核。")
        st.stop()
    if not reviews_anything(account):
        st.info("您的账号不审核数据。各份报表的审核结果和意见见“数据上报”页。")
        st.stop()


def review_tabs() -> Sequence[TabContainer]:
    """The parts of the page; only the one that is open is computed."""
    return st.tabs(REVIEW_TABS, key="review", on_change="rerun", bind="query-params")


def queue_panel() -> None:
    """What waits for the visitor; one of it in full, or several to approve at once."""
    waiting, closed = own_queue(), own_closed()
    if waiting.empty and closed.empty:
        st.caption("有新的报表报来时，会列在这里。")
        return
    keep = pick_rows(pd.concat([waiting, closed]), key="queue")
    shown = keep(waiting)
    numbers = _pick(shown)
    if len(numbers) == 1:
        show_case(shown.loc[numbers].iloc[0], after=_after(shown, numbers[0]))
    elif numbers:
        approve_several(shown.loc[numbers])
    elif not shown.empty:
        st.caption("勾选一份，查看变化、异常并审核；勾选多份，可一并通过。")
    _closed_ones(keep(closed), is_shown_whole=not numbers)


def _pick(shown: pd.DataFrame) -> list[int]:
    after = take_next_number()
    if shown.empty:
        st.caption("没有可以审核的报表。")
        return []
    return choose_rows(
        _in_words(shown),
        shown.index.tolist(),
        key="queue",
        is_several=True,
        next_number=after,
        height="content" if len(shown) <= _WHOLE else 290,
        columns=_COLUMNS,
    )


def _closed_ones(shown: pd.DataFrame, *, is_shown_whole: bool) -> None:
    """What nobody can decide on until its period is opened again, and why.

    Parameters
    ----------
    is_shown_whole : the chosen one is shown in full below.
    """
    if shown.empty:
        return
    st.markdown(f"##### 所属报告期已关闭，暂不能审核的 {len(shown)} 份")
    st.caption(
        "所属报告期已随通报发布而关闭；确需补入的，请系统管理员重新开放后再审核。"
    )
    numbers = choose_rows(
        _in_words(shown),
        shown.index.tolist(),
        key="closed",
        height="content" if len(shown) <= _WHOLE else 290,
        columns=_COLUMNS,
    )
    if numbers and is_shown_whole:
        show_case(shown.loc[numbers].iloc[0], after=None)


def _after(shown: pd.DataFrame, number: int) -> int | None:
    """The submission that comes after one, for who goes through the queue."""
    numbers = shown.index.tolist()
    place = numbers.index(number)
    others = [*numbers[place + 1 :], *numbers[:place]]
    return others[0] if others else None


def _in_words(shown: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "编号": shown.index,
            "地区": shown["place"],
            "数据截至": shown["as_of"].dt.strftime("%Y-%m-%d"),
            "种类": shown["kind"].map(dict(KIND_LABELS)),
            "报送人": shown["sender"],
            "收到时间": local_minutes(shown["received_at"]),
            "行数": shown["rows_valid"],
            "提示": shown["warning_count"],
            "退回行": shown["rows_held_back"],
            "变化": shown["changed_count"],
            "新建成": shown["newly_complete_count"],
            "变未建成": shown["no_longer_complete_count"],
            "异常": shown["oddity_count"],
        }
    )


def _count(help_text: str, width: int = 50) -> ColumnConfig:
    return st.column_config.NumberColumn(help=help_text, width=width)


_COLUMNS: dict[str, ColumnConfig | str | None] = {
    "编号": st.column_config.NumberColumn(width=52),
    "地区": st.column_config.TextColumn(width=118),
    "数据截至": st.column_config.TextColumn(width=88),
    "种类": st.column_config.TextColumn(width=104),
    "报送人": st.column_config.TextColumn(width=88),
    "收到时间": st.column_config.TextColumn(width=124),
    "行数": _count("收下的行数"),
    "提示": _count("收下时的提示"),
    "退回行": _count("有错误、没有收下的行", 60),
    "变化": _count("与已通过的数据相比有变化的机构、站点或市县"),
    "新建成": _count("通过后由未建成或未填报变为建成", 60),
    "变未建成": _count("通过后由建成变为未建成", 74),
    "异常": _count("与这份报表有关、需要核实之处"),
}
