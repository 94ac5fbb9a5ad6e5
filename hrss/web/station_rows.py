"""Stations one by one: the searchable table, those behind a bar, one and its cells.

The province has some 26,000. Only those of one prefecture are sent whole; of the
province the browser gets the first few hundred that fit.
"""

import pandas as pd
import streamlit as st

from hrss import metrics
from hrss.metrics import EMPLOYMENT_LABELS, STATION_ITEMS, STATION_NAME_LABELS
from hrss.sheets import ColumnType, column
from hrss.store import fetch_station_lineage
from hrss.web import loaders
from hrss.web.caching import once_per_large_view, once_per_view
from hrss.web.offices import lineage_table
from hrss.web.plain_text import plain
from hrss.web.session import store
from hrss.web.stations_data import load_stations
from hrss.web.view import View

MOST_ROWS = 300
_LOW, _HIGH = 286, 420
_PLACES = {
    "prefecture_name": "地级市",
    "county_name": "县（市、区）",
    "township_name": "乡镇（街道）",
    "village_name": "村（社区）",
}
_VALUES = (
    *("station_name", "is_complete", "has_unified_sign", "is_integrated"),
    *("operation_mode", "guiding_office", "employment_mode", "station_staff_count"),
    *("pays_by_performance", "public_servant_count", "paid_public_servant_count"),
)
_SHORT_HEADS = {"is_integrated": "与其他服务整合"}
# The browser measures a column by its first rows, in which nothing may stand.
_WIDTHS = {"运作方式": 110, "用工方式": 110}
_PARTS = {"good": "符合", "bad": "不符合", "silent": "未填报"}
_NAMES = {kind.value: label for kind, label in STATION_NAME_LABELS.items()}
_EVERY = "全部站点"
_INCOMPLETE = "未建成"


@once_per_large_view
def _words(view: View) -> pd.DataFrame:
    """The view's stations in the words of a clerk, NA = not reported."""
    stations = load_stations(view)
    return pd.DataFrame(
        {
            **{label: stations[name] for name, label in _PLACES.items()},
            **{_head(name): _worded(stations[name], name) for name in _VALUES},
        },
        index=stations.index,
    )


def _head(field: str) -> str:
    return _SHORT_HEADS.get(field) or column(field).header


def _worded(values: pd.Series, field: str) -> pd.Series:
    known = column(field)
    if known.type is ColumnType.YES_NO:
        return values.map({True: "是", False: "否"})
    if known.choices:
        return values.map({each.value: each.label for each in known.choices})
    return values


@once_per_large_view
def _searched(view: View) -> pd.Series:
    """Names of each station and its places, as one text to search."""
    words = _words(view)
    named = [*_PLACES.values(), column("station_name").header]
    return words[named[0]].str.cat(words[named[1:]], sep=" ", na_rep="")


@once_per_large_view
def _flags(view: View) -> dict[str, pd.Series]:
    """What the table can be narrowed to: which stations are of it."""
    stations = load_stations(view)
    results = metrics.station_results(stations)
    flags = {_INCOMPLETE: ~stations["is_complete"].fillna(False).astype(bool)}
    for item in map(str, results):
        title = f"{STATION_ITEMS[item]}{metrics.item_title(item)}"
        flags[f"{title}：不符合"] = ~results[item].fillna(True).astype(bool)
        flags[f"{title}：未填报"] = results[item].isna()
    return flags


def station_browser(view: View) -> None:
    """Find stations by words, county and fault; a click shows one's cells."""
    search, only, county = st.columns([2, 1, 1])
    words = search.text_input(
        "查找",
        key="station_search",
        placeholder="村（社区）、站点、乡镇、县、市名称，可用空格隔开",
        bind="query-params",
    )
    rows = _words(view)
    is_shown = pd.Series(True, index=rows.index)
    counties = rows[_PLACES["county_name"]]
    if view.prefecture is not None and counties.notna().any():
        chosen = county.selectbox(
            "县（市、区）", ["全部", *sorted(counties.dropna().unique())], key="county"
        )
        if chosen != "全部":
            is_shown &= (counties == chosen).fillna(False)
    flags = _flags(view)
    kind = only.selectbox("只看", [_EVERY, *flags], key="only", bind="query-params")
    if kind in flags:
        is_shown &= flags[kind]
    for word in words.split():
        is_shown &= _searched(view).str.contains(word, regex=False)
    show_rows(view, rows[is_shown], key="browser", height=_HIGH)


