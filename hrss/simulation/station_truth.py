"""The stations of one simulated prefecture, and what its list says of each.

Comes in: the course of the prefecture's offices. Goes out: a frame of registry
columns. The villages are invented and called so (模拟一村): the names of real ones
would pass for a record.
"""

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hrss.sheets import KEY_COLUMNS, SheetKind, value_columns
from hrss.sheets.columns import column
from hrss.simulation.moment import Flags, Texts, Values
from hrss.simulation.truth import Course

Counts = NDArray[np.int64]

_MOST_TOWNSHIPS = 250
_UNLISTED_SHARE = 0.05
_FEWEST, _SPREAD = 4, 22
_BEGINNING, _END = date(2011, 4, 1), date(2012, 12, 31)
_DIGITS = "零一二三四五六七八九"
_MODES = np.array(["village_cadre", "public_welfare_post", "part_time", "full_time"])
_MODE_EDGES = (0.46, 0.7, 0.88)
# Where a complete station's name goes wrong, from the bottom of the draw up.
_NAME_ENDINGS = (
    (0.075, "人力资源和社会保障服务站"),
    (0.115, "劳动保障服务站"),
    (0.125, None),
)
_RIGHT = "人力资源社会保障服务站"
_OFFICE = "人力资源和社会保障服务所"
_GENERIC = "村（社区）人力资源社会保障服务站"


def station_list(course: Course, *, as_of: date, seed: int) -> pd.DataFrame:
    """The stations that a prefecture lists; the same seed gives the same list.

    Parameters
    ----------
    as_of : the day that the list describes.

    Returns
    -------
    One row per station, in order of township: the registry's key columns and the
    value columns of a station's sheet with their dtypes, NA = left blank.
    """
    code = int(str(course.places["township_code"].iloc[0])[:6])
    rng = np.random.default_rng([seed, 4, code])
    places = _listed_townships(course, rng)
    due = np.floor(
        _FEWEST + course.draws.values["station_due_count"][places.index] * _SPREAD
    ).astype(int)
    # A list is newer than the office's sheet now and then.
    due += rng.choice([0, 0, 0, 0, 0, 0, 1, -1], len(due))
    stations = places.loc[places.index.repeat(due)].reset_index(drop=True)
    numbers = np.concatenate([np.arange(1, count + 1) for count in due])
    is_community = _communities(stations, numbers, due)
    villages = np.array(
        [
            f"模拟{_numeral(number)}{'社区' if community else '村'}"
            for number, community in zip(numbers, is_community, strict=True)
        ],
        dtype=object,
    )
    values = _values(stations, villages, rng, course.pace.care, as_of)
    values |= {
        "village_name": villages,
        "station_type": np.where(is_community, "community", "village"),
    }
    return stations[[*KEY_COLUMNS]].assign(
        **{
            name: pd.Series(values.get(name), stations.index, dtype=column(name).dtype)
            for name in value_columns(SheetKind.STATION)
        }
    )


