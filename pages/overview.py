"""Overview: the answer, the two batches, where, who, and since when."""

import streamlit as st

from hrss import web

view = web.pick_view()
web.sentence(web.answer(view), is_simulated=web.is_simulated(view))
web.batch_panels(view)
web.require_offices(view)

where, who, when = st.columns([5, 5, 4], gap="medium")
with where:
    web.where_panel(view, measure="completion_rate")
with who:
    web.ranking_panel(view)
with when:
    web.rise_panel(view)

with st.container(horizontal=True, vertical_alignment="center"):
    web.attention_lists(web.load_progress(view, web.finest_grouping(view)))
    web.why_link()
    web.meeting_link()
web.small_print(
    web.change_words(web.change_since_previous(view)),
    web.source(view),
    *web.judgement_notes(view),
)
