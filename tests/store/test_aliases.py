import pandas as pd
import pytest

from hrss.store import (
    Store,
    UnknownAliasError,
    append_alias,
    data_version,
    fetch_aliases,
    revoke_alias,
    verify,
)
from tests.store.mini import LINGNAN, SHAMIAN


def confirm(store: Store, code: str = SHAMIAN, written: str = "沙面街", **more) -> int:
    return append_alias(
        store, **{"county": "荔湾区", "written": written, "township_code": code,
                  "by": "李四"} | more
    )  # fmt: skip


def test_a_confirmed_name_is_listed_with_who_and_when(empty_store: Store) -> None:
    number = confirm(empty_store, written="沙 面 办事处")

    aliases = fetch_aliases(empty_store)

    assert aliases.index.tolist() == [number]
    alias = aliases.iloc[0]
    assert alias["prefecture_code"] == "440100"
    assert (alias["county_name"], alias["written"]) == ("荔湾区", "沙面街道")
    assert (alias["township_code"], alias["confirmed_by"]) == (SHAMIAN, "李四")
    assert alias["confirmed_at"].tzinfo is not None
    assert alias["is_in_force"]
    assert pd.isna(alias["revoked_at"])


def test_a_revoked_name_stays_listed_and_means_nothing(empty_store: Store) -> None:
    number = confirm(empty_store)

    revoke_alias(empty_store, number, by="王五")

    alias = fetch_aliases(empty_store).loc[number]
    assert not alias["is_in_force"]
    assert alias["revoked_by"] == "王五"


def test_of_two_confirmations_of_one_name_the_later_holds(empty_store: Store) -> None:
    first = confirm(empty_store, SHAMIAN, "岭面街道")
    second = confirm(empty_store, LINGNAN, "岭面街")

    aliases = fetch_aliases(empty_store)

    assert aliases["is_in_force"].to_dict() == {second: True, first: False}


def test_revoking_the_later_lets_the_earlier_hold_again(empty_store: Store) -> None:
    first = confirm(empty_store, SHAMIAN, "岭面街道")
    second = confirm(empty_store, LINGNAN, "岭面街道")

    revoke_alias(empty_store, second, by="王五")

    aliases = fetch_aliases(empty_store)
    assert aliases["is_in_force"].to_dict() == {second: False, first: True}


def test_a_confirmation_changes_no_figure(empty_store: Store) -> None:
    before = data_version(empty_store)

    confirm(empty_store)

    assert data_version(empty_store) == before
    assert verify(empty_store) == []


def test_a_name_can_be_revoked_once(empty_store: Store) -> None:
    number = confirm(empty_store)
    revoke_alias(empty_store, number, by="王五")

    with pytest.raises(UnknownAliasError, match="has the number 1"):
        revoke_alias(empty_store, number, by="王五")


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"by": " "}, "needs a name"),
        ({"written": ""}, "needs a name"),
        ({"code": "440199001"}, "no roster has"),
    ],
)
def test_half_a_confirmation_is_refused(
    empty_store: Store, lacking: dict[str, str], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        confirm(empty_store, **lacking)

    assert fetch_aliases(empty_store).empty
