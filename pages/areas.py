"""Areas page: plans filed, what prefectures and counties do of their own, budgets."""

import streamlit as st

from hrss import web

view = web.of_all_batches(web.pick_view(has_areas=True))
web.sentence(web.area_sentence(view), is_simulated=web.areas_are_simulated(view))
web.require_offices(view)
web.area_tiles(view)
plans, work, places = web.area_tabs()

if plans.open:
    with plans:
        web.filing_panel(view)
        web.planned_table(view)
if work.open:
    with work:
        st.caption(web.AREA_HINT)
        web.area_rules_panel(view)
        web.area_rules_table(view)
        web.budget_table(view)
if places.open:
    with places:
        chosen = web.area_table(view)
        if chosen:
            web.area_detail(view, chosen)

web.small_print(web.area_source(view), *web.area_notes())
