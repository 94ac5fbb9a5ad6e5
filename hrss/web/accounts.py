"""Who is at the page: the account behind the cookie, and what it may do.

Without accounts there is one user, who writes a name in each form. With accounts the
name is the account's, and nothing is shown or written for a visitor without one.
"""

from datetime import timedelta
from html import escape

import streamlit as st

from hrss.accounts import Action
from hrss.service.gate import Actor
from hrss.service.places_of import own_place_name
from hrss.settings import Settings
from hrss.store import Account, Lifetime, find_session
from hrss.web.session import settings, store

SESSION_COOKIE = "hrss_session"
LOCAL_ADDRESS = "127.0.0.1"
_SEEN = "signed_in_account"


def lifetime(in_force: Settings) -> Lifetime:
    """How long a session holds."""
    return Lifetime(
        idle=timedelta(minutes=in_force.session_idle_minutes),
        absolute=timedelta(hours=in_force.session_hours),
    )


def account_of(token: str) -> Account | None:
    """Whose session a token is; None when it has ended."""
    return find_session(store(), token, idle=lifetime(settings()).idle)


def current_account() -> Account | None:
    """The account of this visitor; None without accounts or without a session."""
    if not settings().has_accounts:
        return None
    return account_of(st.context.cookies.get(SESSION_COOKIE, ""))


def require_account() -> Account | None:
    """Show who is signed in; with accounts and without a session, show nothing else.

    What an earlier account left in this window is forgotten. None without accounts.
    """
    if not settings().has_accounts:
        return None
    account = current_account()
    if account is None:
        st.session_state.clear()
        st.html(
            '<p class="answer">登录已失效。'
            '<a href="/login" target="_self">重新登录</a></p>'
        )
        st.stop()
    if st.session_state.setdefault(_SEEN, account.id) != account.id:
        st.session_state.clear()
        st.rerun()
    _panel(account)
    return account


def acting(typed: str) -> Actor:
    """Who acts; `typed` is what the form says where there are no accounts."""
    if not settings().has_accounts:
        return Actor(typed)
    account = current_account()
    if account is None:
        st.error("登录已失效，没有写入任何数据，请重新登录。")
        st.stop()
    # Streamlit gives no address for a visitor at the machine itself.
    address = st.context.ip_address or LOCAL_ADDRESS
    return Actor(account.display_name, account, address)


def may(action: Action) -> bool:
    """Whether the visitor may do it anywhere; always, where there are no accounts."""
    if not settings().has_accounts:
        return True
    account = current_account()
    return account is not None and account.rights.may(action)


def name_input(
    label: str, *, key: str, value: str = "", max_chars: int | None = None
) -> str:
    """Who does it: typed in, or the account's name, which cannot be changed."""
    account = current_account()
    if account is not None:
        st.text_input(label, value=account.display_name, key=key, disabled=True)
        return account.display_name
    typed = st.text_input(
        label,
        value=value or "",
        key=key,
        max_chars=max_chars,
        placeholder="姓名或单位",
    )
    return typed.strip()


def _panel(account: Account) -> None:
    who = escape(account.display_name)
    role = escape(f"{account.rights.role.label}　{own_place_name(account.rights)}")
    # Below the choosers of the view, though it is drawn first (style.css).
    st.sidebar.container(key="account").html(
        f'<p class="source">已登录：{who}（{role.strip()}）<br>'
        '<a href="/password" target="_self">修改密码</a>　'
        '<a href="/logout" target="_self">退出登录</a></p>'
    )
