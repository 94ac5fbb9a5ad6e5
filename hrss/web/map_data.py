"""Where the groups and the offices of a view lie, and the state each office is in."""

import pandas as pd
import streamlit as st

from hrss import places
from hrss.web import loaders
from hrss.web.caching import once_per_view
from hrss.web.view import View


@st.cache_resource(show_spinner=False)
def _map_units() -> pd.DataFrame:
    return places.load_counties()[["county_code", "map_unit_code"]]


def with_map_units(counties: pd.DataFrame) -> pd.DataFrame:
    """County progress with the polygon of today that shows each county."""
    merged = counties.merge(
        _map_units(), left_on="group_code", right_on="county_code", how="left"
    )
    # Dongguan and Zhongshan have no counties: one polygon each, by their own code.
    merged["map_unit_code"] = merged["map_unit_code"].fillna(merged["group_code"])
    return merged.drop(columns="county_code")


def office_states(snapshot: pd.DataFrame) -> pd.Series:
    """State of each office, in one word for maps and tables.

    Returns
    -------
    Index of `snapshot`: ``complete_verified``, ``complete_unverified``,
    ``incomplete`` or ``not_reported`` (the sheet does not say whether it stands).
    """
    complete = snapshot["is_complete"].fillna(False).astype(bool)
    status = pd.Series("incomplete", index=snapshot.index, dtype="string")
    status = status.mask(snapshot["is_complete"].isna(), "not_reported")
    status = status.mask(complete, "complete_unverified")
    return status.mask(snapshot["is_verified"], "complete_verified")


@once_per_view
def office_points(view: View) -> pd.DataFrame:
    """A point for each office of the view, with its state and how sure its place is.

    Returns
    -------
    One row per office that has a point: ``township_code``, ``lon``, ``lat``,
    ``quality`` (A to D), ``township_name``, ``status`` (`office_states`).
    """
    snapshot = loaders.load_snapshot(view)
    states = pd.DataFrame(
        {
            "township_name": snapshot["township_name"],
            "status": office_states(snapshot),
        }
    )
    points = places.load_township_points()
    return points.join(states, how="inner").reset_index()
