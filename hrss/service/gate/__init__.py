"""The one gate through which pages and commands write: rights, the write, the log.

Comes in: who acts. Without accounts there is one user, and everything is allowed as it
always was. With accounts each write is held against the rights of who is signed in, at
the rows that it would change; a published period is closed; and what was done or
refused is logged, what was done in the transaction that does it.
"""

from hrss.service.gate.actor import Actor, RefusedError
from hrss.service.gate.editions import publish_edition
from hrss.service.gate.names import (
    confirm_name,
    explain_headers,
    note_oddity,
    revoke_name,
)
from hrss.service.gate.reviews import may_review, reopen_period, review
from hrss.service.gate.sheets import submit, withdraw

__all__ = [
    "Actor",
    "RefusedError",
    "confirm_name",
    "explain_headers",
    "may_review",
    "note_oddity",
    "publish_edition",
    "reopen_period",
    "review",
    "revoke_name",
    "submit",
    "withdraw",
]
