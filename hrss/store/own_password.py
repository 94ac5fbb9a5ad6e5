"""Somebody who is signed in changes the own password, and stays signed in."""

from hrss.accounts import LogAction
from hrss.store.account_changes import change_within, new_password
from hrss.store.audit import LogEntry, write_log
from hrss.store.clock import lock_clock
from hrss.store.engine import Store
from hrss.store.passwords import NOBODYS_HASH, verify_password
from hrss.store.sessions import Lifetime, start_session
from hrss.store.sign_in_counts import (
    count_failure,
    count_success,
    count_while_waiting,
    must_wait,
    network_of,
)
from hrss.store.signing_in import (
    Verify,
    by_name,
    find_account,
    is_still,
    name_or_none,
    sign_in_entry,
)


def change_own_password(
    store: Store,
    user_name: str,
    current: str,
    new: str,
    *,
    lifetime: Lifetime,
    address: str | None = None,
    verify: Verify = verify_password,
) -> str | None:
    """The token of a session in the place of all others; None if it is not granted.

    The password in force is asked for as at signing in: wrong ones are counted and
    logged alike. What is granted is one line of the log, and no signing in.

    Raises
    ------
    hrss.accounts.WeakPasswordError : the new password cannot be taken.
    """
    name = name_or_none(user_name)
    found = find_account(store, name)
    password_hash = NOBODYS_HASH if found is None else found.password_hash
    is_right = verify(password_hash, current)
    now, network = store.now(), network_of(address)
    changes = new_password(user_name, new, now)
    with store.engine.begin() as connection:
        lock_clock(connection)
        row = connection.execute(by_name(name)).one_or_none()
        if must_wait(connection, row, network, now):
            count_while_waiting(connection, network, now)
        elif is_right and is_still(row, password_hash):
            log = LogEntry(
                LogAction.CHANGE_PASSWORD, row.user_name, row.id, address=address
            )
            change_within(connection, row, changes, log, at=now)
            count_success(connection, row.id, network, now)
            return start_session(connection, row.id, now, lifetime)
        else:
            count_failure(connection, row, network, now)
        write_log(connection, sign_in_entry(row, address, is_granted=False), at=now)
    return None
