"""What is done on the server alone: rosters, and the end of the simulation."""

import pandas as pd

from hrss.accounts import LogAction
from hrss.service.gate.actor import Actor, entry
from hrss.store import Cleared, Store, append_roster, clear_simulated


def import_roster(
    store: Store, actor: Actor, roster: pd.DataFrame, *, name: str, content: bytes
) -> int:
    """Put a province's own roster in force; its number.

    Raises
    ------
    hrss.store.InvalidRosterError : see `hrss.store.append_roster`.
    """
    detail = f"{len(roster)}个乡镇（街道）"
    log = entry(actor, LogAction.IMPORT_ROSTER, subject=name, detail=detail)
    return append_roster(
        store, roster, name=name, sender=actor.name, content=content, log=log
    )


def clear_simulation(store: Store, actor: Actor) -> Cleared:
    """Take out everything simulated."""
    return clear_simulated(store, log=entry(actor, LogAction.CLEAR_SIMULATION))
