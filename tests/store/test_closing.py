from datetime import date

import pytest

from hrss.accounts import ReviewState
from hrss.store import (
    AwaitedReview,
    ClosedPeriodError,
    OpenPeriodError,
    Reviewer,
    Store,
    append_edition,
    append_reopening,
    append_reviews,
    append_submission,
    fetch_reopenings,
    fetch_submissions,
    find_closure,
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
    checked_sheet,
    send,
)

PROVINCE, GUANGZHOU, SHAOGUAN = "440000", "440100", "440200"


def publish(store: Store, number: int, *, as_of: date, area_code: str = PROVINCE):
    return append_edition(
        store,
        area_code=area_code,
        number=number,
        as_of=as_of,
        known_at=store.now(),
        prepared_on=as_of,
        by="李四",
        settings={},
        figures={"建成": 1},
        documents={"docx": ("通报.docx", b"word")},
        is_simulated=False,
    )


def send_for_review(store: Store, code: str, *, as_of: date, content: bytes):
    return append_submission(
        store,
        checked_sheet({code: {}}, content=content),
        content=content,
        as_of=as_of,
        sender="张三",
        review=AwaitedReview(),
    )


def reopen(store: Store, area_code: str = PROVINCE, *, last_day: date = NOVEMBER):
    return append_reopening(
        store,
        area_code=area_code,
        first_day=last_day.replace(day=1),
        last_day=last_day,
        by="管理员",
        reason="韶关漏报一个县",
    )


def test_without_an_edition_everything_is_open(empty_store: Store) -> None:
    assert find_closure(empty_store, GUANGZHOU, OCTOBER) is None


def test_edition_of_the_province_closes_its_day_and_all_before_for_everybody(
    empty_store: Store,
) -> None:
    publish(empty_store, 1, as_of=NOVEMBER)

    closed = find_closure(empty_store, SHAOGUAN, NOVEMBER)

    assert (closed.area_code, closed.number, closed.as_of) == (PROVINCE, 1, NOVEMBER)
    assert find_closure(empty_store, GUANGZHOU, OCTOBER).number == 1
    assert find_closure(empty_store, GUANGZHOU, date(2011, 12, 1)) is None


def test_edition_of_a_prefecture_closes_its_own_days_alone(empty_store: Store) -> None:
    publish(empty_store, 1, as_of=NOVEMBER, area_code=GUANGZHOU)

    assert find_closure(empty_store, GUANGZHOU, NOVEMBER).area_code == GUANGZHOU
    assert find_closure(empty_store, SHAOGUAN, NOVEMBER) is None
    assert find_closure(empty_store, PROVINCE, NOVEMBER) is None


def test_what_is_closed_is_neither_sent_nor_withdrawn_nor_reviewed(
    empty_store: Store,
) -> None:
    send_for_review(empty_store, SHAMIAN, as_of=NOVEMBER, content=b"1")
    publish(empty_store, 1, as_of=NOVEMBER)

    with pytest.raises(ClosedPeriodError) as raised:
        send_for_review(empty_store, LINGNAN, as_of=OCTOBER, content=b"2")
    with pytest.raises(ClosedPeriodError):
        withdraw_submission(empty_store, 1, by="张三", reason="错", has_review=True)
    for decision in (ReviewState.APPROVED, ReviewState.RETURNED):
        with pytest.raises(ClosedPeriodError):
            append_reviews(
                empty_store, [1], decision, reviewer=Reviewer("李四"), comment="错"
            )

    assert raised.value.closure.prefecture_code == GUANGZHOU
    found = fetch_submissions(empty_store)
    assert found["review_state"].tolist() == ["submitted"]
    assert not found["is_withdrawn"].any()
    assert verify(empty_store) == []


def test_the_same_file_again_is_answered_by_its_receipt_though_closed(
    empty_store: Store,
) -> None:
    send_for_review(empty_store, SHAMIAN, as_of=NOVEMBER, content=b"1")
    publish(empty_store, 1, as_of=NOVEMBER)

    again = send_for_review(empty_store, SHAMIAN, as_of=NOVEMBER, content=b"1")

    assert (again.submission_id, again.is_duplicate) == (1, True)


def test_days_after_the_edition_stay_open(empty_store: Store) -> None:
    publish(empty_store, 1, as_of=NOVEMBER)

    receipt = send_for_review(empty_store, SHAMIAN, as_of=DECEMBER, content=b"1")

    assert receipt.submission_id == 1


