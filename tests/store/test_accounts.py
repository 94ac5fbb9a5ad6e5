from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from hrss.accounts import InvalidUserNameError, LogAction, Rights, Role
from hrss.store import (
    AccountExistsError,
    DisabledAccountError,
    LastAdministratorError,
    Lifetime,
    LogEntry,
    Store,
    UnknownAccountError,
    add_account,
    append_log,
    change_password,
    change_rights,
    data_version,
    fetch_accounts,
    fetch_log,
    find_session,
    set_disabled,
    sign_in,
    sign_in_vouched,
    sign_out,
)
from hrss.store.passwords import NOBODYS_HASH
from hrss.store.sign_in_counts import lock_length
from hrss.store.signing_in import UNKNOWN_NAME
from hrss.store.tables import account, account_session, audit_log

PASSWORD = "correct horse battery"
START = datetime(2011, 12, 1, 9, tzinfo=UTC)
LIFETIME = Lifetime(idle=timedelta(minutes=30), absolute=timedelta(hours=8))


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment

    def wait(self, **length: float) -> None:
        self.moment += timedelta(**length)


class Checker:
    """Verifies in no time, and remembers against which hashes."""

    def __init__(self) -> None:
        self.hashes: list[str] = []

    def __call__(self, password_hash: str, password: str) -> bool:
        self.hashes.append(password_hash)
        return password == PASSWORD


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def store(empty_store: Store, watch: Watch) -> Store:
    timed = replace(empty_store, now=watch)
    add_account(
        timed,
        "LiSi",
        display_name="李四",
        rights=Rights(Role.PREFECTURE_CLERK, "440400"),
        password=PASSWORD,
        by="命令行",
    )
    return timed


def enter(store: Store, name: str = "lisi", password: str = PASSWORD) -> str | None:
    return sign_in(store, name, password, lifetime=LIFETIME, verify=Checker())


def holds(store: Store, token: str | None) -> bool:
    return find_session(store, token or "", idle=LIFETIME.idle) is not None


def test_account_is_found_in_whatever_case_and_never_with_its_hash(store: Store):
    [found] = fetch_accounts(store)

    assert (found.user_name, found.display_name) == ("lisi", "李四")
    assert found.rights == Rights(Role.PREFECTURE_CLERK, "440400")
    assert "argon2" not in repr(found)
    assert sign_in(store, "LISI", PASSWORD, lifetime=LIFETIME) is not None


def test_a_name_is_given_once(store: Store):
    with pytest.raises(AccountExistsError):
        add_account(
            store,
            "ＬＩＳＩ",
            display_name="另一人",
            rights=Rights(Role.PROVINCE_VIEWER),
            password=PASSWORD,
            by="命令行",
        )


def test_accounts_and_their_log_make_no_figure_new(store: Store):
    before = data_version(store)

    enter(store)

    assert data_version(store) == before


@pytest.mark.parametrize(
    ("name", "password"),
    [("lisi", "wrong"), ("nobody", PASSWORD), ("not a name", PASSWORD), ("", "")],
)
def test_every_refusal_costs_one_verification_and_says_nothing(store, name, password):
    checker = Checker()

    token = sign_in(store, name, password, lifetime=LIFETIME, verify=checker)

    assert token is None
    assert len(checker.hashes) == 1


def test_disabled_and_locked_accounts_cost_one_verification_as_well(store: Store):
    set_disabled(store, "lisi", is_disabled=True, by="命令行")
    disabled = Checker()
    refused = sign_in(store, "lisi", PASSWORD, lifetime=LIFETIME, verify=disabled)
    set_disabled(store, "lisi", is_disabled=False, by="命令行")
    for _ in range(5):
        enter(store, password="wrong")
    locked = Checker()
    refused_too = sign_in(store, "lisi", PASSWORD, lifetime=LIFETIME, verify=locked)

    assert (refused, refused_too) == (None, None)
    assert (len(disabled.hashes), len(locked.hashes)) == (1, 1)
    assert NOBODYS_HASH not in disabled.hashes + locked.hashes


def test_fifth_wrong_password_locks_for_a_minute(store: Store, watch: Watch):
    for _ in range(4):
        enter(store, password="wrong")
    assert holds(store, enter(store))

    for _ in range(5):
        enter(store, password="wrong")

    assert enter(store) is None
    watch.wait(seconds=59)
    assert enter(store) is None
    watch.wait(seconds=1)
    assert holds(store, enter(store))


