"""The decree's rules for village and community stations: pass, fail, not answered."""

from collections.abc import Callable

import pandas as pd

from hrss.decree import rule
from hrss.metrics.station_groups import (
    StationGrouping,
    share,
    station_heads,
    station_sums,
)
from hrss.metrics.station_names import StationNameKind, station_name_kinds

STATION_ITEMS: dict[str, str] = {
    "is_complete": "R03",
    "is_integrated": "R05",
    "operation_mode": "R05",
    "guiding_office": "R08",
    "employment_mode": "R12",
    "pays_by_performance": "R13",
    "paid_public_servant_count": "R14",
    "station_name": "R16",
    "has_unified_sign": "R17",
}
"""What is asked of a station, in the decree's order, and the rule that asks it.

R05 asks two things, which are told apart: a station may have the one without the
other.
"""

STATION_RULES: tuple[str, ...] = tuple(dict.fromkeys(STATION_ITEMS.values()))

_TITLES = {
    "is_integrated": "与其他服务整合",
    "operation_mode": "政府购买服务",
    "paid_public_servant_count": "公职不领兼职报酬",
}
_COUNTS = ("answered_count", "pass_count", "fail_count", "used_count")


def paid_persons(stations: pd.DataFrame) -> pd.Series:
    """Public servants who are paid for part-time work in each station.

    Where none works part time, none is paid, whether or not the sheet says so.
    """
    nobody = (stations["public_servant_count"] == 0).fillna(False).astype(bool)
    paid = stations["paid_public_servant_count"]
    found: pd.Series = paid.mask(paid.isna() & nobody, 0)
    return found


def _named(stations: pd.DataFrame) -> pd.Series:
    names = stations["station_name"]
    conforms = station_name_kinds(names) == StationNameKind.CONFORMS.value
    return conforms.where(names.notna())


_JUDGES: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "is_integrated": lambda stations: stations["is_integrated"],
    "operation_mode": lambda stations: (
        stations["operation_mode"] == "government_purchase"
    ),
    "guiding_office": lambda stations: stations["is_own_office"],
    "pays_by_performance": lambda stations: stations["pays_by_performance"],
    "paid_public_servant_count": lambda stations: paid_persons(stations) == 0,
    "station_name": _named,
    "has_unified_sign": lambda stations: stations["has_unified_sign"],
}


def item_title(item: str) -> str:
    """What an item is called: its rule's title, or a shorter one of its own."""
    return _TITLES.get(item) or rule(STATION_ITEMS[item]).title


def station_results(stations: pd.DataFrame) -> pd.DataFrame:
    """Pass, fail or not answered, for each station and item.

    R08 fails where the office named is not that of the station's own township. R14
    is a red line: one public servant paid is one too many. Nothing here is judged
    that the sheet leaves blank, except that nobody is paid where nobody works.

    Parameters
    ----------
    stations : one row per listed station, with ``is_own_office`` (boolean, NA where
        no office is named).

    Returns
    -------
    Index of `stations`; one nullable boolean column for each item that can be
    failed, NA = not answered.

    References
    ----------
    粤府办〔2011〕65号 一(二), 一(三), 一(四), 二(一): rules R05, R08, R13, R14, R16,
    R17.
    """
    return pd.DataFrame(
        {item: judge(stations) for item, judge in _JUDGES.items()},
        index=stations.index,
    ).astype("boolean")


def station_rules(
    stations: pd.DataFrame, snapshot: pd.DataFrame, *, by: StationGrouping
) -> pd.DataFrame:
    """Passes, failures and silence of each group and item.

    The whole is what the townships list. Soft (P) items only advise. How a station
    employs (R12, 可) cannot be failed. How many stations there should be (R03) has no
    number in the text, so it has answers and neither passes nor failures.

    Parameters
    ----------
    stations : one row per listed station, with ``is_own_office``.
    snapshot : one row per rostered township that they may be of.
    by : what to group on.

    Returns
    -------
    One row per group and item, in order of both: ``group_code``, ``group_name`` (and
    places); ``rule``, ``item`` (field), ``strength``, ``title``; counts of stations
    with ``pass_count + fail_count = answered_count`` and ``answered_count +
    unanswered_count = listed_count``; ``listed_pass_rate`` over the listed and
    ``answered_pass_rate`` over those that answered (fractions; NA for R03 and R12,
    and over nobody); ``used_count`` NA but for R12.

    References
    ----------
    粤府办〔2011〕65号, the section of each rule in ``data/rules.csv``.
    """
    heads = station_heads(snapshot, by)
    marks = _marks(stations).assign(listed_count=1)
    sums = station_sums(stations, marks, heads, by)
    heads = heads.drop(columns="rostered_count").assign(
        listed_count=sums["listed_count"]
    )
    tables = [
        _item_rows(item, heads, sums, order=order)
        for order, item in enumerate(STATION_ITEMS)
    ]
    table = pd.concat(tables).rename_axis("group_code").reset_index()
    table = table.sort_values(["place", "order"], ignore_index=True)
    return _with_rates(table.drop(columns=["place", "order"]))


def _marks(stations: pd.DataFrame) -> pd.DataFrame:
    """What each station adds to each count of each item."""
    results = station_results(stations)
    marks: dict[str, pd.Series] = {}
    for item in STATION_ITEMS:
        answers = results[item] if item in results else stations[item]
        marks[f"answered_count {item}"] = answers.notna()
        if item in results:
            marks[f"pass_count {item}"] = answers.fillna(False)
            marks[f"fail_count {item}"] = ~answers.fillna(True)
    for name in ("pass_count", "used_count"):
        marks[f"{name} employment_mode"] = marks["answered_count employment_mode"]
    marks["fail_count employment_mode"] = pd.Series(False, index=stations.index)
    return pd.DataFrame(marks, index=stations.index).astype("int64")


def _item_rows(
    item: str, heads: pd.DataFrame, sums: pd.DataFrame, *, order: int
) -> pd.DataFrame:
    known = rule(STATION_ITEMS[item])
    rows = heads.assign(
        order=order,
        place=range(len(heads)),
        rule=known.rule_id,
        item=item,
        strength=known.strength,
        title=item_title(item),
    )
    nothing = pd.array([pd.NA] * len(heads), dtype="Int64")
    for name in _COUNTS:
        rows[name] = sums.get(f"{name} {item}", nothing)
    return rows


def _with_rates(table: pd.DataFrame) -> pd.DataFrame:
    passed = table["pass_count"].mask(table["strength"] == "O")
    used = table.pop("used_count")
    texts = ["group_code", "group_name", "rule", "item", "strength", "title"]
    return table.astype(dict.fromkeys(texts, "string")).assign(
        unanswered_count=table["listed_count"] - table["answered_count"],
        listed_pass_rate=share(passed, table["listed_count"]),
        answered_pass_rate=share(passed, table["answered_count"]),
        used_count=used,
    )
