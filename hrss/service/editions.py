"""Numbered editions: made, published, found again, held against one another.

Comes in: a store and the settings. Goes out: briefs that say for ever what they said
when they were published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from hrss import metrics
from hrss.decree import PROVINCE_CODE
from hrss.metrics import Grouping
from hrss.reports.brief import brief_figures
from hrss.reports.content import Brief
from hrss.service.briefs import load_brief
from hrss.service.document_requests import DocumentRequest, Prepared, Written
from hrss.service.documents import DocumentFormat
from hrss.service.in_force import lights
from hrss.service.loading import load_snapshot
from hrss.settings import Settings
from hrss.store import (
    Edition,
    LogEntry,
    Store,
    append_edition,
    at_home,
    fetch_edition,
    fetch_editions,
    fetch_known,
    figures_digest,
    next_number,
)

_FROZEN = ("yellow_pp", "red_pp", "judges_window_area", "report_due_days")


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition that is not yet published: what its documents are to be made of.

    `version` is the store's of before the figures were made; by it they are out of
    date or not.
    """

    area_code: str
    number: int
    request: DocumentRequest
    version: str | None = None


def draft_edition(
    store: Store,
    settings: Settings,
    *,
    as_of: date,
    prefecture: str | None,
    prepared_on: date,
    template: bytes | None = None,
) -> Draft:
    """The next edition of an area, by all that is known now.

    Where there is a review, an edition counts approved reports alone. Its documents
    are to be made of the request, and published with `publish`.
    """
    area = prefecture or PROVINCE_CODE
    # Of a replica that is behind, the newest edition may be missing.
    home = at_home(store)
    number = next_number(home, area)
    known = fetch_known(store)
    request = DocumentRequest(
        settings=settings,
        as_of=as_of,
        known_at=known.at,
        prefecture=prefecture,
        prepared_on=prepared_on,
        formats=tuple(DocumentFormat),
        edition=number,
        previous=_pair(edition_before(home, area, number)),
        template=template,
        is_approved_only=settings.has_accounts,
    )
    return Draft(area, number, request, known.version)


def publish(
    store: Store,
    draft: Draft,
    *,
    prepared: Prepared,
    written: list[Written],
    by: str,
    log: LogEntry | None = None,
) -> Edition:
    """Publish a draft with the documents that were made of it.

    Raises
    ------
    hrss.store.OutdatedPreviewError : something came in since it was drafted.
    """
    request = draft.request
    return append_edition(
        store,
        area_code=draft.area_code,
        number=draft.number,
        as_of=request.as_of,
        known_at=request.known_at,
        prepared_on=request.prepared_on,
        by=by,
        settings=frozen_settings(request.settings),
        figures=prepared.figures,
        documents={each.form.value: (each.name, each.content) for each in written},
        is_simulated=prepared.is_simulated,
        expected_version=draft.version,
        log=log,
    )


def edition_before(store: Store, area_code: str, number: int) -> Edition | None:
    """The edition that came before a number; None before the first."""
    return fetch_edition(store, area_code, number - 1) if number > 1 else None


def load_edition(store: Store, settings: Settings, edition: Edition) -> Brief:
    """The content of a published edition, made anew of what was known then."""
    before = edition_before(store, edition.area_code, edition.number)
    return load_brief(
        _store_of(store, edition),
        thawed_settings(settings, edition.settings),
        as_of=edition.as_of,
        known_at=edition.known_at,
        prefecture=_prefecture(edition),
        edition=edition.number,
        previous=_pair(before),
        prepared_on=edition.prepared_on,
    )


def is_unchanged(store: Store, settings: Settings, edition: Edition) -> bool:
    """Whether an edition that is made anew says the same as when it was published."""
    brief = load_edition(store, settings, edition)
    return figures_digest(brief_figures(brief)) == edition.digest


def compare_editions(
    store: Store, settings: Settings, earlier: Edition, later: Edition
) -> pd.DataFrame:
    """What two editions of an area say of each of its parts.

    Returns
    -------
    One row a prefecture, of a prefecture's editions one a county: ``group_code``,
    ``group_name``, ``rostered_count`` (of the later), ``before_count``,
    ``after_count``, ``net_change_count``, ``completion_rate`` (of the later),
    ``gap_pp``, ``light`` and ``reported_count`` (of the later).

    Raises
    ------
    ValueError : the editions are of different areas.
    """
    if earlier.area_code != later.area_code:
        raise ValueError("expected two editions of one area")
    before, after = (_progress(store, settings, each) for each in (earlier, later))
    counts = before[["group_code", "complete_count"]]
    counts = counts.rename(columns={"complete_count": "before_count"})
    rows = after.rename(columns={"complete_count": "after_count"})
    rows = rows.merge(counts, on="group_code", how="left")
    change = rows["after_count"] - rows["before_count"]
    names = ["group_code", "group_name", "rostered_count", "before_count"]
    names += ["after_count", "net_change_count", "completion_rate", "gap_pp", "light"]
    return rows.assign(net_change_count=change)[[*names, "reported_count"]]


def editions_of(store: Store, prefecture: str | None) -> tuple[Edition, ...]:
    """Editions of the province or of a prefecture, the newest first."""
    return fetch_editions(store, prefecture or PROVINCE_CODE)


def frozen_settings(settings: Settings) -> dict[str, Any]:
    """What can be set and a brief's figures rest on, as JSON keeps it."""
    delta = settings.delta_prefectures
    return {
        **{name: getattr(settings, name) for name in _FROZEN},
        "organisation": settings.organisation,
        "has_accounts": settings.has_accounts,
        "report_first_period": settings.report_first_period.isoformat(),
        "delta_prefectures": None if delta is None else sorted(delta),
    }


def thawed_settings(settings: Settings, frozen: Mapping[str, Any]) -> Settings:
    """The settings with what an edition rests on as it was then."""
    delta = frozen["delta_prefectures"]
    return replace(
        settings,
        **{name: frozen[name] for name in _FROZEN},
        organisation=frozen["organisation"],
        has_accounts=bool(frozen.get("has_accounts", False)),
        report_first_period=date.fromisoformat(frozen["report_first_period"]),
        delta_prefectures=None if delta is None else frozenset(delta),
    )


def _progress(store: Store, settings: Settings, edition: Edition) -> pd.DataFrame:
    then = thawed_settings(settings, edition.settings)
    prefecture = _prefecture(edition)
    snapshot = load_snapshot(
        _store_of(store, edition),
        then,
        as_of=edition.as_of,
        known_at=edition.known_at,
        prefecture=prefecture,
    )
    by = Grouping.PREFECTURE if prefecture is None else Grouping.COUNTY
    return metrics.progress(snapshot, as_of=edition.as_of, by=by, lights=lights(then))


def _store_of(store: Store, edition: Edition) -> Store:
    """The store, counting as the edition counted."""
    # Editions of a time without accounts do not say so.
    has_accounts = bool(edition.settings.get("has_accounts", False))
    return replace(store, is_approved_only=has_accounts)


def _prefecture(edition: Edition) -> str | None:
    return None if edition.area_code == PROVINCE_CODE else edition.area_code


def _pair(edition: Edition | None) -> tuple[date, datetime] | None:
    return None if edition is None else (edition.as_of, edition.known_at)
