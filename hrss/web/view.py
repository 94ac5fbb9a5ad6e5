"""What is looked at: day, batch and area, chosen once in the sidebar.

The choosers are tied to the address, so that a view can be sent to a colleague and
holds from page to page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from hrss import service
from hrss.decree import PROVINCE_CODE
from hrss.metrics import BATCH_LABELS
from hrss.places import load_prefectures
from hrss.reports import date_in_words
from hrss.service.days import day_fault
from hrss.service.stations import reported_days
from hrss.sheets import SheetKind
from hrss.store import counting_approved, fetch_as_of_dates, is_of_approved
from hrss.web.days import read_day
from hrss.web.plain_text import plain
from hrss.web.session import current_version, settings, store

ALL_BATCHES = "all"
_ALL_REPORTS, _APPROVED = "all", "approved"


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at.

    Parameters
    ----------
    as_of : the day described.
    batch : a batch of `metrics.BATCH_LABELS`, or None for all.
    prefecture : a prefecture's code, or None for the province.
    area : name of the area.
    dates : every reported day up to `as_of`, the oldest first.
    version : what the store holds, and whether approved reports alone count.
    has_review : whether reports are approved at all, so that every figure says what
        is counted.
    """

    as_of: date
    batch: str | None
    prefecture: str | None
    area: str
    dates: tuple[date, ...]
    version: str
    has_review: bool = False

    @property
    def is_approved_only(self) -> bool:
        """Whether approved reports alone count."""
        return is_of_approved(self.version)

    @property
    def counting(self) -> str | None:
        """What is counted, as every figure says it; None where there is no review."""
        if not self.has_review:
            return None
        return service.counting_words(is_approved_only=self.is_approved_only)


@st.cache_resource(max_entries=8, show_spinner=False)
def _reported_days(
    version: str, has_stations: bool = False, has_areas: bool = False
) -> tuple[date, ...]:
    offices = fetch_as_of_dates(store())
    days = {*(reported_days(store()) if has_stations else offices)}
    if has_areas:
        days.update(fetch_as_of_dates(store(), kind=SheetKind.AREA))
    return tuple(sorted(days))


def pick_view(*, has_stations: bool = False, has_areas: bool = False) -> View:
    """Draw the choosers; with an empty store, say what to do next and stop.

    Parameters
    ----------
    has_stations : lists of stations are reports as well.
    has_areas : sheets of prefectures' and counties' own work are as well.
    """
    view = pick_view_if_any(has_stations=has_stations, has_areas=has_areas)
    if view is None:
        st.header("还没有上报数据")
        st.write("收到各市的Excel进度表后，请到“数据上报”页上传，即可看到各项进度。")
        with st.container(key="go_submit"):
            st.page_link(
                "pages/submit.py", label="去上报", icon=":material/upload_file:"
            )
        st.stop()
    return view


def pick_view_if_any(
    *, has_stations: bool = False, has_areas: bool = False
) -> View | None:
    """Draw the choosers; None, and nothing drawn, when nothing has been reported."""
    version = current_version()
    days = _reported_days(version, has_stations, has_areas)
    if not days:
        return None
    # A bound widget's value can only be set before it is drawn.
    if (area := st.session_state.pop("next_area", None)) is not None:
        st.session_state["area"] = area
    with st.sidebar:
        as_of = _pick_day(days)
        batch = st.segmented_control(
            "批次",
            [ALL_BATCHES, "2011", "2012"],
            format_func=batch_word,
            default=ALL_BATCHES,
            required=True,
            key="batch",
            bind="query-params",
            width="stretch",
        )
        names = {PROVINCE_CODE: "全省"} | _prefecture_names()
        area = st.selectbox(
            "范围",
            list(names),
            format_func=names.__getitem__,
            key="area",
            bind="query-params",
        )
        is_approved_only = _pick_counting()
    return View(
        as_of=as_of,
        batch=None if batch == ALL_BATCHES else batch,
        prefecture=None if area == PROVINCE_CODE else area,
        area=names[area],
        dates=tuple(day for day in days if day <= as_of),
        version=counting_approved(version) if is_approved_only else version,
        has_review=settings().has_accounts,
    )


