"""From a rule or a list to one prefecture or county, and to the cells it filled in."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from hrss.decree import rule
from hrss.metrics import AREA_FIELDS, PLAN_FIELDS, is_asked
from hrss.sheets import column
from hrss.store import fetch_area_lineage
from hrss.web.areas_data import load_area_work
from hrss.web.caching import once_per_view
from hrss.web.offices import in_words, lineage_table
from hrss.web.session import store
from hrss.web.view import View

AREA_TABS = ("方案备案", "各项工作", "市县明细")
_NUMBERS = {
    "R21": "hiring_standard_number",
    "R26": "assessment_number",
    "R27": "annual_budget_wan_yuan",
    "R30": "five_year_plan_number",
}
_ANSWERS = {"good": "是", "bad": "否", "silent": "未填报"}
_FEW, _LOW, _HIGH = 8, 190, 430


def show_area_answers(view: View, code: str, rule_id: str, answer: str) -> None:
    """Counties behind a part of a bar, each with its answer and a link."""
    areas = area_answers(view, rule_id)
    places = areas["prefecture_code"].eq(code) | (areas.index == code)
    if not places.any():
        places[:] = True
    own = areas[places & (areas["answer"] == _ANSWERS[answer])]
    title = f"{rule_id} {rule(rule_id).title}：填“{_ANSWERS[answer]}”"
    if answer == "silent":
        title = f"{rule_id} {rule(rule_id).title}：未填报"
    st.markdown(f"**{title}的县（市、区）{len(own)}个**")
    st.dataframe(
        own[["prefecture_name", "area_name", "answer", "number", "link"]],
        hide_index=True,
        height="content" if len(own) <= _FEW else _LOW,
        column_config={
            "prefecture_name": "地级市",
            "area_name": "县（市、区）",
            "answer": "填报",
            "number": column(_NUMBERS[rule_id]).header,
            "link": st.column_config.LinkColumn("出处", display_text="看单元格"),
        },
        placeholder="—",
    )


@once_per_view
def area_answers(view: View, rule_id: str) -> pd.DataFrame:
    """Counties asked by a rule, each with its answer in words and a link to it."""
    areas = load_area_work(view).areas
    own = areas[is_asked(areas, rule_id) & ~areas["is_prefecture"].astype(bool)]
    field, number = AREA_FIELDS[rule_id], _NUMBERS[rule_id]
    return own.assign(
        answer=[in_words(field, value) for value in own[field]],
        number=[in_words(number, value) for value in own[number]],
        link=[area_address(view, str(code)) for code in own.index],
    )


def area_address(view: View, area_code: str) -> str:
    """Address of one area's values, on the view's day and in its scope."""
    chosen = {"as_of": view.as_of.isoformat(), "work": AREA_TABS[-1]}
    if view.prefecture is not None:
        chosen["area"] = view.area
    return f"areas?{urlencode(chosen | {'place': area_code})}"


def area_table(view: View) -> str | None:
    """Every prefecture and county with its answers; the code of the one chosen."""
    areas = _listed(view)
    search = st.text_input(
        "查找",
        key="area_search",
        placeholder="市、县（市、区）名称，可用空格隔开",
        bind="query-params",
    )
    text = areas["地级市"].str.cat(areas["市、县（市、区）"], sep=" ")
    for word in (search or "").split():
        areas = areas[text.reindex(areas.index).str.contains(word, regex=False)]
    addressed = st.query_params.get("place")
    st.caption(f"共 {len(areas)} 个；点选一行，看每个数出自哪个文件、哪个单元格。")
    state = st.dataframe(
        areas,
        hide_index=True,
        height=_LOW if addressed else _HIGH,
        on_select="rerun",
        selection_mode="single-row",
        key="areas_table",
        placeholder="未填报",
    )
    rows = state["selection"]["rows"]
    if rows and rows[0] < len(areas):
        return str(areas.index[rows[0]])
    return addressed


@once_per_view
def _listed(view: View) -> pd.DataFrame:
    """The areas as they are listed, in words."""
    areas = load_area_work(view).areas
    is_own = areas["is_prefecture"].astype(bool)
    shown = {
        "地级市": areas["prefecture_name"],
        "市、县（市、区）": areas["area_name"].mask(is_own, "市本级"),
        "数据截至": areas["report_as_of"].dt.strftime("%Y-%m-%d"),
    }
    for rule_id, field in AREA_FIELDS.items():
        said = pd.Series([in_words(field, each) for each in areas[field]], areas.index)
        shown[f"{rule_id} {rule(rule_id).title}"] = said.mask(
            ~is_asked(areas, rule_id) & areas[field].isna(), "—"
        )
    shown["年度经费（万元）"] = areas["annual_budget_wan_yuan"].astype("Float64")
    shown["方案备案日期"] = (
        areas["plan_filed_date"].dt.strftime("%Y-%m-%d").mask(~is_own, "—")
    )
    return pd.DataFrame(shown, index=areas.index)


def area_detail(view: View, area_code: str) -> None:
    """One area: what it reports now, from which cell, by whom and when."""
    areas = load_area_work(view).areas
    if area_code not in areas.index:
        return
    area = areas.loc[area_code]
    name = "市本级" if area["is_prefecture"] else area["area_name"]
    st.markdown(f"##### {area['prefecture_name']}{name}")
    if pd.isna(area["submission_id"]):
        st.info("截至所选日期，还没有收到它的市县工作表。")
        return
    values = fetch_area_lineage(store(), area_code, int(area["submission_id"]))
    if not area["is_prefecture"]:
        # A plan is the prefecture's: a county's blank is no silence.
        is_plan = values["field"].isin(["plan_filed_date", *PLAN_FIELDS])
        values = values[~is_plan | values["value"].notna()]
    lineage_table(values)
