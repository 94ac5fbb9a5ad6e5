"""Lists of stations for the store behind the pages: every office's villages.

The province has some 26,000 villages and communities: 17 for each of its offices.
"""

import random

import pandas as pd

from hrss.sheets import SheetKind, column, value_columns

STATIONS_AN_OFFICE = 17
_SHEET = "进度表"


def station_rows(roster: pd.DataFrame) -> pd.DataFrame:
    """Rows of a checked submission about the stations of every township."""
    draw = random.Random(len(roster))
    units = roster.loc[roster.index.repeat(STATIONS_AN_OFFICE)].reset_index(drop=True)
    drawn = [
        _station(number % STATIONS_AN_OFFICE + 1, name, draw)
        for number, name in enumerate(units["township_name"])
    ]
    values = {
        name: pd.Series([each.get(name) for each in drawn], dtype=column(name).dtype)
        for name in value_columns(SheetKind.STATION)
    }
    return pd.DataFrame(
        {
            "prefecture_code": units["prefecture_code"],
            "township_code": units["township_code"],
            "sheet": pd.Series([_SHEET] * len(units), dtype="string"),
            "row": pd.Series(range(4, 4 + len(units)), dtype="Int64"),
            **values,
            "raw": pd.Series([pd.NA] * len(units), dtype="object"),
        }
    )


def _station(number: int, township: str, draw: random.Random) -> dict[str, object]:
    village = f"测速{number}村"
    ending = draw.choice(["人力资源社会保障服务站"] * 9 + ["劳动保障站"])
    return {
        "village_name": village,
        "station_type": "village",
        "station_name": village + ending,
        "is_complete": draw.random() < 0.7,
        "is_integrated": draw.random() < 0.8,
        "operation_mode": draw.choice(["government_purchase", "other"]),
        "guiding_office": f"{township}人力资源和社会保障服务所",
        "employment_mode": draw.choice(["village_cadre", "full_time", "part_time"]),
        "station_staff_count": draw.randint(1, 3),
        "pays_by_performance": draw.random() < 0.7,
        "public_servant_count": 0,
        "paid_public_servant_count": int(draw.random() < 0.001),
        "has_unified_sign": draw.random() < 0.8,
    }
