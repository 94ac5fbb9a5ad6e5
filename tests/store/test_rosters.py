from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from hrss.store import (
    InvalidRosterError,
    Store,
    append_roster,
    clear_simulated,
    fetch_file,
    fetch_roster,
    fetch_snapshot,
    verify,
)
from tests.store.mini import DECEMBER, XIHE, mini_roster


def test_newest_roster_is_in_force(empty_store: Store) -> None:
    central = mini_roster()
    central["is_central_town"] = pd.array([True] * 6, dtype="boolean")

    number = append_roster(empty_store, central, name="省厅名册", sender="省厅")

    info, roster = fetch_roster(empty_store)
    assert (number, info.id, info.name) == (3, 3, "省厅名册")
    pd.testing.assert_frame_equal(roster, central)
    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER)
    assert snapshot.loc[XIHE, "batch"] == 2011


def test_what_was_published_keeps_its_roster(empty_store: Store) -> None:
    then, _ = fetch_roster(empty_store)
    append_roster(empty_store, mini_roster()[:2], name="新名册", sender="省厅")

    info, roster = fetch_roster(empty_store, then.received_at)
    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER, known_at=then.received_at)

    assert info.name == "试验名册"
    assert len(roster) == 6
    assert len(snapshot) == 6
    assert len(fetch_snapshot(empty_store, as_of=DECEMBER)) == 2


def test_shipped_roster_was_known_from_the_beginning(empty_store: Store) -> None:
    info, roster = fetch_roster(empty_store, datetime(2011, 1, 1, tzinfo=UTC))

    assert info.is_shipped
    assert len(roster) == 1586


def test_roster_with_faults_is_refused(empty_store: Store) -> None:
    twice = pd.concat([mini_roster(), mini_roster()[:1]], ignore_index=True)

    with pytest.raises(InvalidRosterError) as fault:
        append_roster(empty_store, twice, name="有错的", sender="省厅")

    assert fault.value.problems
    assert fetch_roster(empty_store)[0].name == "试验名册"


def test_file_of_a_roster_is_kept(empty_store: Store) -> None:
    append_roster(
        empty_store, mini_roster(), name="省厅名册", sender="省厅", content=b"xlsx"
    )

    info, _ = fetch_roster(empty_store)

    assert info.file_sha256 is not None
    assert fetch_file(empty_store, info.file_sha256) == b"xlsx"


def test_order_of_the_rows_is_irrelevant(empty_store: Store) -> None:
    append_roster(empty_store, mini_roster().iloc[::-1], name="倒序", sender="省厅")

    pd.testing.assert_frame_equal(fetch_roster(empty_store)[1], mini_roster())


def test_simulated_roster_says_so_and_gives_way_when_cleared(
    empty_store: Store,
) -> None:
    append_roster(
        empty_store, mini_roster(), name="模拟名册", sender="demo", is_simulated=True
    )
    assert fetch_roster(empty_store)[0].is_simulated

    clear_simulated(empty_store)

    info, _ = fetch_roster(empty_store)
    assert info.name == "试验名册"
    assert not info.is_simulated
    assert verify(empty_store) == []


def test_later_roster_is_received_later_though_the_clock_was_set_back(
    empty_store: Store,
) -> None:
    early = replace(empty_store, now=lambda: datetime(2000, 1, 1, tzinfo=UTC))
    before, _ = fetch_roster(empty_store)

    append_roster(early, mini_roster(), name="新名册", sender="省厅")

    after, _ = fetch_roster(empty_store)
    assert after.received_at > before.received_at
