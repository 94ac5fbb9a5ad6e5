"""Publishing an edition."""

from hrss.accounts import Action, LogAction
from hrss.service.document_requests import Prepared, Written
from hrss.service.editions import Draft, publish
from hrss.service.gate.actor import Actor, entry, refuse
from hrss.store import Edition, Store


def publish_edition(
    store: Store,
    actor: Actor,
    draft: Draft,
    *,
    prepared: Prepared,
    written: list[Written],
) -> Edition:
    """Publish a draft with its documents; where there is a review, that closes it.

    Raises
    ------
    RefusedError : the actor may not publish.
    hrss.store.OutdatedPreviewError : see `hrss.service.editions.publish`.
    """
    subject = f"{draft.area_code}第{draft.number}期"
    refuse(store, actor, Action.PUBLISH, None, subject=subject)
    return publish(
        store,
        draft,
        prepared=prepared,
        written=written,
        by=actor.name,
        log=entry(actor, LogAction.PUBLISH, subject=subject),
    )
