"""Review page: what waits, what was decided, and which periods are open."""

from hrss import web

web.require_reviewer()
web.sentence(web.review_sentence(), is_simulated=web.store_is_simulated())
queue, record, periods = web.review_tabs()

if queue.open:
    with queue:
        web.queue_panel()
if record.open:
    with record:
        web.record_panel()
if periods.open:
    with periods:
        web.period_panel()
