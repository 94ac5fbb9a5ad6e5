import pytest

from hrss.store import (
    AlreadyWithdrawnError,
    Store,
    UnknownSubmissionError,
    fetch_snapshot,
    fetch_submissions,
    verify,
    withdraw_submission,
)
from tests.store.mini import DECEMBER, NOVEMBER, SHAMIAN, send


def test_withdrawn_report_gives_way_to_the_one_before_it(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {"staff_count": 5}}, as_of=NOVEMBER)
    wrong = send(empty_store, {SHAMIAN: {"staff_count": 500}})

    withdraw_submission(empty_store, wrong.submission_id, by="张三", reason="多写了零")

    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER)
    assert snapshot.loc[SHAMIAN, "staff_count"] == 5
    assert snapshot.loc[SHAMIAN, "submission_id"] == 1


def test_what_was_known_before_the_withdrawal_stays_as_it_was(
    empty_store: Store,
) -> None:
    receipt = send(empty_store, {SHAMIAN: {"staff_count": 500}})
    gone_at = withdraw_submission(empty_store, 1, by="张三", reason="多写了零")

    before = fetch_snapshot(empty_store, as_of=DECEMBER, known_at=receipt.received_at)
    after = fetch_snapshot(empty_store, as_of=DECEMBER, known_at=gone_at)

    assert before.loc[SHAMIAN, "staff_count"] == 500
    assert not after.loc[SHAMIAN, "is_reported"]


def test_withdrawn_submission_stays_in_the_list_with_its_reason(
    empty_store: Store,
) -> None:
    receipt = send(empty_store, {SHAMIAN: {}})
    gone_at = withdraw_submission(empty_store, 1, by="张三", reason="多写了零")

    now = fetch_submissions(empty_store).loc[1]
    before = fetch_submissions(empty_store, receipt.received_at).loc[1]

    assert now["is_withdrawn"]
    assert now["withdrawn_at"] == gone_at
    assert now["withdrawn_by"] == "张三"
    assert now["withdrawal_reason"] == "多写了零"
    assert not before["is_withdrawn"]
    assert gone_at > receipt.received_at
    assert verify(empty_store) == []


def test_second_withdrawal_is_refused(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    withdraw_submission(empty_store, 1, by="张三", reason="报错了")

    with pytest.raises(AlreadyWithdrawnError):
        withdraw_submission(empty_store, 1, by="李四", reason="报错了")


def test_unknown_submission_cannot_be_withdrawn(empty_store: Store) -> None:
    with pytest.raises(UnknownSubmissionError, match="7"):
        withdraw_submission(empty_store, 7, by="张三", reason="报错了")


@pytest.mark.parametrize(("by", "reason"), [("", "报错了"), ("张三", "  ")])
def test_withdrawal_needs_a_name_and_a_reason(
    empty_store: Store, by: str, reason: str
) -> None:
    send(empty_store, {SHAMIAN: {}})

    with pytest.raises(ValueError, match="reason"):
        withdraw_submission(empty_store, 1, by=by, reason=reason)
