"""Offices page: find an office, see its reports, and the cell each value came from."""

import streamlit as st

from hrss import web

view = web.pick_view()
web.page_title(f"{view.area}机构", is_simulated=web.is_simulated(view))

words, states = st.columns([2, 3])
search = words.text_input(
    "查找",
    key="search",
    placeholder="乡镇、县、市或机构名称，可用空格隔开",
    bind="query-params",
)
chosen_states = states.multiselect(
    "状态", list(web.STATES.values()), key="state", placeholder="全部状态"
)

offices = web.load_offices(view, search=search, states=chosen_states)
st.caption(f"共 {len(offices):,} 个机构；点选一行看历次上报和每个数的出处。")
picked = web.office_table(offices, note=web.source(view))
chosen = picked or st.query_params.get("office")
if chosen:
    web.office_detail(view, chosen)
web.small_print(web.source(view))
