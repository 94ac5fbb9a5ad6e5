"""Publishing an edition."""

from hrss.accounts import Action, LogAction
from hrss.reports import date_in_words
from hrss.service.days import today
from hrss.service.document_requests import Prepared, Written
from hrss.service.editions import Draft, publish
from hrss.service.gate.actor import Actor, RefusedError, entry, refuse
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
    RefusedError : the actor may not publish; or the day has not come yet: an edition
        closes everything up to its day.
    hrss.store.OutdatedPreviewError : see `hrss.service.editions.publish`.
    """
    subject = f"{draft.area_code}第{draft.number}期"
    refuse(store, actor, Action.PUBLISH, None, subject=subject)
    as_of = draft.request.as_of
    if as_of > today():
        raise RefusedError(
            f"{date_in_words(as_of)}还没有到，不能发布数据截至该日的通报。"
        )
    return publish(
        store,
        draft,
        prepared=prepared,
        written=written,
        by=actor.name,
        log=entry(actor, LogAction.PUBLISH, subject=subject),
    )
