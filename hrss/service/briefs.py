"""The brief and the chase list of a day, put together from the store.

Comes in: a store and the settings. Goes out: a `Brief` that documents lay out, by the
same functions that pages and commands count with.
"""

from collections.abc import Callable
from datetime import date, datetime

import pandas as pd

from hrss import metrics
from hrss.metrics import BATCH_LABELS, Grouping, ItemKind
from hrss.places import default_delta_codes
from hrss.reports.brief import (
    PROVINCE_AREA,
    BriefInputs,
    Issue,
    Quality,
    Reports,
    build_brief,
)
from hrss.reports.content import Brief
from hrss.service import trust
from hrss.service.brief_maps import province_sketch
from hrss.service.brief_states import (
    Counter,
    DayKnown,
    Loaded,
    load_days,
    narrowed,
    of_batch,
)
from hrss.service.chasing import load_chase_list
from hrss.service.corrections import corrections
from hrss.service.in_force import (
    LOCAL_TIME,
    counting,
    lights,
    reporting_calendar,
)
from hrss.service.loading import describe_roster, is_simulated
from hrss.settings import Settings
from hrss.store import Store, abreast, fetch_known, fetch_roster

__all__ = [
    "DayKnown",
    "UnknownAreaError",
    "known_moment",
    "load_brief",
    "load_chase_list",
]


class UnknownAreaError(ValueError):
    """No rostered office is in a prefecture of that code."""


def load_brief(
    store: Store,
    settings: Settings,
    *,
    as_of: date,
    known_at: datetime | None = None,
    prefecture: str | None = None,
    edition: int | None = None,
    previous: DayKnown | None = None,
    prepared_on: date | None = None,
    progress: Callable[[str], None] | None = None,
) -> Brief:
    """The brief of a day, of the province or of one prefecture.

    The same arguments, `known_at` among them, give the same brief for ever. Without
    `previous` the change is counted from the reported day before, by what is known
    now, and nothing is corrected.

    Parameters
    ----------
    known_at : what came in later is left out; None means all that is known.
    prefecture : its code; None means the province.
    edition : number of the edition; None for one that is not published.
    previous : day and known-at time of the last edition. What it said otherwise than
        is known now is listed under 勘误; the change is counted from the corrected
        figures, and only when it is of an earlier day.
    prepared_on : date of the document; by default the day of `known_at` in Beijing.
    progress : told in Chinese what is being done.

    Raises
    ------
    UnknownAreaError : the roster has no office in that prefecture.
    """
    tell = progress or (lambda step: None)
    moment = known_moment(store) if known_at is None else known_at
    prepared = prepared_on or moment.astimezone(LOCAL_TIME).date()
    tell("正在汇总各期数据")
    store = abreast(store)
    loaded = load_days(store, settings, as_of=as_of, known_at=moment, previous=previous)
    tell("正在计算各项指标")
    inputs = _inputs(
        store,
        settings,
        loaded,
        prefecture=prefecture,
        issue=Issue(settings.organisation, edition, prepared),
    )
    tell("正在撰写通报")
    return build_brief(inputs)


def known_moment(store: Store) -> datetime:
    """Now; a moment that nothing which is known came in after (`fetch_known`)."""
    return fetch_known(store).at


def _inputs(
    store: Store,
    settings: Settings,
    loaded: Loaded,
    *,
    prefecture: str | None,
    issue: Issue,
) -> BriefInputs:
    info, roster = fetch_roster(store, loaded.known_at)
    own = narrowed(loaded.snapshot, prefecture)
    count = Counter(settings, loaded, prefecture)
    codes = _delta_codes(settings)
    return BriefInputs(
        area=_area(own, prefecture),
        has_counties=prefecture is None or bool(own["county_code"].notna().any()),
        issue=issue,
        now=count.now(),
        previous=count.before(),
        corrections=corrections(loaded, prefecture=prefecture),
        corrected_edition=loaded.edition,
        batch_places={
            batch: count.progress(of_batch(own, batch), count.finest)
            for batch in BATCH_LABELS
        },
        counties=count.progress(own, Grouping.COUNTY),
        offices=None if prefecture is None else _incomplete(own),
        quality=_quality(own, settings),
        reports=_reports(store, settings, loaded, own),
        series=count.series(),
        schedule=metrics.schedule_lines(own),
        sketch=province_sketch() if prefecture is None else None,
        delta_codes=codes,
        delta_names=_names_of(loaded.snapshot, codes),
        roster_name=info.name,
        roster_words=describe_roster(info, roster),
        lights=lights(settings),
        is_simulated=is_simulated(own) or info.is_simulated,
        counting=counting(store, settings),
    )


def _delta_codes(settings: Settings) -> frozenset[str]:
    chosen = settings.delta_prefectures
    return frozenset(default_delta_codes() if chosen is None else chosen)


def _area(own: pd.DataFrame, prefecture: str | None) -> str:
    if prefecture is None:
        return PROVINCE_AREA
    if own.empty:
        raise UnknownAreaError(f"名册中没有区划代码为{prefecture}的市")
    return str(own["prefecture_name"].iloc[0])


def _names_of(snapshot: pd.DataFrame, codes: frozenset[str]) -> tuple[str, ...]:
    """Names of those of these prefectures that the roster has."""
    places = snapshot[snapshot["prefecture_code"].isin(list(codes))]
    named = places.drop_duplicates("prefecture_code").sort_values("prefecture_code")
    return tuple(str(name) for name in named["prefecture_name"])


def _quality(own: pd.DataFrame, settings: Settings) -> Quality:
    items = pd.concat(
        [metrics.missing_items(own, items=kind) for kind in ItemKind],
        ignore_index=True,
    )
    return Quality(
        rules=metrics.standards(
            own,
            by=Grouping.PROVINCE,
            judges_window_area=settings.judges_window_area,
        ),
        blocking=metrics.blocking_rules(own),
        items=items.sort_values(
            "lacks_count", ascending=False, kind="stable", ignore_index=True
        ),
        unasked=metrics.unasked_rules(own),
    )


def _reports(
    store: Store, settings: Settings, loaded: Loaded, own: pd.DataFrame
) -> Reports:
    calendar, as_of = reporting_calendar(settings), loaded.as_of
    periods = trust.load_timeliness(
        store,
        settings,
        own,
        as_of=as_of,
        today=trust.judging_day(store, loaded.known_at),
        known_at=loaded.known_at,
    )
    summary = metrics.reporting_summary(periods, own, calendar=calendar, as_of=as_of)
    return Reports(periods=periods, summary=summary, calendar=calendar)


def _incomplete(own: pd.DataFrame) -> pd.DataFrame:
    """Offices not reported complete, with the words of their state."""
    is_complete = own["is_complete"].fillna(False).astype(bool)
    left = own[~is_complete]
    state = pd.Series("未建成", left.index, dtype="string")
    state = state.mask(left["is_complete"].isna(), "未填是否建成")
    state = state.mask(~left["is_reported"].astype(bool), "从未上报")
    batch = left["batch"].astype("string").fillna("undesignated").map(BATCH_LABELS)
    found = left.assign(state=state, batch_name=batch).sort_index()
    names = ["county_name", "township_name", "batch_name", "state", "report_as_of"]
    return found[names]
