"""What is missing most: items, names, and what keeps an office from 核验达标."""

from enum import StrEnum

import pandas as pd

from hrss.decree import rule
from hrss.metrics.group_sums import group_heads, group_sums
from hrss.metrics.judges import (
    EQUIPMENT_FIELDS,
    FUNCTION_FIELDS,
    PUBLICITY_FIELDS,
    SYSTEM_FIELDS,
)
from hrss.metrics.office_names import NAME_KIND_LABELS, NameKind, name_kinds
from hrss.metrics.standards import VERIFYING_RULES, asked_rules, rule_results
from hrss.metrics.vocabulary import Grouping


class ItemKind(StrEnum):
    """Lists of items in the decree that an office has or lacks one by one."""

    EQUIPMENT = "equipment"
    FUNCTIONS = "functions"
    SYSTEMS = "systems"


_ITEMS = {
    ItemKind.EQUIPMENT: EQUIPMENT_FIELDS,
    ItemKind.FUNCTIONS: FUNCTION_FIELDS,
    ItemKind.SYSTEMS: (*SYSTEM_FIELDS, *PUBLICITY_FIELDS),
}

ITEM_LABELS: dict[str, str] = {
    "has_function_employment": "就业服务",
    "has_function_training": "职业培训",
    "has_function_insurance": "社会保险",
    "has_function_retirees": "退休人员管理",
    "has_function_labour_relations": "劳动关系与争议",
    "has_function_personnel": "人事人才管理",
    "has_function_veterans": "军转干部服务",
    "has_function_legal_education": "普法宣传",
    "has_computer": "电脑网络设备",
    "has_printer": "打印机",
    "has_fax": "传真机",
    "has_telephone": "电话",
    "has_filing_cabinet": "档案柜",
    "has_notice_board": "信息发布栏",
    "has_first_inquiry": "首问责任制",
    "has_time_limit": "限时办结制",
    "has_accountability": "责任追究制",
    "publishes_rules": "规章制度公开",
    "publishes_workflow": "工作流程公开",
}


def missing_items(snapshot: pd.DataFrame, *, items: ItemKind) -> pd.DataFrame:
    """How many offices have and lack each item, the most lacked first.

    Each item stands for itself: an office that names one item and is silent on the
    others counts for that one alone.

    Parameters
    ----------
    snapshot : one row per rostered township.
    items : which list.

    Returns
    -------
    One row an item: ``item`` (field), ``title``, ``rostered_count``,
    ``answered_count``, ``has_count``, ``lacks_count``, ``unanswered_count``,
    ``has_rate`` over the rostered, ``lacks_rate`` over those who answered
    (fractions, NA over nobody). Equal numbers keep the decree's order.

    References
    ----------
    粤府办〔2011〕65号 一(一), 二(三), 四(三): rules R01, R20, R24, R25.
    """
    fields = list(_ITEMS[items])
    answers = snapshot[fields].astype("boolean")
    table = pd.DataFrame(
        {
            "item": pd.array(fields, dtype="string"),
            "title": pd.array([ITEM_LABELS[name] for name in fields], dtype="string"),
            "rostered_count": pd.array([len(snapshot)] * len(fields), dtype="Int64"),
            "answered_count": answers.count().astype("Int64").to_numpy(),
            "has_count": answers.sum().astype("Int64").to_numpy(),
        }
    ).astype({"answered_count": "Int64", "has_count": "Int64"})
    answered = table["answered_count"].astype("Float64")
    table["lacks_count"] = table["answered_count"] - table["has_count"]
    table["unanswered_count"] = table["rostered_count"] - table["answered_count"]
    table["has_rate"] = _share(table["has_count"], table["rostered_count"])
    table["lacks_rate"] = table["lacks_count"] / answered.mask(answered == 0)
    return table.sort_values(
        "lacks_count", ascending=False, kind="stable", ignore_index=True
    )


