"""The red line of the stations page: who is paid, where, and from which cell."""

import pandas as pd
import streamlit as st

from hrss import metrics
from hrss.decree import rule
from hrss.service import LOCAL_TIME
from hrss.store import fetch_station_lineage
from hrss.web.caching import once_per_view
from hrss.web.session import store
from hrss.web.station_rows import station_detail
from hrss.web.stations_data import load_stations, load_tables, stations_source
from hrss.web.tables import measure_table, table_head
from hrss.web.view import View

_FIELD = "paid_public_servant_count"
_ROW = 36


def red_line_panel(view: View) -> None:
    """Every station that crosses the red line, and where its list says so."""
    st.caption(f"R14：“{rule('R14').quote}”")
    red = load_tables(view).red
    answered, listed = int(red["answered_count"]), int(red["listed_count"])
    if not answered:
        st.info(f"名单中的{listed:,}个站点都没有填报该项。")
        return
    if not red["paid_station_count"]:
        st.success(
            f"{answered:,}个填报该项的站点（名单共{listed:,}个）"
            "没有公职人员领取兼职报酬。"
        )
        return
    crossing = red_line_list(view)
    title = f"公职人员领取兼职报酬的站点（{len(crossing):,}个）"
    table_head(crossing, title=title, note=stations_source(view))
    st.caption("点选一行看该站点各项数据的出处和原始文件。")
    state = st.dataframe(
        crossing,
        hide_index=True,
        height=min(420, (len(crossing) + 1) * _ROW),
        on_select="rerun",
        selection_mode="single-row",
        key="red_line",
        placeholder="—",
    )
    chosen = state["selection"]["rows"]
    if chosen and chosen[0] < len(crossing):
        station_detail(view, crossing.index[chosen[0]])
    by = load_tables(view).red_by
    measure_table(
        by.loc[
            by["paid_station_count"] > 0,
            [
                *("group_name", "listed_count", "answered_count"),
                *("paid_station_count", "paid_person_count"),
            ],
        ],
        title="各地触红线情况",
        note=stations_source(view),
    )


@once_per_view
def red_line_list(view: View) -> pd.DataFrame:
    """Stations with a paid public servant: place, number, cell, sender and time.

    Returns
    -------
    One row a station, under Chinese heads; index of `load_stations`.
    """
    stations = load_stations(view)
    paid = metrics.paid_persons(stations)
    own = stations[(paid > 0).fillna(False)]
    sources = _sources(own)
    told = [sources[key] for key in _keys(own)]
    received = own["received_at"].dt.tz_convert(LOCAL_TIME)
    return pd.DataFrame(
        {
            "地级市": own["prefecture_name"],
            "县（市、区）": own["county_name"],
            "乡镇（街道）": own["township_name"],
            "村（社区）": own["village_name"],
            "站点全称": own["station_name"],
            "公职人员兼职（人）": own["public_servant_count"],
            "领取报酬（人）": own[_FIELD],
            "单元格": [
                f"{letter}{row}"
                for (letter, _, _), row in zip(told, own["row"], strict=True)
            ],
            "工作表": own["sheet"],
            "文件": [file_name for _, file_name, _ in told],
            "报送人": [sender for _, _, sender in told],
            "收到时间": received.dt.strftime("%Y-%m-%d %H:%M"),
        },
        index=own.index,
    )


def _keys(stations: pd.DataFrame) -> list[tuple[int, str]]:
    numbers, sheets = stations["submission_id"], stations["sheet"]
    return list(zip(numbers.tolist(), sheets.tolist(), strict=True))


def _sources(stations: pd.DataFrame) -> dict[tuple[int, str], tuple[str, str, str]]:
    """Column letter, file and sender of each sheet that a station stands in."""
    firsts = stations.drop_duplicates(["submission_id", "sheet"])
    found = {}
    for key, township, position in zip(
        _keys(firsts), firsts["township_code"], firsts["position"], strict=True
    ):
        lineage = fetch_station_lineage(
            store(), str(township), key[0], position=int(position)
        ).set_index("field")
        paid = lineage.loc[_FIELD]
        letter = str(paid["cell"]).rstrip("0123456789")
        found[key] = letter, str(paid["file_name"]), str(paid["sender"])
    return found
