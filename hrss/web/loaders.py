"""What a page shows, loaded and computed once per state of the store.

Every cache is keyed by the store's version and the view, never by a frame. Frames
from here are shared by all visitors: nobody may alter them.
"""

from datetime import date

import pandas as pd
import streamlit as st

from hrss import metrics, places, service
from hrss.decree import DECREE_NUMBER, load_targets, rule
from hrss.metrics import Grouping
from hrss.reports import Span, headline, source_line
from hrss.store import RosterInfo, fetch_roster
from hrss.web.caching import once_per_view
from hrss.web.session import settings, store
from hrss.web.view import View

_KEEP = 256
# A snapshot of the province takes some 3 MB.
_KEEP_SNAPSHOTS = 48


@st.cache_resource(max_entries=_KEEP_SNAPSHOTS, show_spinner="正在汇总数据…")
def _snapshot(version: str, as_of: date) -> pd.DataFrame:
    return service.load_snapshot(store(), settings(), as_of=as_of)


@st.cache_resource(max_entries=_KEEP_SNAPSHOTS, show_spinner=False)
def _scoped(
    version: str, as_of: date, batch: str | None, prefecture: str | None
) -> pd.DataFrame:
    snapshot = _snapshot(version, as_of)
    if batch is not None:
        snapshot = snapshot[snapshot["batch"].astype("string") == batch]
    if prefecture is not None:
        snapshot = snapshot[snapshot["prefecture_code"] == prefecture]
    return snapshot


@st.cache_resource(max_entries=_KEEP, show_spinner=False)
def _progress(
    version: str, as_of: date, batch: str | None, prefecture: str | None, by: Grouping
) -> pd.DataFrame:
    return metrics.progress(
        _scoped(version, as_of, batch, prefecture),
        as_of=as_of,
        by=by,
        lights=service.lights(settings()),
    )


@st.cache_resource(max_entries=_KEEP, show_spinner=False)
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
    )


@st.cache_resource(max_entries=_KEEP, show_spinner="正在汇总各期数据…")
def _series(
    version: str,
    dates: tuple[date, ...],
    batch: str | None,
    prefecture: str | None,
) -> pd.DataFrame:
    return metrics.completion_series(
        {day: _scoped(version, day, batch, prefecture) for day in dates}
    )


def load_series(view: View) -> pd.DataFrame:
    """Rise of each batch over the reported days up to the view's day."""
    days = tuple(sorted({*view.dates, view.as_of}))
    return _series(view.version, days, view.batch, view.prefecture)


@once_per_view
def load_history(view: View, by: Grouping) -> pd.DataFrame:
    """Progress tables of every reported day up to the view's, one below another."""
    days = tuple(sorted({*view.dates, view.as_of}))
    tables = [load_progress(view, by, as_of=day).assign(as_of=day) for day in days]
    history = pd.concat(tables, ignore_index=True)
    return history.assign(as_of=history["as_of"].astype("datetime64[s]"))


@once_per_view
def change_since_previous(view: View) -> tuple[int, date] | None:
    """Offices more than at the report before, and its day; None for the first."""
    earlier = [day for day in view.dates if day < view.as_of]
    if not earlier:
        return None
    by = Grouping.PROVINCE
    now = int(load_progress(view, by)["complete_count"].sum())
    before = load_progress(view, by, as_of=earlier[-1])
    return now - int(before["complete_count"].sum()), earlier[-1]


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
        f"序时进度按各批次起止日期线性折算（{DECREE_NUMBER}六(一)），"
        f"{service.lights(settings()).sentence}",
        "核验达标指上报建成且所填硬性条款（机构性质、名称、标识、窗口、设备、"
        "三项制度、预算）均符合",
    ]
    unasked = metrics.unasked_rules(load_snapshot(view))
    if unasked:
        titles = "、".join(rule(name).title for name in unasked)
        notes.append(f"部分报表未设“{titles}”栏，相应机构未按该条款核验")
    return tuple(notes)


def load_roster(view: View) -> tuple[RosterInfo, pd.DataFrame]:
    """The roster in force and what it is called."""
    return _roster(view.version)


@once_per_view
def is_simulated(view: View) -> bool:
    """Whether anything on the page is simulated, so that it must say so."""
    snapshot = load_snapshot(view, all_batches=True)
    return load_roster(view)[0].is_simulated or service.is_simulated(snapshot)


@once_per_view
def source(view: View) -> str:
    """The line under every chart of the view."""
    snapshot = load_snapshot(view)
    return source_line(
        as_of=view.as_of,
        reported_count=int(snapshot["is_reported"].sum()),
        rostered_count=len(snapshot),
        roster_name=load_roster(view)[0].name,
        is_simulated=is_simulated(view),
    )


@once_per_view
def short_source(view: View) -> str:
    """Day and source as they stand in a chart, and in a picture saved from it."""
    mark = " · 模拟数据" if is_simulated(view) else ""
    return f"截至{view.as_of:%Y-%m-%d} · 来源：各市上报{mark}"


def delta_codes() -> frozenset[str]:
    """Codes of the Delta's prefectures, as set."""
    chosen = settings().delta_prefectures
    if chosen is not None:
        return chosen
    table = places.load_prefectures()
    return frozenset(table.loc[table["is_delta"].astype(bool), "prefecture_code"])


@st.cache_data(show_spinner=False)
def _map_units() -> pd.DataFrame:
    return places.load_counties()[["county_code", "map_unit_code"]]


def with_map_units(counties: pd.DataFrame) -> pd.DataFrame:
    """County progress with the polygon of today that shows each county."""
    merged = counties.merge(
        _map_units(), left_on="group_code", right_on="county_code", how="left"
    )
    # Dongguan and Zhongshan have no counties: one polygon each, by their own code.
    merged["map_unit_code"] = merged["map_unit_code"].fillna(merged["group_code"])
    return merged.drop(columns="county_code")


def office_states(snapshot: pd.DataFrame) -> pd.Series:
    """State of each office, in one word for maps and tables.

    Returns
    -------
    Index of `snapshot`: ``complete_verified``, ``complete_unverified``,
    ``incomplete`` or ``not_reported`` (the sheet does not say whether it stands).
    """
    complete = snapshot["is_complete"].fillna(False).astype(bool)
    status = pd.Series("incomplete", index=snapshot.index, dtype="string")
    status = status.mask(snapshot["is_complete"].isna(), "not_reported")
    status = status.mask(complete, "complete_unverified")
    return status.mask(snapshot["is_verified"], "complete_verified")


@once_per_view
def office_points(view: View) -> pd.DataFrame:
    """A point for each office of the view, with its state and how sure its place is.

    Returns
    -------
    One row per office that has a point: ``township_code``, ``lon``, ``lat``,
    ``quality`` (A to D), ``township_name``, ``status`` (`office_states`).
    """
    snapshot = load_snapshot(view)
    states = pd.DataFrame(
        {
            "township_name": snapshot["township_name"],
            "status": office_states(snapshot),
        }
    )
    points = places.load_township_points()
    return points.join(states, how="inner").reset_index()


def finest_grouping(view: View) -> Grouping:
    """Prefectures for the province, counties for a prefecture."""
    return Grouping.PREFECTURE if view.prefecture is None else Grouping.COUNTY


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
