"""What waits for a review, and what hangs on it.

Comes in: a store that counts everything that came in. Goes out: the queue, the same
for everybody; `reviewable` says whose is which.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import pandas as pd

from hrss.accounts import Action, Place, Reach, Role, Sender
from hrss.service.differences import change_counts
from hrss.service.gate import Actor, may_review
from hrss.service.queue_memory import (
    Grounds,
    QueueMemory,
    remembered_differences,
    remembered_oddities,
)
from hrss.service.reviewed import prefecture_names, waiting_of
from hrss.store import (
    Store,
    data_version,
    fetch_submissions,
    find_closure,
)


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, and what a reviewer looks at before deciding.

    Parameters
    ----------
    submissions : those that wait, the newest day first, as `fetch_submissions` has
        them, with ``place`` (what it is called), ``is_closed`` (no decision is
        possible), ``oddity_count`` and the columns of `change_counts`.
    differences : of all of them (`load_differences`).
    oddities : of everything received (`metrics.oddities`), once for each waiting
        submission that one rests on, with its ``submission_id``.
    """

    submissions: pd.DataFrame
    differences: pd.DataFrame
    oddities: pd.DataFrame


def load_queue(
    store: Store,
    *,
    delta_codes: frozenset[str] | None = None,
    memory: QueueMemory | None = None,
) -> Queue:
    """Everything that waits for its review, whoever may review it.

    Parameters
    ----------
    memory : what an earlier call for the same store worked out; it is brought up to
        date.
    """
    memory = QueueMemory() if memory is None else memory
    submissions = fetch_submissions(store)
    waiting = waiting_of(submissions)
    rests_on = Grounds(data_version(store), submissions)
    differences = remembered_differences(store, waiting, rests_on, memory)
    odd = remembered_oddities(store, waiting, rests_on, memory, delta_codes)
    counts = change_counts(differences).reindex(waiting.index, fill_value=0)
    odd_counts = odd.groupby("submission_id").size()
    described = waiting.assign(
        place=_places(waiting, differences),
        is_closed=_are_closed(store, waiting),
        oddity_count=odd_counts.reindex(waiting.index, fill_value=0),
        **{str(name): counts[name] for name in counts},
    )
    ordered = described.assign(number=described.index).sort_values(
        ["as_of", "number"], ascending=[False, True]
    )
    return Queue(ordered.drop(columns="number"), differences, odd)


def reviewable(submissions: pd.DataFrame, actor: Actor) -> pd.Series:
    """Which submissions the actor may review, by who sent them and for where.

    The gate looks again at every row when something is decided; that a row's county
    is nobody's own to review makes the prefecture enough here.
    """
    names = ("sender_account_id", "sender_role", "prefecture_codes")
    may = [
        may_review(actor, _sender(account, role), _prefectures(codes)) is None
        for account, role, codes in zip(
            *(submissions[name] for name in names), strict=True
        )
    ]
    return pd.Series(may, index=submissions.index, dtype=bool)


def left_to_others(submissions: pd.DataFrame, actor: Actor) -> str:
    """How many that concern the actor wait for somebody else; "" when none does."""
    others = submissions[~reviewable(submissions, actor)]
    if actor.account is None or others.empty:
        return ""
    rights = actor.account.rights
    if rights.reach(Action.REVIEW) is Reach.EVERYWHERE:
        return f"另有{len(others)}份由本账号报送，应由他人审核。"
    codes = others["prefecture_codes"].str.split(" ")
    count = sum(rights.prefecture_code in each for each in codes)
    return f"另有{count}份由省级审核。" if count else ""


def _places(waiting: pd.DataFrame, differences: pd.DataFrame) -> pd.Series:
    """What each submission is about: its only county, or its prefectures."""
    counties = differences.groupby("submission_id")["county_name"].unique()
    names = []
    for number, codes in waiting["prefecture_codes"].items():
        known = [each for each in counties.get(number, ()) if pd.notna(each)]
        name = prefecture_names(codes)
        is_one = len(known) == 1 and " " not in codes and known[0] != "市本级"
        names.append(f"{name}{known[0]}" if is_one and known[0] != name else name)
    return pd.Series(names, index=waiting.index, dtype="string")


def _are_closed(store: Store, waiting: pd.DataFrame) -> pd.Series:
    known: dict[tuple[str, date], bool] = {}
    for codes, moment in zip(
        waiting["prefecture_codes"], waiting["as_of"], strict=True
    ):
        day = moment.date()
        if (codes, day) not in known:
            closures = (find_closure(store, code, day) for code in codes.split(" "))
            known[codes, day] = any(each is not None for each in closures)
    pairs = zip(waiting["prefecture_codes"], waiting["as_of"].dt.date, strict=True)
    return pd.Series([known[pair] for pair in pairs], index=waiting.index, dtype=bool)


def _sender(account_id: object, role: object) -> Sender:
    return Sender(
        None if account_id is pd.NA else int(str(account_id)),
        None if role is pd.NA else Role(str(role)),
    )


def _prefectures(codes: str) -> Collection[Place]:
    return {Place(code) for code in codes.split(" ")}
