"""The log on the page of administration: narrowed, read, taken out."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

import pandas as pd
import streamlit as st

from hrss.accounts import Action, LogAction
from hrss.reports import csv_text, write_table
from hrss.service import LOCAL_TIME
from hrss.store import LogNarrowing, count_log, fetch_accounts, fetch_log
from hrss.web.accounts import SESSION_COOKIE, account_of
from hrss.web.charts import XLSX
from hrss.web.session import store

_MOST_SHOWN = 500
_NAMES = {
    "log_id": "序号",
    "at": "时间",
    "user_name": "用户名",
    "action": "操作",
    "subject": "对象",
    "submission_id": "报送编号",
    "address": "来自",
    "detail": "说明",
}
_WHOLE = 16
"""Entries up to which the log is shown whole, without a bar to scroll."""
_WIDTHS = {
    **{"序号": 70, "时间": 150, "用户名": 110, "操作": 110, "对象": 210},
    **{"报送编号": 75, "来自": 120, "说明": 210},
}
_ENDED = "登录已失效，没有导出日志。"


def log_panel() -> None:
    """Filters, what they let through, and the whole of it as a file."""
    chosen = _pick_filters()
    count = count_log(store(), **chosen)
    shown = worded(fetch_log(store(), limit=_MOST_SHOWN, **chosen))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"##### 操作日志（{count:,}条）", width="stretch")
        _downloads(chosen, count)
    if not count:
        st.info("没有符合条件的记录。")
        return
    st.dataframe(
        shown,
        hide_index=True,
        height="content" if len(shown) <= _WHOLE else 530,
        placeholder="—",
        column_config={
            name: st.column_config.Column(width=width)
            for name, width in _WIDTHS.items()
        },
    )
    if count > len(shown):
        st.caption(
            f"最近的在前，显示最近{len(shown):,}条；下载的文件含全部{count:,}条。"
        )
    else:
        st.caption("最近的在前。时间为北京时间；由命令行所做的没有来自地址。")


def worded(log: pd.DataFrame) -> pd.DataFrame:
    """Entries as they are read: local time, actions in words, Chinese heads."""
    lines = log.reset_index()[list(_NAMES)]
    return lines.assign(
        at=lines["at"].dt.tz_convert(LOCAL_TIME).dt.strftime("%Y-%m-%d %H:%M:%S"),
        action=[LogAction(each).label for each in lines["action"]],
    ).rename(columns=_NAMES)


def _pick_filters() -> LogNarrowing:
    first, last, who, what, number, where = st.columns([3, 3, 3, 3, 2, 3])
    since = _day(first, "起始日期", "log_since")
    until = _day(last, "截止日期", "log_until")
    user_name, action = _user(who), _action(what)
    submission: int | None = number.number_input(
        "报送编号",
        min_value=1,
        step=1,
        value=None,
        placeholder="全部",
        key="log_submission",
    )
    address = where.text_input(
        "来自", placeholder="网络地址或其开头", max_chars=60, key="log_address"
    )
    return LogNarrowing(
        since=None if since is None else _moment(since, time.min),
        until=None if until is None else _moment(until, time.max),
        user_name=user_name or None,
        action=action,
        submission_id=submission,
        address=address.strip() or None,
    )


def _day(
    place: "st.delta_generator.DeltaGenerator", label: str, key: str
) -> date | None:
    chosen: date | None = place.date_input(
        label, value=None, format="YYYY-MM-DD", key=key
    )
    return chosen


def _user(place: "st.delta_generator.DeltaGenerator") -> str | None:
    chosen: str | None = place.selectbox(
        "用户名",
        [each.user_name for each in fetch_accounts(store())],
        index=None,
        accept_new_options=True,
        placeholder="全部",
        help="可选，也可键入；由命令行所做的记的是所写姓名",
        key="log_user",
    )
    return chosen


def _action(place: "st.delta_generator.DeltaGenerator") -> LogAction | None:
    chosen: LogAction | None = place.selectbox(
        "操作",
        list(LogAction),
        index=None,
        format_func=lambda each: each.label,
        placeholder="全部",
        key="log_action",
    )
    return chosen


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LOCAL_TIME)


def _downloads(chosen: LogNarrowing, count: int) -> None:
    today = datetime.now(LOCAL_TIME).date()
    for label, ending, mime, write in (
        ("下载（Excel）", "xlsx", XLSX, _as_workbook),
        ("下载（CSV）", "csv", "text/csv", as_csv),
    ):
        st.download_button(
            label,
            data=_allowed(partial(_written, write, chosen)),
            file_name=f"操作日志_{today}.{ending}",
            mime=mime,
            on_click="ignore",
            type="tertiary",
            disabled=not count,
            key=f"log_{ending}",
        )


def _written(write: Callable[[pd.DataFrame], bytes], chosen: LogNarrowing) -> bytes:
    return write(export(chosen))


def export(chosen: LogNarrowing) -> pd.DataFrame:
    """Every entry that the filters let through, as it is read."""
    return worded(fetch_log(store(), **chosen))


def _as_workbook(table: pd.DataFrame) -> bytes:
    now = datetime.now(LOCAL_TIME)
    note = f"导出时间：{now:%Y-%m-%d %H:%M}（北京时间），共{len(table)}条"
    return write_table(table, title="操作日志", note=note)


def as_csv(table: pd.DataFrame) -> bytes:
    """The export as CSV."""
    return csv_text(table).encode()


def _allowed(write: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same, if whoever drew the button may still look when it is pressed."""
    token = st.context.cookies.get(SESSION_COOKIE, "")

    def written() -> bytes:
        account = account_of(token)
        if account is None or not account.rights.may(Action.ADMINISTER):
            return _ENDED.encode()
        return write()

    return written
