"""Administration: accounts, and the log of who did what; for administrators alone."""

from hrss import web

web.require_administrator()
web.page_title("管理", is_simulated=False)
accounts, log = web.admin_tabs()

if accounts.open:
    with accounts:
        web.accounts_panel()
if log.open:
    with log:
        web.log_panel()
