"""Simulated lists of stations on their way in, after the last sheets of offices.

Comes in: the courses of the prefectures and the day of the last report. Goes out:
lists written as clerks write them, opened and understood by the real reader. Three
prefectures have sent none; one has sent its list of the month before.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta

import numpy as np

from hrss.sheets import Workbook, parse_workbook, read_workbook
from hrss.simulation.arrivals import Arrival
from hrss.simulation.schedule import ROSTER_AT, Sending
from hrss.simulation.sheets import write_sheet
from hrss.simulation.station_layouts import station_layout_of
from hrss.simulation.station_truth import station_list
from hrss.simulation.truth import Course

# Places in the order of sending: the first three are silent, another is behind.
_SILENT, _LATE = 3, 5
_BETWEEN = timedelta(hours=1, minutes=7)
_OPENING, _CLOSING = 9, 17


def station_sendings(
    planned: Sequence[Sending], prefecture_codes: Sequence[str], *, seed: int
) -> tuple[Sending, ...]:
    """Who sends a list, and when it comes in; the same seed, the same order.

    Parameters
    ----------
    planned : sheets of offices in the order of their arrival; the lists come after
        the last of them, from the same prefectures and for its day.
    prefecture_codes : all that there are; which of them are silent depends on all.
    """
    rng = np.random.default_rng([seed, 5])
    order = rng.permutation(len(prefecture_codes))
    codes = [sorted(prefecture_codes)[place] for place in order]
    reporting = {each.prefecture_code for each in planned}
    days = sorted({each.as_of for each in planned})
    moment = max((each.received_at for each in planned), default=ROSTER_AT)
    found = []
    for code in codes[_SILENT:]:
        if code not in reporting:
            continue
        moment = _next_office_hour(moment + _BETWEEN)
        day = days[-2] if code == codes[_LATE] and len(days) > 1 else days[-1]
        found.append(Sending(day, code, moment))
    return tuple(found)


def _next_office_hour(moment: datetime) -> datetime:
    if moment.hour >= _CLOSING:
        moment = moment.replace(hour=_OPENING) + timedelta(days=1)
    while moment.isoweekday() > 5:
        moment += timedelta(days=1)
    return moment


def station_arrivals(
    planned: Sequence[Sending], courses: Mapping[str, tuple[str, Course]], *, seed: int
) -> Iterator[Arrival]:
    """Each list as the reader understands it, in the order of their sending."""
    opening: list[tuple[Sending, bytes, Future[Workbook]]] = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for sending in planned:
            name, course = courses[sending.prefecture_code]
            content = write_sheet(
                station_list(course, as_of=sending.as_of, seed=seed),
                layout=station_layout_of(sending.prefecture_code),
                prefecture_name=name,
                as_of=sending.as_of,
            )
            file_name = f"模拟_{name}_{sending.as_of:%Y%m}_站点.xlsx"
            opened = pool.submit(read_workbook, content, file_name=file_name)
            opening.append((sending, content, opened))
        for sending, content, opened in opening:
            yield Arrival(sending, content, parse_workbook(opened.result()))
