from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.accounts import ReviewState, Role, Sender
from hrss.store import (
    AlreadyReviewedError,
    AlreadyWithdrawnError,
    ApprovedError,
    AwaitedReview,
    NoReviewNeededError,
    OutdatedPreviewError,
    Receipt,
    Reviewer,
    Store,
    UnknownSubmissionError,
    append_reviews,
    append_submission,
    close_store,
    counting_all,
    data_version,
    fetch_area_snapshot,
    fetch_as_of_dates,
    fetch_first_complete,
    fetch_moments,
    fetch_plans,
    fetch_receipts,
    fetch_reports,
    fetch_reviews,
    fetch_sender,
    fetch_snapshot,
    fetch_station_snapshot,
    fetch_submissions,
    is_of_approved,
    verify,
    withdraw_submission,
)
from tests.store.mini import (
    DECEMBER,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    XINHUA,
    Office,
    checked_sheet,
    new_store,
    send,
)

REVIEWER = Reviewer("李四")
APPROVED, RETURNED = ReviewState.APPROVED, ReviewState.RETURNED


def send_for_review(
    store: Store,
    offices: dict[str, Office],
    *,
    as_of: date = DECEMBER,
    content: bytes | None = None,
    by: AwaitedReview | None = None,
    expected_version: str | None = None,
) -> Receipt:
    content = repr((offices, as_of)).encode() if content is None else content
    return append_submission(
        store,
        checked_sheet(offices, content=content),
        content=content,
        as_of=as_of,
        sender="张三",
        review=by or AwaitedReview(),
        expected_version=expected_version,
    )


def approve(store: Store, *numbers: int) -> None:
    append_reviews(store, numbers, APPROVED, reviewer=REVIEWER, comment="")


def send_back(store: Store, *numbers: int, reason: str = "面积有误") -> None:
    append_reviews(store, numbers, RETURNED, reviewer=REVIEWER, comment=reason)


def approved_only(store: Store) -> Store:
    return replace(store, is_approved_only=True)


def staff(store: Store, **asked: object) -> list[int | None]:
    """Staff of the first two offices."""
    found = fetch_snapshot(store, **{"as_of": DECEMBER, **asked})["staff_count"]
    return [None if found.isna()[code] else found[code] for code in (SHAMIAN, LINGNAN)]


def test_what_waits_counts_with_all_and_not_with_the_approved(
    empty_store: Store,
) -> None:
    send_for_review(empty_store, {SHAMIAN: {"staff_count": 5}})

    assert staff(empty_store) == [5, None]
    assert staff(approved_only(empty_store)) == [None, None]


def test_approved_report_counts_with_both(empty_store: Store) -> None:
    send_for_review(empty_store, {SHAMIAN: {"staff_count": 5}})

    approve(empty_store, 1)

    assert staff(empty_store) == [5, None]
    assert staff(approved_only(empty_store)) == [5, None]
    assert verify(empty_store) == []


def test_what_was_approved_and_then_returned_may_be_withdrawn_by_who_sent_it(
    empty_store: Store,
) -> None:
    send_for_review(empty_store, {SHAMIAN: {}})
    approve(empty_store, 1)
    send_back(empty_store, 1)

    withdraw_submission(
        empty_store, 1, by="张三", reason="重新填报", may_undo_approval=False
    )

    assert fetch_submissions(empty_store).loc[1, "is_withdrawn"]
    assert verify(empty_store) == []


def test_returned_report_counts_with_neither_and_the_one_before_it_does(
    empty_store: Store,
) -> None:
    send_for_review(empty_store, {SHAMIAN: {"staff_count": 5}}, as_of=NOVEMBER)
    send_for_review(empty_store, {SHAMIAN: {"staff_count": 500}})
    approve(empty_store, 1)

    send_back(empty_store, 2)

    assert staff(empty_store) == [5, None]
    assert staff(approved_only(empty_store)) == [5, None]


def test_newer_report_that_waits_leaves_the_approved_one_in_force(
    empty_store: Store,
) -> None:
    send_for_review(empty_store, {SHAMIAN: {"staff_count": 5}}, as_of=NOVEMBER)
    approve(empty_store, 1)

    send_for_review(empty_store, {SHAMIAN: {"staff_count": 6}})

    assert staff(empty_store) == [6, None]
    assert staff(approved_only(empty_store)) == [5, None]


