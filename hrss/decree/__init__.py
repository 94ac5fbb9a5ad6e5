"""The decree as data: its clauses, rules, targets, and how lights are given.

Comes in: ``data/clauses.csv``, ``rules.csv``, ``targets.csv``. Goes out: frozen
values. Knows nothing of sheets, offices or stores.
"""

from hrss.decree.clauses import Clause, load_clauses
from hrss.decree.lights import Light, LightRule, light_of
from hrss.decree.plans import (
    PLAN_MONTHS,
    SCHEDULE_SENTENCE,
    Plan,
    Schedule,
    plan_due_date,
)
from hrss.decree.reporting import BEIJING_TIME, ReportingCalendar, month_end
from hrss.decree.rules import STRENGTH_LABELS, Rule, load_rules, rule
from hrss.decree.targets import Target, load_targets, scheduled_share, target_of

PROVINCE_CODE = "440000"
DECREE_NUMBER = "粤府办〔2011〕65号"
DECREE_TITLE = (
    "转发省人力资源社会保障厅关于加强乡镇街道人力资源社会保障公共服务平台建设意见的通知"
)

__all__ = [
    "BEIJING_TIME",
    "DECREE_NUMBER",
    "DECREE_TITLE",
    "PLAN_MONTHS",
    "PROVINCE_CODE",
    "SCHEDULE_SENTENCE",
    "STRENGTH_LABELS",
    "Clause",
    "Light",
    "LightRule",
    "Plan",
    "ReportingCalendar",
    "Rule",
    "Schedule",
    "Target",
    "light_of",
    "load_clauses",
    "load_rules",
    "load_targets",
    "month_end",
    "plan_due_date",
    "rule",
    "scheduled_share",
    "target_of",
]
