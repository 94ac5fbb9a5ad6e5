"""When prefectures report: monthly, each period's report due some days after it.

The decree names no dates for reports; how many days a prefecture has is a setting.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta, timezone

BEIJING_TIME = timezone(timedelta(hours=8), "北京时间")
"""The clock that a day of receipt is read from."""


@dataclass(frozen=True, slots=True)
class ReportingCalendar:
    """Monthly periods, each named by the last day of its month.

    Parameters
    ----------
    first_period : last day of the first month that is reported.
    due_days : days after a period's end by which its report is to be in; the due
        day counts to its end, in Beijing time.
    """

    first_period: date = date(2011, 9, 30)
    due_days: int = 5

    def periods(self, until: date) -> tuple[date, ...]:
        """Every period that has ended by a day, the oldest first."""
        first, last = (_month_number(day) for day in (self.first_period, until))
        ends = (
            month_end(date(at // 12, at % 12 + 1, 1)) for at in range(first, last + 1)
        )
        return tuple(end for end in ends if end <= until)

    def due_on(self, period: date) -> date:
        """Last day on which the report of a period is on time."""
        # The calendar itself ends with the year 9999.
        return period + min(timedelta(days=self.due_days), date.max - period)

    def begins_after(self, period: date) -> date:
        """Day after which a report is of this period: the due day of the one before.

        A clerk who writes 28 November or 3 December over the table means November.
        So a report is of the period whose due day is the next one from the day that
        it describes, and every report is of exactly one period.
        """
        return self.due_on(period.replace(day=1) - timedelta(days=1))

    @property
    def sentence(self) -> str:
        """The rule as it is printed with the figures."""
        return (
            f"每月报送一次，数据截至当月最后一天，月后{self.due_days}天内"
            "（北京时间，含当天）收到第一份报表为按时；所述日期不是月末的，计入"
            "其后最近一个应报日所属的报告期"
        )


def month_end(day: date) -> date:
    """Last day of the month of a day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1
