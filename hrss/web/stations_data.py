"""What the stations page shows, computed once per view, and how it is judged."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from hrss import metrics, service
from hrss.decree import DECREE_NUMBER
from hrss.metrics import Grouping, StationGrouping, percent_text
from hrss.service import stations
from hrss.web import loaders
from hrss.web.caching import once_per_view
from hrss.web.session import settings, store_of
from hrss.web.view import View

# The stations of the province take some 15 MB.
_KEEP = 6


@dataclass(frozen=True, slots=True)
class Stations:
    """Every table of the page, for one view; shared by all visitors."""

    whole: pd.Series
    coverage: pd.DataFrame
    rules: pd.DataFrame
    names: pd.DataFrame
    names_by: pd.DataFrame
    modes: pd.DataFrame
    red: pd.Series
    red_by: pd.DataFrame


@st.cache_resource(max_entries=_KEEP, show_spinner="正在汇总站点名单…")
def _stations_on(version: str, as_of: date) -> pd.DataFrame:
    return stations.load_stations(store_of(version), settings(), as_of=as_of)


@st.cache_resource(max_entries=_KEEP, show_spinner=False)
def _scoped(
    version: str, as_of: date, batch: str | None, prefecture: str | None
) -> pd.DataFrame:
    rows = _stations_on(version, as_of)
    if batch is not None:
        rows = rows[(rows["batch"].astype("string") == batch).fillna(False)]
    if prefecture is not None:
        rows = rows[rows["prefecture_code"] == prefecture]
    return rows


def load_stations(view: View, *, all_batches: bool = False) -> pd.DataFrame:
    """Stations of the view's area, of its batch unless `all_batches`."""
    batch = None if all_batches else view.batch
    return _scoped(view.version, view.as_of, batch, view.prefecture)


def finest_places(view: View) -> StationGrouping:
    """Prefectures, or counties; townships where there are no counties."""
    if loaders.has_no_counties(view):
        return "township"
    return loaders.finest_grouping(view)


@once_per_view
def load_tables(view: View, *, all_batches: bool = False) -> Stations:
    """Tables of the view, of its batch unless `all_batches`."""
    rows = load_stations(view, all_batches=all_batches)
    snapshot = loaders.load_snapshot(view, all_batches=all_batches)
    whole, finest = Grouping.PROVINCE, finest_places(view)
    return Stations(
        whole=metrics.station_coverage(rows, snapshot, by=whole).iloc[0],
        coverage=metrics.station_coverage(rows, snapshot, by=finest),
        rules=metrics.station_rules(rows, snapshot, by=whole),
        names=metrics.station_name_faults(rows),
        names_by=metrics.station_name_faults_by(rows, snapshot, by=finest),
        modes=metrics.employment_modes(rows),
        red=metrics.red_line(rows, snapshot, by=whole).iloc[0],
        red_by=metrics.red_line(rows, snapshot, by=finest),
    )


@once_per_view
def stations_are_simulated(view: View) -> bool:
    """Whether anything on the page is simulated, so that it must say so."""
    rows = load_stations(view, all_batches=True)
    return service.is_simulated(rows) or loaders.is_simulated(view)


@once_per_view
def stations_sentence(view: View) -> str:
    """Who has sent a list, what stands of it, and whether the red line is kept."""
    own = load_tables(view)
    whole, area = own.whole, view.area
    if view.batch:
        area += loaders.batch_name(view)
    if not whole["listing_count"]:
        return _nothing_listed(view, area)
    words = (
        f"{area}{whole['listing_count']:,}个乡镇（街道）报了站点名单，"
        f"{whole['listed_count']:,}个站点建成{whole['listed_complete_count']:,}个"
        f"（{percent_text(whole['listed_coverage_rate'])}）"
    )
    if not own.red["paid_station_count"]:
        return words
    return f"{words}；{own.red['paid_station_count']:,}个站点触红线"


@once_per_view
def stations_note(view: View) -> str:
    """Day and source as they stand in a chart, and in a picture saved from it."""
    return loaders.short_note(
        view, "各市上报", is_simulated=stations_are_simulated(view)
    )


