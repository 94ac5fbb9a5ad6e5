"""Trust page: did the reports come in time and in full, and what to ask about."""

from hrss import web

view = web.of_all_received(web.pick_view())
web.sentence(web.trust_sentence(view), is_simulated=web.is_simulated(view))
web.require_offices(view)
web.reporting_panel(view)
web.oddity_panel(view)
web.small_print(web.source(view), *web.trust_notes())
