"""What a brief rests on: frames of metrics, and what was set.

Comes in: nothing; `hrss.service.briefs` fills these forms. Knows neither the store nor
where the boundaries lie.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pandas as pd

from hrss.decree import LightRule, ReportingCalendar
from hrss.reports.brief.rows import Row, rows_of
from hrss.reports.content import Point

PROVINCE_AREA = "全省"


@dataclass(frozen=True)
class Standing:
    """How far an area was on a day, by what was known at a time.

    Parameters
    ----------
    as_of, known_at : the day, and what was known (UTC).
    whole, batches : `metrics.progress` of the area.
    regions : the same by region; None of an earlier day.
    places : the same by prefecture for the province, by county for a prefecture; with
        the forecast of each at the day of the brief.
    prefectures : by prefecture of the province, whatever the area.
    """

    as_of: date
    known_at: datetime
    whole: pd.DataFrame
    batches: pd.DataFrame
    regions: pd.DataFrame | None
    places: pd.DataFrame
    prefectures: pd.DataFrame

    @cached_property
    def whole_row(self) -> Row:
        """All of the area."""
        return rows_of(self.whole)[0]

    @cached_property
    def batch_rows(self) -> tuple[Row, ...]:
        """The batches, those without an office too."""
        return rows_of(self.batches)

    @cached_property
    def region_rows(self) -> tuple[Row, ...]:
        """The parts that the batches consist of."""
        return () if self.regions is None else rows_of(self.regions)

    @cached_property
    def place_rows(self) -> tuple[Row, ...]:
        """The places of the area, in order of their codes."""
        return rows_of(self.places)

    @cached_property
    def prefecture_rows(self) -> tuple[Row, ...]:
        """The prefectures of the province."""
        return rows_of(self.prefectures)


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a prefecture lies on the map, in the map's units, y downwards."""

    code: str
    name: str
    rings: tuple[tuple[Point, ...], ...]
    label_at: Point
    label_from: Point | None


@dataclass(frozen=True, slots=True)
class Sketch:
    """The province's map as shapes, and what the screen's own map is drawn from.

    Parameters
    ----------
    label_points, boundaries : for `figures.prefecture_map`; the boundaries are
        GeoJSON with the codes as ``id``.
    """

    width: float
    height: float
    outlines: tuple[Outline, ...]
    label_points: pd.DataFrame
    boundaries: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issues the brief and when; `edition` is None where it is not published."""

    organisation: str
    edition: int | None
    prepared_on: date


@dataclass(frozen=True, slots=True)
class Quality:
    """How far the area meets the decree's rules.

    Parameters
    ----------
    rules : `metrics.standards` of the area.
    blocking : `metrics.blocking_rules`.
    items : `metrics.missing_items` of all lists, the most lacked first.
    unasked : hard rules that some sheets have no column for.
    """

    rules: pd.DataFrame
    blocking: pd.DataFrame
    items: pd.DataFrame
    unasked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """Whether the reports came: `metrics.timeliness`, its summary, the calendar."""

    periods: pd.DataFrame
    summary: pd.DataFrame
    calendar: ReportingCalendar


@dataclass(frozen=True)
class BriefInputs:
    """Everything that a brief says something of.

    Parameters
    ----------
    area : 全省 or a prefecture's name.
    has_counties : the area's places can be ranked; not so where a prefecture stands
        for its own county (Dongguan, Zhongshan).
    now : the day described, with forecasts.
    previous : the last edition's day by what is known now; None for the first, or
        when it is no earlier day.
    corrections : what the last edition said otherwise than is known now: columns
        ``group_name``, ``measure``, ``before_value``, ``after_value``.
    corrected_edition : the last edition's day and known-at time.
    batch_places : `now.places` of each batch alone, by its code.
    counties : `metrics.progress` by county.
    offices : of a prefecture's brief, the offices not complete; else None.
    series, schedule : `metrics.completion_series` and `schedule_lines`.
    sketch : None for one prefecture.
    delta_codes, delta_names : the Delta's prefectures, as set.
    roster_name, roster_words : what the roster is called, shortly and in full.
    counting : which reports count, in words; None where there is no review.
    """

    area: str
    has_counties: bool
    issue: Issue
    now: Standing
    previous: Standing | None
    corrections: pd.DataFrame
    corrected_edition: tuple[date, datetime] | None
    batch_places: Mapping[str, pd.DataFrame]
    counties: pd.DataFrame
    offices: pd.DataFrame | None
    quality: Quality
    reports: Reports
    series: pd.DataFrame
    schedule: pd.DataFrame
    sketch: Sketch | None
    delta_codes: frozenset[str]
    delta_names: tuple[str, ...]
    roster_name: str
    roster_words: str
    lights: LightRule
    is_simulated: bool
    counting: str | None = None

    @cached_property
    def batch_place_rows(self) -> dict[str, tuple[Row, ...]]:
        """The places of each batch, by its code."""
        return {code: rows_of(table) for code, table in self.batch_places.items()}

    @property
    def is_province(self) -> bool:
        """Of the province, not of one prefecture."""
        return self.area == PROVINCE_AREA

    @property
    def ranks_prefectures(self) -> bool:
        """The places are prefectures: of the province, or one without counties."""
        return self.is_province or not self.has_counties

    @property
    def unit(self) -> str:
        """What a place is called after a number."""
        return "个市" if self.ranks_prefectures else "个县（市、区）"

    @property
    def each(self) -> str:
        """What the places are called together."""
        return "各市" if self.is_province else "各县（市、区）"

    @property
    def place_label(self) -> str:
        """What a place is called over a column."""
        return "地级市" if self.ranks_prefectures else "县（市、区）"

    @property
    def has_reports(self) -> bool:
        """Anything at all has been reported of the area."""
        return self.now.whole_row.reported > 0
