"""Progress page: actual against plan, what is ahead, who was on time, and why."""

import streamlit as st

from hrss import web
from hrss.metrics import Grouping

view = web.pick_view()
web.page_title(f"{view.area}进度对照", is_simulated=web.is_simulated(view))
web.require_offices(view)
actual, ahead, on_time, why = web.progress_tabs()

if actual.open:
    with actual:
        web.progress_table(
            web.load_progress(view, Grouping.REGION, all_batches=True),
            title="各部分实际与计划",
            note=web.source(view),
        )
        gaps, rise = st.columns(2, gap="large")
        with gaps:
            web.gap_panel(view)
        with rise:
            web.rise_panel(view)
        web.multiples_panel(view)
        web.comparison_panel(view)
        web.progress_table(
            web.load_progress(view, web.finest_grouping(view)),
            title="各地实际与计划",
            note=web.source(view),
        )
if ahead.open:
    with ahead:
        web.forecast_panels(view)
        web.forecast_table(view)
if on_time.open:
    with on_time:
        web.on_time_panel(view)
if why.open:
    with why:
        web.bridge_panel(view)

web.small_print(web.source(view), *web.judgement_notes(view))
