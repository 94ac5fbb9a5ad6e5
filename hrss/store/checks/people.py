"""Accounts, who is signed in, and the log of what they did."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from hrss.accounts import (
    InvalidRightsError,
    InvalidUserNameError,
    LogAction,
    Rights,
    Role,
    user_key,
)
from hrss.places import list_counties, list_prefectures
from hrss.store.sign_in_counts import ALL_ACCOUNTS, NOBODY
from hrss.store.tables import (
    account,
    account_session,
    audit_log,
    clock,
    roster_unit,
    sign_in_count,
)

_TOKEN_SIGNS = 64


def _impossible_accounts(connection: Connection) -> Iterator[str]:
    """A role that is not known, or a place that does not go with it."""
    query = select(
        account.c.id,
        account.c.user_name,
        account.c.role,
        account.c.prefecture_code,
        account.c.county_code,
    )
    places = _known_places(connection)
    for row in connection.execute(query.order_by(account.c.id)):
        if not _is_user_name(row.user_name):
            yield f"第 {row.id} 号账号的用户名不合规定"
        if row.role not in set(Role):
            yield f"账号“{row.user_name}”的角色不存在"
        elif not _are_rights(row.role, row.prefecture_code, row.county_code):
            yield f"账号“{row.user_name}”的角色与所属地方不相配"
        elif (row.prefecture_code, row.county_code) not in places:
            yield f"账号“{row.user_name}”所属的地方不存在"


def _known_places(
    connection: Connection,
) -> set[tuple[str | None, str | None]]:
    """Prefecture and county: those of 2011, and those of every roster."""
    known: set[tuple[str | None, str | None]] = {(None, None)}
    known |= {(each.code, None) for each in list_prefectures()}
    known |= {(each.prefecture_code, each.code) for each in list_counties()}
    pair = (roster_unit.c.prefecture_code, roster_unit.c.county_code)
    for prefecture, county in connection.execute(select(*pair).distinct()):
        known |= {(prefecture, None), (prefecture, county)}
    return known


def _open_sessions_of_disabled(connection: Connection) -> Iterator[str]:
    """Whoever is shut out is signed out with it."""
    query = (
        select(account.c.user_name, func.count())
        .join(account_session, account_session.c.account_id == account.c.id)
        .where(account.c.is_disabled, account_session.c.revoked_at.is_(None))
        .group_by(account.c.user_name)
    )
    for name, count in connection.execute(query):
        yield f"账号“{name}”已停用，仍有 {count} 次登录没有失效"


def _impossible_sessions(connection: Connection) -> Iterator[str]:
    """One that never ends, or that no token can be that of."""
    query = (
        select(account.c.user_name, func.count())
        .join(account_session, account_session.c.account_id == account.c.id)
        .where(
            (account_session.c.expires_at < account_session.c.created_at)
            | (func.length(account_session.c.token_sha256) != _TOKEN_SIGNS)
        )
        .group_by(account.c.user_name)
    )
    for name, count in connection.execute(query):
        yield f"账号“{name}”有 {count} 次登录的记录不可能是本系统写下的"


def _counts_of_nobody(connection: Connection) -> Iterator[str]:
    query = (
        select(sign_in_count.c.account_id)
        .outerjoin(account, account.c.id == sign_in_count.c.account_id)
        .where(
            account.c.id.is_(None),
            sign_in_count.c.account_id.not_in((ALL_ACCOUNTS, NOBODY)),
        )
        .distinct()
    )
    for number in connection.execute(query.order_by(sign_in_count.c.account_id)):
        yield f"登录失败次数所记的第 {number[0]} 号账号不存在"


def _unknown_actions(connection: Connection) -> Iterator[str]:
    known = {each.value for each in LogAction}
    query = select(audit_log.c.id).where(audit_log.c.action.not_in(known))
    for number in connection.execute(query.order_by(audit_log.c.id)).scalars():
        yield f"第 {number} 号操作日志的操作种类不存在"


def _log_of_others(connection: Connection) -> Iterator[str]:
    """A user name is never given to another account."""
    query = (
        select(audit_log.c.id)
        .join(account, account.c.id == audit_log.c.account_id)
        .where(audit_log.c.user_name != account.c.user_name)
    )
    for number in connection.execute(query.order_by(audit_log.c.id)).scalars():
        yield f"第 {number} 号操作日志的用户名与其账号不一致"


def _log_of_nothing(connection: Connection) -> Iterator[str]:
    """A submission that was cleared is not there any more, but its number was given."""
    given = select(clock.c.submission_id).scalar_subquery()
    query = select(audit_log.c.id).where(audit_log.c.submission_id > given)
    for number in connection.execute(query.order_by(audit_log.c.id)).scalars():
        yield f"第 {number} 号操作日志所说的上报从未收到"


def _is_user_name(name: str) -> bool:
    try:
        return user_key(name) == name
    except InvalidUserNameError:
        return False


def _are_rights(role: str, prefecture: str | None, county: str | None) -> bool:
    try:
        Rights(Role(role), prefecture, county)
    except InvalidRightsError:
        return False
    return True


PEOPLE_CHECKS = (
    _impossible_accounts,
    _open_sessions_of_disabled,
    _impossible_sessions,
    _counts_of_nobody,
    _unknown_actions,
    _log_of_others,
    _log_of_nothing,
)