def _listed_townships(course: Course, rng: np.random.Generator) -> pd.DataFrame:
    """A few townships have sent no list; a load test has no more than a province."""
    places = course.places
    step = -(-len(places) // _MOST_TOWNSHIPS)
    is_listed = rng.random(len(places)) >= _UNLISTED_SHARE
    is_listed &= np.arange(len(places)) % step == 0
    return places[is_listed]


def _communities(stations: pd.DataFrame, numbers: Counts, due: Counts) -> Flags:
    """All of a subdistrict; in towns the last one in seven."""
    is_subdistrict = stations["township_name"].str.endswith("街道").to_numpy(dtype=bool)
    counts = np.repeat(due, due)
    return np.logical_or(is_subdistrict, numbers > counts - counts // 7)


def _numeral(number: int) -> str:
    """A number below 100 in Chinese: 一, 十二, 二十."""
    tens, ones = divmod(int(number), 10)
    head = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _values(
    stations: pd.DataFrame,
    villages: Texts,
    rng: np.random.Generator,
    care: float,
    as_of: date,
) -> dict[str, Values]:
    """What is said of each station; of one that does not stand, little is."""
    count = len(stations)
    elapsed = (as_of - _BEGINNING).days / (_END - _BEGINNING).days
    likely = np.clip(elapsed, 0, 1) * (0.7 + 0.8 * rng.random()) + care
    is_complete = rng.random(count) < likely
    opened = np.datetime64(_BEGINNING, "D") + np.floor(
        rng.random(count) ** 0.7 * (as_of - _BEGINNING).days
    ).astype("timedelta64[D]")
    is_dated = is_complete & (rng.random(count) < 0.97)
    has_sign = is_complete & (rng.random(count) < 0.82 + care)
    statuses = np.where(rng.random(count) < 0.5, "in_progress", "not_started")
    said: dict[str, Values] = {
        "is_complete": is_complete,
        "construction_status": np.where(is_complete, "complete", statuses),
        "completion_date": np.where(is_dated, opened, np.datetime64("NaT")),
        "has_unified_sign": has_sign,
        "sign_date": np.where(has_sign, opened, np.datetime64("NaT")),
        "station_name": _names(villages, rng, care),
        "guiding_office": _guides(stations, rng),
    }
    said |= _operation(rng, count, care) | _people(rng, count)
    is_silent = ~is_complete & (rng.random(count) < 0.7)
    for name in ("station_name", "guiding_office", *_OPERATION):
        said[name] = _blanked(said[name], is_silent | (rng.random(count) < 0.02))
    return said


_OPERATION = (
    *("is_integrated", "operation_mode", "employment_mode", "station_staff_count"),
    *("pays_by_performance", "public_servant_count", "paid_public_servant_count"),
)


def _operation(rng: np.random.Generator, count: int, care: float) -> dict[str, Values]:
    is_purchased = rng.random(count) < 0.62 + care
    modes = _MODES[np.searchsorted(_MODE_EDGES, rng.random(count))]
    return {
        "is_integrated": rng.random(count) < 0.74 + care,
        "operation_mode": np.where(is_purchased, "government_purchase", "other"),
        "employment_mode": modes,
        "pays_by_performance": rng.random(count) < 0.71 + care,
    }


def _people(rng: np.random.Generator, count: int) -> dict[str, Values]:
    """Public servants in one of thirty stations; hardly one of them is paid."""
    staff = 1 + np.floor(rng.random(count) ** 2 * 3)
    serving = np.where(rng.random(count) < 0.035, 1 + (rng.random(count) < 0.2), 0)
    is_paid = (serving > 0) & (rng.random(count) < 0.035)
    return {
        "station_staff_count": np.maximum(staff, serving),
        "public_servant_count": serving,
        "paid_public_servant_count": np.where(is_paid, serving, 0),
    }


def _names(villages: Texts, rng: np.random.Generator, care: float) -> Texts:
    draws = rng.random(len(villages)) + care
    names = [
        _name(village, draw) for village, draw in zip(villages, draws, strict=True)
    ]
    return np.array(names, dtype=object)


def _name(village: str, draw: float) -> str:
    for edge, ending in _NAME_ENDINGS:
        if draw < edge:
            return _GENERIC if ending is None else village + ending
    return village + _RIGHT


def _guides(stations: pd.DataFrame, rng: np.random.Generator) -> Texts:
    """Mostly the township's own office; a few name none, or the neighbour's."""
    own = stations["township_name"].to_numpy(dtype=object)
    draws = rng.random(len(own))
    named = np.where(draws < 0.01, np.roll(own, 30), own)
    return _blanked(named + _OFFICE, draws > 0.93)


def _blanked(values: Values, is_blank: Flags) -> Texts:
    said = values.astype(object)
    said[is_blank] = None
    return said