def test_what_came_in_where_there_was_no_review_counts_as_approved(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {"staff_count": 5}})

    assert staff(approved_only(empty_store)) == [5, None]
    assert fetch_submissions(empty_store)["review_state"].tolist() == ["not_needed"]


def test_review_is_known_from_its_moment_on(empty_store: Store) -> None:
    sent = send_for_review(empty_store, {SHAMIAN: {"staff_count": 5}})
    approved_at = append_reviews(
        empty_store, [1], APPROVED, reviewer=REVIEWER, comment=""
    )
    returned_at = append_reviews(
        empty_store, [1], RETURNED, reviewer=REVIEWER, comment="重复计算"
    )

    counted = approved_only(empty_store)
    assert staff(counted, known_at=sent.received_at) == [None, None]
    assert staff(counted, known_at=approved_at) == [5, None]
    assert staff(counted, known_at=returned_at) == [None, None]
    assert staff(empty_store, known_at=approved_at) == [5, None]
    assert staff(empty_store, known_at=returned_at) == [None, None]
    moments = fetch_moments(empty_store)
    assert moments[-2:] == [approved_at, returned_at]
    assert sent.received_at < approved_at < returned_at


def test_every_way_to_read_reports_counts_alike(empty_store: Store) -> None:
    send_for_review(empty_store, {SHAMIAN: {"is_complete": True}}, as_of=NOVEMBER)
    send_for_review(empty_store, {LINGNAN: {"is_complete": True}})
    approve(empty_store, 1)
    counted = approved_only(empty_store)
    asked = {"as_of": DECEMBER}

    assert fetch_snapshot(counted, **asked)["is_reported"].sum() == 1
    reports = fetch_reports(counted, **asked, fields=("is_complete",))
    assert reports["township_code"].tolist() == [SHAMIAN]
    assert fetch_first_complete(counted, **asked).index.tolist() == [SHAMIAN]
    assert fetch_as_of_dates(counted) == [NOVEMBER]
    assert fetch_as_of_dates(empty_store) == [NOVEMBER, DECEMBER]
    assert fetch_station_snapshot(counted, **asked).empty
    assert not fetch_area_snapshot(counted, **asked)["is_reported"].any()
    assert fetch_plans(counted, **asked).empty


def test_report_that_waits_has_come_in_all_the_same(empty_store: Store) -> None:
    send_for_review(empty_store, {SHAMIAN: {}}, as_of=NOVEMBER)
    send_for_review(empty_store, {LINGNAN: {}})
    send_back(empty_store, 2)

    counted = approved_only(empty_store)

    assert fetch_receipts(counted)["submission_id"].tolist() == [1]
    assert fetch_receipts(empty_store)["submission_id"].tolist() == [1]


def test_state_reviewer_and_comment_stand_beside_the_submission(
    empty_store: Store,
) -> None:
    for code in (SHAMIAN, LINGNAN, XINHUA):
        send_for_review(empty_store, {code: {}})
    approve(empty_store, 2)
    at = append_reviews(
        empty_store, [3], RETURNED, reviewer=Reviewer(" 李四 "), comment=" 缺照片 "
    )

    found = fetch_submissions(empty_store)

    assert found["review_state"].to_dict() == {
        1: "submitted",
        2: "approved",
        3: "returned",
    }
    assert found.loc[3, "reviewed_at"] == at
    assert found.loc[3, "reviewed_by"] == "李四"
    assert found.loc[3, "review_comment"] == "缺照片"
    assert found.loc[[1], ["reviewed_at", "reviewed_by"]].isna().all(axis=None)
    reviews = fetch_reviews(empty_store)
    assert reviews["submission_id"].tolist() == [3, 2]
    assert fetch_reviews(empty_store, 3)["decision"].tolist() == ["returned"]


def test_submission_of_several_reviews_is_listed_once_with_the_last(
    empty_store: Store,
) -> None:
    send_for_review(empty_store, {SHAMIAN: {}})
    approve(empty_store, 1)
    send_back(empty_store, 1)

    found = fetch_submissions(empty_store)

    assert found["review_state"].tolist() == ["returned"]
    assert len(fetch_reviews(empty_store, 1)) == 2


