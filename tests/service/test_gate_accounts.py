"""Looking after accounts: who may, what is logged, what cannot be."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from hrss.accounts import LogAction, Rights, Role
from hrss.service import gate
from hrss.service.gate import Actor, RefusedError
from hrss.store import (
    Lifetime,
    Store,
    add_account,
    close_store,
    fetch_accounts,
    fetch_log,
    sign_in,
)
from tests.store.mini import new_store

ADMINISTRATOR = Rights(Role.ADMINISTRATOR)
SHAOGUAN = Rights(Role.PREFECTURE_CLERK, "440200")
ADDRESS = "10.0.0.9"


@pytest.fixture
def store() -> Iterator[Store]:
    made = new_store()
    yield made
    close_store(made)


def actor(store: Store, rights: Rights = ADMINISTRATOR, name: str = "admin") -> Actor:
    made = add_account(
        store,
        name,
        display_name="张三",
        rights=rights,
        password="correct horse battery",
        by="命令行",
    )
    return Actor(made.display_name, made, ADDRESS, has_accounts=True)


def signs_in(store: Store, name: str, password: str) -> bool:
    lifetime = Lifetime(idle=timedelta(hours=1), absolute=timedelta(hours=8))
    return sign_in(store, name, password, lifetime=lifetime) is not None


def test_an_administrator_makes_an_account_whose_password_opens_it(store):
    who = actor(store)

    password = gate.open_account(
        store, who, "Lisi", display_name=" 李四 ", rights=SHAOGUAN
    )

    _, made = fetch_accounts(store)
    assert (made.user_name, made.display_name, made.rights) == (
        "lisi",
        "李四",
        SHAOGUAN,
    )
    assert made.created_by == "admin"
    assert made.has_given_password
    assert signs_in(store, "lisi", password)
    entry = fetch_log(store, action=LogAction.ADD_ACCOUNT).iloc[0]
    assert (entry["user_name"], entry["subject"], entry["address"]) == (
        "admin",
        "lisi",
        ADDRESS,
    )
    assert entry["account_id"] == who.account.id


def test_passwords_are_long_and_never_the_same(store):
    who = actor(store)

    made = {gate.renew_password(store, who, "admin") for _ in range(3)}

    assert len(made) == 3
    assert {len(each) for each in made} == {19}


def test_a_new_password_closes_the_old_one(store):
    who = actor(store)
    first = gate.open_account(store, who, "lisi", display_name="李四", rights=SHAOGUAN)

    second = gate.renew_password(store, who, "lisi")

    assert not signs_in(store, "lisi", first)
    assert signs_in(store, "lisi", second)
    assert fetch_accounts(store)[1].has_given_password


def test_an_account_is_shut_out_let_in_again_and_given_another_role(store):
    who = actor(store)
    gate.open_account(store, who, "lisi", display_name="李四", rights=SHAOGUAN)

    gate.shut_out(store, who, "lisi", is_disabled=True)
    gate.shut_out(store, who, "lisi", is_disabled=False)
    gate.give_rights(store, who, "lisi", Rights(Role.PROVINCE_VIEWER))

    _, lisi = fetch_accounts(store)
    assert (lisi.is_disabled, lisi.rights.role) == (False, Role.PROVINCE_VIEWER)
    log = fetch_log(store, user_name="admin")
    assert log["action"].tolist() == [
        "change_rights",
        "enable_account",
        "disable_account",
        "add_account",
    ]
    assert set(log["address"]) == {ADDRESS}
    assert log["detail"].iloc[0] == "省级查看"


@pytest.mark.parametrize(
    "rights",
    [Rights(Role.PROVINCE_VIEWER), Rights(Role.PROVINCE_EDITOR), SHAOGUAN],
    ids=["viewer", "editor", "clerk"],
)
def test_nobody_else_looks_after_accounts(store, rights):
    actor(store)
    who = actor(store, rights, "other")
    more = {"display_name": "李四", "rights": ADMINISTRATOR}

    for change in (
        lambda: gate.open_account(store, who, "lisi", **more),
        lambda: gate.renew_password(store, who, "admin"),
        lambda: gate.shut_out(store, who, "admin", is_disabled=True),
        lambda: gate.give_rights(store, who, "other", ADMINISTRATOR),
    ):
        with pytest.raises(RefusedError, match="不能管理账号"):
            change()

    assert {each.user_name for each in fetch_accounts(store)} == {"admin", "other"}
    refusals = fetch_log(store, action=LogAction.REFUSED)
    assert refusals["user_name"].tolist() == ["other"] * 4


def test_the_last_administrator_stays(store):
    who = actor(store)

    with pytest.raises(RefusedError, match="最后一个有效的系统管理员"):
        gate.shut_out(store, who, "admin", is_disabled=True)
    with pytest.raises(RefusedError, match="最后一个有效的系统管理员"):
        gate.give_rights(store, who, "admin", SHAOGUAN)

    assert fetch_accounts(store)[0].rights == ADMINISTRATOR


@pytest.mark.parametrize(
    ("name", "shown", "sentence"),
    [
        ("admin", "李四", "用户名“admin”已经有了。"),
        ("li si", "李四", "用户名应为1至40个"),
        ("lisi", " ", "请填写姓名或单位。"),
    ],
)
def test_an_account_that_cannot_be_is_a_sentence(store, name, shown, sentence):
    who = actor(store)

    with pytest.raises(RefusedError, match=sentence):
        gate.open_account(store, who, name, display_name=shown, rights=SHAOGUAN)

    assert len(fetch_accounts(store)) == 1


def test_a_role_needs_its_place():
    with pytest.raises(RefusedError, match=r"县区经办账号要指定县（市、区）。"):
        gate.rights_of(Role.COUNTY_CLERK, "440100", None)

    assert gate.rights_of(Role.PREFECTURE_CLERK, "440200", None) == SHAOGUAN
