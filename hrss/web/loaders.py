"""What a page shows, loaded and computed once per state of the store.

Every cache is keyed by the store's version and the view, never by a frame. Frames
from here are shared by all visitors: nobody may alter them.
"""

from datetime import date, datetime

import pandas as pd
import streamlit as st

from hrss import metrics, places, service
from hrss.decree import DECREE_NUMBER, SCHEDULE_SENTENCE, load_targets, rule
from hrss.metrics import Grouping, ScheduleSource
from hrss.reports import Span, headline, source_line
from hrss.store import (
    RosterInfo,
    fetch_as_of_dates,
    fetch_plans,
    fetch_roster,
    has_simulated,
)
from hrss.web.caching import KEEP_SECONDS, once_per_view
from hrss.web.session import settings, store, store_of
from hrss.web.view import View

_KEEP = 256
# A snapshot of the province takes some 3 MB.
_KEEP_SNAPSHOTS = 48


@st.cache_resource(
    max_entries=_KEEP_SNAPSHOTS, ttl=KEEP_SECONDS, show_spinner="正在汇总数据…"
)
def snapshot_on(
    version: str, as_of: date, known_at: datetime | None = None
) -> pd.DataFrame:
    """The whole roster on a day, as it was known at a time; None means by now."""
    return service.load_snapshot(
        store_of(version), settings(), as_of=as_of, known_at=known_at
    )


@st.cache_resource(max_entries=_KEEP_SNAPSHOTS, ttl=KEEP_SECONDS, show_spinner=False)
def _scoped(
    version: str, as_of: date, batch: str | None, prefecture: str | None
) -> pd.DataFrame:
    return _narrowed(snapshot_on(version, as_of), batch, prefecture)


@st.cache_resource(max_entries=4, ttl=KEEP_SECONDS, show_spinner="正在汇总各期数据…")
def _states(version: str) -> dict[date, pd.DataFrame]:
    """How far the roster was on every reported day."""
    counted = store_of(version)
    return service.load_states(counted, settings(), days=fetch_as_of_dates(counted))


@st.cache_resource(max_entries=4, ttl=KEEP_SECONDS, show_spinner=False)
def _plans(version: str) -> pd.DataFrame:
    """What prefectures said of their plans in every report."""
    return fetch_plans(store_of(version), as_of=date.max)


@st.cache_resource(max_entries=_KEEP, ttl=KEEP_SECONDS, show_spinner=False)
def state_on(
    version: str, as_of: date, batch: str | None, prefecture: str | None
) -> pd.DataFrame:
    """State on a day of a series: that of the last reported day until then."""
    states = _states(version)
    earlier = [day for day in states if day <= as_of]
    if not earlier:
        return _scoped(version, as_of, batch, prefecture)
    state = states[max(earlier)]
    if as_of not in states:
        # A plan may have been filed since the last report of offices.
        state = service.with_schedules(state, _plans(version), as_of=as_of)
    return _narrowed(state, batch, prefecture)


def _narrowed(
    snapshot: pd.DataFrame, batch: str | None, prefecture: str | None
) -> pd.DataFrame:
    if batch is not None:
        snapshot = snapshot[snapshot["batch"].astype("string") == batch]
    if prefecture is not None:
        snapshot = snapshot[snapshot["prefecture_code"] == prefecture]
    return snapshot


@st.cache_resource(max_entries=_KEEP, ttl=KEEP_SECONDS, show_spinner=False)
def _progress(
    version: str,
    as_of: date,
    batch: str | None,
    prefecture: str | None,
    by: Grouping,
    is_past: bool,
) -> pd.DataFrame:
    find = state_on if is_past else _scoped
    return metrics.progress(
        find(version, as_of, batch, prefecture),
        as_of=as_of,
        by=by,
        lights=service.lights(settings()),
    )


@st.cache_resource(max_entries=_KEEP, ttl=KEEP_SECONDS, show_spinner=False)
def _roster(version: str) -> tuple[RosterInfo, pd.DataFrame]:
    return fetch_roster(store())


def load_snapshot(view: View, *, all_batches: bool = False) -> pd.DataFrame:
    """Townships of the view's area, of its batch unless `all_batches`."""
    batch = None if all_batches else view.batch
    return _scoped(view.version, view.as_of, batch, view.prefecture)


def load_progress(
    view: View,
    by: Grouping,
    *,
    as_of: date | None = None,
    all_batches: bool = False,
) -> pd.DataFrame:
    """Progress table of the view, or of another day, or of all batches."""
    return _progress(
        view.version,
        as_of or view.as_of,
        None if all_batches else view.batch,
        view.prefecture,
        by,
        as_of is not None,
    )


@once_per_view
def answer(view: View) -> tuple[Span, ...]:
    """The one sentence that answers first."""
    whole = load_progress(view, Grouping.PROVINCE, all_batches=True)
    return headline(
        whole.iloc[0],
        load_progress(view, Grouping.BATCH, all_batches=True),
        as_of=view.as_of,
        area=view.area,
        batch=view.batch,
    )


