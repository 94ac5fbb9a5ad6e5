"""Snapshots for pace, punctuality and the bridge: name what matters, by hand."""

import pandas as pd

DAY = "datetime64[s]"
_DEFAULTS: dict[str, object] = {
    "township_name": "甲镇",
    "county_code": "440103",
    "county_name": "甲县",
    "prefecture_code": "440100",
    "prefecture_name": "甲市",
    "region": "delta",
    "batch": 2011,
    "is_reported": True,
    "is_complete": pd.NA,
    "completion_date": pd.NaT,
    "report_as_of": "2011-11-30",
    "submission_id": 1,
    "sheet": "进度表",
    "is_verified": False,
}
_DTYPES = {
    **dict.fromkeys(
        [name for name, each in _DEFAULTS.items() if isinstance(each, str)], "string"
    ),
    "batch": "Int64",
    "is_reported": "bool",
    "is_complete": "boolean",
    "completion_date": DAY,
    "report_as_of": DAY,
    "submission_id": "Int64",
    "is_verified": "bool",
}


def townships(*rows: dict[str, object]) -> pd.DataFrame:
    """Snapshot of these townships, numbered from 440103000 unless they have a code."""
    codes = [
        str(row.get("township_code", f"440103{at:03d}")) for at, row in enumerate(rows)
    ]
    frame = pd.DataFrame(
        [
            _DEFAULTS | {name: row[name] for name in row if name != "township_code"}
            for row in rows
        ],
        columns=list(_DEFAULTS),
        index=pd.Index(codes, name="township_code", dtype="string"),
    )
    return frame.astype(_DTYPES)


def complete(day: str | None = None, **changes: object) -> dict[str, object]:
    """One complete office, with the day of its completion if it is known."""
    return {"is_complete": True, "completion_date": day or pd.NaT, **changes}


def incomplete(**changes: object) -> dict[str, object]:
    """One office that is not complete."""
    return {"is_complete": False, **changes}


def first_reports(**days: tuple[str, str | None]) -> pd.DataFrame:
    """For a township (t followed by its code) since when, and until when not."""
    return pd.DataFrame(
        {
            "first_complete_as_of": [since for since, _ in days.values()],
            "last_incomplete_as_of": [until for _, until in days.values()],
        },
        index=pd.Index([code[1:] for code in days], name="township_code"),
    ).astype(DAY)
