"""Why the number changed: two days or two moments chosen, the offices by name."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd
import streamlit as st

from hrss import figures, metrics, service
from hrss.metrics import BATCH_LABELS, ChangeKind
from hrss.reports import date_in_words
from hrss.store import fetch_moments
from hrss.web import loaders
from hrss.web.caching import KEEP_SECONDS, once_per_view
from hrss.web.charts import Chart, prepared, show
from hrss.web.offices import office_detail
from hrss.web.session import store
from hrss.web.tables import measure_table
from hrss.web.view import View, pick_other_day

_FORMS = {"days": "两个截至日", "moments": "两个时点"}
_NOW = "现在"
_ALL = "all"
_FEW = 8
_MINUTE = "%Y-%m-%d %H:%M"
_DAY = "YYYY-MM-DD"
_COLUMNS = (
    *("group_name", "before_count", "newly_complete_count", "withdrawn_count"),
    *("corrected_count", "re_scoped_count", "after_count", "net_change_count"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two states of the same scope.

    Parameters
    ----------
    before, after : day described and known-at time (None: all that is known).
    labels : what the two are called.
    """

    before: tuple[date, datetime | None]
    after: tuple[date, datetime | None]
    labels: tuple[str, str]


@st.cache_resource(max_entries=64, ttl=KEEP_SECONDS, show_spinner=False)
def _moments(version: str) -> tuple[datetime, ...]:
    """Ends of the minutes in which something came in, the newest first."""
    minutes = {
        moment.astimezone(service.LOCAL_TIME).replace(second=0, microsecond=0)
        for moment in fetch_moments(store())
    }
    return tuple(sorted(minutes, reverse=True))


