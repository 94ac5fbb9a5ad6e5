"""What a review sent back is asked for again."""

from collections.abc import Iterator

import pytest

from hrss.accounts import ReviewState
from hrss.service.chasing import load_chase_list
from hrss.settings import Settings
from hrss.store import (
    AwaitedReview,
    Reviewer,
    Store,
    append_reviews,
    append_submission,
    close_store,
    withdraw_submission,
)
from tests.store.mini import (
    DONGCHENG,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    checked_sheet,
    new_store,
)

ONE = Settings(database_url="sqlite://")
MANY = Settings(database_url="sqlite://", has_accounts=True)
DONE = {"is_complete": True}


@pytest.fixture
def store() -> Iterator[Store]:
    made = new_store()
    yield made
    close_store(made)


def send(store: Store, *codes: str, as_of=NOVEMBER, content: bytes = b"one") -> int:
    checked = checked_sheet(dict.fromkeys(codes, DONE), content=content)
    receipt = append_submission(
        store,
        checked,
        content=content,
        as_of=as_of,
        sender="张三",
        review=AwaitedReview(),
    )
    return receipt.submission_id


def send_back(store: Store, *numbers: int) -> None:
    append_reviews(
        store,
        numbers,
        ReviewState.RETURNED,
        reviewer=Reviewer("李四"),
        comment="面积有误",
    )


def returned(store: Store) -> dict[str, int]:
    rows = load_chase_list(store, MANY, as_of=NOVEMBER)
    counts = rows.set_index("prefecture_name")["returned_count"]
    return {str(name): int(count) for name, count in counts.items() if count}


def test_what_was_sent_back_is_asked_of_each_of_its_prefectures(store):
    send_back(store, send(store, SHAMIAN, DONGCHENG))

    assert returned(store) == {"广州市": 1, "东莞市": 1}


def test_what_waits_or_was_sent_back_of_another_period_is_not_asked_for(store):
    send_back(store, send(store, SHAMIAN, as_of=OCTOBER))
    send(store, SHAMIAN, content=b"two")

    assert returned(store) == {}


def test_what_came_again_is_not_asked_for(store):
    send_back(store, send(store, SHAMIAN))
    send(store, SHAMIAN, LINGNAN, content=b"two")

    assert returned(store) == {}


def test_a_report_of_another_place_does_not_stand_for_what_was_sent_back(store):
    send_back(store, send(store, SHAMIAN))
    send(store, LINGNAN, content=b"two")

    assert returned(store) == {"广州市": 1}


def test_what_came_again_and_was_sent_back_again_counts_twice(store):
    send_back(store, send(store, SHAMIAN), send(store, SHAMIAN, content=b"two"))

    assert returned(store) == {"广州市": 2}


def test_what_came_again_and_was_withdrawn_is_asked_for(store):
    send_back(store, send(store, SHAMIAN))
    again = send(store, SHAMIAN, content=b"two")
    withdraw_submission(store, again, by="张三", reason="报错了表")

    assert returned(store) == {"广州市": 1}


def test_with_one_user_the_list_is_as_it_was(store):
    send(store, SHAMIAN)

    assert "returned_count" not in load_chase_list(store, ONE, as_of=NOVEMBER)
