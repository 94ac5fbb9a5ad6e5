"""Simulated sheets on their way in: written, opened, understood, judged.

Comes in: sheets to be sent, in the order of their arrival. Goes out: each with its
verdict, as the real reader and the real checks give it.
"""

import os
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import pandas as pd

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
from hrss.simulation.schedule import Sending
from hrss.simulation.sheets import sheet_name, write_sheet
from hrss.simulation.slips import Slip, slipped
from hrss.simulation.truth import Course, report_of


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """A sheet that has been opened and understood, and not yet judged."""

    sending: Sending
    content: bytes
    parsed: ParsedWorkbook


def arrivals(
    planned: Iterable[Sending],
    courses: Mapping[str, tuple[str, Course]],
    slips: Mapping[tuple[str, date], Slip],
) -> Iterator[Arrival]:
    """Sheets opened a few at a time, handed on in the order of their sending.

    The threads only wait for the processes that open the files. Whatever else they
    did, they would take turns with the one that checks and stores.

    Parameters
    ----------
    courses : name and course of each prefecture, by its code.
    slips : what goes wrong in a sheet, by prefecture and day; a correction is right.
    """
    waiting: deque[tuple[Sending, bytes, Future[Workbook]]] = deque()
    workers = min(os.cpu_count() or 1, 8)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for sending in planned:
            slip = slips.get((sending.prefecture_code, sending.as_of))
            name, course = courses[sending.prefecture_code]
            file_name, content = _sheet(sending, name, course, slip)
            opening = pool.submit(read_workbook, content, file_name=file_name)
            waiting.append((sending, content, opening))
            if len(waiting) > workers:
                yield _opened(*waiting.popleft())
        while waiting:
            yield _opened(*waiting.popleft())


def _sheet(
    sending: Sending, prefecture_name: str, course: Course, slip: Slip | None
) -> tuple[str, bytes]:
    report = report_of(course, as_of=sending.as_of, believed_on=sending.believed_on)
    if slip is not None and not sending.is_correction:
        report = slipped(report, slip)
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


def _opened(sending: Sending, content: bytes, opening: Future[Workbook]) -> Arrival:
    return Arrival(sending, content, parse_workbook(opening.result()))


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


def judged(
    arriving: Iterable[Arrival], roster: pd.DataFrame
) -> Iterator[tuple[CheckedSubmission, Arrival]]:
    """Each sheet with its verdict."""
    history = _History()
    for arrival in arriving:
        code, as_of = arrival.sending.prefecture_code, arrival.sending.as_of
        checked = verdict(arrival, roster, previous=history.state(code, as_of))
        history.add(code, as_of, checked.rows)
        yield checked, arrival


def verdict(
    arrival: Arrival, roster: pd.DataFrame, *, previous: pd.DataFrame | None = None
) -> CheckedSubmission:
    """What the real checks say; a simulated sheet with an error is our fault.

    Raises
    ------
    RuntimeError : the sheet has an error.
    """
    as_of = arrival.sending.as_of
    checked = check_workbook(
        arrival.parsed, roster=roster, as_of=as_of, previous=previous
    )
    if checked.has_errors:
        errors = [each for each in checked.issues if each.severity == "error"]
        raise RuntimeError(f"{checked.file_name}: {message(errors[0])}")
    return checked
