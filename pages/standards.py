"""Standards page: the decree's rules, what is missing, verified against complete."""

import streamlit as st

from hrss import web
from hrss.metrics import ItemKind

view = web.pick_view()
web.page_title(web.standards_sentence(view), is_simulated=web.is_simulated(view))
if web.load_snapshot(view).empty:
    st.info("名册中没有所选批次和范围的机构，请换一个批次或范围。")
    st.stop()

where, why = st.columns(2, gap="large")
with where:
    web.verified_panel(view)
with why:
    web.blocking_panel(view)
    web.rules_panel(view)
web.rules_table(view)

left, right = st.columns(2, gap="large")
with left:
    web.items_panel(view, ItemKind.EQUIPMENT)
    web.items_panel(view, ItemKind.SYSTEMS)
    web.area_panel(view)
with right:
    web.items_panel(view, ItemKind.FUNCTIONS)
    web.names_panel(view)
    web.bands_panel(view)
web.staffing_table(view)
web.values_table(view)
web.small_print(web.source(view), *web.standards_notes(view))