def test_several_are_approved_together_or_none_is(empty_store: Store) -> None:
    send_for_review(empty_store, {SHAMIAN: {}})
    send(empty_store, {LINGNAN: {}})

    with pytest.raises(NoReviewNeededError) as raised:
        approve(empty_store, 1, 2)

    assert raised.value.number == 2
    assert fetch_reviews(empty_store).empty
    assert fetch_submissions(empty_store).loc[1, "review_state"] == "submitted"


def test_approved_twice_is_refused_with_who_did_it_first(empty_store: Store) -> None:
    send_for_review(empty_store, {SHAMIAN: {}})
    approve(empty_store, 1)

    with pytest.raises(AlreadyReviewedError) as raised:
        approve(empty_store, 1)

    assert (raised.value.state, raised.value.by) == (APPROVED, "李四")
    assert len(fetch_reviews(empty_store)) == 1


@pytest.mark.parametrize("decision", [APPROVED, RETURNED])
def test_what_was_returned_stays_returned(
    empty_store: Store, decision: ReviewState
) -> None:
    send_for_review(empty_store, {SHAMIAN: {}})
    send_back(empty_store, 1)

    with pytest.raises(AlreadyReviewedError):
        append_reviews(empty_store, [1], decision, reviewer=REVIEWER, comment="再看")


def test_same_bytes_after_a_return_are_another_submission(empty_store: Store) -> None:
    first = send_for_review(empty_store, {SHAMIAN: {"staff_count": 5}})
    send_back(empty_store, first.submission_id)

    again = send_for_review(empty_store, {SHAMIAN: {"staff_count": 5}})
    third = send_for_review(empty_store, {SHAMIAN: {"staff_count": 5}})

    assert (again.submission_id, again.is_duplicate) == (2, False)
    assert (third.submission_id, third.is_duplicate) == (2, True)
    assert staff(empty_store) == [5, None]


def test_withdrawn_submission_is_not_reviewed(empty_store: Store) -> None:
    send_for_review(empty_store, {SHAMIAN: {}})
    withdraw_submission(empty_store, 1, by="张三", reason="报错了")

    with pytest.raises(AlreadyWithdrawnError):
        approve(empty_store, 1)


def test_number_that_nobody_sent_is_not_reviewed(empty_store: Store) -> None:
    with pytest.raises(UnknownSubmissionError):
        approve(empty_store, 7)
    with pytest.raises(UnknownSubmissionError):
        fetch_sender(empty_store, 7)


@pytest.mark.parametrize(
    ("decision", "name", "comment", "numbers"),
    [
        (RETURNED, "李四", " ", [1]),
        (APPROVED, " ", "好", [1]),
        (APPROVED, "李四", "好", []),
        (ReviewState.SUBMITTED, "李四", "好", [1]),
    ],
    ids=["no reason", "nobody", "nothing", "no decision"],
)
def test_review_without_what_it_needs_is_refused(
    empty_store: Store,
    decision: ReviewState,
    name: str,
    comment: str,
    numbers: list[int],
) -> None:
    send_for_review(empty_store, {SHAMIAN: {}})

    with pytest.raises(ValueError, match=r"decision|name|why"):
        append_reviews(
            empty_store, numbers, decision, reviewer=Reviewer(name), comment=comment
        )

    assert fetch_reviews(empty_store).empty


def test_who_may_not_undo_an_approval_cannot_withdraw_it(empty_store: Store) -> None:
    send_for_review(empty_store, {SHAMIAN: {}})
    send_for_review(empty_store, {LINGNAN: {}})
    approve(empty_store, 1)
    why = {"by": "张三", "reason": "报错了", "may_undo_approval": False}

    with pytest.raises(ApprovedError):
        withdraw_submission(empty_store, 1, **why)
    withdraw_submission(empty_store, 2, **why)

    assert fetch_submissions(empty_store)["is_withdrawn"].to_dict() == {
        1: False,
        2: True,
    }


def test_sender_is_remembered_in_the_role_of_that_time(empty_store: Store) -> None:
    by = AwaitedReview(7, Role.COUNTY_CLERK)
    send_for_review(empty_store, {SHAMIAN: {}}, by=by)
    send_for_review(empty_store, {LINGNAN: {}})

    assert fetch_sender(empty_store, 1) == Sender(7, Role.COUNTY_CLERK)
    assert fetch_sender(empty_store, 2) == Sender(None, None)


