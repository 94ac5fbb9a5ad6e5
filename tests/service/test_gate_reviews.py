"""Who may review what, and what a published period still allows, at the gate."""

from collections.abc import Iterator
from datetime import date

import pytest

from hrss.accounts import LogAction, ReviewState, Rights, Role
from hrss.service import gate
from hrss.service.gate import Actor, RefusedError
from hrss.store import (
    Store,
    append_edition,
    close_store,
    fetch_log,
    fetch_reopenings,
    fetch_reviews,
    fetch_roster,
    fetch_submissions,
)
from tests.service.test_gate import (
    ADMINISTRATOR,
    EDITOR,
    GUANGZHOU,
    LIWAN,
    LIWAN_CLERK,
    NOVEMBER,
    SHAOGUAN,
    VIEWER,
    WUJIANG,
    YUEXIU_CLERK,
    actor,
    send,
)
from tests.store.mini import mini_roster, new_store

APPROVED, RETURNED = ReviewState.APPROVED, ReviewState.RETURNED
WUJIANG_CLERK = Rights(Role.COUNTY_CLERK, "440200", "440203")


@pytest.fixture
def store() -> Iterator[Store]:
    made = new_store()
    yield made
    close_store(made)


def decide(store: Store, who: Actor, *numbers: int, decision=APPROVED, comment=""):
    gate.review(store, who, numbers, decision, comment=comment)


def publish(store: Store, number: int = 1) -> None:
    append_edition(
        store,
        area_code="440000",
        number=number,
        as_of=NOVEMBER,
        known_at=store.now(),
        prepared_on=date(2011, 12, 6),
        by="李四",
        settings={},
        figures={"建成": 1},
        documents={"docx": ("通报.docx", b"word")},
        is_simulated=False,
    )


def reopen(store: Store, who: Actor, *, area_code="440000", reason="补报") -> None:
    gate.reopen_period(
        store,
        who,
        area_code=area_code,
        first_day=date(2011, 11, 1),
        last_day=NOVEMBER,
        reason=reason,
    )


def state(store: Store, number: int) -> str:
    return fetch_submissions(store).loc[number, "review_state"]


def refused(store: Store) -> list[str]:
    return fetch_log(store, action=LogAction.REFUSED)["detail"].tolist()


def test_what_an_account_sends_waits_for_its_review_under_its_name(store):
    clerk = actor(store, LIWAN_CLERK)

    number = send(store, clerk, LIWAN)

    sent = fetch_submissions(store).loc[number]
    assert sent["review_state"] == "submitted"
    assert sent["sender_account_id"] == clerk.account.id
    assert sent["sender_role"] == "county_clerk"


def test_command_where_there_are_accounts_sends_for_review_and_is_logged(store):
    number = send(store, Actor("值班员", has_accounts=True), LIWAN)

    assert state(store, number) == "submitted"
    (entry,) = fetch_log(store, action=LogAction.SUBMIT).to_dict("records")
    assert (entry["user_name"], entry["submission_id"]) == ("值班员", number)
    assert entry["subject"] == "表.xlsx"
    assert entry["detail"] == "截至2011-11-30，1行"


def test_where_nobody_signs_in_nothing_is_reviewed(store):
    number = send(store, Actor("省厅"), LIWAN)

    with pytest.raises(RefusedError, match="没有启用账号，不设审核"):
        decide(store, Actor("省厅"), number)

    assert state(store, number) == "not_needed"


