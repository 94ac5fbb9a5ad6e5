"""Simulated reviews: some days after each due day, what has come in is approved.

Goes out: the moments of the reviews, and the reviews. The last period is not reviewed:
it waits, so that there is something to be seen of a queue.
"""

from datetime import datetime, time, timedelta

from hrss.accounts import ReviewState
from hrss.decree import BEIJING_TIME, ReportingCalendar
from hrss.simulation.schedule import month_ends
from hrss.store import Reviewer, Store, append_reviews

REVIEWER = "模拟审核人"
_DAYS_AFTER_DUE = 3
_AT = time(9, 0)
_SATURDAY = 5


def review_moments(months: int) -> list[datetime]:
    """When what has come in is reviewed, the oldest first; on a working day."""
    calendar = ReportingCalendar()
    found = []
    for period in month_ends(months)[:-1]:
        day = calendar.due_on(period) + timedelta(days=_DAYS_AFTER_DUE)
        if day.weekday() >= _SATURDAY:
            day += timedelta(days=7 - day.weekday())
        found.append(datetime.combine(day, _AT, tzinfo=BEIJING_TIME))
    return found


def approve(store: Store, waiting: list[int]) -> None:
    """Approve what waits, in one transaction; nothing waits then."""
    if waiting:
        reviewer = Reviewer(REVIEWER)
        append_reviews(
            store, waiting, ReviewState.APPROVED, reviewer=reviewer, comment=""
        )
    waiting.clear()
