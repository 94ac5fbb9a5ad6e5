"""The rows a template starts with: the sender's places and what is known of them."""

import pandas as pd

from hrss.places.areas import list_areas
from hrss.sheets.columns import KEY_COLUMNS
from hrss.sheets.kinds import SheetKind

OWN_LEVEL = "市本级"
"""Stands for the prefecture itself in the county's column of an area sheet."""


def template_rows(
    kind: SheetKind, roster: pd.DataFrame, previous: pd.DataFrame | None
) -> pd.DataFrame:
    """One row for each line of a template, in order.

    An office's sheet has a row for every township, an area's one for every
    prefecture and, below it, its counties. Of stations there is no roster: every
    station known has its row, and a township of which none is known one with its
    name.

    Parameters
    ----------
    roster : one row per township, in the order wanted.
    previous : what was last reported. Of offices indexed by ``township_code``, of
        areas by ``area_code``; of stations one row each with ``township_code``.

    Returns
    -------
    Key columns of the kind (NA where there is nothing to say) and the columns of
    `previous`.
    """
    if kind is SheetKind.AREA:
        return _areas(roster, previous)
    places = roster[list(KEY_COLUMNS)]
    if previous is None:
        return places.reset_index(drop=True)
    if kind is SheetKind.STATION:
        values = previous.drop(columns=[*KEY_COLUMNS[:3]], errors="ignore")
        return places.merge(values, on="township_code", how="left")
    values = previous.drop(columns=list(KEY_COLUMNS), errors="ignore")
    return places.join(values, on="township_code").reset_index(drop=True)


def _areas(roster: pd.DataFrame, previous: pd.DataFrame | None) -> pd.DataFrame:
    areas = list_areas(roster)
    names = areas["area_name"].mask(areas["is_prefecture"], OWN_LEVEL)
    places = areas[["area_code", "prefecture_name"]].assign(county_name=names)
    if previous is None:
        return places
    values = previous.drop(columns=list(KEY_COLUMNS), errors="ignore")
    return places.join(
        values[values.columns.difference(places.columns)], on="area_code"
    )