@once_per_view
def stations_source(view: View) -> str:
    """The line under every table of the view."""
    whole = load_tables(view).whole
    listing, every = int(whole["listing_count"]), int(whole["township_count"])
    roster_name = loaders.load_roster(view)[0].name
    return (
        f"{stations_note(view)}（{every:,}个乡镇（街道）中{listing:,}个已报名单）"
        f" · 名册：{roster_name}"
    )


def coverage_words(view: View, *, all_batches: bool = False) -> str:
    """Coverage by the lists and by the sheets, side by side, in words."""
    whole = load_tables(view, all_batches=all_batches).whole
    said = []
    if whole["due_answered_count"]:
        said.append(
            f"进度表：已建{whole['station_complete_count']:,}/"
            f"应建{whole['station_due_count']:,}，"
            f"{percent_text(whole['station_coverage_rate'])}"
            f"（{whole['due_answered_count']:,}个乡镇填报）"
        )
    if whole["listing_count"]:
        said.append(
            f"名单：建成{whole['listed_complete_count']:,}/"
            f"列出{whole['listed_count']:,}，"
            f"{percent_text(whole['listed_coverage_rate'])}"
            f"（{whole['listing_count']:,}个乡镇已报）"
        )
    return "；".join(said)


def station_figures(view: View) -> dict[str, str]:
    """Present figure of each rule for stations, in words, of all batches."""
    own = load_tables(view, all_batches=True)
    found: dict[str, str] = {}
    if words := coverage_words(view, all_batches=True):
        found["R03"] = words
    if not own.whole["listing_count"]:
        return found
    judged = own.rules[own.rules["listed_pass_rate"].notna()]
    for rule_id, rows in judged.groupby("rule"):
        has_parts = len(rows) > 1
        found[str(rule_id)] = "；".join(
            _item_words(row, has_parts=has_parts) for _, row in rows.iterrows()
        )
    found["R12"] = "、".join(
        f"{row['title']}{row['station_count']:,}个" for _, row in own.modes.iterrows()
    )
    if own.red["answered_count"]:
        found["R14"] = _red_words(own.red)
    return found


def _red_words(red: pd.Series) -> str:
    return (
        f"{red['paid_station_count']:,}个站点{red['paid_person_count']:,}人领取报酬，"
        f"应为0（填报{red['answered_count']:,}个站点）"
    )


def _item_words(row: pd.Series, *, has_parts: bool) -> str:
    title = str(row["title"]) if has_parts else "站点"
    if not row["answered_count"]:
        return f"{title}未填报"
    return (
        f"{title}{percent_text(row['answered_pass_rate'])}"
        f"（填报{row['answered_count']:,}个中"
        f"符合{row['pass_count']:,}个；名单{row['listed_count']:,}）"
    )


def stations_notes() -> tuple[str, ...]:
    """How everything on the page is judged."""
    return (
        f"依据{DECREE_NUMBER}一(一)至一(四)、二(一)；文件未定站点覆盖的比例和期限，"
        "只列数值、不判是否符合",
        "应建有两个口径，分列不混用：名单口径为各乡镇最近一份名单列出的站点，"
        "进度表口径为服务所进度表填报的应建、已建站点数（两数均填的乡镇）",
        "未报名单的乡镇不推算；“占名单”以名单站点为分母，“占填报”以填了该项的站点为分母，"
        "没有填的计入未填报，不作“否”也不作零",
        "站点名称应为“××村（社区）人力资源社会保障服务站”，“人力资源”后没有“和”字",
        "领取兼职报酬的公职人员必须为0；没有公职人员兼职的站点视为没有领取报酬",
    )


def require_stations(view: View) -> None:
    """Stop where no township of the view has sent a list, and say what to do."""
    if load_tables(view).whole["listing_count"]:
        return
    todo = (
        "在左侧“统计口径”选“含待审核”，可看已报来的。"
        if view.is_approved_only
        else "请在“数据上报”页下载“村（社区）站点情况表”模板，填好后上传；"
        "每个村（社区）填一行。"
    )
    st.info(f"{_nothing_listed(view, view.area)}。{todo}")
    st.stop()


def _nothing_listed(view: View, area: str) -> str:
    if view.is_approved_only:
        return f"{area}还没有审核通过的站点名单"
    return f"{area}还没有报来站点名单"
