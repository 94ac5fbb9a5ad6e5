"""Plans that prefectures file: when they are due, and what they make of a schedule.

A batch's schedule is linear between its dates unless the filed plan of a prefecture
says otherwise; from the due date on the decree wins.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from hrss.decree.rules import rule
from hrss.decree.targets import Target, scheduled_share

PLAN_MONTHS = tuple((year, month) for year in (2011, 2012) for month in range(1, 13))
"""Year and month of each number of a plan: the two years of the decree."""

SCHEDULE_SENTENCE = (
    "序时进度按各批次起止日期线性折算；已备案方案列有分月计划建成数的市，改按备案计划："
    "各月计划数依次先计2011年批次、再计2012年批次（以名册应建数为限），月内按天折算，"
    "到批次时限之日一律按全部建成计；方案自备案之日且已上报起采用"
)
"""How the schedule is drawn, as it is printed with the figures."""


@cache
def plan_due_date() -> date:
    """The last day on which a prefecture's plan is filed in time.

    References
    ----------
    粤府办〔2011〕65号 六(二), R31 (``data/rules.csv``).
    """
    return date.fromisoformat(rule("R31").threshold or "")


@dataclass(frozen=True, slots=True)
class Plan:
    """Offices that a prefecture's filed plan would complete month by month.

    Parameters
    ----------
    monthly : one number for each of `PLAN_MONTHS`.
    """

    monthly: tuple[int, ...]

    def planned_by(self, day: date) -> float:
        """Offices planned by the end of a day; within a month evenly by its days."""
        if (day.year, day.month) < PLAN_MONTHS[0]:
            return 0.0
        if (day.year, day.month) > PLAN_MONTHS[-1]:
            return float(sum(self.monthly))
        at = PLAN_MONTHS.index((day.year, day.month))
        length = calendar.monthrange(day.year, day.month)[1]
        return sum(self.monthly[:at]) + self.monthly[at] * day.day / length


@dataclass(frozen=True, slots=True)
class Schedule:
    """What one prefecture owes of one batch, day by day.

    A plan's months, in order, count against the first batch and then against the
    second: what the plan holds beyond the first batch's offices is the second's,
    never more than it has.

    Parameters
    ----------
    target : the batch and its dates.
    plan : what the prefecture filed; None means linear.
    before_count : the prefecture's offices of earlier batches.
    own_count : its offices of this batch.
    """

    target: Target
    plan: Plan | None = None
    before_count: int = 0
    own_count: int = 0

    def share(self, as_of: date) -> float:
        """Share of the batch that is due by a day, 0 to 1; 1 from the due date on.

        References
        ----------
        粤府办〔2011〕65号 六(一): the dates; 六(二): the plan is filed with the
        province. That it takes the place of even work is our reading.
        """
        if not self.follows_plan(as_of):
            return scheduled_share(self.target, as_of)
        if self.plan is None or not self.own_count:
            return 0.0
        own = self.plan.planned_by(as_of) - self.before_count
        return min(max(own, 0.0), self.own_count) / self.own_count

    def follows_plan(self, as_of: date) -> bool:
        """Whether the plan decides on a day; from the due date on the decree does."""
        return self.plan is not None and as_of < self.target.due_date

    def is_started(self, as_of: date) -> bool:
        """Whether some of the work is due to have begun: by its date, or the plan."""
        return as_of >= self.target.start_date or self.share(as_of) > 0

    def bends(self) -> tuple[date, ...]:
        """Days between which the share runs evenly, the first and last included.

        A plan bends at the ends of months, on both days about the one on which a
        month passes from one batch to the next, and on the eve of the due date.
        """
        ends = {self.target.start_date, self.target.due_date}
        if self.plan is None:
            return tuple(sorted(ends))
        marks = (self.before_count, self.before_count + self.own_count)
        days = (
            ends
            | {self.target.due_date - timedelta(days=1)}
            | _bends(self.plan.monthly, marks)
        )
        return tuple(day for day in sorted(days) if day <= self.target.due_date)


def _bends(monthly: tuple[int, ...], marks: tuple[int, int]) -> set[date]:
    """Month ends, and the days about which so many offices are reached."""
    found = set()
    done = [0, *accumulate(monthly)]
    for (year, month), before, after in zip(PLAN_MONTHS, done, done[1:], strict=False):
        length = calendar.monthrange(year, month)[1]
        found.add(date(year, month, length))
        for mark in marks:
            if before < mark < after:
                day = int((mark - before) / (after - before) * length)
                found |= {date(year, month, each) for each in (max(day, 1), day + 1)}
    return found
