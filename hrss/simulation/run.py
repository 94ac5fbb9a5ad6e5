"""Fills a store with simulated reports, through the real reader and checks.

Comes in: a store and a seed. Goes out: a simulated roster and one submission for
each sheet, all marked. Which sheets, when, in which order and with which bytes
depends on the seed alone. A store's time never runs backwards: one that has received
something real before receives the simulation after it.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from heapq import merge
from itertools import chain

import pandas as pd

from hrss.places import (
    Prefecture,
    assign_regions,
    list_prefectures,
    load_shipped_roster,
)
from hrss.sheets import CheckedSubmission
from hrss.simulation.area_truth import area_courses
from hrss.simulation.areas import area_arrivals, area_sendings
from hrss.simulation.arrivals import Arrival, arrivals, judged
from hrss.simulation.paces import paces
from hrss.simulation.reviews import approve, review_moments
from hrss.simulation.roster import SIMULATED_ROSTER_NAME, simulated_roster
from hrss.simulation.schedule import ROSTER_AT, month_ends, sendings
from hrss.simulation.slips import plan_slips
from hrss.simulation.stations import station_arrivals, station_sendings
from hrss.simulation.truth import Course, course_of
from hrss.store import (
    AwaitedReview,
    Receipt,
    Store,
    append_roster,
    append_submission,
    fetch_submissions,
)

SENDER = "模拟"

Progress = Callable[[int, int, str], None]


class RealDataError(RuntimeError):
    """The store holds what was really reported; its text is for the user."""


class SimulatedDataError(RuntimeError):
    """The store is simulated already; its text is for the user."""


@dataclass(frozen=True, slots=True)
class SimulationSummary:
    """What was put into the store."""

    roster_id: int
    submissions: int
    rows: int
    warnings: int
    first_as_of: date
    last_as_of: date


class _Clock:
    """The time that the simulation tells; it never runs ahead of the real one."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real = real
        self.moment = ROSTER_AT

    def __call__(self) -> datetime:
        """When what is being stored comes in."""
        return min(self.moment, self._real())


def simulate(
    store: Store,
    *,
    seed: int,
    months: int = 8,
    scale: int = 1,
    delta_codes: frozenset[str] | None = None,
    prefecture_codes: Collection[str] | None = None,
    is_forced: bool = False,
    has_review: bool = False,
    progress: Progress | None = None,
) -> SimulationSummary:
    """Put a simulated roster in force and let every prefecture report on it.

    Parameters
    ----------
    months : how many month ends, from 2011-09-30 on.
    scale : how many times as many townships, for load tests.
    delta_codes : prefectures of the Delta; those of the places room when None.
    prefecture_codes : who reports; the others stay silent. Everybody when None.
    is_forced : also when the store holds real submissions.
    has_review : sheets wait for a review, and are approved after each due day but the
        last; which sheets come when is the same.
    progress : is told how many sheets of how many are stored, and the last one's
        name.

    Raises
    ------
    RealDataError : the store holds real submissions, and it is not forced.
    SimulatedDataError : the store holds simulated ones already.
    ScaleTooLargeError : a county has no free codes left for so many copies.
    ValueError : `months` or `scale` is not positive.
    """
    if months < 1:
        raise ValueError(f"expected a number of months of 1 or more, got {months}")
    _refuse_filled(store, is_forced=is_forced)
    prefectures = list_prefectures(delta_codes)
    delta = frozenset(each.code for each in prefectures if each.is_delta)
    roster = simulated_roster(
        load_shipped_roster(), seed=seed, delta_codes=delta, scale=scale
    )
    clock = _Clock(store.now)
    timed = replace(store, now=clock)
    roster_id = append_roster(
        timed, roster, name=SIMULATED_ROSTER_NAME, sender=SENDER, is_simulated=True
    )
    everybody = [each.code for each in prefectures]
    plan = plan_slips(everybody, months=months, seed=seed)
    planned = [
        each
        for each in sendings(everybody, months=months, seed=seed, mended=plan.mended)
        if prefecture_codes is None or each.prefecture_code in prefecture_codes
    ]
    courses = _courses(roster, prefectures, seed=seed)
    lists = station_sendings(planned, everybody, seed=seed)
    own_work = area_sendings(everybody, months=months, seed=seed, only=prefecture_codes)
    arriving = arrivals(planned, courses, plan.slips)
    listing = station_arrivals(lists, courses, seed=seed)
    works = area_courses(assign_regions(roster, delta_codes=delta), seed=seed)
    # Judged apart: what a list says of stations is no state of an office.
    mixed = merge(
        judged(arriving, roster), area_arrivals(own_work, works, roster), key=_moment
    )
    total = len(planned) + len(own_work) + len(lists)
    receipts: list[Receipt] = []
    for receipt, file_name in _received(
        timed,
        clock,
        chain(mixed, judged(listing, roster)),
        roster_id=roster_id,
        reviews=review_moments(months) if has_review else None,
    ):
        receipts.append(receipt)
        if progress is not None:
            progress(len(receipts), total, file_name)
    return _summary(receipts, roster_id=roster_id, months=months)


