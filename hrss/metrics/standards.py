"""Judges reported values by the decree's rules for a township office.

Comes in: a snapshot. Goes out: pass, fail or not answered for each office and
rule, and whether an office is verified (核验达标). Never opens the store.
"""

from collections.abc import Callable

import pandas as pd

from hrss.decree import load_rules, rule
from hrss.metrics.office_names import NameKind, name_kinds

FUNCTION_FIELDS = (
    "has_function_employment",
    "has_function_training",
    "has_function_insurance",
    "has_function_retirees",
    "has_function_labour_relations",
    "has_function_personnel",
    "has_function_veterans",
    "has_function_legal_education",
)
EQUIPMENT_FIELDS = (
    "has_computer",
    "has_printer",
    "has_fax",
    "has_telephone",
    "has_filing_cabinet",
    "has_notice_board",
)
SYSTEM_FIELDS = ("has_first_inquiry", "has_time_limit", "has_accountability")
PUBLICITY_FIELDS = ("publishes_rules", "publishes_workflow")


def _all_true(fields: tuple[str, ...]) -> Callable[[pd.DataFrame], pd.Series]:
    """Fail on any 否, pass when all are 是, otherwise not answered."""

    def judge(snapshot: pd.DataFrame) -> pd.Series:
        answers = snapshot.loc[:, list(fields)].astype("boolean")
        return answers.all(axis="columns", skipna=False).astype("boolean")

    return judge


def _functions(snapshot: pd.DataFrame) -> pd.Series:
    each = _all_true(FUNCTION_FIELDS)(snapshot)
    total = snapshot["function_count"] >= int(rule("R01").threshold or 0)
    return each.fillna(total.astype("boolean"))


def _institution(snapshot: pd.DataFrame) -> pd.Series:
    return (snapshot["institution_type"] == "public_welfare").astype("boolean")


def _local_management(snapshot: pd.DataFrame) -> pd.Series:
    # R07: a branch that existed may stay as it is, so it is no fault.
    return (
        snapshot["management_system"]
        .isin(["local", "branch"])
        .where(snapshot["management_system"].notna())
        .astype("boolean")
    )


def _staffing(snapshot: pd.DataFrame) -> pd.Series:
    served, staff = snapshot["served_count"], snapshot["staff_count"]
    enough = served <= staff * int(rule("R09").threshold or 0)
    return (staff > 0).astype("boolean") & enough.astype("boolean")


def _purchased(snapshot: pd.DataFrame) -> pd.Series:
    new, purchased = snapshot["new_staff_count"], snapshot["new_staff_purchased_count"]
    # 主要 is read as more than half; where nobody was added, nobody was added
    # otherwise.
    mainly = (purchased * 2 > new).astype("boolean")
    return mainly.mask((new == 0).fillna(False), True)


def _office_name(snapshot: pd.DataFrame) -> pd.Series:
    names = snapshot["office_name"]
    conforms = name_kinds(names) == NameKind.CONFORMS.value
    return conforms.where(names.notna()).astype("boolean")


def _floor_area(snapshot: pd.DataFrame) -> pd.Series:
    return (snapshot["floor_area_m2"] >= float(rule("R18").threshold or 0)).astype(
        "boolean"
    )


def _window(snapshot: pd.DataFrame) -> pd.Series:
    counted = (snapshot["window_count"] >= 1).astype("boolean")
    return snapshot["has_window"].astype("boolean").fillna(counted)


_JUDGES: dict[str, tuple[tuple[str, ...], Callable[[pd.DataFrame], pd.Series]]] = {
    "R01": (FUNCTION_FIELDS, _functions),
    "R04": (("institution_type",), _institution),
    "R06": (("management_system",), _local_management),
    "R09": (("served_count", "staff_count"), _staffing),
    "R11": (("new_staff_count", "new_staff_purchased_count"), _purchased),
    "R15": (("office_name",), _office_name),
    "R17": (("has_unified_sign",), _all_true(("has_unified_sign",))),
    "R18": (("floor_area_m2",), _floor_area),
    "R19": (("has_window",), _window),
    "R20": (EQUIPMENT_FIELDS, _all_true(EQUIPMENT_FIELDS)),
    "R24": (SYSTEM_FIELDS, _all_true(SYSTEM_FIELDS)),
    "R25": (PUBLICITY_FIELDS, _all_true(PUBLICITY_FIELDS)),
    "R27": (("has_county_budget",), _all_true(("has_county_budget",))),
}

# Another column that answers the same rule.
_ALTERNATIVES = {"has_window": "window_count"}

JUDGED_RULES: tuple[str, ...] = tuple(_JUDGES)
VERIFYING_RULES: tuple[str, ...] = tuple(
    item.rule_id for item in load_rules() if item.is_verifying
)


def rule_results(
    snapshot: pd.DataFrame, *, rules: tuple[str, ...] = JUDGED_RULES
) -> pd.DataFrame:
    """Pass, fail or not answered, for each office and rule.

    A rule over several items fails on the first 否, passes when all are 是, and is
    otherwise not answered: silence is neither. Zero staff fails R09, as nobody
    serves. R11 passes where more than half of the new staff is purchased or nobody
    is new.

    Parameters
    ----------
    snapshot : one row per rostered township; reads the fields of the rules.
    rules : which rules to judge.

    Returns
    -------
    Index of `snapshot`; one nullable boolean column a rule, NA = not answered.

    References
    ----------
    粤府办〔2011〕65号, the section of each rule in ``data/rules.csv``.
    """
    return pd.DataFrame(
        {rule_id: _JUDGES[rule_id][1](snapshot) for rule_id in rules},
        index=snapshot.index,
    ).astype("boolean")


def asked_rules(
    snapshot: pd.DataFrame, *, rules: tuple[str, ...] = VERIFYING_RULES
) -> pd.DataFrame:
    """Whether the sheet an office stands in has the columns a rule needs.

    Parameters
    ----------
    snapshot : one row per rostered township; reads ``sheet_fields``.
    rules : which rules to look for.

    Returns
    -------
    Index of `snapshot`; one boolean column a rule, False where not reported.
    """
    layouts = snapshot["sheet_fields"].fillna("")
    asked = {
        rule_id: layouts.map(
            {layout: _is_asked(layout, rule_id) for layout in layouts.unique()}
        )
        for rule_id in rules
    }
    return pd.DataFrame(asked, index=snapshot.index).astype(bool)


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
        for field in _JUDGES[rule_id][0]
    )
