"""Meeting view: the overview step by step, large, without anything around it."""

from hrss import web

view = web.pick_view()
with web.meeting_frame():
    web.sentence(web.answer(view), is_simulated=web.is_simulated(view))
    web.require_offices(view)
    step = web.pick_meeting_step()

    if step == web.MeetingStep.WHOLE:
        web.batch_panels(view)
        web.attention_lists(web.load_progress(view, web.finest_grouping(view)))
        web.rise_panel(view)
    if step == web.MeetingStep.WHERE:
        web.where_panel(view, measure="completion_rate", height=web.TALL)
    if step == web.MeetingStep.RANKING:
        web.ranking_panel(view)
    if step == web.MeetingStep.GAPS:
        web.gap_panel(view)

    web.small_print(web.source(view))
