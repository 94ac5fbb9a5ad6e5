"""What a sheet would change, shown before it is confirmed."""

from datetime import date

import pandas as pd
import streamlit as st

from hrss import metrics
from hrss.sheets import CheckedSubmission, SheetKind, column, value_columns
from hrss.store import (
    fetch_area_snapshot,
    fetch_roster,
    fetch_snapshot,
    fetch_station_snapshot,
)
from hrss.web.session import store

_WHOLE = 10
"""Rows up to which a table is shown whole, without a bar to scroll."""
_UNITS = {
    SheetKind.OFFICE: "机构",
    SheetKind.STATION: "站点",
    SheetKind.AREA: "市县",
}


def show_changes(checked: CheckedSubmission) -> None:
    """What the sheet would change, row by row; the kinds of change add up."""
    if checked.as_of is None or checked.rows.empty:
        return
    changes = _changes(checked, checked.as_of)
    counts = changes["change"].value_counts()
    words = [
        f"{label} {int(counts.get(kind, 0))} 个"
        for kind, label in metrics.CHANGE_LABELS.items()
        if kind != "removed" or counts.get(kind, 0)
    ]
    unit = _UNITS[checked.kind]
    st.markdown(f"##### 提交后的变化：共 {len(changes)} 个{unit}")
    st.write("，".join(words) + "。")
    moved = changes[changes["change"] != "unchanged"]
    if moved.empty:
        return
    places = {
        "地级市": "prefecture_name",
        "县（市、区）": "county_name",
        "乡镇（街道）": "township_name",
        "村（社区）": "village_name",
    }
    st.dataframe(
        pd.DataFrame(
            {
                **{
                    header: moved[name]
                    for header, name in places.items()
                    if name in moved
                },
                "变化": moved["change"].map(metrics.CHANGE_LABELS),
                "变化的项目": [
                    "、".join(column(name).header for name in names.split())
                    for names in moved["changed_fields"]
                ],
            }
        ),
        hide_index=True,
        height="content" if len(moved) <= _WHOLE else 420,
        placeholder="",
    )


def _changes(checked: CheckedSubmission, as_of: date) -> pd.DataFrame:
    by_kind = {
        SheetKind.OFFICE: _office_changes,
        SheetKind.STATION: _station_changes,
        SheetKind.AREA: _area_changes,
    }
    return by_kind[checked.kind](checked, as_of)


def _office_changes(checked: CheckedSubmission, as_of: date) -> pd.DataFrame:
    before = fetch_snapshot(store(), as_of=as_of)
    # What a sheet claims is held against what was claimed, not against the roster.
    claims = [name for name in before.columns if name.startswith("claimed_is_")]
    claimed = {name: name.removeprefix("claimed_") for name in claims}
    before = before.drop(columns=list(claimed.values())).rename(columns=claimed)
    return metrics.submission_changes(
        before, checked.rows.set_index("township_code"), fields=_fields(checked)
    )


def _station_changes(checked: CheckedSubmission, as_of: date) -> pd.DataFrame:
    before = fetch_station_snapshot(store(), as_of=as_of)
    sent = before["township_code"].isin(checked.rows["township_code"])
    _, roster = fetch_roster(store())
    names = roster[["township_code", *metrics.PLACES]]
    after = checked.rows.merge(names, on="township_code", how="left")
    frames = [
        rows.set_index(rows["township_code"] + "/" + rows["village_name"])
        for rows in (before[sent].assign(is_reported=True), after)
    ]
    changes = metrics.submission_changes(*frames, fields=_fields(checked), is_list=True)
    villages = changes.index.str.partition("/").get_level_values(2)
    return changes.assign(village_name=villages)


def _area_changes(checked: CheckedSubmission, as_of: date) -> pd.DataFrame:
    before = fetch_area_snapshot(store(), as_of=as_of)
    county = before["area_name"].mask(before["is_prefecture"], "市本级")
    return metrics.submission_changes(
        before.assign(county_name=county),
        checked.rows.set_index("area_code"),
        fields=_fields(checked),
    )


def _fields(checked: CheckedSubmission) -> tuple[str, ...]:
    return value_columns(checked.kind)