@pytest.mark.parametrize(
    ("sender", "reviewer"),
    [
        (LIWAN_CLERK, GUANGZHOU),
        (LIWAN_CLERK, EDITOR),
        (GUANGZHOU, EDITOR),
        (GUANGZHOU, ADMINISTRATOR),
        (EDITOR, ADMINISTRATOR),
        (EDITOR, EDITOR),
    ],
    ids=[
        "county by prefecture",
        "county by province",
        "prefecture by province",
        "prefecture by administrator",
        "editor by administrator",
        "editor by another editor",
    ],
)
@pytest.mark.parametrize("decision", [APPROVED, RETURNED])
def test_who_stands_above_the_sender_decides(store, sender, reviewer, decision):
    number = send(store, actor(store, sender), LIWAN)
    who = actor(store, reviewer)

    decide(store, who, number, decision=decision, comment="面积已核对")

    assert state(store, number) == decision.value
    (entry,) = fetch_log(
        store,
        action=LogAction.APPROVE if decision is APPROVED else LogAction.RETURN,
    ).to_dict("records")
    assert entry["submission_id"] == number
    assert entry["user_name"] == who.account.user_name
    assert entry["address"] == "10.0.0.9"
    assert "面积" not in fetch_log(store).to_string()


@pytest.mark.parametrize(
    ("sender", "rows", "reviewer", "sentence"),
    [
        (LIWAN_CLERK, LIWAN, VIEWER, "省级查看）不能审核数据"),
        (LIWAN_CLERK, LIWAN, YUEXIU_CLERK, "县区经办）不能审核数据"),
        (LIWAN_CLERK, LIWAN, SHAOGUAN, "只能审核本市的数据"),
        (GUANGZHOU, LIWAN, GUANGZHOU, "由省级审核"),
        (EDITOR, LIWAN, GUANGZHOU, "由省级审核"),
    ],
    ids=["viewer", "county", "other prefecture", "colleague", "from the province"],
)
def test_who_may_not_review_is_refused_and_that_is_logged(
    store, sender, rows, reviewer, sentence
):
    number = send(store, actor(store, sender), rows)

    with pytest.raises(RefusedError, match=sentence):
        decide(store, actor(store, reviewer), number)

    assert state(store, number) == "submitted"
    assert refused(store) == ["审核数据"]


@pytest.mark.parametrize("rights", [EDITOR, ADMINISTRATOR])
def test_own_submission_is_anothers_to_review(store, rights):
    who = actor(store, rights)
    number = send(store, who, LIWAN)

    with pytest.raises(RefusedError, match="自己报送的数据应由他人审核"):
        decide(store, who, number)

    assert state(store, number) == "submitted"


def test_one_of_several_that_may_not_be_reviewed_leaves_all_undecided(store):
    own = send(store, actor(store, LIWAN_CLERK), LIWAN)
    others = send(store, actor(store, WUJIANG_CLERK), WUJIANG)

    with pytest.raises(RefusedError, match="只能审核本市"):
        decide(store, actor(store, GUANGZHOU), own, others)

    assert fetch_reviews(store).empty


def test_who_returns_says_why(store):
    number = send(store, actor(store, LIWAN_CLERK), LIWAN)

    with pytest.raises(RefusedError, match="退回应写明原因"):
        decide(store, actor(store, EDITOR), number, decision=RETURNED, comment=" ")

    assert state(store, number) == "submitted"


def test_second_decision_is_answered_with_who_made_the_first(store):
    number = send(store, actor(store, LIWAN_CLERK), LIWAN)
    decide(store, actor(store, GUANGZHOU), number)

    with pytest.raises(RefusedError, match=r"已由李四于\d{4}-.*审核，已通过"):
        decide(store, actor(store, EDITOR), number)


def test_approved_submission_is_no_clerks_to_withdraw(store):
    clerk = actor(store, LIWAN_CLERK)
    number = send(store, clerk, LIWAN)
    decide(store, actor(store, GUANGZHOU), number)

    with pytest.raises(RefusedError, match="已审核通过，不能撤回"):
        gate.withdraw(store, clerk, number, reason="填错")
    assert not fetch_submissions(store).loc[number, "is_withdrawn"]

    gate.withdraw(store, actor(store, EDITOR), number, reason="填错")
    assert fetch_submissions(store).loc[number, "is_withdrawn"]


