"""Stations for tests: name only the columns that matter, get a whole frame."""

import pandas as pd

TEXT = [
    "village_name",
    "station_name",
    "operation_mode",
    "guiding_office",
    "employment_mode",
]
BOOLEAN = [
    "is_complete",
    "is_integrated",
    "is_own_office",
    "pays_by_performance",
    "has_unified_sign",
]
INTEGER = [
    "batch",
    "station_staff_count",
    "public_servant_count",
    "paid_public_servant_count",
]
PLACES = {
    "township_code": "440100000",
    "township_name": "甲镇",
    "county_code": "440103",
    "county_name": "甲县",
    "prefecture_code": "440100",
    "prefecture_name": "甲市",
    "region": "delta",
}


def make_stations(**columns: list[object]) -> pd.DataFrame:
    """As many stations as the columns have values; all of one township by default."""
    size = max((len(values) for values in columns.values()), default=0)
    frame = pd.DataFrame(index=range(size))
    for name, default in PLACES.items():
        frame[name] = pd.array(columns.get(name, [default] * size), dtype="string")
    for names, dtype in ((TEXT, "string"), (BOOLEAN, "boolean"), (INTEGER, "Int64")):
        for name in names:
            frame[name] = pd.array(columns.get(name, [pd.NA] * size), dtype=dtype)
    return frame


def conforming_station(**changes: object) -> dict[str, list[object]]:
    """Columns of one station that meets every rule, but for `changes`."""
    values: dict[str, object] = {
        "village_name": "北村",
        "station_name": "北村人力资源社会保障服务站",
        "is_complete": True,
        "is_integrated": True,
        "operation_mode": "government_purchase",
        "guiding_office": "甲镇人力资源和社会保障服务所",
        "is_own_office": True,
        "employment_mode": "village_cadre",
        "pays_by_performance": True,
        "public_servant_count": 1,
        "paid_public_servant_count": 0,
        "has_unified_sign": True,
        **changes,
    }
    return {name: [value] for name, value in values.items()}