@once_per_view
def judgement_notes(view: View) -> tuple[str, ...]:
    """How lights and 核验达标 are judged, naming the rules no sheet asked."""
    notes = [
        f"{_schedule_note(view)}；{service.lights(settings()).sentence}",
        "核验达标指上报建成且所填硬性条款（机构性质、名称、标识、窗口、设备、"
        "三项制度、预算）均符合",
    ]
    unasked = metrics.unasked_rules(load_snapshot(view))
    if unasked:
        titles = "、".join(rule(name).title for name in unasked)
        notes.append(f"部分报表未设“{titles}”栏，相应机构未按该条款核验")
    return tuple(notes)


@once_per_view
def planned_places(view: View) -> tuple[str, ...]:
    """Prefectures of the view whose schedule goes by the plan they filed."""
    rows = load_progress(view, Grouping.PREFECTURE)
    is_linear = rows["schedule_source"].fillna("linear") == ScheduleSource.LINEAR.value
    return tuple(rows.loc[~is_linear, "group_name"])


def _schedule_note(view: View) -> str:
    """How the schedule is drawn, and who goes by a plan."""
    places = planned_places(view)
    if not places:
        return f"序时进度按各批次起止日期线性折算（{DECREE_NUMBER}六(一)）"
    return f"{SCHEDULE_SENTENCE}；现按备案计划的：{'、'.join(places)}"


def load_roster(view: View) -> tuple[RosterInfo, pd.DataFrame]:
    """The roster in force and what it is called."""
    return _roster(view.version)


@once_per_view
def is_simulated(view: View) -> bool:
    """Whether anything on the page is simulated, so that it must say so."""
    snapshot = load_snapshot(view, all_batches=True)
    return load_roster(view)[0].is_simulated or service.is_simulated(snapshot)


@once_per_view
def are_days_simulated(view: View) -> bool:
    """Whether anything in a chart of several days may be simulated.

    A day before the view's may have simulated reports where the view's own has none
    any more. Simulated reports are there for a trial alone, so that those of any day
    or place count.
    """
    return is_simulated(view) or has_simulated(store())


@once_per_view
def source(view: View, *, of_days: bool = False) -> str:
    """The line under every chart of the view; `of_days` for one of several days."""
    snapshot = load_snapshot(view)
    return source_line(
        as_of=view.as_of,
        reported_count=int(snapshot["is_reported"].sum()),
        rostered_count=len(snapshot),
        roster_name=load_roster(view)[0].name,
        is_simulated=are_days_simulated(view) if of_days else is_simulated(view),
        counting=view.counting,
    )


@once_per_view
def short_source(view: View) -> str:
    """Day and source as they stand in a chart, and in a picture saved from it."""
    return short_note(view, "各市上报", is_simulated=is_simulated(view))


@once_per_view
def source_of_days(view: View) -> str:
    """As `short_source`, in a chart of several days."""
    return short_note(view, "各市上报", is_simulated=are_days_simulated(view))


def short_note(view: View, who: str, *, is_simulated: bool) -> str:
    """Day, source and what is counted, as they stand in a chart."""
    counted = f"（{view.counting}）" if view.counting else ""
    mark = " · 模拟数据" if is_simulated else ""
    return f"截至{view.as_of:%Y-%m-%d} · 来源：{who}{counted}{mark}"


def delta_codes() -> frozenset[str]:
    """Codes of the Delta's prefectures, as set."""
    chosen = settings().delta_prefectures
    if chosen is not None:
        return chosen
    table = places.load_prefectures()
    return frozenset(table.loc[table["is_delta"].astype(bool), "prefecture_code"])


def finest_grouping(view: View) -> Grouping:
    """Prefectures for the province, counties for a prefecture."""
    return Grouping.PREFECTURE if view.prefecture is None else Grouping.COUNTY


def has_no_counties(view: View) -> bool:
    """Whether the view is of Dongguan or Zhongshan, which have townships only."""
    if view.prefecture is None:
        return False
    counties = load_snapshot(view, all_batches=True)["county_code"]
    return len(counties) > 0 and bool(counties.isna().all())


def places_name(view: View) -> str:
    """What the groups of `finest_grouping` are called."""
    if view.prefecture is None:
        return "各市"
    return "全市" if has_no_counties(view) else "各县（市、区）"


def batch_name(view: View) -> str:
    """What the view's batch is called in a title."""
    return metrics.BATCH_LABELS[view.batch] if view.batch else "全部批次"


def batch_parts(
    batches: pd.DataFrame, regions: pd.DataFrame, batch: int, *, view: View
) -> tuple[pd.Series, pd.DataFrame]:
    """Row of a batch, and the regions it consists of (六(一)).

    The first batch is the Delta and the central towns elsewhere; the second is the
    remainder. The province always shows both parts of the first; a prefecture has
    one of them.
    """
    first = load_targets()[0].batch
    names = ["delta", "central"] if batch == first else ["other"]
    row = batches.loc[batches["group_code"] == str(batch)].iloc[0]
    parts = regions[regions["group_code"].isin(names)]
    if view.prefecture is not None and parts["rostered_count"].any():
        parts = parts[parts["rostered_count"] > 0]
    return row, parts


def approximate_target(view: View) -> int | None:
    """The decree's 约1000, which is of the province and of no part of it."""
    return load_targets()[0].value if view.prefecture is None else None