@pytest.mark.parametrize(
    ("failed", "minutes"), [(4, None), (5, 1), (6, 2), (7, 4), (10, 32), (11, 60)]
)
def test_each_further_wrong_password_doubles_the_lock_up_to_an_hour(failed, minutes):
    expected = None if minutes is None else timedelta(minutes=minutes)

    assert lock_length(failed) == expected
    assert lock_length(10_000) == timedelta(hours=1)


def test_right_password_begins_the_count_anew(store: Store):
    for _ in range(4):
        enter(store, password="wrong")
    enter(store)
    for _ in range(4):
        enter(store, password="wrong")

    assert holds(store, enter(store))


def test_session_ends_when_idle_and_not_while_it_is_used(store: Store, watch: Watch):
    token = enter(store)
    for _ in range(3):
        watch.wait(minutes=29)
        assert holds(store, token)

    watch.wait(minutes=30)

    assert not holds(store, token)


def test_session_ends_in_the_end_however_much_it_is_used(store: Store, watch: Watch):
    token = enter(store)
    for _ in range(23):
        watch.wait(minutes=20)
        assert holds(store, token)

    watch.wait(minutes=20)

    assert not holds(store, token)


def test_sign_out_ends_one_session_and_no_other(store: Store):
    first, second = enter(store), enter(store)

    sign_out(store, first or "")

    assert not holds(store, first)
    assert holds(store, second)


@pytest.mark.parametrize(
    "change",
    [
        lambda store: change_password(store, "lisi", "another horse 9", by="x"),
        lambda store: set_disabled(store, "lisi", is_disabled=True, by="x"),
        lambda store: change_rights(store, "lisi", Rights(Role.ADMINISTRATOR), by="x"),
    ],
    ids=["password", "disable", "rights"],
)
def test_change_of_password_standing_or_role_ends_every_session(store, change):
    tokens = [enter(store), enter(store)]

    change(store)

    assert not any(holds(store, token) for token in tokens)


def test_new_password_replaces_the_old(store: Store):
    change_password(store, "lisi", "another horse 9", by="命令行")

    assert sign_in(store, "lisi", PASSWORD, lifetime=LIFETIME) is None
    assert sign_in(store, "lisi", "another horse 9", lifetime=LIFETIME) is not None


def test_whoever_comes_in_with_a_given_password_is_confined_until_it_is_changed(
    store: Store,
):
    change_password(store, "lisi", "another horse 9", by="admin", is_given=True)
    given = sign_in(store, "lisi", "another horse 9", lifetime=LIFETIME)
    confined = find_session(store, given or "", idle=LIFETIME.idle)

    change_password(store, "lisi", PASSWORD, by="lisi")
    own = sign_in(store, "lisi", PASSWORD, lifetime=LIFETIME)
    free = find_session(store, own or "", idle=LIFETIME.idle)

    assert confined is not None
    assert (confined.is_confined, confined.has_given_password) == (True, True)
    assert find_session(store, given or "", idle=LIFETIME.idle) is None
    assert free is not None
    assert (free.is_confined, free.has_given_password) == (False, False)


def test_whom_another_system_knows_is_not_asked_for_a_password_never_used(
    store: Store,
):
    change_password(store, "lisi", "another horse 9", by="admin", is_given=True)

    token = sign_in_vouched(store, "lisi", by="单位门户", lifetime=LIFETIME)

    found = find_session(store, token, idle=LIFETIME.idle)
    assert found is not None
    assert not found.is_confined


def test_token_is_not_kept_and_none_or_another_opens_nothing(store: Store):
    token = enter(store) or ""

    with store.engine.begin() as connection:
        rows = connection.execute(select(account_session)).all()

    assert token not in repr(rows)
    assert not holds(store, "")
    assert not holds(store, token[:-1])


def administrators(store: Store, *names: str) -> None:
    for name in names:
        add_account(
            store,
            name,
            display_name=name,
            rights=Rights(Role.ADMINISTRATOR),
            password=None,
            by="命令行",
        )


@pytest.mark.parametrize(
    "change",
    [
        lambda store, name: set_disabled(store, name, is_disabled=True, by="x"),
        lambda store, name: change_rights(
            store, name, Rights(Role.PROVINCE_EDITOR), by="x"
        ),
    ],
    ids=["disable", "rights"],
)
def test_last_administrator_who_can_sign_in_is_kept(store: Store, change):
    administrators(store, "first", "second", "third")
    change(store, "first")
    set_disabled(store, "second", is_disabled=True, by="x")

    with pytest.raises(LastAdministratorError, match="最后一个有效的系统管理员"):
        change(store, "third")

    [third] = [each for each in fetch_accounts(store) if each.user_name == "third"]
    assert not third.is_disabled
    assert third.rights.role is Role.ADMINISTRATOR
    assert fetch_log(store).iloc[0]["subject"] == "second"
    set_disabled(store, "second", is_disabled=False, by="x")
    change(store, "third")


