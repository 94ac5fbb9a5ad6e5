"""Frame in, frame out: what a snapshot means by the decree.

Comes in: snapshots (docs/architecture.md, contract 4). Goes out: tables whose
columns are in `hrss.metrics.vocabulary`. Never opens the store, never draws.
"""

from hrss.metrics.changes import CHANGE_LABELS, submission_changes
from hrss.metrics.progress import progress, whole_needed
from hrss.metrics.series import completion_series, schedule_lines
from hrss.metrics.standards import (
    VERIFYING_RULES,
    asked_rules,
    rule_results,
    unasked_rules,
    verified,
)
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
    "MEASURES",
    "REGION_LABELS",
    "VERIFYING_RULES",
    "Grouping",
    "Measure",
    "asked_rules",
    "completion_series",
    "progress",
    "rule_results",
    "schedule_lines",
    "submission_changes",
    "unasked_rules",
    "verified",
    "whole_needed",
]
