from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from hrss.accounts import Rights, Role
from hrss.store import (
    Store,
    add_account,
    change_password,
    set_disabled,
    sign_in,
)
from hrss.store.sign_in_counts import lock_length, network_of
from hrss.store.tables import sign_in_count
from tests.store.test_accounts import LIFETIME, PASSWORD, Checker, Watch

HOME, OUTSIDE = "10.1.1.7", "203.0.113.9"


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def store(empty_store: Store, watch: Watch) -> Store:
    timed = replace(empty_store, now=watch)
    for name in ("lisi", "wangwu"):
        add_account(
            timed,
            name,
            display_name=name,
            rights=Rights(Role.PREFECTURE_CLERK, "440400"),
            password=PASSWORD,
            by="命令行",
        )
    return timed


def is_let_in(
    store: Store, address: str, name: str = "lisi", password: str = PASSWORD
) -> bool:
    token = sign_in(
        store,
        name,
        password,
        lifetime=LIFETIME,
        address=address,
        verify=Checker(),
    )
    return token is not None


def guess(store: Store, address: str, times: int, name: str = "lisi") -> None:
    for _ in range(times):
        assert not is_let_in(store, address, name, "wrong")


def test_an_outsider_who_guesses_makes_himself_wait_and_nobody_else(store: Store):
    guess(store, OUTSIDE, 20)

    assert not is_let_in(store, OUTSIDE)
    assert is_let_in(store, HOME)


def test_a_neighbour_in_the_same_network_counts_as_the_same_place(store: Store):
    guess(store, "203.0.113.9", 5)

    assert not is_let_in(store, "203.0.113.200")
    assert is_let_in(store, "203.0.114.9")


def test_guessing_one_name_from_everywhere_makes_strangers_wait(
    store: Store, watch: Watch
):
    is_let_in(store, HOME)
    for number in range(49):
        guess(store, f"198.51.{number}.1", 1)
    assert is_let_in(store, "192.0.2.1")
    for number in range(50):
        guess(store, f"198.51.{number}.1", 1)

    assert not is_let_in(store, "192.0.3.1")
    assert is_let_in(store, HOME)


def test_a_strangers_wait_is_a_minute_first_and_ends(store: Store, watch: Watch):
    for number in range(50):
        guess(store, f"198.51.{number}.1", 1)
    watch.wait(seconds=59)
    assert not is_let_in(store, "192.0.2.1")

    watch.wait(seconds=1)

    assert is_let_in(store, "192.0.2.1")


def test_trying_many_names_from_one_place_makes_that_place_wait(store: Store):
    for number in range(60):
        guess(store, OUTSIDE, 1, f"name-{number}")

    assert not is_let_in(store, OUTSIDE)
    assert is_let_in(store, HOME)


def test_whoever_signed_in_from_a_place_before_does_not_wait_for_others_there(
    store: Store,
):
    is_let_in(store, OUTSIDE)
    for number in range(60):
        guess(store, OUTSIDE, 1, f"name-{number}")

    assert is_let_in(store, OUTSIDE)
    assert not is_let_in(store, OUTSIDE, "wangwu")


def test_being_known_is_no_licence_to_guess(store: Store):
    is_let_in(store, OUTSIDE)

    guess(store, OUTSIDE, 5)

    assert not is_let_in(store, OUTSIDE)


def test_being_known_is_forgotten_after_a_quarter(store: Store, watch: Watch):
    is_let_in(store, HOME)
    watch.wait(days=90)
    for number in range(50):
        guess(store, f"198.51.{number}.1", 1)

    assert not is_let_in(store, HOME)


def test_a_place_is_heard_again_an_hour_after_its_last_failure(
    store: Store, watch: Watch
):
    for number in range(59):
        guess(store, OUTSIDE, 1, f"name-{number}")
    watch.wait(hours=1)
    guess(store, OUTSIDE, 1, "name-59")

    assert is_let_in(store, OUTSIDE)


@pytest.mark.parametrize("change", ["enable", "password"])
def test_what_was_counted_is_forgotten_when_an_administrator_lets_in_again(
    store: Store, change
):
    guess(store, HOME, 9)
    if change == "enable":
        set_disabled(store, "lisi", is_disabled=False, by="命令行")
    else:
        change_password(store, "lisi", PASSWORD + "!", by="命令行")
        change_password(store, "lisi", PASSWORD, by="命令行")

    assert is_let_in(store, HOME)


def test_a_name_that_nobody_has_is_counted_as_one_that_somebody_has(store: Store):
    guess(store, OUTSIDE, 3, "nobody-has-this")
    guess(store, HOME, 3)

    with store.engine.begin() as connection:
        rows = connection.execute(
            select(sign_in_count).order_by(
                sign_in_count.c.network, sign_in_count.c.account_id
            )
        ).all()
    assert [(row.network, row.account_id, row.failed_count) for row in rows] == [
        ("10.1.1.0/24", 0, 3),
        ("10.1.1.0/24", 1, 3),
        ("203.0.113.0/24", -1, 3),
        ("203.0.113.0/24", 0, 3),
    ]


def test_old_counts_are_swept_away_and_known_places_are_not(store: Store, watch: Watch):
    is_let_in(store, HOME)
    guess(store, OUTSIDE, 1, "wangwu")
    watch.wait(days=3)
    is_let_in(store, "192.0.2.1")

    with store.engine.begin() as connection:
        networks = connection.execute(select(sign_in_count.c.network)).scalars().all()

    assert sorted(networks) == ["10.1.1.0/24", "192.0.2.0/24"]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.1.2.3", "10.1.2.0/24"),
        ("::ffff:10.1.2.3", "10.1.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        (None, ""),
        ("a" * 99, "a" * 60),
    ],
)
def test_network_of_an_address(address, network):
    assert network_of(address) == network


def test_free_attempts_only_shift_the_delays():
    assert lock_length(49, 49) is None
    assert lock_length(50, 49) == timedelta(minutes=1)
    assert lock_length(52, 49) == timedelta(minutes=4)
