"""Who may do what: roles, actions, and the one table between them; pure rules.

Comes in: an account's role and place. Goes out: `Rights`, which say whether an action
is allowed, and where. Knows neither the store nor a page.
"""

from hrss.accounts.log_actions import LogAction
from hrss.accounts.names import InvalidUserNameError, user_key
from hrss.accounts.passwords import (
    LEAST_PASSWORD,
    LONGEST_PASSWORD,
    WeakPasswordError,
    refuse_weak,
)
from hrss.accounts.reviewing import ReviewState, Sender, review_refusal
from hrss.accounts.rights import (
    REACH,
    Action,
    InvalidRightsError,
    Place,
    Reach,
    Rights,
    Role,
)

__all__ = [
    "LEAST_PASSWORD",
    "LONGEST_PASSWORD",
    "REACH",
    "Action",
    "InvalidRightsError",
    "InvalidUserNameError",
    "LogAction",
    "Place",
    "Reach",
    "ReviewState",
    "Rights",
    "Role",
    "Sender",
    "WeakPasswordError",
    "refuse_weak",
    "review_refusal",
    "user_key",
]
