"""The page of whoever looks after the system: its parts, and who may see it."""

from collections.abc import Sequence

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from hrss.accounts import Action
from hrss.store import Account
from hrss.web.accounts import current_account

_TABS = ("账号", "日志")


def administers(account: Account) -> bool:
    """Whether an account looks after the others."""
    return account.rights.may(Action.ADMINISTER)


def require_administrator() -> None:
    """Show nothing else to whoever does not look after the accounts."""
    account = current_account()
    if account is None or not administers(account):
        st.error("您的账号不能管理账号，也不能查看日志。")
        st.stop()


def admin_tabs() -> Sequence[TabContainer]:
    """The parts of the page; only the one that is open is computed."""
    return st.tabs(_TABS, key="admin_tab", on_change="rerun", bind="query-params")
