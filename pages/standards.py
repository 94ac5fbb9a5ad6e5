"""Standards page: the decree's rules, what is missing, verified against complete."""

import streamlit as st

from hrss import web
from hrss.metrics import ItemKind

view = web.pick_view()
web.page_title(web.standards_sentence(view), is_simulated=web.is_simulated(view))
web.require_offices(view)
verified, rules, items, places = web.standards_tabs()

if verified.open:
    with verified:
        st.caption(web.BEHIND_HINT)
        where, why = st.columns(2, gap="large")
        with where:
            web.verified_panel(view)
        with why:
            web.blocking_panel(view)
            web.rules_panel(view)
if rules.open:
    with rules:
        web.rules_table(view)
        web.values_table(view)
if items.open:
    with items:
        st.caption(web.BEHIND_HINT)
        left, right = st.columns(2, gap="large")
        with left:
            web.items_panel(view, ItemKind.EQUIPMENT)
            web.items_panel(view, ItemKind.SYSTEMS)
        with right:
            web.items_panel(view, ItemKind.FUNCTIONS)
if places.open:
    with places:
        st.caption(web.BEHIND_HINT)
        left, right = st.columns(2, gap="large")
        with left:
            web.area_panel(view)
            web.names_panel(view)
        with right:
            web.bands_panel(view)
        web.staffing_table(view)

web.small_print(web.source(view), *web.standards_notes(view))
