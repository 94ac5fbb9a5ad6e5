"""Village and community stations: how many there are, their names, staff, red line.

Comes in: stations as the townships' newest lists have them, and the snapshot of the
townships. What a list says and what an office's own sheet says of its stations stand
side by side and are never mixed. Never opens the store.
"""

import pandas as pd

from hrss.metrics.station_groups import (
    StationGrouping,
    share,
    station_heads,
    station_sums,
)
from hrss.metrics.station_names import (
    STATION_NAME_LABELS,
    StationNameKind,
    station_name_kinds,
)
from hrss.metrics.station_rules import paid_persons

EMPLOYMENT_LABELS: dict[str, str] = {
    "public_welfare_post": "公益性岗位",
    "full_time": "专职聘用",
    "part_time": "兼职聘用",
    "village_cadre": "村居干部兼职",
    "not_reported": "未填报",
}
"""Ways to employ that the decree leaves open, and silence."""


def station_coverage(
    stations: pd.DataFrame, snapshot: pd.DataFrame, *, by: StationGrouping
) -> pd.DataFrame:
    """Stations that stand against those that should, by the lists and by the sheets.

    By its list a township should have as many stations as it lists. By its office's
    sheet it should have what that says (应建站点数); counted are the townships that
    give both numbers. A township without a list is not guessed at: it is missing in
    ``listing_count``. The text sets no date and no rate, so nobody passes or fails.

    Parameters
    ----------
    stations : one row per listed station; reads ``is_complete``.
    snapshot : one row per rostered township that they may be of; reads
        ``station_due_count`` and ``station_complete_count``.
    by : what to group on. Province, batches and regions are always all there.

    Returns
    -------
    One row a group: ``group_code``, ``group_name`` (and places); townships:
    ``township_count``, ``listing_count`` (sent a list), ``listing_rate``; by the
    lists: ``listed_count``, ``listed_complete_count``, ``listed_unstated_count`` (not
    said whether complete), ``listed_coverage_rate``; by the sheets:
    ``due_answered_count`` (townships that give both numbers), ``station_due_count``,
    ``station_complete_count`` (NA where nobody answered), ``station_coverage_rate``
    (above 1 where a sheet claims more than is due); ``differing_count`` (townships
    whose sheet and list give different numbers of stations). Rates are fractions, NA
    over nothing.

    References
    ----------
    粤府办〔2011〕65号 一(一): rule R03.
    """
    heads = station_heads(snapshot, by)
    lists = station_sums(stations, _list_marks(stations), heads, by)
    listed = stations["township_code"].value_counts()
    townships = station_sums(
        snapshot.assign(township_code=snapshot.index),
        _township_marks(snapshot, listed),
        heads,
        by,
    )
    table = heads.rename(columns={"rostered_count": "township_count"})
    table = table.join(townships).join(lists).reset_index()
    nobody = table["due_answered_count"] == 0
    for name in ("station_due_count", "station_complete_count"):
        table[name] = table[name].mask(nobody)
    return table.assign(
        listing_rate=share(table["listing_count"], table["township_count"]),
        listed_coverage_rate=share(
            table["listed_complete_count"], table["listed_count"]
        ),
        station_coverage_rate=share(
            table["station_complete_count"], table["station_due_count"]
        ),
    )[[name for name in _COVERAGE if name in table or name.endswith("_rate")]]


_COVERAGE = (
    *("group_code", "group_name", "prefecture_code", "prefecture_name", "county_name"),
    *("township_count", "listing_count", "listing_rate"),
    *("listed_count", "listed_complete_count", "listed_unstated_count"),
    *("listed_coverage_rate", "due_answered_count", "station_due_count"),
    *("station_complete_count", "station_coverage_rate", "differing_count"),
)


def _list_marks(stations: pd.DataFrame) -> pd.DataFrame:
    said = stations["is_complete"]
    return pd.DataFrame(
        {
            "listed_count": 1,
            "listed_complete_count": said.fillna(False).astype(int),
            "listed_unstated_count": said.isna().astype(int),
        },
        index=stations.index,
    )


