"""Fills a store with simulated reports, through the real reader and checks.

Comes in: a store and a seed. Goes out: a simulated roster and one submission for
each sheet, all marked. Which sheets, in which order and with which bytes depends on
the seed alone; only the times of receipt are those of the clock.
"""

import os
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import pandas as pd

from hrss.places import Prefecture, list_prefectures, load_shipped_roster
from hrss.sheets import (
    CheckedSubmission,
    ParsedWorkbook,
    Workbook,
    check_workbook,
    message,
    parse_workbook,
    read_workbook,
)
from hrss.simulation.layouts import layout_of
from hrss.simulation.paces import paces
from hrss.simulation.roster import SIMULATED_ROSTER_NAME, simulated_roster
from hrss.simulation.schedule import Sending, month_ends, sendings
from hrss.simulation.sheets import sheet_name, write_sheet
from hrss.simulation.truth import Course, course_of, report_of
from hrss.store import (
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


@dataclass(frozen=True, slots=True, eq=False)
class _Arrival:
    """A sheet that has been opened and understood, and not yet judged."""

    sending: Sending
    content: bytes
    parsed: ParsedWorkbook


def simulate(
    store: Store,
    *,
    seed: int,
    months: int = 8,
    scale: int = 1,
    delta_codes: frozenset[str] | None = None,
    prefecture_codes: Collection[str] | None = None,
    is_forced: bool = False,
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
    roster_id = append_roster(
        store, roster, name=SIMULATED_ROSTER_NAME, sender=SENDER, is_simulated=True
    )
    everybody = [each.code for each in prefectures]
    planned = [
        sending
        for sending in sendings(everybody, months=months, seed=seed)
        if prefecture_codes is None or sending.prefecture_code in prefecture_codes
    ]
    receipts: list[Receipt] = []
    arrivals = _arrivals(planned, _courses(roster, prefectures, seed=seed))
    for checked, arrival in _judged(arrivals, roster):
        receipts.append(_stored(store, checked, arrival, roster_id=roster_id))
        if progress is not None:
            progress(len(receipts), len(planned), checked.file_name)
    return _summary(receipts, roster_id=roster_id, months=months)


def _stored(
    store: Store, checked: CheckedSubmission, arrival: _Arrival, *, roster_id: int
) -> Receipt:
    return append_submission(
        store,
        checked,
        content=arrival.content,
        as_of=arrival.sending.as_of,
        sender=SENDER,
        is_simulated=True,
        roster_id=roster_id,
    )


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


def _arrivals(
    planned: Iterable[Sending], courses: dict[str, tuple[str, Course]]
) -> Iterator[_Arrival]:
    """Sheets opened a few at a time, handed on in the order of their sending.

    The threads only wait for the processes that open the files. Whatever else they
    did, they would take turns with the one that checks and stores.
    """
    waiting: deque[tuple[Sending, bytes, Future[Workbook]]] = deque()
    workers = min(os.cpu_count() or 1, 8)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for sending in planned:
            file_name, content = _sheet(sending, *courses[sending.prefecture_code])
            opening = pool.submit(read_workbook, content, file_name=file_name)
            waiting.append((sending, content, opening))
            if len(waiting) > workers:
                yield _opened(*waiting.popleft())
        while waiting:
            yield _opened(*waiting.popleft())


def _sheet(sending: Sending, prefecture_name: str, course: Course) -> tuple[str, bytes]:
    report = report_of(course, as_of=sending.as_of, believed_on=sending.believed_on)
    content = write_sheet(
        report,
        layout=layout_of(sending.prefecture_code),
        prefecture_name=prefecture_name,
        as_of=sending.as_of,
        is_careless=sending.is_careless,
    )
    file_name = sheet_name(
        prefecture_name, sending.as_of, is_correction=sending.is_correction
    )
    return file_name, content


def _opened(sending: Sending, content: bytes, opening: Future[Workbook]) -> _Arrival:
    return _Arrival(sending, content, parse_workbook(opening.result()))


class _History:
    """What each prefecture said last about a day, as a check would find it stored."""

    def __init__(self) -> None:
        self._reports: dict[str, list[tuple[date, pd.DataFrame]]] = {}

    def state(self, prefecture_code: str, as_of: date) -> pd.DataFrame | None:
        """Which offices stood as complete on a day; None before any report."""
        reports = self._reports.get(prefecture_code, [])
        position = bisect_right(reports, as_of, key=lambda report: report[0])
        return reports[position - 1][1] if position else None

    def add(self, prefecture_code: str, as_of: date, rows: pd.DataFrame) -> None:
        """Remember a report; one that is received later counts for its own day."""
        reports = self._reports.setdefault(prefecture_code, [])
        position = bisect_right(reports, as_of, key=lambda report: report[0])
        state = rows.set_index("township_code")[["is_complete"]]
        reports.insert(position, (as_of, state))


def _judged(
    arrivals: Iterable[_Arrival], roster: pd.DataFrame
) -> Iterator[tuple[CheckedSubmission, _Arrival]]:
    """Each sheet with its verdict; a simulated sheet with an error is our fault."""
    history = _History()
    for arrival in arrivals:
        code, as_of = arrival.sending.prefecture_code, arrival.sending.as_of
        previous = history.state(code, as_of)
        checked = check_workbook(
            arrival.parsed, roster=roster, as_of=as_of, previous=previous
        )
        if checked.has_errors:
            errors = [each for each in checked.issues if each.severity == "error"]
            raise RuntimeError(f"{checked.file_name}: {message(errors[0])}")
        history.add(code, as_of, checked.rows)
        yield checked, arrival
