"""The chase list of a day, put together from the store.

Comes in: a store and the settings. Goes out: who owes what of the newest period.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd

from hrss import metrics
from hrss.accounts import ReviewState
from hrss.decree import ReportingCalendar
from hrss.reports.chasing import chase_list
from hrss.service import trust
from hrss.service.in_force import reporting_calendar
from hrss.service.loading import load_snapshot
from hrss.settings import Settings
from hrss.sheets import SheetKind
from hrss.store import Store, fetch_submission_codes, fetch_submissions


def load_chase_list(
    store: Store, settings: Settings, *, as_of: date, known_at: datetime | None = None
) -> pd.DataFrame:
    """Who owes what of the newest period that has ended by a day.

    Returns
    -------
    Frame of `reports.chasing.chase_list`; empty before the first period has ended.
    """
    calendar = reporting_calendar(settings)
    snapshot = load_snapshot(store, settings, as_of=as_of, known_at=known_at)
    today = trust.judging_day(store, known_at)
    periods = trust.load_timeliness(
        store, settings, snapshot, as_of=as_of, today=today, known_at=known_at
    )
    ended = calendar.periods(as_of)
    window = (
        (calendar.begins_after(ended[-1]), calendar.due_on(ended[-1]))
        if ended
        else None
    )
    return chase_list(
        periods,
        metrics.reporting_summary(periods, snapshot, calendar=calendar, as_of=as_of),
        _unreported(snapshot, calendar, ended),
        {} if window is None else _held_back(store, window, known_at),
        today=today,
        returned=_returned(store, settings, window, known_at),
    )


def _unreported(
    snapshot: pd.DataFrame, calendar: ReportingCalendar, ended: Sequence[date]
) -> pd.DataFrame:
    """Offices without a report of the newest period, those without any first."""
    described = snapshot["report_as_of"]
    is_old = described.isna()
    if ended:
        is_old |= described <= pd.Timestamp(calendar.begins_after(ended[-1]))
    left = snapshot[is_old]
    place = left["county_name"].fillna("") + left["township_name"]
    found = left.assign(place=place).sort_values("is_reported", kind="stable")
    return found[["prefecture_code", "place"]]


def _held_back(
    store: Store, window: tuple[date, date], known_at: datetime | None
) -> dict[str, int]:
    """Rows held back in the newest sheet of a window, by prefecture.

    A sheet of several prefectures does not say whose rows they were: it counts for
    each of them.
    """
    sent = fetch_submissions(store, known_at)
    begin, end = (pd.Timestamp(day) for day in window)
    is_own = (sent["as_of"] > begin) & (sent["as_of"] <= end)
    is_office = sent["kind"] == SheetKind.OFFICE.value
    own = sent[is_own & is_office & ~sent["is_withdrawn"]].sort_index()
    found: dict[str, int] = {}
    for codes, count in zip(
        own["prefecture_codes"], own["rows_held_back"], strict=True
    ):
        found |= dict.fromkeys(str(codes).split(), int(count))
    return {code: count for code, count in found.items() if count}


def _returned(
    store: Store,
    settings: Settings,
    window: tuple[date, date] | None,
    known_at: datetime | None,
) -> dict[str, int] | None:
    """Reports of a window that a review sent back, of which nothing came again.

    It came again when a later report in force, of the same kind and window, is about
    one of its places. One of several prefectures is asked of each of them.
    """
    if not settings.has_accounts:
        return None
    if window is None:
        return {}
    sent = fetch_submissions(store, known_at)
    begin, end = (pd.Timestamp(day) for day in window)
    own = sent[(sent["as_of"] > begin) & (sent["as_of"] <= end)]
    own = own[~own["is_withdrawn"]]
    is_back = own["review_state"] == ReviewState.RETURNED.value
    counts: Counter[str] = Counter()
    for number, returned in own[is_back].iterrows():
        codes = str(returned["prefecture_codes"]).split()
        same = own[~is_back & (own["kind"] == returned["kind"])]
        later = same[(same.index > number) & _is_of(same, codes)]
        places = _places(store, int(str(number)))
        if not any(places & _places(store, int(each)) for each in later.index):
            counts.update(codes)
    return dict(counts)


def _is_of(submissions: pd.DataFrame, codes: list[str]) -> pd.Series:
    """Whether each is about one of these prefectures."""
    of_them = [
        not set(codes).isdisjoint(str(each).split())
        for each in submissions["prefecture_codes"]
    ]
    return pd.Series(of_them, index=submissions.index, dtype="bool")


def _places(store: Store, number: int) -> set[tuple[str, str]]:
    _, places = fetch_submission_codes(store, number)
    return set(places)
