"""Simulated sheets of the prefectures' own work, on their way in.

Comes in: the roster and a seed. Goes out: sheets opened, understood and judged by
the real reader and checks, in the order of their arrival. A prefecture sends one for
the end of October 2011, when plans are due, one for November, and then one every
three months.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd

from hrss.decree import BEIJING_TIME, plan_due_date
from hrss.sheets import (
    PLAN_COLUMNS,
    CheckedSubmission,
    SheetKind,
    Workbook,
    parse_workbook,
    read_workbook,
)
from hrss.sheets.columns import COLUMNS
from hrss.simulation.area_truth import AreaCourse, area_report
from hrss.simulation.arrivals import Arrival, verdict
from hrss.simulation.headings import Heading
from hrss.simulation.layouts import Layout
from hrss.simulation.schedule import Sending, month_ends
from hrss.simulation.sheets import write_sheet

_MONTHS_BETWEEN = 3
_SILENT = 1
"""How many prefectures send none of these sheets."""
_SATURDAY = 5
_FIELDS = tuple(
    Heading((each.group, each.header) if each.group else (each.header,), each.name)
    for each in COLUMNS
    if SheetKind.AREA in each.kinds and (not each.is_ignored or each.name == "sequence")
)
_WITH_PLAN = Layout(
    name="areas",
    sheet="市县工作",
    above=(
        ("{unit}人力资源社会保障服务所建设市县工作情况表",),
        ("填报单位：{unit}", "", "", "截止日期：{iso}"),
    ),
    headings=_FIELDS,
    below=(("填表人：", "", "审核人：", "", "联系电话："),),
)
_WITHOUT_PLAN = Layout(
    name="areas_short",
    sheet="市县工作",
    above=_WITH_PLAN.above,
    headings=tuple(each for each in _FIELDS if each.field not in PLAN_COLUMNS),
    below=_WITH_PLAN.below,
    dates="chinese",
)


def area_sendings(
    prefecture_codes: Collection[str],
    *,
    months: int,
    seed: int,
    only: Collection[str] | None = None,
) -> tuple[Sending, ...]:
    """Sheets in the order of their arrival; the same seed, the same order.

    Parameters
    ----------
    prefecture_codes : all that there are; who is silent depends on all.
    months : how many month ends are simulated.
    only : who sends at all; everybody when None.
    """
    rng = np.random.default_rng([seed, 7])
    order = [str(code) for code in rng.permutation(sorted(prefecture_codes))]
    days = [day for day in month_ends(months) if day >= plan_due_date()]
    found = [
        Sending(day, code, _received(day, rng))
        for day in [*days[:2], *days[1 + _MONTHS_BETWEEN :: _MONTHS_BETWEEN]]
        for code in order[_SILENT:]
    ]
    return tuple(
        sorted(
            (each for each in found if only is None or each.prefecture_code in only),
            key=lambda each: each.received_at,
        )
    )


def _received(day: date, rng: np.random.Generator) -> datetime:
    """A moment in office hours of the days after; none on a weekend."""
    day += timedelta(days=int(rng.integers(1, 8)))
    if day.weekday() >= _SATURDAY:
        day += timedelta(days=7 - day.weekday())
    minutes, seconds = int(rng.integers(9 * 60, 17 * 60)), int(rng.integers(60))
    moment = time(minutes // 60, minutes % 60, seconds)
    return datetime.combine(day, moment, tzinfo=BEIJING_TIME)


def area_arrivals(
    planned: Sequence[Sending],
    courses: Mapping[str, AreaCourse],
    roster: pd.DataFrame,
) -> Iterator[tuple[CheckedSubmission, Arrival]]:
    """Each sheet with its verdict, in the order of their sending."""
    opening: list[tuple[Sending, bytes, Future[Workbook]]] = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for sending in planned:
            file_name, content = _sheet(sending, courses[sending.prefecture_code])
            opened = pool.submit(read_workbook, content, file_name=file_name)
            opening.append((sending, content, opened))
        for sending, content, opened in opening:
            arrival = Arrival(sending, content, parse_workbook(opened.result()))
            yield verdict(arrival, roster), arrival


def _sheet(sending: Sending, course: AreaCourse) -> tuple[str, bytes]:
    name = str(course.areas["prefecture_name"].iloc[0])
    content = write_sheet(
        area_report(course, as_of=sending.as_of),
        layout=_WITHOUT_PLAN if course.monthly is None else _WITH_PLAN,
        prefecture_name=name,
        as_of=sending.as_of,
    )
    return f"模拟_{name}_{sending.as_of:%Y%m}_市县工作.xlsx", content
