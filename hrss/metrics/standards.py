"""Judges reported values by the decree's rules for a township office.

Comes in: a snapshot. Goes out: pass, fail or not answered for each office and
rule, and whether an office is verified (核验达标). Never opens the store.
"""

import numpy as np
import pandas as pd

from hrss.decree import load_rules
from hrss.metrics.judges import JUDGES, is_shared_window, window_area

# Another column that answers the same rule.
_ALTERNATIVES = {"has_window": "window_count"}

JUDGED_RULES: tuple[str, ...] = tuple(JUDGES)
# What a judge reads beside the fields that a sheet must have columns for.
_READ_AS_WELL = {
    "R01": ("function_count",),
    "R18": ("platform_type", "has_window"),
    "R19": ("window_count", "platform_type"),
}
RULE_FIELDS: dict[str, tuple[str, ...]] = {
    rule_id: (*fields, *_READ_AS_WELL.get(rule_id, ()))
    for rule_id, (fields, _) in JUDGES.items()
}
VERIFYING_RULES: tuple[str, ...] = tuple(
    item.rule_id for item in load_rules() if item.is_verifying
)

VERIFYING_FIELDS: tuple[str, ...] = tuple(
    dict.fromkeys(
        ["is_complete", "platform_type"]
        + [field for rule_id in VERIFYING_RULES for field in RULE_FIELDS[rule_id]]
    )
)
"""Value columns that `verified` reads."""


def rule_results(
    snapshot: pd.DataFrame,
    *,
    rules: tuple[str, ...] = JUDGED_RULES,
    judges_window_area: bool = False,
) -> pd.DataFrame:
    """Pass, fail or not answered, for each office and rule.

    A rule over several items fails on the first 否, passes when all are 是, and is
    otherwise not answered: silence is neither. Zero staff fails R09, as nobody
    serves. R11 passes where more than half of the new staff is purchased or nobody
    is new.

    An office that is a window on a multi-purpose platform (R02) meets the rules of
    place by its own window: R19 and R18 pass only if it says 是 to that; a number of
    windows, which may be the platform's, does not answer. An area under 300 m² then
    only advises, unless `judges_window_area`.

    Parameters
    ----------
    snapshot : one row per rostered township; reads the fields of the rules.
    rules : which rules to judge.
    judges_window_area : whether 300 m² binds a window on a platform as well.

    Returns
    -------
    Index of `snapshot`; one nullable boolean column a rule, NA = not answered.

    References
    ----------
    粤府办〔2011〕65号, the section of each rule in ``data/rules.csv``.
    """
    results = pd.DataFrame(
        {rule_id: JUDGES[rule_id][1](snapshot) for rule_id in rules},
        index=snapshot.index,
    ).astype("boolean")
    if "R18" in rules:
        areas = window_area(snapshot, judges_area=judges_window_area)
        results["R18"] = results["R18"].mask(is_shared_window(snapshot), areas)
    return results


def asked_rules(
    snapshot: pd.DataFrame, *, rules: tuple[str, ...] = VERIFYING_RULES
) -> pd.DataFrame:
    """Whether the sheet an office stands in has the columns a rule needs.

    A window on a multi-purpose platform is always asked for its own window (R19).

    Parameters
    ----------
    snapshot : one row per rostered township; reads ``sheet_fields`` and
        ``platform_type``.
    rules : which rules to look for.

    Returns
    -------
    Index of `snapshot`; one boolean column a rule, False where not reported.
    """
    codes, layouts = pd.factorize(snapshot["sheet_fields"].fillna(""))
    asked = {
        rule_id: np.array([_is_asked(each, rule_id) for each in layouts], bool)[codes]
        for rule_id in rules
    }
    table = pd.DataFrame(asked, index=snapshot.index)
    if "R19" in rules:
        table["R19"] |= is_shared_window(snapshot)
    return table


def verified(snapshot: pd.DataFrame) -> pd.Series:
    """Whether an office that is reported complete passes the decree's hard rules.

    Judged are the verifying rules that the office's sheet has columns for; each of
    them must be answered and passed. A rule the sheet does not ask is left out, and
    `unasked_rules` names it. An office whose sheet asks none is not verified.

    Parameters
    ----------
    snapshot : one row per rostered township.

    Returns
    -------
    Boolean, index of `snapshot`; False where not reported or not complete.

    References
    ----------
    粤府办〔2011〕65号 一(二), 二, 四(三), 五(一): rules R04, R15, R17, R19, R20, R24,
    R27. The text defines neither 建成 nor acceptance; this is our stated rule.
    """
    results = rule_results(snapshot, rules=VERIFYING_RULES)
    asked = asked_rules(snapshot)
    passed = results.fillna(False).astype(bool)
    failed = (~results).fillna(False).astype(bool)
    is_complete = snapshot["is_complete"].fillna(False).astype(bool)
    return (
        is_complete
        & asked.any(axis="columns")
        & (passed | ~asked).all(axis="columns")
        & ~failed.any(axis="columns")
    )


def unasked_rules(snapshot: pd.DataFrame) -> tuple[str, ...]:
    """Verifying rules that the sheet of some complete office had no column for."""
    complete = snapshot[snapshot["is_complete"].fillna(False).astype(bool)]
    asked = asked_rules(complete)
    return tuple(name for name in VERIFYING_RULES if not asked[name].all())


def _is_asked(layout: str, rule_id: str) -> bool:
    fields = set(layout.split())
    return all(
        field in fields or _ALTERNATIVES.get(field) in fields
        for field in JUDGES[rule_id][0]
    )
