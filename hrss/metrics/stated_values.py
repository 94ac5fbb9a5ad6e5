"""Rules that are no test: options the decree leaves open, and values it asks for.

Comes in: a snapshot. Goes out: who uses an option, who gives a value, and the
values added up. None of them counts against anyone.
"""

from dataclasses import dataclass

import pandas as pd

from hrss.decree import rule


def option_uses(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Whether each office makes use of what a rule with 可 allows.

    Returns
    -------
    Index of `snapshot`; one nullable boolean column a rule, NA = not answered.

    References
    ----------
    粤府办〔2011〕65号 一(一), 一(三), 一(四), 五(一): rules R02, R07, R10, R27b.
    """
    uses = {
        "R02": snapshot["platform_type"] == "shared_window",
        "R07": snapshot["management_system"] == "branch",
        "R10": snapshot["is_heavy_workload"],
        "R27b": snapshot["township_subsidy_wan_yuan"] > 0,
    }
    return pd.DataFrame(uses, index=snapshot.index).astype("boolean")


def values_given(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Which offices give the value of a rule that states no number.

    Returns
    -------
    Index of `snapshot`; one column a rule: True where given, NA where not.

    References
    ----------
    粤府办〔2011〕65号 一(一), 三(一), 三(二): rules R03, R22, R23.
    """
    given = {
        "R03": _both(snapshot, "station_due_count", "station_complete_count"),
        "R22": snapshot["openly_recruited_count"].notna(),
        "R23": snapshot["trained_person_count"].notna(),
    }
    flags = pd.DataFrame(given, index=snapshot.index).astype("boolean")
    return flags.mask(~flags)


@dataclass(frozen=True, slots=True)
class _Value:
    """One value: a field added up, against another field or the offices asked.

    Parameters
    ----------
    is_share : the value is a part of its base, so that their ratio is a rate.
    is_per_base : the value is shared out over its base. What is neither, is shown
        beside its base: whoever is openly recruited need not be new (转任, 补员).
    choice : counted are the offices whose text field says this.
    base : None where the base is the number of offices that answered.
    """

    rule_id: str
    field: str
    label: str
    unit: str
    base: str | None = None
    base_label: str = "填报机构"
    is_share: bool = True
    is_per_base: bool = False
    choice: str | None = None


_VALUES = (
    _Value(
        "R02", "platform_type", "多功能平台专门窗口", "个", choice="shared_window"
    ),
    _Value(
        "R03", "station_complete_count", "已建站点", "个", "station_due_count",
        "应建站点",
    ),
    _Value("R06", "management_system", "属地管理", "个", choice="local"),
    _Value("R07", "management_system", "分支机构（垂直）", "个", choice="branch"),
    _Value("R10", "is_heavy_workload", "任务重地区", "个"),
    _Value(
        "R11", "new_staff_purchased_count", "新增中购买服务", "人", "new_staff_count",
        "新增人员",
    ),
    _Value(
        "R22", "openly_recruited_count", "公开招聘", "人", "new_staff_count",
        "新增人员", is_share=False,
    ),
    _Value(
        "R22", "priority_recruited_count", "三支一扶、大学生村官", "人",
        "openly_recruited_count", "公开招聘",
    ),
    _Value(
        "R23", "trained_person_count", "培训人次", "人次", "staff_count", "工作人员",
        is_share=False, is_per_base=True,
    ),
    _Value(
        "R27", "annual_budget_wan_yuan", "年度工作经费", "万元", is_share=False,
        is_per_base=True,
    ),
    _Value(
        "R27b", "township_subsidy_wan_yuan", "乡镇补助", "万元", is_share=False,
        is_per_base=True,
    ),
)  # fmt: skip


def stated_values(snapshot: pd.DataFrame) -> pd.DataFrame:
    """What the offices report for rules that are shown as values.

    A value with a base is added up over the offices that give both, so that the
    ratio compares like with like.

    Parameters
    ----------
    snapshot : one row per rostered township.

    Returns
    -------
    One row a value: ``rule``, ``title``, ``value_label``, ``unit``,
    ``rostered_count``, ``answered_count`` (townships that give it), ``value_sum``,
    ``base_label``, ``base_sum``, ``value_rate`` (part of its base, fraction) or
    ``value_per_base`` (in ``unit`` for one of the base); NA where nobody answers, and
    both NA where the value is neither a part of its base nor shared out over it.
    """
    rows = [_row(snapshot, value) for value in _VALUES]
    numbers = ["value_sum", "base_sum", "value_rate", "value_per_base"]
    counts = ["rostered_count", "answered_count"]
    table = pd.DataFrame(rows)
    table[numbers] = table[numbers].astype("Float64")
    table[counts] = table[counts].astype("Int64")
    texts = [name for name in table.columns if name not in (*numbers, *counts)]
    return table.astype(dict.fromkeys(texts, "string"))


def _row(snapshot: pd.DataFrame, value: _Value) -> dict[str, object]:
    amounts = snapshot[value.field]
    if value.choice is not None:
        amounts = amounts == value.choice
    given = snapshot[value.field].notna()
    if value.base is not None:
        given = _both(snapshot, value.field, value.base)
    answered = int(given.sum())
    total = float(amounts[given].astype("Float64").sum())
    base = (
        float(answered)
        if value.base is None
        else float(snapshot.loc[given, value.base].sum())
    )
    ratio = total / base if base else pd.NA
    return {
        "rule": value.rule_id,
        "title": rule(value.rule_id).title,
        "value_label": value.label,
        "unit": value.unit,
        "rostered_count": len(snapshot),
        "answered_count": answered,
        "value_sum": total if answered else pd.NA,
        "base_label": value.base_label,
        "base_sum": base if answered else pd.NA,
        "value_rate": ratio if value.is_share else pd.NA,
        "value_per_base": ratio if value.is_per_base else pd.NA,
    }


def _both(snapshot: pd.DataFrame, first: str, second: str) -> pd.Series:
    return snapshot[first].notna() & snapshot[second].notna()
