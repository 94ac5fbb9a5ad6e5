"""Rows of `metrics.progress` as plain values, their sums and their ranks.

A sentence reads no frame: what is NA there is None here, so that it cannot slip into a
text. Computes no figure but the sums of rows and their ranks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from hrss.metrics import ForecastStatus, light_words


@dataclass(frozen=True, slots=True)
class Outlook:
    """Pace of a group and when it is expected to be complete, if that can be said."""

    status: ForecastStatus
    pace_per_week: float
    day: date | None
    low: date | None
    high: date | None
    chance_by_due: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One group of `metrics.progress`; a light is its word, None is not known."""

    code: str
    name: str
    rostered: int
    reported: int
    answered: int
    complete: int
    verified: int
    scheduled: float
    rate: float | None
    verified_rate: float | None
    scheduled_rate: float | None
    gap_pp: float | None
    light: str | None
    is_overdue: bool
    due: date | None
    days_left: int | None
    needed_per_week: float | None
    schedule_source: str | None
    outlook: Outlook | None = None

    @property
    def unverified(self) -> int:
        """Reported complete and not verified."""
        return self.complete - self.verified

    @property
    def remaining(self) -> int:
        """Rostered and not reported complete."""
        return self.rostered - self.complete

    @property
    def is_silent(self) -> bool:
        """Owes offices, and nothing of them has been reported."""
        return self.rostered > 0 and self.reported == 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its rank; None where nothing has been reported or is owed.

    Parameters
    ----------
    rise : places gained since the last report; None where it had or has no rank.
    """

    row: Row
    rank: int | None
    rise: int | None


def rows_of(progress: pd.DataFrame) -> tuple[Row, ...]:
    """Every row of a progress table, in its order."""
    words = light_words(progress, has_sign=False)
    return tuple(
        _row(record, light)
        for record, light in zip(progress.to_dict("records"), words, strict=True)
    )


def row_of(rows: Sequence[Row], code: str) -> Row | None:
    """The row of that group."""
    return next((row for row in rows if row.code == code), None)


def summed(rows: Sequence[Row], *, name: str) -> Row:
    """The rows added up; no light, since a sum of several deadlines has none."""
    rostered, complete, verified = (
        sum(getattr(row, part) for row in rows)
        for part in ("rostered", "complete", "verified")
    )
    scheduled = sum(row.scheduled for row in rows)
    has_schedule = any(row.scheduled_rate is not None for row in rows)
    rate, scheduled_rate = _share(complete, rostered), _share(scheduled, rostered)
    gap = None
    if has_schedule and rate is not None and scheduled_rate is not None:
        gap = (rate - scheduled_rate) * 100
    return Row(
        code="",
        name=name,
        rostered=rostered,
        reported=sum(row.reported for row in rows),
        answered=sum(row.answered for row in rows),
        complete=complete,
        verified=verified,
        scheduled=scheduled,
        rate=rate,
        verified_rate=_share(verified, rostered),
        scheduled_rate=scheduled_rate if has_schedule else None,
        gap_pp=gap,
        light=None,
        is_overdue=any(row.is_overdue for row in rows),
        due=None,
        days_left=None,
        needed_per_week=None,
        schedule_source=None,
    )


def ranked(rows: Sequence[Row], before: Sequence[Row] | None) -> tuple[Placed, ...]:
    """Rows by completion rate, the best first; equal rates share a rank.

    Who has reported nothing, or owes nothing, has no rank and comes last. Rows of one
    rank keep their order.

    Parameters
    ----------
    before : the same groups at the last report; None when there was none.
    """
    ranks = _ranks(rows)
    earlier = {} if before is None else _ranks(before)
    placed = [
        Placed(row, ranks.get(row.code), _rise(row.code, ranks, earlier))
        for row in rows
        if row.rostered
    ]
    return tuple(sorted(placed, key=lambda each: (each.rank is None, each.rank or 0)))


def _ranks(rows: Sequence[Row]) -> dict[str, int]:
    # Rates are quotients of whole numbers: equal ones are equal to the last bits.
    rates = {
        row.code: round(row.rate, 12)
        for row in rows
        if row.rate is not None and not row.is_silent
    }
    return {
        code: 1 + sum(other > rate for other in rates.values())
        for code, rate in rates.items()
    }


def _rise(code: str, now: dict[str, int], before: dict[str, int]) -> int | None:
    if code not in now or code not in before:
        return None
    return before[code] - now[code]


def _row(record: dict[Any, Any], light: object) -> Row:
    return Row(
        code=str(record["group_code"]),
        name=str(record["group_name"]),
        rostered=int(record["rostered_count"]),
        reported=int(record["reported_count"]),
        answered=int(record["answered_count"]),
        complete=int(record["complete_count"]),
        verified=int(record["verified_count"]),
        scheduled=float(record["scheduled_count"]),
        rate=number_or_none(record["completion_rate"]),
        verified_rate=number_or_none(record["verified_rate"]),
        scheduled_rate=number_or_none(record["scheduled_rate"]),
        gap_pp=number_or_none(record["gap_pp"]),
        light=None if pd.isna(light) else str(light),  # type: ignore[call-overload]
        is_overdue=bool(record["is_overdue"]),
        due=day_or_none(record["due_date"]),
        days_left=_whole_or_none(record["days_left"]),
        needed_per_week=number_or_none(record["needed_per_week"]),
        schedule_source=text_or_none(record["schedule_source"]),
        outlook=_outlook(record),
    )


def _outlook(record: dict[Any, Any]) -> Outlook | None:
    status = record.get("forecast_status")
    if status is None or pd.isna(status):
        return None
    return Outlook(
        status=ForecastStatus(status),
        pace_per_week=float(record["pace_per_week"]),
        day=day_or_none(record["forecast_date"]),
        low=day_or_none(record["forecast_low"]),
        high=day_or_none(record["forecast_high"]),
        chance_by_due=number_or_none(record["chance_by_due"]),
    )


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None


def number_or_none(value: Any) -> float | None:
    """A number of a frame; None for NA."""
    return None if pd.isna(value) else float(value)


def _whole_or_none(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def day_or_none(value: Any) -> date | None:
    """A day of a frame; None for NaT."""
    return None if pd.isna(value) else pd.Timestamp(value).date()


def text_or_none(value: Any) -> str | None:
    """A text of a frame; None for NA."""
    return None if pd.isna(value) else str(value)
