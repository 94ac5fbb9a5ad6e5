"""Snapshots for tests: name only the columns that matter, get a whole frame."""

import pandas as pd

from hrss.metrics.judges import EQUIPMENT_FIELDS, FUNCTION_FIELDS, SYSTEM_FIELDS

BOOLEAN = [
    "is_complete",
    "is_central_town",
    "is_heavy_workload",
    "has_window",
    "has_unified_sign",
    "has_county_budget",
    "publishes_rules",
    "publishes_workflow",
    *FUNCTION_FIELDS,
    *EQUIPMENT_FIELDS,
    *SYSTEM_FIELDS,
]
INTEGER = [
    "batch",
    "window_count",
    "function_count",
    "served_count",
    "staff_count",
    "new_staff_count",
    "new_staff_purchased_count",
    "openly_recruited_count",
    "priority_recruited_count",
    "trained_person_count",
    "station_due_count",
    "station_complete_count",
]
NUMBER = ["floor_area_m2", "annual_budget_wan_yuan", "township_subsidy_wan_yuan"]
TEXT = [
    "office_name",
    "institution_type",
    "management_system",
    "platform_type",
    "sheet_fields",
]
ALL_FIELDS = " ".join([*BOOLEAN, *INTEGER, *TEXT, *NUMBER])


def make_snapshot(**columns: list[object]) -> pd.DataFrame:
    """Snapshot of as many townships as the longest column has values."""
    size = max(len(values) for values in columns.values())
    index = pd.Index([f"44010{n:04d}" for n in range(size)], name="township_code")
    frame = pd.DataFrame(index=index)
    for name in BOOLEAN:
        frame[name] = pd.array(columns.get(name, [pd.NA] * size), dtype="boolean")
    for name in INTEGER:
        frame[name] = pd.array(columns.get(name, [pd.NA] * size), dtype="Int64")
    for name in TEXT:
        frame[name] = pd.array(columns.get(name, [pd.NA] * size), dtype="string")
    for name in NUMBER:
        frame[name] = pd.array(columns.get(name, [pd.NA] * size), dtype="Float64")
    for name, default in (
        ("township_name", "甲镇"),
        ("county_code", "440103"),
        ("county_name", "甲县"),
        ("prefecture_code", "440100"),
        ("prefecture_name", "甲市"),
        ("region", "delta"),
    ):
        frame[name] = pd.array(columns.get(name, [default] * size), dtype="string")
    frame["is_reported"] = columns.get("is_reported", [True] * size)
    frame["is_simulated"] = pd.array(columns.get("is_simulated", [False] * size))
    frame["is_verified"] = columns.get("is_verified", [False] * size)
    return frame


def conforming(**changes: object) -> dict[str, list[object]]:
    """Columns of one complete office that meets every rule, but for `changes`."""
    values: dict[str, object] = {
        **dict.fromkeys(BOOLEAN, True),
        "institution_type": "public_welfare",
        "office_name": "石龙镇人力资源和社会保障服务所",
        "management_system": "local",
        "floor_area_m2": 320.0,
        "window_count": 4,
        "function_count": 8,
        "served_count": 24000,
        "staff_count": 3,
        "new_staff_count": 2,
        "new_staff_purchased_count": 2,
        "sheet_fields": ALL_FIELDS,
        **changes,
    }
    return {name: [value] for name, value in values.items()}
