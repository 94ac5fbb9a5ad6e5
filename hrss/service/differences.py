"""What submissions would change, row by row, against what counts so far.

Comes in: a sheet that is about to be sent, or submissions that wait for their review.
Goes out: one row per office, station or area, the same table for clerk and reviewer.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd

from hrss import metrics
from hrss.sheets import ROW_CODES, CheckedSubmission, SheetKind, value_columns
from hrss.store import (
    Store,
    fetch_area_snapshot,
    fetch_roster,
    fetch_sent_rows,
    fetch_snapshot,
    fetch_station_snapshot,
)

SUPERSEDED = "superseded"
"""A later approved submission of the same day counts, whatever is decided."""
DIFFERENCE_LABELS = {**metrics.CHANGE_LABELS, SUPERSEDED: "已有较新的报表"}
"""What each kind of change is called; one that never is stays out of sentences."""
_UNMOVED = ("unchanged", SUPERSEDED)
_COUNTED = {
    "newly_complete_count": "newly_complete",
    "no_longer_complete_count": "no_longer_complete",
}
# A sheet that has no number yet would have a higher one than all that came in.
_NEXT = 2**62
_NOTHING = pd.DataFrame(
    {
        "submission_id": pd.array([], dtype="int64"),
        **{name: pd.array([], dtype="string") for name in metrics.PLACES},
        "change": pd.array([], dtype="string"),
        "changed_fields": pd.array([], dtype="string"),
    }
)


def sheet_differences(
    store: Store, checked: CheckedSubmission, as_of: date
) -> pd.DataFrame:
    """What a sheet would change of what counts in the store.

    Returns
    -------
    As `load_differences`.
    """
    rows = checked.rows.assign(submission_id=_NEXT)
    return _differences(store, rows, kind=SheetKind(checked.kind), as_of=as_of)


def load_differences(store: Store, submissions: pd.DataFrame) -> pd.DataFrame:
    """What the approval of each submission alone would change of what is approved.

    Each is held against the approved reports of its own day. Where a later
    submission of the same day is approved already, approving changes nothing: the row
    is `SUPERSEDED`.

    Parameters
    ----------
    submissions : rows of `hrss.store.fetch_submissions`.

    Returns
    -------
    One row per submission and office, station or area: ``submission_id``, the names
    of the place as far as its kind has them, ``change`` (a key of
    `DIFFERENCE_LABELS`), ``changed_fields`` (names joined by spaces).
    """
    approved = replace(store, is_approved_only=True)
    found = [_NOTHING]
    pairs = submissions[["kind", "as_of"]].drop_duplicates()
    for kind, moment in pairs.itertuples(index=False, name=None):
        is_own = (submissions["kind"] == kind) & (submissions["as_of"] == moment)
        numbers = submissions.index[is_own].tolist()
        known = SheetKind(kind)
        rows = fetch_sent_rows(store, numbers, kind=known)
        found.append(_differences(approved, rows, kind=known, as_of=moment.date()))
    return pd.concat(found, ignore_index=True)


def change_counts(differences: pd.DataFrame) -> pd.DataFrame:
    """How much each submission changes; index ``submission_id``.

    Returns
    -------
    ``changed_count`` (rows of all kinds of change), ``newly_complete_count``,
    ``no_longer_complete_count``.
    """
    change = differences["change"]
    marks = pd.DataFrame(
        {
            "changed_count": ~change.isin(_UNMOVED),
            **{name: change == kind for name, kind in _COUNTED.items()},
        }
    )
    return marks.groupby(differences["submission_id"]).sum().astype("int64")


def moved(differences: pd.DataFrame) -> pd.DataFrame:
    """Those that are any change at all."""
    return differences[~differences["change"].isin(_UNMOVED)]


def _differences(
    store: Store, rows: pd.DataFrame, *, kind: SheetKind, as_of: date
) -> pd.DataFrame:
    """Rows of any number of submissions of one day against the state of the store."""
    place = ROW_CODES[kind][1]
    codes = frozenset(rows["prefecture_code"])
    state = _STATES[kind](store, as_of, codes)
    state = state.rename(columns={"submission_id": "counted_id"})
    # Each submission is held against a copy of its own of what it touches.
    pairs = rows[["submission_id", place]].drop_duplicates()
    before = pairs.merge(state, on=place)
    is_list = kind is SheetKind.STATION
    changes = metrics.submission_changes(
        before.set_index(_keys(before, place, is_list=is_list)),
        _named(store, rows, kind).set_index(_keys(rows, place, is_list=is_list)),
        fields=value_columns(kind),
        is_list=is_list,
    )
    parts = changes.index.str.split("/", n=2)
    numbers = parts.str[0].astype("int64")
    touched = pd.MultiIndex.from_arrays([numbers, parts.str[1]])
    hidden = before.loc[_is_later(before, as_of), ["submission_id", place]]
    is_superseded = touched.isin(pd.MultiIndex.from_frame(hidden.drop_duplicates()))
    found = changes.assign(
        submission_id=numbers,
        change=changes["change"].mask(is_superseded, SUPERSEDED),
    )
    if is_list:
        found = found.assign(village_name=parts.str[2].astype("string"))
    return found.reset_index(drop=True)


def _keys(rows: pd.DataFrame, place: str, *, is_list: bool) -> pd.Index:
    keys = rows["submission_id"].astype("string") + "/" + rows[place]
    return pd.Index(keys + "/" + rows["village_name"] if is_list else keys)


def _is_later(before: pd.DataFrame, as_of: date) -> pd.Series:
    """Where what counts is of the same day and came in after the submission."""
    is_same_day = before["report_as_of"] == pd.Timestamp(as_of).as_unit("s")
    is_after = before["counted_id"] > before["submission_id"]
    return is_same_day & is_after.fillna(False).astype(bool)


def _named(store: Store, rows: pd.DataFrame, kind: SheetKind) -> pd.DataFrame:
    """Rows of stations with the names of their townships, which no list has before."""
    if kind is not SheetKind.STATION:
        return rows
    _, roster = fetch_roster(store)
    names = roster[["township_code", *metrics.PLACES]]
    return rows.merge(names, on="township_code", how="left")


def _offices(store: Store, as_of: date, codes: frozenset[str]) -> pd.DataFrame:
    state = fetch_snapshot(store, as_of=as_of, prefecture_codes=codes)
    # What a sheet claims is held against what was claimed, not against the roster.
    claims = [name for name in state.columns if name.startswith("claimed_is_")]
    claimed = {name: name.removeprefix("claimed_") for name in claims}
    state = state.drop(columns=list(claimed.values())).rename(columns=claimed)
    return state.reset_index()


def _stations(store: Store, as_of: date, codes: frozenset[str]) -> pd.DataFrame:
    return fetch_station_snapshot(store, as_of=as_of).assign(is_reported=True)


def _areas(store: Store, as_of: date, codes: frozenset[str]) -> pd.DataFrame:
    state = fetch_area_snapshot(store, as_of=as_of)
    county = state["area_name"].mask(state["is_prefecture"], "市本级")
    return state.assign(county_name=county).reset_index()


_STATES: dict[SheetKind, Callable[[Store, date, frozenset[str]], pd.DataFrame]] = {
    SheetKind.OFFICE: _offices,
    SheetKind.STATION: _stations,
    SheetKind.AREA: _areas,
}
