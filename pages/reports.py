"""Reports page: the brief as documents, its numbered editions, and who to chase."""

from hrss import web

view = web.of_all_batches(web.pick_view())
web.page_title(web.report_title(view), is_simulated=web.is_simulated(view))
web.require_offices(view)
make, editions, chase = web.report_tabs()

if make.open:
    with make:
        web.document_panel(view)
if editions.open:
    with editions:
        web.publish_panel(view)
        web.edition_panel(view)
if chase.open:
    with chase:
        web.chase_panel(view)
    # Who has reported does not wait for a review.
    view = web.of_all_received(view)

web.small_print(web.source(view), *web.judgement_notes(view))
