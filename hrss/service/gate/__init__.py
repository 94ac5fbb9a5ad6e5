"""The one gate through which pages and commands write: rights, the write, the log.

Comes in: who acts. Without accounts there is one user, and everything is allowed as it
always was. With accounts each write is held against the rights of who is signed in, at
the rows that it would change; a published period is closed; and what was done or
refused is logged, what was done in the transaction that does it.
"""

from hrss.service.gate.accounts import (
    give_rights,
    open_account,
    renew_password,
    rights_of,
    shut_out,
)
from hrss.service.gate.actor import Actor, RefusedError
from hrss.service.gate.editions import publish_edition
from hrss.service.gate.names import (
    confirm_name,
    explain_headers,
    note_oddity,
    revoke_name,
)
from hrss.service.gate.reviews import may_review, reopen_period, review
from hrss.service.gate.rosters import clear_simulation, import_roster
from hrss.service.gate.sheets import submit, withdraw

__all__ = [
    "Actor",
    "RefusedError",
    "clear_simulation",
    "confirm_name",
    "explain_headers",
    "give_rights",
    "import_roster",
    "may_review",
    "note_oddity",
    "open_account",
    "publish_edition",
    "renew_password",
    "reopen_period",
    "review",
    "revoke_name",
    "rights_of",
    "shut_out",
    "submit",
    "withdraw",
]