def test_review_changes_the_version_and_returning_makes_previews_outdated(
    empty_store: Store,
) -> None:
    send_for_review(empty_store, {SHAMIAN: {}})
    shown = data_version(empty_store)
    approve(empty_store, 1)
    approved = data_version(empty_store)
    assert approved != shown
    send_for_review(empty_store, {XINHUA: {}})
    send_back(empty_store, 1)

    with pytest.raises(OutdatedPreviewError):
        send_for_review(empty_store, {LINGNAN: {}}, expected_version=shown)
    with pytest.raises(OutdatedPreviewError):
        send_for_review(empty_store, {LINGNAN: {}}, expected_version=approved)
    other = {XINHUA: {"staff_count": 2}}
    now = data_version(empty_store)
    assert not send_for_review(empty_store, other, expected_version=now).is_duplicate


def test_version_says_what_is_counted(empty_store: Store) -> None:
    everything = data_version(empty_store)
    approved = data_version(approved_only(empty_store))

    assert is_of_approved(approved)
    assert not is_of_approved(everything)
    assert counting_all(approved) == everything
    assert counting_all(everything) == everything


# What may happen to a store, in any order: a report of one of two offices on one of
# three days, with or without a review, and decisions on any earlier one.
SENT = st.tuples(
    st.just("send"),
    st.sampled_from([SHAMIAN, LINGNAN]),
    st.sampled_from([OCTOBER, NOVEMBER, DECEMBER]),
    st.booleans(),
)
DECIDED = st.tuples(
    st.sampled_from(["approve", "return", "withdraw"]), st.integers(1, 8)
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.one_of(SENT, DECIDED), max_size=14))
def test_what_counts_is_the_newest_of_what_its_state_allows(steps) -> None:
    store = new_store()
    # Number: office, day, staff, state; the simplest account of the rule.
    known: dict[int, list[object]] = {}
    for at, step in enumerate(steps):
        if step[0] == "send":
            _, code, day, is_reviewed = step
            content = f"{at}".encode()
            checked = checked_sheet({code: {"staff_count": at}}, content=content)
            append_submission(
                store,
                checked,
                content=content,
                as_of=day,
                sender="张三",
                review=AwaitedReview() if is_reviewed else None,
            )
            state = "waits" if is_reviewed else "fit"
            known[len(known) + 1] = [code, day, at, state]
            continue
        done, number = step
        state = known[number][3] if number in known else None
        if done == "withdraw" and state in ("waits", "approved", "fit"):
            withdraw_submission(store, number, by="张三", reason="报错了")
            known[number][3] = "gone"
        elif done == "return" and state in ("waits", "approved"):
            send_back(store, number)
            # It could be withdrawn as well, which changes nothing.
            known[number][3] = "gone"
        elif done == "approve" and state == "waits":
            approve(store, number)
            known[number][3] = "approved"

    for counted, states in (
        (store, ("waits", "approved", "fit")),
        (approved_only(store), ("approved", "fit")),
    ):
        expected: list[object] = []
        for code in (SHAMIAN, LINGNAN):
            fit = [
                (day, number, count)
                for number, (own, day, count, state) in known.items()
                if own == code and state in states
            ]
            expected.append(max(fit)[2] if fit else None)
        assert staff(counted) == expected
    assert verify(store) == []
    close_store(store)


def test_reviews_of_simulated_reports_go_with_them(empty_store: Store) -> None:
    from hrss.store import clear_simulated

    content = b"simulated"
    append_submission(
        empty_store,
        checked_sheet({SHAMIAN: {}}, content=content),
        content=content,
        as_of=DECEMBER,
        sender="模拟",
        is_simulated=True,
        review=AwaitedReview(),
    )
    send_for_review(empty_store, {LINGNAN: {}})
    approve(empty_store, 1, 2)

    clear_simulated(empty_store)

    assert fetch_reviews(empty_store)["submission_id"].tolist() == [2]
    assert fetch_submissions(empty_store).index.tolist() == [2]
    assert verify(empty_store) == []


def test_clock_set_back_does_not_reorder_reviews(empty_store: Store) -> None:
    sent = send_for_review(empty_store, {SHAMIAN: {}})
    early = replace(empty_store, now=lambda: sent.received_at - timedelta(days=9))

    at = append_reviews(early, [1], APPROVED, reviewer=REVIEWER, comment="")

    assert at > sent.received_at