def _pick_counting() -> bool:
    """Whether approved reports alone count; not asked where there is no review."""
    if not settings().has_accounts:
        return False
    chosen = st.segmented_control(
        "统计口径",
        [_ALL_REPORTS, _APPROVED],
        format_func=lambda code: service.counting_words(
            is_approved_only=code == _APPROVED
        ),
        default=_ALL_REPORTS,
        required=True,
        key="counting",
        bind="query-params",
        width="stretch",
        help="退回和撤回的上报都不计入；启用审核以前收到的视为已审核",
    )
    return chosen == _APPROVED


def batch_word(code: str) -> str:
    """What a batch is called in its chooser, and so in the address."""
    return "全部" if code == ALL_BATCHES else BATCH_LABELS[code][:5]


def go_to_area(code: str | None) -> None:
    """Show that prefecture from now on, or the province; None changes nothing."""
    if code is not None:
        st.session_state["next_area"] = code
        st.rerun()


def back_to_province() -> None:
    """A button that leads back to the whole province."""
    if st.button("返回全省", icon=":material/arrow_back:"):
        go_to_area(PROVINCE_CODE)


def pick_other_day(view: View, *, key: str) -> date | None:
    """Another reported day to hold the view against; None when there is none."""
    earlier = [day for day in view.dates if day < view.as_of]
    if not earlier:
        return None
    return st.selectbox(
        "对比日期", earlier[::-1], format_func=date_in_words, key=key, width=220
    )


STANDARDS_TABS = ("达标情况", "条款原文", "设备职能制度", "场所名称人员")


def standards_tabs() -> Sequence[TabContainer]:
    """The parts of the standards page; only the one that is open is computed."""
    return st.tabs(
        STANDARDS_TABS, key="section", on_change="rerun", bind="query-params"
    )


STATION_TABS = ("覆盖与条款", "条款原文", "用工与名称", "红线", "站点明细")


def station_tabs() -> Sequence[TabContainer]:
    """The parts of the stations page; only the one that is open is computed."""
    return st.tabs(STATION_TABS, key="tab", on_change="rerun", bind="query-params")


PROGRESS_TABS = ("实际与计划", "预测", "按时", "变化原因")


def progress_tabs() -> Sequence[TabContainer]:
    """The parts of the progress page; only the one that is open is computed."""
    return st.tabs(PROGRESS_TABS, key="part", on_change="rerun", bind="query-params")


REPORT_TABS = ("生成通报", "各期通报", "催报")


def report_tabs() -> Sequence[TabContainer]:
    """The parts of the reports page; only the one that is open is computed."""
    return st.tabs(REPORT_TABS, key="tab", on_change="rerun", bind="query-params")


def why_link() -> None:
    """A link to the reasons why the number changed, with the view as it is."""
    st.page_link(
        "pages/progress.py",
        label="为什么变",
        icon=":material/swap_vert:",
        query_params=st.query_params.to_dict() | {"part": PROGRESS_TABS[-1]},
    )


def _pick_day(days: tuple[date, ...]) -> date:
    newest = days[-1]
    chosen = st.selectbox(
        "数据截至",
        [day.isoformat() for day in reversed(days)],
        accept_new_options=True,
        key="as_of",
        bind="query-params",
        help="列出的是各报告期；也可直接键入任意一天，如2011-11-15或2011年11月15日",
    )
    day = read_day(chosen)
    if day is None:
        st.warning(
            f"“{plain(chosen)}”不是日期，应写成2011-12-31这样的格式；现按最新一期显示。"
        )
        return newest
    if (fault := day_fault(day, days)) is not None:
        st.warning(f"{fault}；现按最新一期显示。")
        return newest
    return day


@st.cache_resource(show_spinner=False)
def _prefecture_names() -> dict[str, str]:
    table = load_prefectures()
    return dict(zip(table["prefecture_code"], table["prefecture_name"], strict=True))