def _township_marks(snapshot: pd.DataFrame, listed: pd.Series) -> pd.DataFrame:
    due, complete = snapshot["station_due_count"], snapshot["station_complete_count"]
    answered = due.notna() & complete.notna()
    own = pd.Series(listed.reindex(snapshot.index).fillna(0).astype(int))
    differs = (due != own).fillna(False).astype(bool)
    return pd.DataFrame(
        {
            "listing_count": (own > 0).astype(int),
            "due_answered_count": answered.astype(int),
            "station_due_count": due.where(answered).fillna(0).astype(int),
            "station_complete_count": complete.where(answered).fillna(0).astype(int),
            "differing_count": (differs & (own > 0)).astype(int),
        },
        index=snapshot.index,
    )


def station_name_faults(stations: pd.DataFrame) -> pd.DataFrame:
    """Stations by what is wrong with their name.

    Returns
    -------
    One row a kind of `StationNameKind`, all of them: ``kind``, ``title``,
    ``listed_count``, ``station_count``, ``station_rate`` over the listed. The first
    passes R16, the last is silent, the others fail; they add up to the listed.

    References
    ----------
    粤府办〔2011〕65号 二(一): rule R16.
    """
    labels = {kind.value: label for kind, label in STATION_NAME_LABELS.items()}
    return _kinds(station_name_kinds(stations["station_name"]), labels)


def station_name_faults_by(
    stations: pd.DataFrame, snapshot: pd.DataFrame, *, by: StationGrouping
) -> pd.DataFrame:
    """Kinds of names group by group.

    Returns
    -------
    One row a group: ``group_code``, ``group_name`` (and places), ``listed_count``,
    and one count for each kind of `StationNameKind`, named ``<kind>_count``; they add
    up to the listed.
    """
    kinds = station_name_kinds(stations["station_name"])
    marks = pd.DataFrame(
        {f"{kind}_count": (kinds == kind.value).astype(int) for kind in StationNameKind}
    ).assign(listed_count=1)
    heads = station_heads(snapshot, by)
    sums = station_sums(stations, marks, heads, by)
    first = ["listed_count", *sums.columns.drop("listed_count")]
    return heads.drop(columns="rostered_count").join(sums[first]).reset_index()


def employment_modes(stations: pd.DataFrame) -> pd.DataFrame:
    """Stations by how they employ their staff; any way is in order.

    Returns
    -------
    One row a mode, and one for silence: ``kind``, ``title``, ``listed_count``,
    ``station_count``, ``station_rate`` over the listed, ``staff_count`` (persons,
    where the station says how many). The stations add up to the listed.

    References
    ----------
    粤府办〔2011〕65号 一(四): rule R12.
    """
    modes = stations["employment_mode"].fillna("not_reported")
    staff = stations["station_staff_count"].fillna(0).groupby(modes).sum()
    table = _kinds(modes, EMPLOYMENT_LABELS)
    counts = [int(staff.get(kind, 0)) for kind in table["kind"]]
    return table.assign(staff_count=pd.array(counts, dtype="Int64"))


def red_line(
    stations: pd.DataFrame, snapshot: pd.DataFrame, *, by: StationGrouping
) -> pd.DataFrame:
    """Stations with a public servant who is paid for part-time work; must be none.

    Returns
    -------
    One row a group: ``group_code``, ``group_name`` (and places), ``listed_count``,
    ``answered_count`` (stations that say how many are paid, or that none works
    there), ``paid_station_count``, ``paid_person_count``.

    References
    ----------
    粤府办〔2011〕65号 一(四): rule R14.
    """
    paid = paid_persons(stations)
    marks = pd.DataFrame(
        {
            "listed_count": 1,
            "answered_count": paid.notna().astype(int),
            "paid_station_count": (paid > 0).fillna(False).astype(int),
            "paid_person_count": paid.fillna(0).astype(int),
        },
        index=stations.index,
    )
    heads = station_heads(snapshot, by)
    sums = station_sums(stations, marks, heads, by)
    return heads.drop(columns="rostered_count").join(sums).reset_index()


def _kinds(kinds: pd.Series, labels: dict[str, str]) -> pd.DataFrame:
    """How many stations are of each kind, in the order of the labels."""
    counts = kinds.value_counts()
    table = pd.DataFrame(
        {
            "kind": pd.array([*labels], dtype="string"),
            "title": pd.array([*labels.values()], dtype="string"),
            "listed_count": pd.array([len(kinds)] * len(labels), dtype="Int64"),
            "station_count": pd.array(
                [int(counts.get(kind, 0)) for kind in labels], dtype="Int64"
            ),
        }
    )
    return table.assign(
        station_rate=share(table["station_count"], table["listed_count"])
    )
