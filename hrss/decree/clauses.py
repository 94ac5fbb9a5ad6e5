"""The decree clause by clause, in the order of its numbering.

The only copy at hand is scrambled and incomplete (``data/decree.txt``): what it
lacks is marked, never filled in.
"""

from dataclasses import dataclass

from hrss.decree._tables import read_table


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered part of the decree.

    Parameters
    ----------
    section : its number, such as ``"二(二)"``; ``"前言"`` for the preamble.
    heading : its heading; empty where the copy lacks it.
    text : its sentences; empty for a bare heading or a missing part.
    is_missing : the copy has nothing of it (原文缺失).
    """

    section: str
    heading: str
    text: str
    is_missing: bool


def load_clauses() -> tuple[Clause, ...]:
    """Every clause, in order, the missing ones in their places."""
    return tuple(
        Clause(
            section=line["section"],
            heading=line["heading"],
            text=line["text"],
            is_missing=line["state"] == "missing",
        )
        for line in read_table("clauses")
    )