def show_rows(view: View, rows: pd.DataFrame, *, key: str, height: int = _LOW) -> None:
    """Stations as a table, and under it the one that is clicked.

    Parameters
    ----------
    rows : of `_words`; of the province only the first are sent.
    """
    whole = len(rows)
    if not whole:
        st.info("没有这样的站点。")
        return
    if view.prefecture is None:
        rows = rows.head(MOST_ROWS)
    st.caption(_count_words(whole, len(rows)))
    hidden = [] if view.prefecture is None else [_PLACES["prefecture_name"]]
    if loaders.has_no_counties(view):
        hidden.append(_PLACES["county_name"])
    state = st.dataframe(
        rows.drop(columns=hidden),
        hide_index=True,
        height=height,
        on_select="rerun",
        selection_mode="single-row",
        key=f"stations_{key}",
        column_config={
            head: st.column_config.TextColumn(width=width)
            for head, width in _WIDTHS.items()
        },
        placeholder="未填报",
    )
    chosen = state["selection"]["rows"]
    if chosen and chosen[0] < len(rows):
        station_detail(view, rows.index[chosen[0]])


def _count_words(whole: int, shown: int) -> str:
    words = f"共 {whole:,} 个站点"
    if shown < whole:
        words += f"，先列 {shown:,} 个；在左侧“范围”选定地级市，可列出全部"
    return f"{words}；点选一行看各项数据的出处。"


def station_detail(view: View, label: int) -> None:
    """One station: what its list says, and from which cell."""
    station = load_stations(view).loc[label]
    places = [station[name] for name in _PLACES]
    name = "".join(str(each) for each in places if pd.notna(each))
    st.markdown(f"##### {plain(name)}")
    values = fetch_station_lineage(
        store(),
        str(station["township_code"]),
        int(str(station["submission_id"])),
        position=int(str(station["position"])),
    )
    lineage_table(values)


def show_stations_behind(view: View, bars: str, clicked: str | None) -> None:
    """Under a chart, the stations of the bar that was clicked; nothing without one.

    Parameters
    ----------
    bars : ``"rules"``, ``"names"`` or ``"modes"``.
    clicked : the bar and the part that was hit, as `show` returns it.
    """
    if clicked is None:
        return
    code, _, part = clicked.partition(".")
    found = _behind(view, bars, code, part)
    if found is None:
        return
    title, is_shown = found
    st.markdown(f"**{title}**")
    show_rows(view, _words(view)[is_shown], key=f"{bars}_{code}_{part}")


@once_per_view
def _behind(
    view: View, bars: str, code: str, part: str
) -> tuple[str, pd.Series] | None:
    """What a bar's part is called, and which stations of the view are in it."""
    stations = load_stations(view)
    if bars == "rules":
        results = metrics.station_results(stations)
        if code not in results or part not in _PARTS:
            return None
        title = f"{STATION_ITEMS[code]}{metrics.item_title(code)}：{_PARTS[part]}"
        return title, _part_of(results[code], part)
    if bars == "names":
        kinds = metrics.station_name_kinds(stations["station_name"])
        title, labels = "站点名称", _NAMES
    else:
        kinds = stations["employment_mode"].fillna("not_reported")
        title, labels = "用工方式", EMPLOYMENT_LABELS
    if code not in labels:
        return None
    return f"{title}：{labels[code]}", (kinds == code).astype(bool)


def _part_of(answers: pd.Series, part: str) -> pd.Series:
    if part == "silent":
        return answers.isna()
    chosen: pd.Series = answers if part == "good" else ~answers
    return chosen.fillna(False).astype(bool)