def test_last_administrator_may_be_given_another_password(store: Store):
    administrators(store, "only")

    change_password(store, "only", "another horse 9", by="命令行")

    assert sign_in(store, "only", "another horse 9", lifetime=LIFETIME) is not None


def test_account_without_a_password_has_none_that_lets_in(store: Store):
    administrators(store, "only")

    assert [each.has_password for each in fetch_accounts(store)] == [True, False]
    assert enter(store, "only") is None
    assert enter(store, "only", "") is None


def test_whom_another_system_knows_gets_a_session_and_a_line_in_the_log(store: Store):
    token = sign_in_vouched(
        store, "LISI", by="单位门户", lifetime=LIFETIME, address="10.0.0.9"
    )

    assert holds(store, token)
    last = fetch_log(store).iloc[0]
    assert last[["action", "user_name", "address", "detail"]].tolist() == [
        "sign_in",
        "lisi",
        "10.0.0.9",
        "单位门户",
    ]


def test_session_of_whom_another_system_knows_ends_as_any_other(
    store: Store, watch: Watch
):
    first, second = (
        sign_in_vouched(store, "lisi", by="单位门户", lifetime=LIFETIME)
        for _ in range(2)
    )
    sign_out(store, first)
    watch.wait(minutes=29)
    assert not holds(store, first)
    assert holds(store, second)

    watch.wait(minutes=30)

    assert not holds(store, second)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("lisi", DisabledAccountError),
        ("nobody", UnknownAccountError),
        ("no name", UnknownAccountError),
    ],
)
def test_whom_another_system_knows_and_we_do_not_gets_none(store: Store, name, error):
    set_disabled(store, "lisi", is_disabled=True, by="命令行")

    with pytest.raises(error):
        sign_in_vouched(store, name, by="单位门户", lifetime=LIFETIME)

    last = fetch_log(store).iloc[0]
    assert (last["action"], last["detail"]) == ("sign_in_failed", "单位门户")
    with store.engine.begin() as connection:
        assert connection.execute(select(account_session)).all() == []


def test_changes_of_what_is_not_there_are_refused(store: Store):
    with pytest.raises(UnknownAccountError):
        set_disabled(store, "nobody", is_disabled=True, by="命令行")
    with pytest.raises(InvalidUserNameError):
        change_password(store, "no body", PASSWORD, by="命令行")


def test_log_tells_who_when_and_whence_and_no_password(store: Store, watch: Watch):
    watch.wait(minutes=1)
    sign_in(store, "lisi", "wrong", lifetime=LIFETIME, address="10.0.0.9")
    sign_in(store, "my secret phrase", "x", lifetime=LIFETIME, address="10.0.0.9")
    token = sign_in(store, "lisi", PASSWORD, lifetime=LIFETIME, address="10.0.0.9")
    sign_out(store, token or "", address="10.0.0.9")

    log = fetch_log(store)

    assert log["action"].tolist() == [
        "sign_out",
        "sign_in",
        "sign_in_failed",
        "sign_in_failed",
        "add_account",
    ]
    assert log["user_name"].tolist() == ["lisi", "lisi", UNKNOWN_NAME, "lisi", "命令行"]
    assert log["address"].tolist()[:4] == ["10.0.0.9"] * 4
    with store.engine.begin() as connection:
        kept = repr(connection.execute(select(audit_log)).all())
        hashes = [row.password_hash for row in connection.execute(select(account))]
    for secret in (PASSWORD, "wrong", "my secret phrase", token, *hashes):
        assert secret not in kept


def test_log_is_narrowed_by_time_user_action_and_submission(store: Store, watch: Watch):
    watch.wait(hours=1)
    entry = LogEntry(LogAction.SUBMIT, "lisi", submission_id=7, subject="表.xlsx")
    append_log(store, entry)

    after = START + timedelta(minutes=30)
    assert fetch_log(store, since=after)["submission_id"].tolist() == [7]
    assert fetch_log(store, until=after)["action"].tolist() == ["add_account"]
    assert fetch_log(store, user_name="lisi")["subject"].tolist() == ["表.xlsx"]
    assert len(fetch_log(store, action=LogAction.SUBMIT)) == 1
    assert len(fetch_log(store, submission_id=8)) == 0
