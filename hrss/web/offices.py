"""Offices one by one: the table, one office's reports, and where each value is from."""

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from hrss import metrics
from hrss.reports import write_table
from hrss.sheets import VALUE_COLUMNS, column
from hrss.sheets.columns import ColumnType
from hrss.store import fetch_file, fetch_office_history, fetch_office_lineage
from hrss.web import loaders
from hrss.web.caching import once_per_view
from hrss.web.charts import XLSX
from hrss.web.map_data import office_states
from hrss.web.parts import small_print
from hrss.web.plain_text import plain
from hrss.web.review_words import review_words
from hrss.web.session import settings, store, store_of
from hrss.web.view import View

STATES = {
    "complete_verified": "建成，核验达标",
    "complete_unverified": "建成，未核验达标",
    "incomplete": "未建成",
    "not_reported": "未填报",
}
TYPES = {"town": "镇", "rural_township": "乡", "subdistrict": "街道"}
_NOT_REPORTED = "未填报"
_LOW, _HIGH = 170, 420
_WHOLE = 13


def in_words(field: str, value: object) -> str:
    """A stored value as a clerk would write it."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return _NOT_REPORTED
    known = column(field)
    if known.type in (ColumnType.YES_NO, ColumnType.PRESENCE):
        return "是" if value else "否"
    if known.type is ColumnType.DATE:
        return f"{pd.Timestamp(str(value)):%Y-%m-%d}"
    for choice in known.choices:
        if choice.value == value:
            return choice.label
    if isinstance(value, float):
        return f"{value:g}{known.unit or ''}"
    return f"{value}{known.unit or ''}"


@once_per_view
def _offices(view: View) -> pd.DataFrame:
    snapshot = loaders.load_snapshot(view)
    status = office_states(snapshot).map(STATES)
    return pd.DataFrame(
        {
            "prefecture_name": snapshot["prefecture_name"],
            "county_name": snapshot["county_name"],
            "township_name": snapshot["township_name"],
            "division_type": snapshot["division_type"].map(TYPES),
            "region": snapshot["region"].map(metrics.REGION_LABELS),
            "status": status,
            "completion_date": snapshot["completion_date"],
            "floor_area_m2": snapshot["floor_area_m2"],
            "staff_count": snapshot["staff_count"],
            "office_name": snapshot["office_name"],
            "report_as_of": snapshot["report_as_of"],
        },
        index=snapshot.index,
    )


def load_offices(view: View, *, search: str, states: list[str]) -> pd.DataFrame:
    """Offices of the view whose names contain every word searched for.

    Parameters
    ----------
    search : words apart by spaces, each in the name of the township, county,
        prefecture or office, or the code.
    states : labels of `STATES` to keep; none means all.
    """
    offices = _offices(view)
    if states:
        offices = offices[offices["status"].isin(states)]
    for word in search.split():
        text = _searched(view).reindex(offices.index)
        offices = offices[text.str.contains(word, regex=False)]
    return offices


@once_per_view
def _searched(view: View) -> pd.Series:
    """Code and names of each office, as one text to search."""
    offices = _offices(view)
    named = ["prefecture_name", "county_name", "township_name", "office_name"]
    codes = offices.index.to_series().astype("string")
    return codes.str.cat(offices[named], sep=" ", na_rep="")


def office_table(offices: pd.DataFrame, *, note: str) -> str | None:
    """Show the offices, also as Excel; returns the code of the one that was chosen.

    Where the address names an office the table is low, so that it is in view below.
    """
    labels: dict[str, ColumnConfig | str | None] = {
        "prefecture_name": "地级市",
        "county_name": "县（市、区）",
        "township_name": "乡镇（街道）",
        "division_type": "类型",
        "region": "所属部分",
        "status": "状态",
        "completion_date": st.column_config.DateColumn("建成时间", format="YYYY-MM-DD"),
        "floor_area_m2": st.column_config.NumberColumn("建筑面积（㎡）", format="%.0f"),
        "staff_count": st.column_config.NumberColumn("工作人员（人）", format="%d"),
        "office_name": "机构全称",
        "report_as_of": st.column_config.DateColumn("报告期", format="YYYY-MM-DD"),
    }
    state = st.dataframe(
        offices,
        hide_index=True,
        height=_LOW if st.query_params.get("office") else _HIGH,
        column_config=labels,
        on_select="rerun",
        selection_mode="single-row",
        key="offices",
        placeholder="—",
    )
    _offices_button(offices, labels, note)
    rows = state["selection"]["rows"]
    return str(offices.index[rows[0]]) if rows and rows[0] < len(offices) else None


def _offices_button(
    offices: pd.DataFrame, labels: dict[str, ColumnConfig | str | None], note: str
) -> None:
    words = {
        name: label if isinstance(label, str) else str((label or {}).get("label"))
        for name, label in labels.items()
    }
    st.download_button(
        "下载机构名单（Excel）",
        data=lambda: write_table(
            offices[[*labels]], title="机构名单", note=note, labels=words
        ),
        file_name="机构名单.xlsx",
        mime=XLSX,
        on_click="ignore",
        type="tertiary",
    )


def office_detail(view: View, township_code: str) -> None:
    """One office: what it reports now, from which cell, and all its reports."""
    snapshot = loaders.load_snapshot(view, all_batches=True)
    if township_code not in snapshot.index:
        return
    place = snapshot.loc[township_code]
    county = str(place["county_name"]) if pd.notna(place["county_name"]) else ""
    name = f"{place['prefecture_name']}{county}{place['township_name']}"
    st.markdown(f"##### {plain(name)}")
    values = fetch_office_lineage(
        store_of(view.version), township_code, as_of=view.as_of
    )
    if values.empty:
        said = "没有审核通过的上报" if view.is_approved_only else "还没有上报过数据"
        st.info(f"截至所选日期，这个机构{said}。")
        return
    now, past = st.tabs(["现报数据及出处", "历次上报"])
    with now:
        lineage_table(values)
    with past:
        _history(township_code)


def lineage_table(values: pd.DataFrame) -> None:
    """Every value of one report with its cell; sender, time and the original file."""
    report = values.iloc[0]
    # What the sheet had columns for comes first, each part in the registry's order.
    values = values.sort_values("cell", key=pd.isna, kind="stable")
    shown = pd.DataFrame(
        {
            "组别": [column(field).group for field in values["field"]],
            "项目": [column(field).header for field in values["field"]],
            "值": list(map(in_words, values["field"], values["value"])),
            "原文": values["raw"].fillna(""),
            "单元格": values["cell"].fillna("本表无此栏"),
            "工作表": values["sheet"],
        }
    )
    st.dataframe(
        shown,
        hide_index=True,
        height="content" if len(shown) <= _WHOLE else 460,
    )
    small_print(
        f"出自文件“{report['file_name']}”，由{report['sender']}报送，"
        f"数据截至{report['as_of']:%Y-%m-%d}，"
        f"收到时间{_local(report['received_at'])}，报送编号{report['submission_id']}"
    )
    sha256 = str(report["file_sha256"])
    st.download_button(
        "下载原始文件",
        data=lambda: fetch_file(store(), sha256),
        file_name=str(report["file_name"]),
        key=f"original_{report['submission_id']}",
        on_click="ignore",
    )


def _history(township_code: str) -> None:
    history = fetch_office_history(store(), township_code)
    shown = pd.DataFrame(
        {
            "数据截至": history["as_of"].dt.strftime("%Y-%m-%d"),
            "收到时间": history["received_at"].map(_local),
            "报送编号": history["submission_id"],
            "文件": history["file_name"],
            "工作表": history["sheet"],
            "行": history["row"],
            "报送人": history["sender"],
            **_states(history),
            **{
                column(field).header: [
                    in_words(field, value) for value in history[field]
                ]
                for field in VALUE_COLUMNS
                if history[field].notna().any()
            },
        }
    )
    st.dataframe(shown, hide_index=True)


def _states(history: pd.DataFrame) -> dict[str, pd.Series]:
    """Whether each report still counts, and how far its review has come."""
    withdrawn = {"已撤回": history["is_withdrawn"].map({True: "是", False: ""})}
    if not settings().has_accounts:
        return withdrawn
    return {"审核": review_words(history["review_state"]), **withdrawn}


def _local(moment: pd.Timestamp) -> str:
    return f"{moment.tz_convert('Asia/Shanghai'):%Y-%m-%d %H:%M}"
