"""What the page of reviews shows: the queue, worked out once for all reviewers."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from hrss.reports import Span
from hrss.service.queue_memory import QueueMemory
from hrss.service.reviewed import load_decisions, prefecture_names
from hrss.service.reviewing import Queue, left_to_others, load_queue, reviewable
from hrss.web.accounts import acting
from hrss.web.review_words import month_words
from hrss.web.session import current_version, settings, store


@st.cache_resource(max_entries=1, show_spinner=False)
def _memory(url: str) -> QueueMemory:
    return QueueMemory()


@st.cache_resource(max_entries=2, show_spinner="正在比对待审核的报表…")
def _queue(version: str) -> Queue:
    return load_queue(
        store(),
        delta_codes=settings().delta_prefectures,
        memory=_memory(settings().database_url),
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _decisions(version: str) -> pd.DataFrame:
    return load_decisions(store())


def whole_queue() -> Queue:
    """Everything that waits, whoever may review it."""
    return _queue(current_version())


def own_queue() -> pd.DataFrame:
    """What the visitor may decide on now, the newest period first."""
    waiting = whole_queue().submissions
    return waiting[reviewable(waiting, acting("")) & ~waiting["is_closed"]]


def own_closed() -> pd.DataFrame:
    """What would be the visitor's to review, if its period were open."""
    waiting = whole_queue().submissions
    return waiting[reviewable(waiting, acting("")) & waiting["is_closed"]]


def all_decisions() -> pd.DataFrame:
    """Every decision, the newest first, with its submission."""
    return _decisions(current_version())


def review_sentence() -> tuple[Span, ...]:
    """How many wait for the visitor, and how many for others or a closed period."""
    waiting = whole_queue().submissions
    others = left_to_others(waiting[~waiting["is_closed"]], acting(""))
    closed = len(own_closed())
    rest = f"{others}另有{closed}份所属报告期已关闭。" if closed else others
    count = len(own_queue())
    if not count:
        return (Span(f"没有待您审核的报表。{rest}"),)
    return (
        Span("待您审核的报表"),
        Span(f" {count:,} ", "figure"),
        Span(f"份。{rest}"),
    )


def pick_rows(
    rows: pd.DataFrame, *, key: str
) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Draw choosers of prefecture and period; what keeps the rows they let through.

    Parameters
    ----------
    rows : with ``prefecture_codes`` and ``as_of``.
    key : of the choosers.
    """
    codes = sorted({code for each in rows["prefecture_codes"] for code in each.split()})
    months = [month_words(day) for day in rows["as_of"]]
    left, right = st.columns(2)
    chosen = left.multiselect(
        "地级市",
        codes,
        format_func=prefecture_names,
        key=f"{key}_prefectures",
        placeholder="全部地级市",
    )
    periods = right.multiselect(
        "报告期",
        list(dict.fromkeys(months)),
        key=f"{key}_periods",
        placeholder="全部报告期",
    )

    def keep(found: pd.DataFrame) -> pd.DataFrame:
        if chosen:
            own = [
                not set(chosen).isdisjoint(e.split()) for e in found["prefecture_codes"]
            ]
            found = found[pd.Series(own, index=found.index, dtype=bool)]
        if periods:
            found = found[[month_words(day) in periods for day in found["as_of"]]]
        return found

    return keep
