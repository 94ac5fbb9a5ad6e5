"""What `hrss.store.verify` asks of a store, a subject a module.

Goes out: tuples of checks. Each takes a connection and says one Chinese sentence for
each thing that is not as it should be. A check rests on what the store itself sees to
when it writes, and on nothing else: a store that was never damaged must pass, for one
that does not pass is not backed up.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from hrss.store.checks.digests import DIGEST_CHECKS
from hrss.store.checks.editions import EDITION_CHECKS
from hrss.store.checks.explanations import EXPLANATION_CHECKS
from hrss.store.checks.numbers import NUMBER_CHECKS
from hrss.store.checks.people import PEOPLE_CHECKS
from hrss.store.checks.reviews import REVIEW_CHECKS
from hrss.store.checks.structure import FIRST_CHECKS, STRUCTURE_CHECKS
from hrss.store.checks.submissions import SUBMISSION_CHECKS

Check = Callable[[Connection], Iterable[str]]

LATER_CHECKS: tuple[Check, ...] = (
    *STRUCTURE_CHECKS,
    *NUMBER_CHECKS,
    *SUBMISSION_CHECKS,
    *REVIEW_CHECKS,
    *EXPLANATION_CHECKS,
    *EDITION_CHECKS,
    *PEOPLE_CHECKS,
)
"""Those that need a store whose values can be read."""

LAST_CHECKS: tuple[Check, ...] = DIGEST_CHECKS
"""Those that say no more than that something was changed, and where."""

__all__ = ["FIRST_CHECKS", "LAST_CHECKS", "LATER_CHECKS", "Check"]