def test_where_there_is_no_review_nothing_is_closed(empty_store: Store) -> None:
    publish(empty_store, 1, as_of=NOVEMBER)

    send(empty_store, {SHAMIAN: {}}, as_of=NOVEMBER)
    withdraw_submission(empty_store, 1, by="张三", reason="错")

    assert fetch_submissions(empty_store)["is_withdrawn"].tolist() == [True]


def test_reopened_period_takes_what_is_of_its_days_and_no_others(
    empty_store: Store,
) -> None:
    publish(empty_store, 1, as_of=NOVEMBER)

    at = reopen(empty_store)

    assert find_closure(empty_store, GUANGZHOU, NOVEMBER) is None
    assert find_closure(empty_store, GUANGZHOU, OCTOBER).number == 1
    send_for_review(empty_store, SHAMIAN, as_of=NOVEMBER, content=b"1")
    (row,) = fetch_reopenings(empty_store).to_dict("records")
    assert row["area_code"] == PROVINCE
    assert (row["first_day"].date(), row["last_day"].date()) == (
        date(2011, 11, 1),
        NOVEMBER,
    )
    assert (row["reopened_by"], row["reason"]) == ("管理员", "韶关漏报一个县")
    assert row["reopened_at"] == at
    assert verify(empty_store) == []


def test_first_period_is_reopened_from_the_beginning_of_time(
    empty_store: Store,
) -> None:
    publish(empty_store, 1, as_of=NOVEMBER)

    append_reopening(
        empty_store,
        area_code=PROVINCE,
        first_day=date.min,
        last_day=OCTOBER,
        by="管理员",
        reason="补报",
    )

    assert find_closure(empty_store, GUANGZHOU, date(2009, 1, 1)) is None
    assert find_closure(empty_store, GUANGZHOU, OCTOBER) is None
    assert find_closure(empty_store, GUANGZHOU, NOVEMBER).number == 1
    (row,) = fetch_reopenings(empty_store).to_dict("records")
    assert row["first_day"].date() == date.min


def test_period_reopened_for_one_prefecture_stays_closed_for_others(
    empty_store: Store,
) -> None:
    publish(empty_store, 1, as_of=NOVEMBER)

    reopen(empty_store, SHAOGUAN)

    send_for_review(empty_store, XINHUA, as_of=NOVEMBER, content=b"1")
    with pytest.raises(ClosedPeriodError):
        send_for_review(empty_store, SHAMIAN, as_of=NOVEMBER, content=b"2")


def test_sheet_of_an_open_and_a_closed_prefecture_is_refused_as_a_whole(
    empty_store: Store,
) -> None:
    publish(empty_store, 1, as_of=NOVEMBER)
    reopen(empty_store, SHAOGUAN)
    content = b"both"

    with pytest.raises(ClosedPeriodError):
        append_submission(
            empty_store,
            checked_sheet({SHAMIAN: {}, XINHUA: {}}, content=content),
            content=content,
            as_of=NOVEMBER,
            sender="张三",
            review=AwaitedReview(),
        )

    assert fetch_submissions(empty_store).empty


def test_next_edition_closes_a_reopened_period_once_more(empty_store: Store) -> None:
    publish(empty_store, 1, as_of=NOVEMBER)
    reopen(empty_store)

    publish(empty_store, 2, as_of=DECEMBER)

    assert find_closure(empty_store, GUANGZHOU, NOVEMBER).number == 2


def test_open_period_is_not_opened_again(empty_store: Store) -> None:
    with pytest.raises(OpenPeriodError):
        reopen(empty_store)
    publish(empty_store, 1, as_of=NOVEMBER)
    reopen(empty_store)

    with pytest.raises(OpenPeriodError):
        reopen(empty_store)
    with pytest.raises(OpenPeriodError):
        reopen(empty_store, last_day=DECEMBER)

    assert len(fetch_reopenings(empty_store)) == 1


@pytest.mark.parametrize(
    "changed",
    [{"by": " "}, {"reason": ""}, {"first_day": DECEMBER}],
    ids=["nobody", "no reason", "days out of order"],
)
def test_reopening_without_what_it_needs_is_refused(empty_store: Store, changed):
    publish(empty_store, 1, as_of=NOVEMBER)
    given = {
        "area_code": PROVINCE,
        "first_day": OCTOBER,
        "last_day": NOVEMBER,
        "by": "管理员",
        "reason": "补报",
    }

    with pytest.raises(ValueError, match=r"name|after"):
        append_reopening(empty_store, **{**given, **changed})

    assert fetch_reopenings(empty_store).empty
