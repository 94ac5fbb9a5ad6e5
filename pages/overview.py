"""Overview: the answer, the two batches, where, who, and since when."""

import streamlit as st

from hrss import reports, web
from hrss.metrics import Grouping

view = web.pick_view()
whole = web.load_progress(view, Grouping.PROVINCE, all_batches=True)
batches = web.load_progress(view, Grouping.BATCH, all_batches=True)

web.sentence(
    reports.headline(
        whole.iloc[0], batches, as_of=view.as_of, area=view.area, batch=view.batch
    ),
    is_simulated=web.is_simulated(view),
)
web.batch_panels(view)

where, who, when = st.columns([5, 5, 4], gap="medium")
with where:
    web.where_panel(view, measure="completion_rate")
with who:
    web.ranking_panel(view)
with when:
    web.rise_panel(view)

web.attention_lists(web.load_progress(view, web.finest_grouping(view)))
web.small_print(
    web.change_words(web.change_since_previous(view)),
    web.source(view),
    *web.judgement_notes(view),
)
