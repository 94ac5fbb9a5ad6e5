"""What people explain: names, headers, oddities."""

from collections.abc import Collection, Mapping

from hrss.accounts import Action, LogAction, Place
from hrss.service.gate.actor import Actor, entry, refuse
from hrss.service.places_of import places_in_submissions
from hrss.store import (
    Store,
    append_alias,
    append_mapping,
    append_note,
    at_home,
    fetch_aliases,
    revoke_alias,
)


def confirm_name(
    store: Store, actor: Actor, *, county: str | None, written: str, township_code: str
) -> None:
    """Remember that a name means a township of the own prefecture.

    Raises
    ------
    RefusedError : the township is another's.
    """
    own = {Place(f"{township_code[:4]}00")}
    refuse(store, actor, Action.CONFIRM_NAMES, own, subject=township_code)
    append_alias(
        store,
        county=county,
        written=written,
        township_code=township_code,
        by=actor.name,
        log=entry(actor, LogAction.CONFIRM_NAME, subject=township_code),
    )


def revoke_name(store: Store, actor: Actor, alias_id: int) -> None:
    """Let a confirmed name of the own prefecture mean nothing from now on.

    Raises
    ------
    RefusedError : the name is another's.
    hrss.store.UnknownAliasError : see `hrss.store.revoke_alias`.
    """
    if actor.account is not None:
        codes = fetch_aliases(at_home(store))["prefecture_code"]
        places = {Place(str(codes.loc[alias_id]))} if alias_id in codes.index else set()
        refuse(store, actor, Action.CONFIRM_NAMES, places, subject=f"{alias_id}")
    log = entry(actor, LogAction.REVOKE_NAME, subject=f"{alias_id}")
    revoke_alias(store, alias_id, by=actor.name, log=log)


def explain_headers(
    store: Store, actor: Actor, layout_key: str, fields: Mapping[str, str]
) -> None:
    """Remember what headers of a layout mean, for everybody who uses it.

    Raises
    ------
    RefusedError : the actor may not say so.
    """
    refuse(store, actor, Action.EXPLAIN_HEADERS, None, subject=layout_key)
    log = entry(
        actor,
        LogAction.EXPLAIN_HEADERS,
        subject=layout_key,
        detail=f"{len(fields)}列",
    )
    append_mapping(store, layout_key, fields, by=actor.name, log=log)


def note_oddity(
    store: Store,
    actor: Actor,
    key: str,
    *,
    submission_ids: Collection[int],
    note: str,
) -> None:
    """Keep what was found of an oddity that rests on reports of the own places.

    Raises
    ------
    RefusedError : a report is of another place.
    """
    if actor.account is not None:
        found = places_in_submissions(store, submission_ids)
        places: set[Place] = set().union(*found.values())
        refuse(store, actor, Action.NOTE, places, subject=key)
    append_note(
        store,
        key,
        submission_ids=submission_ids,
        by=actor.name,
        note=note,
        log=entry(actor, LogAction.NOTE, subject=key),
    )