def test_published_period_is_closed_with_a_sentence_for_every_write(store):
    clerk = actor(store, LIWAN_CLERK)
    number = send(store, clerk, LIWAN)
    publish(store)
    closed = "广州市.*已随全省第1期通报（数据截至2011-11-30）发布，该期已关闭"

    with pytest.raises(RefusedError, match=closed):
        send(store, actor(store, GUANGZHOU), LIWAN, [*LIWAN[:2], "岭南街道", "是"])
    with pytest.raises(RefusedError, match=closed):
        gate.withdraw(store, clerk, number, reason="填错")
    with pytest.raises(RefusedError, match=closed):
        decide(store, actor(store, EDITOR), number)
    with pytest.raises(RefusedError, match=closed):
        send(store, Actor("值班员", has_accounts=True), WUJIANG, LIWAN)

    assert len(fetch_submissions(store)) == 1


@pytest.mark.parametrize("rights", [VIEWER, EDITOR, GUANGZHOU, LIWAN_CLERK])
def test_only_an_administrator_opens_a_period_again(store, rights):
    publish(store)

    with pytest.raises(RefusedError, match="不能重新开放报告期"):
        reopen(store, actor(store, rights))

    assert fetch_reopenings(store).empty
    assert refused(store) == ["重新开放报告期"]


def test_reopened_period_takes_what_is_mended_and_the_log_has_the_reason(store):
    publish(store)

    reopen(store, actor(store, ADMINISTRATOR), reason=" 韶关漏报 ")

    assert send(store, actor(store, LIWAN_CLERK), LIWAN) == 1
    (entry,) = fetch_log(store, action=LogAction.REOPEN).to_dict("records")
    assert entry["subject"] == "全省截至2011-11-30"
    assert entry["detail"] == "韶关漏报"


def test_reopening_for_one_prefecture_is_named_after_it(store):
    publish(store)

    reopen(store, actor(store, ADMINISTRATOR), area_code="440200")

    with pytest.raises(RefusedError, match="该期已关闭"):
        send(store, actor(store, LIWAN_CLERK), LIWAN)
    subjects = fetch_log(store, action=LogAction.REOPEN)["subject"]
    assert subjects.tolist() == ["韶关市截至2011-11-30"]


def test_open_period_or_no_reason_is_no_reopening(store):
    who = actor(store, ADMINISTRATOR)
    with pytest.raises(RefusedError, match="没有关闭"):
        reopen(store, who)
    publish(store)
    with pytest.raises(RefusedError, match="应写明原因"):
        reopen(store, who, reason=" ")

    assert fetch_reopenings(store).empty


def test_write_that_fails_leaves_no_entry_in_the_log(store):
    clerk = actor(store, LIWAN_CLERK)
    number = send(store, clerk, LIWAN)
    gate.withdraw(store, clerk, number, reason="填错")
    before = len(fetch_log(store))

    with pytest.raises(RefusedError, match="已由报送单位撤回"):
        decide(store, actor(store, EDITOR), number)

    # The account that tried was added meanwhile, which is logged.
    assert len(fetch_log(store)) == before + 1
    assert fetch_log(store, action=LogAction.APPROVE).empty


def test_roster_and_the_end_of_the_simulation_are_logged_as_well(store):
    duty = Actor("值班员", has_accounts=True)
    roster = mini_roster()

    gate.import_roster(store, duty, roster, name="省厅名册", content=b"roster")
    gate.clear_simulation(store, duty)

    (brought,) = fetch_log(store, action=LogAction.IMPORT_ROSTER).to_dict("records")
    assert (brought["user_name"], brought["subject"]) == ("值班员", "省厅名册")
    assert brought["detail"] == "6个乡镇（街道）"
    assert len(fetch_log(store, action=LogAction.CLEAR_SIMULATION)) == 1
    assert fetch_roster(store)[0].name == "省厅名册"
