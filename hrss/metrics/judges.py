"""How each rule judges an office's answers: the fields it reads, and what passes.

Comes in: a snapshot. Goes out: pass, fail or not answered, a rule at a time. Base of
`hrss.metrics.standards`, which says what they add up to.
"""

from collections.abc import Callable

import pandas as pd

from hrss.decree import rule
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


def window_sentence(*, judges_area: bool) -> str:
    """How a window on a multi-purpose platform is judged, as the page prints it."""
    area = "仍按300㎡判" if judges_area else "不足300㎡只作提示，不算不符合"
    return (
        "多功能平台专门窗口（R02）以自有服务窗口判场所要求（R18、R19）："
        f"本所设有服务窗口的才算符合，平台的窗口数不算；面积{area}"
    )


def is_shared_window(snapshot: pd.DataFrame) -> pd.Series:
    """Which offices are a window of their own on a multi-purpose platform (R02)."""
    is_window = snapshot["platform_type"] == "shared_window"
    return is_window.fillna(False).astype(bool)


def _floor_area(snapshot: pd.DataFrame) -> pd.Series:
    return (snapshot["floor_area_m2"] >= float(rule("R18").threshold or 0)).astype(
        "boolean"
    )


def window_area(snapshot: pd.DataFrame, *, judges_area: bool) -> pd.Series:
    """R18 of windows on a platform: their own window first, then the area as set."""
    enough = _floor_area(snapshot)
    if not judges_area:
        enough = enough.mask(enough.notna(), True)
    own = snapshot["has_window"].astype("boolean")
    return (own & enough).where(enough.notna())


def _window(snapshot: pd.DataFrame) -> pd.Series:
    counted = (snapshot["window_count"] >= 1).astype("boolean")
    # The windows of a whole platform say nothing of the office's own.
    counted = counted.mask(is_shared_window(snapshot))
    return snapshot["has_window"].astype("boolean").fillna(counted)


JUDGES: dict[str, tuple[tuple[str, ...], Callable[[pd.DataFrame], pd.Series]]] = {
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
