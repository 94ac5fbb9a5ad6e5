"""Frame in, frame out: what a snapshot means by the decree.

Comes in: snapshots (docs/architecture.md, contract 4). Goes out: tables whose
columns are in `hrss.metrics.vocabulary`. Never opens the store, never draws.
"""

from hrss.metrics.areas import (
    AREA_FIELDS,
    AREA_GROUPINGS,
    AreaLevel,
    area_budgets,
    area_rules,
    is_asked,
)
from hrss.metrics.bridge import ChangeKind, bridge, bridge_offices
from hrss.metrics.changes import CHANGE_LABELS, PLACES, submission_changes
from hrss.metrics.filings import FilingStatus, plan_filings
from hrss.metrics.floor_areas import (
    LINE_M2,
    area_steps,
    floor_area_bins,
    floor_areas,
)
from hrss.metrics.forecast import forecast, forecast_path
from hrss.metrics.forecast_words import ForecastStatus, chance_words, forecast_method
from hrss.metrics.groups import group_keys
from hrss.metrics.judges import window_sentence
from hrss.metrics.oddities import MOST_CHANGE, oddities
from hrss.metrics.oddity_kinds import (
    ODDITY_DTYPES,
    WATCHED_FIELDS,
    OddityKind,
    subject_of,
)
from hrss.metrics.oddity_patterns import (
    FARTHEST_RATIO,
    FARTHEST_Z,
    LEAST_COPIES,
    LEAST_GROUP,
    LEAST_SAME_DAYS,
)
from hrss.metrics.office_names import NAME_KIND_LABELS, NameKind, name_kinds
from hrss.metrics.on_time import on_time
from hrss.metrics.pace import PACE_WEEKS, completions, pace, weekly_completions
from hrss.metrics.progress import (
    is_silent,
    light_words,
    progress,
    schedule_words,
    whole_needed,
)
from hrss.metrics.schedules import (
    PLAN_FIELDS,
    filed_plans,
    office_schedules,
)
from hrss.metrics.series import completion_series, schedule_lines, states_on
from hrss.metrics.shares import percent_text
from hrss.metrics.shortfalls import (
    ITEM_LABELS,
    ItemKind,
    blocking_rules,
    held_back,
    missing_items,
    name_faults,
    name_faults_by,
)
from hrss.metrics.staffing import (
    STAFFING_LABELS,
    StaffingBand,
    population_estimate,
    staffing,
    staffing_bands,
    staffing_by,
)
from hrss.metrics.standards import (
    RULE_FIELDS,
    VERIFYING_FIELDS,
    VERIFYING_RULES,
    asked_rules,
    rule_results,
    unasked_rules,
    verified,
)
from hrss.metrics.standards_table import TOWNSHIP_RULES, standards
from hrss.metrics.stated_values import stated_values
from hrss.metrics.station_groups import StationGrouping
from hrss.metrics.station_names import (
    STATION_NAME_LABELS,
    StationNameKind,
    station_name_kinds,
)
from hrss.metrics.station_rules import (
    STATION_ITEMS,
    STATION_RULES,
    item_title,
    paid_persons,
    station_results,
    station_rules,
)
from hrss.metrics.stations import (
    EMPLOYMENT_LABELS,
    employment_modes,
    red_line,
    station_coverage,
    station_name_faults,
    station_name_faults_by,
)
from hrss.metrics.timeliness import ReportStatus, reporting_summary, timeliness
from hrss.metrics.vocabulary import (
    BATCH_LABELS,
    MEASURES,
    NOT_REPORTED,
    REGION_LABELS,
    Grouping,
    Kind,
    Measure,
    ScheduleSource,
)

__all__ = [
    "AREA_FIELDS",
    "AREA_GROUPINGS",
    "BATCH_LABELS",
    "CHANGE_LABELS",
    "EMPLOYMENT_LABELS",
    "FARTHEST_RATIO",
    "FARTHEST_Z",
    "ITEM_LABELS",
    "LEAST_COPIES",
    "LEAST_GROUP",
    "LEAST_SAME_DAYS",
    "LINE_M2",
    "MEASURES",
    "MOST_CHANGE",
    "NAME_KIND_LABELS",
    "NOT_REPORTED",
    "ODDITY_DTYPES",
    "PACE_WEEKS",
    "PLACES",
    "PLAN_FIELDS",
    "REGION_LABELS",
    "RULE_FIELDS",
    "STAFFING_LABELS",
    "STATION_ITEMS",
    "STATION_NAME_LABELS",
    "STATION_RULES",
    "TOWNSHIP_RULES",
    "VERIFYING_FIELDS",
    "VERIFYING_RULES",
    "WATCHED_FIELDS",
    "AreaLevel",
    "ChangeKind",
    "FilingStatus",
    "ForecastStatus",
    "Grouping",
    "ItemKind",
    "Kind",
    "Measure",
    "NameKind",
    "OddityKind",
    "ReportStatus",
    "ScheduleSource",
    "StaffingBand",
    "StationGrouping",
    "StationNameKind",
    "area_budgets",
    "area_rules",
    "area_steps",
    "asked_rules",
    "blocking_rules",
    "bridge",
    "bridge_offices",
    "chance_words",
    "completion_series",
    "completions",
    "employment_modes",
    "filed_plans",
    "floor_area_bins",
    "floor_areas",
    "forecast",
    "forecast_method",
    "forecast_path",
    "group_keys",
    "held_back",
    "is_asked",
    "is_silent",
    "item_title",
    "light_words",
    "missing_items",
    "name_faults",
    "name_faults_by",
    "name_kinds",
    "oddities",
    "office_schedules",
    "on_time",
    "pace",
    "paid_persons",
    "percent_text",
    "plan_filings",
    "population_estimate",
    "progress",
    "red_line",
    "reporting_summary",
    "rule_results",
    "schedule_lines",
    "schedule_words",
    "staffing",
    "staffing_bands",
    "staffing_by",
    "standards",
    "stated_values",
    "states_on",
    "station_coverage",
    "station_name_faults",
    "station_name_faults_by",
    "station_name_kinds",
    "station_results",
    "station_rules",
    "subject_of",
    "submission_changes",
    "timeliness",
    "unasked_rules",
    "verified",
    "weekly_completions",
    "whole_needed",
    "window_sentence",
]
