"""Proves that the store is whole.

Goes out: one Chinese sentence for each thing that is not as it should be; an empty
list means that every submission is there once, with all its rows and its bytes, and
that nothing else was taken out or changed. What is asked: `hrss.store.checks`.
"""

from sqlalchemy import Connection

from hrss.store.checks import FIRST_CHECKS, LATER_CHECKS
from hrss.store.engine import Store, reading


def verify(store: Store) -> list[str]:
    """Check the store against itself; problems as Chinese sentences.

    Counts of rows and warnings against the receipts, bytes against their sha256,
    references against what they name, numbers without a gap in order of time, no
    sheet twice, editions against their digests, accounts, sessions and log against
    the rules that made them, and on SQLite the file's own structure. A replica is
    not asked.
    """
    with reading(store.engine).begin() as connection:
        return find_problems(connection)


def find_problems(connection: Connection) -> list[str]:
    """What `verify` says, within a transaction of the caller's."""
    problems = [each for check in FIRST_CHECKS for each in check(connection)]
    if problems:
        return problems
    return [each for check in LATER_CHECKS for each in check(connection)]
