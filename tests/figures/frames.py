"""Rows of progress written by hand: name only what matters."""

import pandas as pd

Row = dict[str, object]

DEFAULTS: Row = {
    "group_code": "440100",
    "group_name": "广州市",
    "rostered_count": 10,
    "reported_count": 10,
    "complete_count": 6,
    "verified_count": 4,
    "scheduled_count": 9.0,
    "light": "red",
}
COUNTS = ["rostered_count", "reported_count", "complete_count", "verified_count"]


def progress_rows(*rows: Row) -> pd.DataFrame:
    """Frame of metrics.progress; rates and gap follow from the counts."""
    frame = pd.DataFrame([DEFAULTS | row for row in rows], columns=list(DEFAULTS))
    frame = frame.astype(
        dict.fromkeys(COUNTS, "Int64")
        | dict.fromkeys(["group_code", "group_name", "light"], "string")
        | {"scheduled_count": "Float64"}
    )
    frame["prefecture_code"] = frame["group_code"]
    frame["prefecture_name"] = frame["group_name"]
    rostered = frame["rostered_count"].astype("Float64")
    rostered = rostered.mask(rostered == 0)
    frame["completion_rate"] = frame["complete_count"] / rostered
    frame["verified_rate"] = frame["verified_count"] / rostered
    frame["reporting_rate"] = frame["reported_count"] / rostered
    frame["scheduled_rate"] = frame["scheduled_count"] / rostered
    frame["gap_pp"] = (frame["completion_rate"] - frame["scheduled_rate"]) * 100
    return frame


def three_prefectures() -> pd.DataFrame:
    """Guangzhou and Zhuhai in the Delta, Shaoguan elsewhere."""
    return progress_rows(
        {"group_code": "440100", "group_name": "广州市"},
        {
            "group_code": "440200",
            "group_name": "韶关市",
            "complete_count": 2,
            "verified_count": 2,
            "scheduled_count": 4.0,
            "light": "yellow",
        },
        {
            "group_code": "440400",
            "group_name": "珠海市",
            "rostered_count": 4,
            "complete_count": 3,
            "verified_count": 0,
            "scheduled_count": 3.0,
            "light": "green",
        },
    )


def nothing_done() -> pd.DataFrame:
    """Everything reported, and nothing of it complete."""
    return progress_rows(
        *(
            {
                "group_code": code,
                "group_name": name,
                "complete_count": 0,
                "verified_count": 0,
                "scheduled_count": 0.0,
                "light": "green",
            }
            for code, name in (("440100", "广州市"), ("440200", "韶关市"))
        )
    )


def all_done() -> pd.DataFrame:
    """Everything complete, verified and due."""
    return progress_rows(
        *(
            {
                "group_code": code,
                "group_name": name,
                "complete_count": 10,
                "verified_count": 10,
                "scheduled_count": 10.0,
                "light": "green",
            }
            for code, name in (("440100", "广州市"), ("440200", "韶关市"))
        )
    )


def one_silent() -> pd.DataFrame:
    """Guangzhou has reported, Shaoguan never has."""
    return progress_rows(
        {"group_code": "440100", "group_name": "广州市"},
        {
            "group_code": "440200",
            "group_name": "韶关市",
            "reported_count": 0,
            "complete_count": 0,
            "verified_count": 0,
            "scheduled_count": 4.0,
            "light": pd.NA,
        },
    )


def nothing_rostered() -> pd.DataFrame:
    """A prefecture without offices: no rate, no light."""
    return progress_rows(
        {
            "rostered_count": 0,
            "reported_count": 0,
            "complete_count": 0,
            "verified_count": 0,
            "scheduled_count": 0.0,
            "light": pd.NA,
        }
    )


LABEL_POINTS = pd.DataFrame(
    {
        "prefecture_code": ["440100", "440200", "440400"],
        "lon": [113.60, 113.70, 113.15],
        "lat": [23.57, 24.80, 21.82],
        "anchor_lon": [113.60, 113.70, 113.27],
        "anchor_lat": [23.57, 24.80, 22.15],
    }
)
TILES = pd.DataFrame(
    {
        "prefecture_code": ["440100", "440200", "440400"],
        "row": [1, 0, 2],
        "column": [1, 1, 0],
    }
)
NOTE = "数据截至2011年11月30日 · 来源：各市报送 · 模拟数据"


def texts(fig) -> list[str]:
    """Text of every annotation, in the order written."""
    return [note.text for note in fig.layout.annotations]
