"""Proves that the store is whole.

Goes out: one Chinese sentence for each thing that is not as it should be; an empty
list means that every submission is there once, with its bytes and with all its rows as
they came, and that nothing that has a number was taken out. What is asked:
`hrss.store.checks`; what the words of a note, a review or the log were, nothing proves,
nor that nobody took new digests of what was changed.
"""

from sqlalchemy import Connection

from hrss.store.checks import FIRST_CHECKS, LAST_CHECKS, LATER_CHECKS
from hrss.store.engine import Store, reading


def verify(store: Store) -> list[str]:
    """Check the store against itself; problems as Chinese sentences.

    Counts of rows and warnings against the receipts, bytes against their sha256,
    references against what they name, numbers without a gap in order of time, no
    sheet twice, accounts, sessions and log against the rules that made them, and on
    SQLite the file's own structure; when nothing is found, submissions, rosters and
    editions against the digests that were taken when they came. A replica is not
    asked.
    """
    with reading(store.engine).begin() as connection:
        return find_problems(connection)


def find_problems(connection: Connection) -> list[str]:
    """What `verify` says, within a transaction of the caller's."""
    for checks in (FIRST_CHECKS, LATER_CHECKS, LAST_CHECKS):
        problems = [each for check in checks for each in check(connection)]
        if problems:
            return problems
    return []