@once_per_view
def _bridge(view: View, pair: Pair) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The difference by place, and the offices that make it."""
    before, after = (
        _in_scope(loaders.snapshot_on(view.version, *state), view)
        for state in (pair.before, pair.after)
    )
    by = loaders.finest_grouping(view)
    return (
        metrics.bridge(before, after, by=by),
        metrics.bridge_offices(before, after, by=by),
    )


def _in_scope(snapshot: pd.DataFrame, view: View) -> pd.DataFrame:
    if view.batch is not None:
        snapshot = snapshot[snapshot["batch"].astype("string") == view.batch]
    if view.prefecture is not None:
        snapshot = snapshot[snapshot["prefecture_code"] == view.prefecture]
    return snapshot


def pick_pair(view: View) -> Pair | None:
    """Choose two days, or one day as known at two times; None when there is one."""
    form, rest = st.columns([1, 2])
    with form:
        chosen = st.segmented_control(
            "比较",
            list(_FORMS),
            format_func=_FORMS.__getitem__,
            default="days",
            required=True,
            key="bridge_form",
            bind="query-params",
        )
    with rest:
        return _pick_days(view) if chosen == "days" else _pick_moments(view)


def _pick_days(view: View) -> Pair | None:
    other = pick_other_day(view, key="bridge_other_day")
    if other is None:
        st.info("只有一期数据，收到下一期后即可说明变化原因。")
        return None
    return Pair(
        (other, None),
        (view.as_of, None),
        (date_in_words(other), date_in_words(view.as_of)),
    )


def _pick_moments(view: View) -> Pair | None:
    names = {moment.strftime(_MINUTE): moment for moment in _moments(view.version)}
    earlier, later = st.columns(2)
    first = earlier.selectbox("原先已知（北京时间）", list(names), key="known_before")
    second = later.selectbox("后来已知（北京时间）", [_NOW, *names], key="known_after")
    after = None if second == _NOW else names[second] + timedelta(minutes=1)
    before = names[first] + timedelta(minutes=1)
    if after is not None and before >= after:
        st.warning("“原先已知”应早于“后来已知”。")
        return None
    day = date_in_words(view.as_of)
    labels = (f"{first}已知", "现在已知" if after is None else f"{second}已知")
    st.caption(f"两个时点说的都是截至{day}的情况。")
    return Pair((view.as_of, before), (view.as_of, after), labels)


def bridge_panel(view: View) -> None:
    """The change by kind, by place, and office by office."""
    pair = pick_pair(view)
    if pair is None:
        return
    clicked = show(_bridge_chart(view, pair), key="bridge", is_clickable=True)
    _office_list(view, pair, clicked=clicked)
    changed = _changed_groups(view, pair)
    measure_table(changed, title="各地变化原因", note=_note(view, pair))


@once_per_view
def _bridge_chart(view: View, pair: Pair) -> Chart:
    groups, note = _bridge(view, pair)[0], _note(view, pair)
    counts = groups[[name for name in _COLUMNS if name != "group_name"]].sum()
    waterfall = figures.bridge_waterfall(counts, labels=pair.labels, note=note)
    return Chart(
        prepared(waterfall),
        title=f"上报建成数为什么变（{loaders.batch_name(view)}）",
        table=groups[list(_COLUMNS)],
        note=note,
    )


@once_per_view
def _changed_groups(view: View, pair: Pair) -> pd.DataFrame:
    groups = _bridge(view, pair)[0]
    kinds = [f"{kind.value}_count" for kind in ChangeKind]
    is_changed = (groups[kinds] != 0).any(axis="columns")
    return groups.loc[is_changed, list(_COLUMNS)]


def _note(view: View, pair: Pair) -> str:
    return f"{loaders.source_of_days(view)} · {pair.labels[0]}至{pair.labels[1]}"


def _office_list(view: View, pair: Pair, *, clicked: str | None) -> None:
    """The offices behind a kind; one that is chosen shows its reports."""
    offices = _bridge(view, pair)[1]
    if offices.empty:
        st.info("两者之间没有机构的建成情况发生变化。")
        return
    kind = _pick_kind(_kind_words(view, pair), clicked=clicked)
    shown = _office_rows(view, pair, kind)
    state = st.dataframe(
        shown,
        hide_index=True,
        height="content" if len(shown) <= _FEW else 320,
        column_config={
            "prefecture_name": "地级市",
            "county_name": "县（市、区）",
            "township_name": "乡镇（街道）",
            "batch": "批次",
            "kind": "原因",
            "change": st.column_config.NumberColumn("增减", format="%+d"),
            "report_as_of_before": st.column_config.DateColumn("原报告期", format=_DAY),
            "report_as_of_after": st.column_config.DateColumn("现报告期", format=_DAY),
        },
        on_select="rerun",
        selection_mode="single-row",
        key=f"bridge_offices_{kind}",
        placeholder="—",
    )
    rows = state["selection"]["rows"]
    if rows and rows[0] < len(shown):
        office_detail(view, str(shown.index[rows[0]]))


@once_per_view
def _office_rows(view: View, pair: Pair, kind: str) -> pd.DataFrame:
    """Offices of a kind as they are listed."""
    offices = _bridge(view, pair)[1]
    shown = offices if kind == _ALL else offices[offices["kind"] == kind]
    labels = {each.value: each.label for each in ChangeKind}
    columns = ["prefecture_name", "county_name", "township_name", "batch", "kind"]
    columns += ["change", "report_as_of_before", "report_as_of_after"]
    return shown[columns].assign(
        batch=_batch_words(shown["batch"]), kind=shown["kind"].map(labels)
    )


@once_per_view
def _kind_words(view: View, pair: Pair) -> dict[str, str]:
    """Each kind with the number of its offices."""
    kinds = _bridge(view, pair)[1]["kind"]
    counts = kinds.value_counts()
    return {_ALL: f"全部 {len(kinds):,}"} | {
        kind.value: f"{kind.label} {int(counts.get(kind.value, 0)):,}"
        for kind in ChangeKind
    }


def _pick_kind(words: dict[str, str], *, clicked: str | None) -> str:
    """The kind whose offices are listed: chosen here, or by a click on its bar."""
    # A click stays in the chart's state: it chooses once, when it is new.
    if clicked != st.session_state.get("bridge_clicked"):
        st.session_state["bridge_clicked"] = clicked
        if clicked is not None:
            st.session_state["bridge_kind"] = clicked
    st.session_state.setdefault("bridge_kind", _ALL)
    kind = st.segmented_control(
        "机构名单（点选一行看历次上报和出处）",
        list(words),
        format_func=words.__getitem__,
        required=True,
        key="bridge_kind",
    )
    return kind or _ALL


def _batch_words(batch: pd.Series) -> pd.Series:
    return batch.astype("string").fillna("undesignated").map(BATCH_LABELS)
