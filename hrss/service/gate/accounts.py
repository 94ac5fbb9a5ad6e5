"""Looking after accounts: made, shut out, given another password or role.

The store logs each change in the transaction that makes it. What cannot be is told to
who tried, as a sentence; it never holds a password.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from hrss.accounts import (
    Action,
    InvalidRightsError,
    InvalidUserNameError,
    LogAction,
    Rights,
    Role,
    WeakPasswordError,
    refuse_weak,
)
from hrss.service.gate.actor import Actor, RefusedError, entry, refuse
from hrss.store import (
    AccountExistsError,
    LastAdministratorError,
    Store,
    UnknownAccountError,
    add_account,
    change_password,
    change_rights,
    set_disabled,
)

# Without signs that look alike on paper or are told apart badly on the telephone.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP_LENGTH = 4, 4


def rights_of(role: Role, prefecture: str | None, county: str | None) -> Rights:
    """What an account may do, of what a form says.

    Raises
    ------
    RefusedError : the role lacks its place.
    """
    with _told():
        return Rights(role, prefecture, county)


def open_account(
    store: Store, actor: Actor, user_name: str, *, display_name: str, rights: Rights
) -> str:
    """Make an account; its first password, which nothing keeps.

    Raises
    ------
    RefusedError : the actor may not, or the name is taken or cannot be one.
    """
    refuse(store, actor, Action.ADMINISTER, None, subject="新增账号")
    if not display_name.strip():
        raise RefusedError("请填写姓名或单位。")
    password = _new_password(user_name)
    with _told():
        add_account(
            store,
            user_name,
            display_name=display_name,
            rights=rights,
            password=password,
            by=_name(actor),
            is_given=True,
            log=entry(actor, LogAction.ADD_ACCOUNT),
        )
    return password


def renew_password(store: Store, actor: Actor, user_name: str) -> str:
    """Give an account another password; what was signed in is signed out.

    Raises
    ------
    RefusedError : the actor may not, or there is no such account.
    """
    refuse(store, actor, Action.ADMINISTER, None, subject=user_name)
    password = _new_password(user_name)
    log = entry(actor, LogAction.CHANGE_PASSWORD)
    by = _name(actor)
    with _told():
        change_password(store, user_name, password, by=by, is_given=True, log=log)
    return password


def shut_out(store: Store, actor: Actor, user_name: str, *, is_disabled: bool) -> None:
    """Shut an account out at once, or let it in again.

    Raises
    ------
    RefusedError : the actor may not, or it is the last administrator's.
    """
    refuse(store, actor, Action.ADMINISTER, None, subject=user_name)
    log = entry(actor, LogAction.DISABLE_ACCOUNT)
    by = _name(actor)
    with _told():
        set_disabled(store, user_name, is_disabled=is_disabled, by=by, log=log)


def give_rights(store: Store, actor: Actor, user_name: str, rights: Rights) -> None:
    """Give an account another role or place; what was signed in is signed out.

    Raises
    ------
    RefusedError : the actor may not, or it is the last administrator's.
    """
    refuse(store, actor, Action.ADMINISTER, None, subject=user_name)
    log = entry(actor, LogAction.CHANGE_RIGHTS)
    with _told():
        change_rights(store, user_name, rights, by=_name(actor), log=log)


@contextmanager
def _told() -> Iterator[None]:
    """What an account cannot be, as the refusal that it is."""
    try:
        yield
    except (
        AccountExistsError,
        InvalidRightsError,
        InvalidUserNameError,
        LastAdministratorError,
        UnknownAccountError,
        WeakPasswordError,
    ) as error:
        raise RefusedError(f"{error.args[0]}。") from None


def _name(actor: Actor) -> str:
    return actor.name if actor.account is None else actor.account.user_name


def _new_password(user_name: str) -> str:
    """A password that nobody guesses and everybody can read out."""
    while True:
        signs = (
            "".join(secrets.choice(_SIGNS) for _ in range(_GROUP_LENGTH))
            for _ in range(_GROUPS)
        )
        password = "-".join(signs)
        try:
            refuse_weak(password, user_name=user_name)
        except WeakPasswordError:
            continue
        return password