def name_faults(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Offices by what is wrong with their name.

    Returns
    -------
    One row a kind of `NameKind`, all of them: ``kind``, ``title``,
    ``rostered_count``, ``office_count``, ``office_rate`` over the rostered. The
    first passes R15, the last is silent, the others fail; they add up to the
    rostered.

    References
    ----------
    粤府办〔2011〕65号 二(一): rule R15.
    """
    counts = name_kinds(snapshot["office_name"]).value_counts()
    table = pd.DataFrame(
        {
            "kind": pd.array([kind.value for kind in NameKind], dtype="string"),
            "title": pd.array([*NAME_KIND_LABELS.values()], dtype="string"),
            "rostered_count": pd.array([len(snapshot)] * len(NameKind), dtype="Int64"),
            "office_count": pd.array(
                [int(counts.get(kind.value, 0)) for kind in NameKind], dtype="Int64"
            ),
        }
    )
    return table.assign(
        office_rate=_share(table["office_count"], table["rostered_count"])
    )


def name_faults_by(snapshot: pd.DataFrame, *, by: Grouping) -> pd.DataFrame:
    """Kinds of names group by group.

    Returns
    -------
    One row a group: ``group_code``, ``group_name``, ``rostered_count``, and one
    count for each kind of `NameKind`, named ``<kind>_count``; they add up to the
    rostered.
    """
    kinds = name_kinds(snapshot["office_name"])
    flags = pd.DataFrame({f"{kind}_count": kinds == kind.value for kind in NameKind})
    sums = group_sums(snapshot, flags.astype(int), by).astype("Int64")
    return group_heads(snapshot, by).join(sums).reset_index()


def held_back(snapshot: pd.DataFrame) -> pd.DataFrame:
    """What holds up each office that is reported complete and not verified.

    Left out are offices whose sheet asks no hard rule.

    Parameters
    ----------
    snapshot : one row per rostered township, with ``is_verified``.

    Returns
    -------
    Index of these offices; one nullable boolean column a verifying rule: False fails
    it, NA leaves its cell blank although the sheet asks, True is not held up by it.
    """
    asked = asked_rules(snapshot)
    is_complete = snapshot["is_complete"].fillna(False).astype(bool)
    held = is_complete & ~snapshot["is_verified"] & asked.any(axis="columns")
    results = rule_results(snapshot[held], rules=VERIFYING_RULES)
    return results.mask(results.isna() & ~asked[held], True)


def blocking_rules(snapshot: pd.DataFrame) -> pd.DataFrame:
    """What keeps complete offices from being verified, the most frequent first.

    Looked at are the offices of `held_back`. An office is in as many rows as rules
    hold it up, and in ``only_count`` where that rule alone does.

    Parameters
    ----------
    snapshot : one row per rostered township, with ``is_verified``.

    Returns
    -------
    One row a verifying rule: ``rule``, ``title``, ``unverified_count`` (the offices
    looked at, the same in each row), ``fail_count``, ``unanswered_count`` (the
    sheet asks, the cell is blank), ``only_count``.

    References
    ----------
    As `metrics.verified`.
    """
    held = held_back(snapshot)
    fails = (~held).fillna(False).astype(bool)
    blanks = held.isna()
    holds = fails | blanks
    alone = holds.sum(axis="columns") == 1
    table = pd.DataFrame(
        {
            "rule": pd.array(VERIFYING_RULES, dtype="string"),
            "title": pd.array(
                [rule(name).title for name in VERIFYING_RULES], dtype="string"
            ),
            "unverified_count": len(held),
            "fail_count": fails.sum().to_numpy(),
            "unanswered_count": blanks.sum().to_numpy(),
            "only_count": holds[alone].sum().to_numpy(),
        }
    )
    counts = ["unverified_count", "fail_count", "unanswered_count", "only_count"]
    order = table["fail_count"] + table["unanswered_count"]
    table = table.astype(dict.fromkeys(counts, "Int64"))
    return table.loc[
        order.sort_values(ascending=False, kind="stable").index
    ].reset_index(drop=True)


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    divisor = whole.astype("Float64")
    return part / divisor.mask(divisor == 0)
