"""Snapshots for oddities: all that is watched, named only where it matters."""

import pandas as pd

DAY = "datetime64[s]"
JIA = {"prefecture_code": "440100", "prefecture_name": "甲市"}
_DEFAULTS: dict[str, object] = {
    "township_name": "甲镇",
    "county_code": "440103",
    "county_name": "甲县",
    "prefecture_code": "440100",
    "prefecture_name": "甲市",
    "batch": 2011,
    "is_reported": True,
    "submission_id": 9,
    "row": 5,
    "report_as_of": "2011-11-30",
    "is_simulated": False,
    "is_complete": None,
    "floor_area_m2": None,
    "staff_count": None,
    "served_count": None,
    "annual_budget_wan_yuan": None,
    "window_count": None,
    "completion_date": None,
    "acceptance_date": None,
}
_DTYPES = {
    **dict.fromkeys(
        ["township_name", "county_code", "county_name", "prefecture_code"], "string"
    ),
    "prefecture_name": "string",
    **dict.fromkeys(["batch", "submission_id", "row", "staff_count"], "Int64"),
    **dict.fromkeys(["served_count", "window_count"], "Int64"),
    **dict.fromkeys(["floor_area_m2", "annual_budget_wan_yuan"], "Float64"),
    **dict.fromkeys(["report_as_of", "completion_date", "acceptance_date"], DAY),
    "is_reported": "bool",
    "is_simulated": "boolean",
    "is_complete": "boolean",
}


def odd_townships(*rows: dict[str, object]) -> pd.DataFrame:
    """Snapshot of these townships, numbered from 440103000 on."""
    codes = [f"440103{number:03d}" for number in range(len(rows))]
    frame = pd.DataFrame(
        [_DEFAULTS | row for row in rows],
        columns=list(_DEFAULTS),
        index=pd.Index(codes, name="township_code", dtype="string"),
    )
    return frame.astype(_DTYPES)
