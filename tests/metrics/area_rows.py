"""Areas for tests: two prefectures with counties, and one without."""

import pandas as pd

from hrss.metrics import PLAN_FIELDS

PLACES = (
    ("440100", "甲市", "440100", "甲市", True),
    ("440103", "子区", "440100", "甲市", False),
    ("440104", "丑区", "440100", "甲市", False),
    ("440200", "乙市", "440200", "乙市", True),
    ("440203", "寅县", "440200", "乙市", False),
    ("441900", "丙市", "441900", "丙市", True),
)
FLAGS = ("has_hiring_standard", "has_assessment", "has_county_budget")
DAY = "datetime64[s]"


def area_rows(values: dict[str, dict[str, object]] | None = None) -> pd.DataFrame:
    """Snapshot of the six areas; values by area code, blank where not named."""
    given = values or {}
    names = ["area_code", "area_name", "prefecture_code", "prefecture_name"]
    areas = pd.DataFrame(PLACES, columns=[*names, "is_prefecture"])
    areas = areas.astype(dict.fromkeys(names, "string")).set_index("area_code")
    areas["is_reported"] = areas.index.isin(list(given))
    dtypes = {
        **dict.fromkeys([*FLAGS, "in_five_year_plan"], "boolean"),
        "annual_budget_wan_yuan": "Float64",
        "plan_filed_date": DAY,
        **dict.fromkeys(PLAN_FIELDS, "Int64"),
    }
    said = {
        name: pd.Series(
            [given.get(code, {}).get(name) for code in areas.index],
            index=areas.index,
            dtype=dtype,
        )
        for name, dtype in dtypes.items()
    }
    return areas.join(pd.DataFrame(said))


def plan_reports(*reports: dict[str, object]) -> pd.DataFrame:
    """What prefectures said of their plans, in order of the day."""
    dtypes = {
        "prefecture_code": "string",
        "report_as_of": DAY,
        "plan_filed_date": DAY,
        **dict.fromkeys(PLAN_FIELDS, "Int64"),
    }
    rows = [{name: report.get(name) for name in dtypes} for report in reports]
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)
