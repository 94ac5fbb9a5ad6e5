"""The queue: what waits, whose it is, and what hangs on it."""

from collections.abc import Iterator

import pandas as pd
import pytest

from hrss.accounts import ReviewState, Rights, Role
from hrss.service import gate
from hrss.service.gate import Actor
from hrss.service.queue_memory import QueueMemory
from hrss.service.reviewed import (
    count_waiting,
    decisions_before,
    load_decisions,
    prefecture_names,
    returned_to,
)
from hrss.service.reviewing import left_to_others, load_queue, reviewable
from hrss.store import (
    Account,
    AwaitedReview,
    Store,
    add_account,
    append_submission,
    close_store,
    fetch_submissions,
    withdraw_submission,
)
from tests.service.test_gate_reviews import publish
from tests.store.mini import (
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    XILIAN,
    checked_sheet,
    new_store,
)

EDITOR = Rights(Role.PROVINCE_EDITOR)
VIEWER = Rights(Role.PROVINCE_VIEWER)
GUANGZHOU = Rights(Role.PREFECTURE_CLERK, "440100")
SHAOGUAN = Rights(Role.PREFECTURE_CLERK, "440200")
LIWAN = Rights(Role.COUNTY_CLERK, "440100", "440103")


@pytest.fixture
def store() -> Iterator[Store]:
    made = new_store()
    yield made
    close_store(made)


def account(store: Store, rights: Rights, name: str = "li") -> Account:
    return add_account(
        store,
        name,
        display_name=name,
        rights=rights,
        password="correct horse battery",
        by="省厅",
    )


def actor(who: Account) -> Actor:
    return Actor(who.display_name, who, has_accounts=True)


def send(store: Store, who: Account | None, offices, *, as_of=NOVEMBER) -> int:
    content = repr((offices, as_of)).encode()
    review = AwaitedReview()
    if who is not None:
        review = AwaitedReview(who.id, who.rights.role)
    return append_submission(
        store,
        checked_sheet(offices, content=content),
        content=content,
        as_of=as_of,
        sender="张三" if who is None else who.display_name,
        review=review,
    ).submission_id


def decide(store: Store, decision: ReviewState, *numbers: int, comment="填错") -> None:
    gate.review(
        store, Actor("省厅", has_accounts=True), numbers, decision, comment=comment
    )


def test_what_waits_stands_newest_period_first_and_says_what_hangs_on_it(store):
    old = send(store, None, {SHAMIAN: {"floor_area_m2": 300.0}}, as_of=OCTOBER)
    odd = {"floor_area_m2": 900.0, "is_complete": True}
    new = send(store, None, {SHAMIAN: odd, LINGNAN: {"is_complete": True}})

    queue = load_queue(store)

    waiting = queue.submissions
    assert waiting.index.tolist() == [new, old]
    assert waiting["place"].tolist() == ["广州市荔湾区", "广州市荔湾区"]
    assert waiting["changed_count"].tolist() == [2, 1]
    assert waiting["newly_complete_count"].tolist() == [2, 0]
    assert waiting["oddity_count"].tolist() == [1, 0]
    assert waiting["is_closed"].tolist() == [False, False]
    assert queue.oddities[["kind", "submission_id"]].to_numpy().tolist() == [
        ["area_jump", new]
    ]


def test_what_was_decided_or_withdrawn_does_not_wait(store):
    approved = send(store, None, {SHAMIAN: {}})
    returned = send(store, None, {LINGNAN: {}})
    withdrawn = send(store, None, {XILIAN: {}})
    decide(store, ReviewState.APPROVED, approved)
    decide(store, ReviewState.RETURNED, returned)
    withdraw_submission(store, withdrawn, by="张三", reason="填错")

    queue = load_queue(store)

    assert queue.submissions.empty
    assert queue.differences.empty
    assert queue.oddities.empty


def test_a_submission_of_several_places_is_named_by_its_prefectures(store):
    send(store, None, {SHAMIAN: {}, XILIAN: {}})

    assert load_queue(store).submissions["place"].tolist() == ["广州市、韶关市"]
    assert (
        prefecture_names("440100 440200 440300 440400") == "广州市、韶关市、深圳市等4市"
    )


def test_a_prefecture_reviews_its_counties_and_leaves_the_rest_to_the_province(store):
    county = account(store, LIWAN, "county")
    prefecture = account(store, GUANGZHOU, "prefecture")
    other = account(store, SHAOGUAN, "other")
    from_county = send(store, county, {SHAMIAN: {}})
    send(store, prefecture, {LINGNAN: {}})
    send(store, other, {XILIAN: {}})
    waiting = load_queue(store).submissions

    own = waiting[reviewable(waiting, actor(prefecture))]

    assert own.index.tolist() == [from_county]
    assert left_to_others(waiting, actor(prefecture)) == "另有1份由省级审核。"
    assert waiting[reviewable(waiting, actor(other))].empty


def test_the_province_reviews_all_but_its_own(store):
    editor = account(store, EDITOR, "editor")
    county = account(store, LIWAN, "county")
    send(store, editor, {XILIAN: {}})
    from_county = send(store, county, {SHAMIAN: {}})
    waiting = load_queue(store).submissions

    assert waiting[reviewable(waiting, actor(editor))].index.tolist() == [from_county]
    assert left_to_others(waiting, actor(editor)) == (
        "另有1份由本账号报送，应由他人审核。"
    )


