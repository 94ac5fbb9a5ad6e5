"""Frame in, frame out: what a snapshot means by the decree.

Comes in: snapshots (docs/architecture.md, contract 4). Goes out: tables whose
columns are in `hrss.metrics.vocabulary`. Never opens the store, never draws.
"""

from hrss.metrics.bridge import ChangeKind, bridge, bridge_offices
from hrss.metrics.changes import CHANGE_LABELS, submission_changes
from hrss.metrics.floor_areas import LINE_M2, floor_area_bins, floor_areas
from hrss.metrics.forecast import forecast, forecast_path
from hrss.metrics.forecast_words import ForecastStatus, chance_words, forecast_method
from hrss.metrics.office_names import NAME_KIND_LABELS, NameKind
from hrss.metrics.on_time import on_time
from hrss.metrics.pace import PACE_WEEKS, completions, pace, weekly_completions
from hrss.metrics.progress import progress, whole_needed
from hrss.metrics.series import completion_series, schedule_lines
from hrss.metrics.shortfalls import (
    ItemKind,
    blocking_rules,
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
    VERIFYING_RULES,
    asked_rules,
    rule_results,
    unasked_rules,
    verified,
)
from hrss.metrics.standards_table import TOWNSHIP_RULES, standards
from hrss.metrics.stated_values import stated_values
from hrss.metrics.vocabulary import (
    BATCH_LABELS,
    MEASURES,
    REGION_LABELS,
    Grouping,
    Measure,
)

__all__ = [
    "BATCH_LABELS",
    "CHANGE_LABELS",
    "LINE_M2",
    "MEASURES",
    "NAME_KIND_LABELS",
    "PACE_WEEKS",
    "REGION_LABELS",
    "STAFFING_LABELS",
    "TOWNSHIP_RULES",
    "VERIFYING_RULES",
    "ChangeKind",
    "ForecastStatus",
    "Grouping",
    "ItemKind",
    "Measure",
    "NameKind",
    "StaffingBand",
    "asked_rules",
    "blocking_rules",
    "bridge",
    "bridge_offices",
    "chance_words",
    "completion_series",
    "completions",
    "floor_area_bins",
    "floor_areas",
    "forecast",
    "forecast_method",
    "forecast_path",
    "missing_items",
    "name_faults",
    "name_faults_by",
    "on_time",
    "pace",
    "population_estimate",
    "progress",
    "rule_results",
    "schedule_lines",
    "staffing",
    "staffing_bands",
    "staffing_by",
    "standards",
    "stated_values",
    "submission_changes",
    "unasked_rules",
    "verified",
    "weekly_completions",
    "whole_needed",
]