def _received(
    store: Store,
    clock: _Clock,
    judgements: Iterable[tuple[CheckedSubmission, Arrival]],
    *,
    roster_id: int,
    reviews: Sequence[datetime] | None,
) -> Iterator[tuple[Receipt, str]]:
    """Receipt and name of each sheet, stored when it comes in.

    Parameters
    ----------
    reviews : when what waits is reviewed, in order; None where nothing waits.
    """
    due, waiting = deque(reviews or ()), list[int]()
    for checked, arrival in judgements:
        moment = arrival.sending.received_at
        while due and due[0] <= moment:
            clock.moment = due.popleft()
            approve(store, waiting)
        clock.moment = moment
        receipt = append_submission(
            store,
            checked,
            content=arrival.content,
            as_of=arrival.sending.as_of,
            sender=SENDER,
            is_simulated=True,
            roster_id=roster_id,
            review=None if reviews is None else AwaitedReview(),
        )
        waiting += [] if reviews is None else [receipt.submission_id]
        yield receipt, checked.file_name


def _moment(judgement: tuple[CheckedSubmission, Arrival]) -> datetime:
    """When a judged sheet came in."""
    return judgement[1].sending.received_at


def _summary(
    receipts: list[Receipt], *, roster_id: int, months: int
) -> SimulationSummary:
    days = month_ends(months)
    return SimulationSummary(
        roster_id=roster_id,
        submissions=len(receipts),
        rows=sum(receipt.rows for receipt in receipts),
        warnings=sum(receipt.warnings for receipt in receipts),
        first_as_of=days[0],
        last_as_of=days[-1],
    )


def _refuse_filled(store: Store, *, is_forced: bool) -> None:
    submissions = fetch_submissions(store)
    simulated = submissions["is_simulated"].fillna(False).astype(bool)
    if simulated.any():
        message = "库中已有模拟数据，请先用 demo --clear 清除，再重新生成"
        raise SimulatedDataError(message)
    if len(submissions) and not is_forced:
        message = (
            f"库中已有{len(submissions)}份真实上报，不能混入模拟数据；"
            "请换一个空库（HRSS_DATABASE_URL），确需混入的加 --force"
        )
        raise RealDataError(message)


def _courses(
    roster: pd.DataFrame, prefectures: tuple[Prefecture, ...], *, seed: int
) -> dict[str, tuple[str, Course]]:
    """Name and course of each prefecture, by its code."""
    delta = frozenset(each.code for each in prefectures if each.is_delta)
    dealt = paces([each.code for each in prefectures], delta_codes=delta, seed=seed)
    parts = dict(iter(roster.groupby("prefecture_code")))
    return {
        each.code: (
            each.name,
            course_of(
                parts[each.code],
                pace=dealt[each.code],
                is_delta=each.is_delta,
                population=each.population_2010,
                seed=seed,
            ),
        )
        for each in prefectures
    }