@pytest.mark.parametrize("rights", [VIEWER, LIWAN])
def test_who_may_not_review_has_no_queue(store, rights):
    send(store, None, {SHAMIAN: {}})
    waiting = load_queue(store).submissions

    assert not reviewable(waiting, actor(account(store, rights))).any()


def test_decisions_stand_with_their_submission_and_how_it_is_now(store):
    number = send(store, None, {SHAMIAN: {}})
    decide(store, ReviewState.APPROVED, number, comment="")
    decide(store, ReviewState.RETURNED, number, comment="面积有误")

    decisions = load_decisions(store)

    assert decisions["decision"].tolist() == ["returned", "approved"]
    assert decisions["review_state"].tolist() == ["returned", "returned"]
    assert decisions["comment"].tolist() == ["面积有误", ""]
    assert decisions["sender"].tolist() == ["张三", "张三"]


def test_decisions_before_are_of_the_same_month_and_prefecture(store):
    october = send(store, None, {SHAMIAN: {}}, as_of=OCTOBER)
    other = send(store, None, {XILIAN: {}})
    returned = send(store, None, {SHAMIAN: {}})
    decide(store, ReviewState.RETURNED, october, other, returned)
    send(store, None, {SHAMIAN: {}, LINGNAN: {}})

    waiting = load_queue(store).submissions
    found = decisions_before(load_decisions(store), waiting.iloc[0])

    assert found["submission_id"].tolist() == [returned]


def came_back(store: Store, who: Account) -> list[int]:
    return returned_to(store, fetch_submissions(store), who.id).index.tolist()


def test_what_came_back_is_named_until_it_is_mended(store):
    county = account(store, LIWAN, "county")
    first = send(store, county, {SHAMIAN: {"staff_count": 1}})
    decide(store, ReviewState.RETURNED, first)
    assert came_back(store, county) == [first]

    again = send(store, county, {SHAMIAN: {"staff_count": 2}})
    assert came_back(store, county) == []

    decide(store, ReviewState.RETURNED, again)
    assert came_back(store, county) == [again, first]


def test_what_came_back_for_its_day_is_mended_by_another_day(store):
    county = account(store, LIWAN, "county")
    decide(
        store, ReviewState.RETURNED, send(store, county, {SHAMIAN: {"staff_count": 1}})
    )

    send(store, county, {SHAMIAN: {"staff_count": 1}}, as_of=OCTOBER)

    assert came_back(store, county) == []


def test_what_came_back_may_be_mended_by_a_colleague_of_the_same_places(store):
    county = account(store, LIWAN, "county")
    office = account(store, GUANGZHOU, "office")
    first = send(store, county, {SHAMIAN: {"staff_count": 1}})
    decide(store, ReviewState.RETURNED, first)

    send(store, office, {XILIAN: {}})
    assert came_back(store, county) == [first]

    send(store, office, {SHAMIAN: {"staff_count": 2}})
    assert came_back(store, county) == []


def test_what_came_back_of_a_closed_period_is_not_named(store):
    county = account(store, LIWAN, "county")
    decide(store, ReviewState.RETURNED, send(store, county, {SHAMIAN: {}}))

    publish(store)

    assert came_back(store, county) == []


def test_what_came_back_to_others_is_not_named(store):
    county = account(store, LIWAN, "county")
    decide(store, ReviewState.RETURNED, send(store, None, {SHAMIAN: {}}))

    assert came_back(store, county) == []


def test_what_waits_is_counted_by_area_and_day(store):
    send(store, None, {SHAMIAN: {}, XILIAN: {}}, as_of=OCTOBER)
    send(store, None, {SHAMIAN: {}})

    assert count_waiting(store, area_code="440000", as_of=NOVEMBER) == 2
    assert count_waiting(store, area_code="440200", as_of=NOVEMBER) == 1
    assert count_waiting(store, area_code="440000", as_of=OCTOBER) == 1


def test_a_queue_that_is_remembered_says_the_same_as_one_made_anew(store):
    memory = QueueMemory()
    first = send(store, None, {SHAMIAN: {"staff_count": 1}})
    second = send(store, None, {SHAMIAN: {"staff_count": 2}, LINGNAN: {}})
    send(store, None, {XILIAN: {"is_complete": True}})
    load_queue(store, memory=memory)
    decide(store, ReviewState.APPROVED, first)

    remembered = load_queue(store, memory=memory)

    anew = load_queue(store)
    pd.testing.assert_frame_equal(remembered.submissions, anew.submissions)
    own = remembered.differences["submission_id"] == second
    assert remembered.differences.loc[own, "change"].tolist() == [
        "changed",
        "first_report",
    ]


def test_a_queue_holds_though_another_visitor_s_replaces_what_is_remembered(store):
    memory = QueueMemory()
    number = send(store, None, {SHAMIAN: {"staff_count": 1}})
    load_queue(store, memory=memory)

    class Replaced(dict):
        def __contains__(self, key):
            memory.differences = {}
            return super().__contains__(key)

    memory.differences = Replaced(memory.differences)

    queue = load_queue(store, memory=memory)

    assert queue.differences["submission_id"].tolist() == [number]
