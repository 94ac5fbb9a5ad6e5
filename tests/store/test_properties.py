"""Whatever comes in, in whatever order: the snapshot is what one would expect."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.store import (
    Store,
    close_store,
    fetch_as_of_dates,
    fetch_snapshot,
    verify,
    withdraw_submission,
)
from tests.store.mini import (
    DECEMBER,
    DONGCHENG,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    XIHE,
    XILIAN,
    XINHUA,
    new_store,
    send,
)

SIX = [SHAMIAN, LINGNAN, XINHUA, XILIAN, XIHE, DONGCHENG]
DAYS = [OCTOBER, NOVEMBER, DECEMBER]
values = st.fixed_dictionaries(
    {
        "is_complete": st.sampled_from([True, False, None]),
        "staff_count": st.sampled_from([0, 3, 12, None]),
        "completion_date": st.sampled_from([pd.Timestamp("2011-11-20"), None]),
    }
)
sendings = st.tuples(
    st.sampled_from(DAYS),
    st.dictionaries(st.sampled_from(SIX), values, min_size=1, max_size=6),
)
withdrawals = st.integers(0, 5)
histories = st.lists(st.one_of(sendings, withdrawals), max_size=8)


@dataclass
class Sent:
    """What a test remembers of a submission, without asking the store."""

    as_of: date
    offices: dict[str, dict[str, object]]
    received_at: datetime
    withdrawn_at: datetime | None = None


@dataclass
class Story:
    """A store and, told apart from it, what happened to it."""

    store: Store
    sent: list[Sent] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)


@contextmanager
def told(history: list[object]) -> Iterator[Story]:
    """Do what the history says; a withdrawal of nothing is passed over."""
    story = Story(new_store())
    for step, entry in enumerate(history):
        if isinstance(entry, tuple):
            day, offices = entry
            content = f"file {step}".encode()
            receipt = send(story.store, offices, as_of=day, content=content)
            story.sent.append(Sent(day, offices, receipt.received_at))
            story.moments.append(receipt.received_at)
        elif entry < len(story.sent) and story.sent[entry].withdrawn_at is None:
            gone_at = withdraw_submission(
                story.store, entry + 1, by="张三", reason="错"
            )
            story.sent[entry].withdrawn_at = gone_at
            story.moments.append(gone_at)
    yield story
    close_store(story.store)


def expected(
    story: Story, code: str, as_of: date, known_at: datetime | None
) -> dict[str, object]:
    """What counts for an office, by going through everything that was sent."""
    best: tuple[date, int] | None = None
    for number, sent in enumerate(story.sent):
        gone = sent.withdrawn_at
        is_known = known_at is None or sent.received_at <= known_at
        is_gone = gone is not None and (known_at is None or gone <= known_at)
        if code in sent.offices and sent.as_of <= as_of and is_known and not is_gone:
            best = max(best or (sent.as_of, number), (sent.as_of, number))
    blank = dict.fromkeys(("is_complete", "staff_count", "completion_date"))
    if best is None:
        return {"submission_id": None} | blank
    return {"submission_id": best[1] + 1} | story.sent[best[1]].offices[code]


@settings(max_examples=25, deadline=None)
@given(history=histories, as_of=st.sampled_from(DAYS), data=st.data())
def test_snapshot_is_what_going_through_everything_gives(
    history: list[object], as_of: date, data: st.DataObject
) -> None:
    with told(history) as story:
        known_at = data.draw(st.sampled_from([None, *story.moments]))

        snapshot = fetch_snapshot(story.store, as_of=as_of, known_at=known_at)

        found = {
            str(code): {
                name: None if pd.isna(office[name]) else office[name]
                for name in (
                    *("submission_id", "is_complete"),
                    *("staff_count", "completion_date"),
                )
            }
            for code, office in snapshot.iterrows()
        }
        assert found == {c: expected(story, c, as_of, known_at) for c in SIX}


@settings(max_examples=12, deadline=None)
@given(history=histories, as_of=st.sampled_from(DAYS))
def test_parts_add_up_to_the_roster_whatever_came_in(
    history: list[object], as_of: date
) -> None:
    with told(history) as story:
        snapshot = fetch_snapshot(story.store, as_of=as_of)

        assert snapshot.index.tolist() == SIX
        assert snapshot.groupby("batch", dropna=False).size().sum() == 6
        complete = snapshot["is_complete"]
        parts = [complete.eq(True).sum(), complete.eq(False).sum()]
        assert sum(parts) + complete.isna().sum() == 6
        assert snapshot["is_reported"].sum() == snapshot["submission_id"].count()
        assert verify(story.store) == []


@settings(max_examples=12, deadline=None)
@given(history=histories, later=sendings)
def test_what_was_known_never_changes_by_what_comes_later(
    history: list[object], later: tuple[date, dict[str, dict[str, object]]]
) -> None:
    with told(history) as story:
        if not story.moments:
            return
        known_at = story.moments[-1]
        day, offices = later

        before = fetch_snapshot(story.store, as_of=DECEMBER)
        send(story.store, offices, as_of=day, content=b"later")

        after = fetch_snapshot(story.store, as_of=DECEMBER, known_at=known_at)
        pd.testing.assert_frame_equal(before, after)
        dates = fetch_as_of_dates(story.store, known_at)
        assert dates == sorted(
            {sent.as_of for sent in story.sent if sent.withdrawn_at is None}
        )
