"""The decree as data: its clauses, rules, targets, and how lights are given.

Comes in: ``data/clauses.csv``, ``rules.csv``, ``targets.csv``. Goes out: frozen
values. Knows nothing of sheets, offices or stores.
"""

from hrss.decree.clauses import Clause, load_clauses
from hrss.decree.lights import Light, LightRule, light_of
from hrss.decree.rules import STRENGTH_LABELS, Rule, load_rules, rule
from hrss.decree.targets import Target, load_targets, scheduled_share, target_of

DECREE_NUMBER = "粤府办〔2011〕65号"
DECREE_TITLE = (
    "转发省人力资源社会保障厅关于加强乡镇街道人力资源社会保障公共服务平台建设意见的通知"
)

__all__ = [
    "DECREE_NUMBER",
    "DECREE_TITLE",
    "STRENGTH_LABELS",
    "Clause",
    "Light",
    "LightRule",
    "Rule",
    "Target",
    "light_of",
    "load_clauses",
    "load_rules",
    "load_targets",
    "rule",
    "scheduled_share",
    "target_of",
]
