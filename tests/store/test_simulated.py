from dataclasses import replace
from datetime import timedelta

import pytest

from hrss.store import (
    Cleared,
    Store,
    UnknownFileError,
    append_edition,
    append_roster,
    clear_simulated,
    data_version,
    fetch_file,
    fetch_known,
    fetch_snapshot,
    fetch_submissions,
    verify,
    withdraw_submission,
)
from tests.store.mini import DECEMBER, LINGNAN, SHAMIAN, XILIAN, mini_roster, send


def test_simulation_goes_and_what_was_received_stays(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {"staff_count": 5}})
    send(empty_store, {SHAMIAN: {"staff_count": 50}}, is_simulated=True)
    send(empty_store, {XILIAN: {}, LINGNAN: {}}, is_simulated=True)
    withdraw_submission(empty_store, 3, by="demo", reason="模拟撤回")
    append_roster(
        empty_store, mini_roster(), name="模拟名册", sender="demo", is_simulated=True
    )

    cleared = clear_simulated(empty_store)

    assert cleared == Cleared(submissions=2, reports=3, rosters=1, files=2)
    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER)
    assert snapshot.loc[SHAMIAN, "staff_count"] == 5
    assert snapshot["is_reported"].sum() == 1
    assert fetch_submissions(empty_store).index.tolist() == [1]
    assert verify(empty_store) == []


def test_simulated_reports_are_marked_until_then(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, is_simulated=True)

    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER)

    assert snapshot.loc[SHAMIAN, "is_simulated"]
    assert fetch_submissions(empty_store).loc[1, "is_simulated"]


def test_file_that_a_real_submission_shares_is_kept(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, content=b"shared", is_simulated=True)
    withdraw_submission(empty_store, 1, by="demo", reason="模拟撤回")
    send(empty_store, {SHAMIAN: {}}, content=b"shared")
    sha256 = fetch_submissions(empty_store).loc[2, "file_sha256"]

    cleared = clear_simulated(empty_store)

    assert cleared.files == 0
    assert fetch_file(empty_store, sha256) == b"shared"


def test_file_of_the_simulation_is_gone(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, is_simulated=True)
    sha256 = fetch_submissions(empty_store).loc[1, "file_sha256"]

    clear_simulated(empty_store)

    with pytest.raises(UnknownFileError):
        fetch_file(empty_store, sha256)


def test_number_of_a_cleared_submission_is_not_given_again(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {}}, is_simulated=True)
    version = data_version(empty_store)
    clear_simulated(empty_store)

    receipt = send(empty_store, {SHAMIAN: {}})

    assert receipt.submission_id == 2
    assert not receipt.is_duplicate
    assert data_version(empty_store) != version


def test_what_comes_in_after_a_clearing_was_not_known_to_an_edition_that_is_left(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {}})
    known = fetch_known(empty_store)
    append_edition(
        empty_store,
        area_code="440000",
        number=1,
        as_of=DECEMBER,
        known_at=known.at,
        prepared_on=DECEMBER,
        by="李四",
        settings={},
        figures={},
        documents={"docx": ("通报.docx", b"word")},
        is_simulated=False,
    )
    clear_simulated(empty_store)
    behind = replace(empty_store, now=lambda: known.at - timedelta(days=40))

    receipt = send(behind, {LINGNAN: {}})

    assert receipt.received_at > known.at


def test_clearing_nothing_is_no_fault(empty_store: Store) -> None:
    assert clear_simulated(empty_store) == Cleared(0, 0, 0, 0)
