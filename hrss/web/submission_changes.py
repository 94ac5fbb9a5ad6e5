"""What a sheet would change, shown to who sends it and to who reviews it."""

from datetime import date

import pandas as pd
import streamlit as st

from hrss.service.differences import (
    DIFFERENCE_LABELS,
    SUPERSEDED,
    moved,
    sheet_differences,
)
from hrss.sheets import SheetKind, column
from hrss.web.session import store
from hrss.web.uploads import Preview

_DIFFERENCES = "preview_differences"
_WHOLE = 10
"""Rows up to which a table is shown whole, without a bar to scroll."""
_UNITS = {
    SheetKind.OFFICE: "机构",
    SheetKind.STATION: "站点",
    SheetKind.AREA: "市县",
}
_RARE = ("removed", SUPERSEDED)
_PLACES = {
    "地级市": "prefecture_name",
    "县（市、区）": "county_name",
    "乡镇（街道）": "township_name",
    "村（社区）": "village_name",
}


def show_changes(preview: Preview) -> None:
    """What the sheet would change, row by row; the kinds of change add up."""
    checked = preview.checked
    if checked.as_of is None or checked.rows.empty:
        return
    differences = _differences_of(preview, checked.as_of)
    show_differences(differences, kind=SheetKind(checked.kind), title="提交后的变化")


def _differences_of(preview: Preview, as_of: date) -> pd.DataFrame:
    """As the preview was first shown: what comes in meanwhile does not change it.

    Nor does the sheet itself, once it is sent.
    """
    kept: tuple[Preview, pd.DataFrame] | None = st.session_state.get(_DIFFERENCES)
    if kept is None or kept[0] is not preview:
        kept = preview, sheet_differences(store(), preview.checked, as_of)
        st.session_state[_DIFFERENCES] = kept
    return kept[1]


def show_differences(differences: pd.DataFrame, *, kind: SheetKind, title: str) -> None:
    """How many there are of each kind of change, and those that are any.

    Parameters
    ----------
    differences : of one submission (`hrss.service.differences`).
    """
    counts = differences["change"].value_counts()
    words = [
        f"{label} {int(counts.get(change, 0))} 个"
        for change, label in DIFFERENCE_LABELS.items()
        if change not in _RARE or counts.get(change, 0)
    ]
    st.markdown(f"##### {title}：共 {len(differences)} 个{_UNITS[kind]}")
    st.write("，".join(words) + "。")
    changed = moved(differences)
    if changed.empty:
        return
    # What moves a figure comes first.
    order = changed["change"].map(list(DIFFERENCE_LABELS).index)
    changed = changed.loc[order.sort_values(kind="stable").index]
    st.dataframe(
        pd.DataFrame(
            {
                **{
                    header: changed[name]
                    for header, name in _PLACES.items()
                    if name in changed and changed[name].notna().any()
                },
                "变化": changed["change"].map(DIFFERENCE_LABELS),
                "变化的项目": [
                    "、".join(column(name).header for name in names.split())
                    for names in changed["changed_fields"]
                ],
            }
        ),
        hide_index=True,
        height="content" if len(changed) <= _WHOLE else 420,
        placeholder="",
    )
