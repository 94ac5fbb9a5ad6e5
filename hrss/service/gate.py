"""The one gate through which pages write: rights first, then the store, then the log.

Comes in: who acts. Without accounts (`Actor.account` is None) there is one user, and
everything is allowed as it always was. With an account each write is held against its
rights, at the rows that it would change, and what was done or refused is logged.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from hrss.accounts import Action, LogAction, Place, Reach
from hrss.service.document_requests import Prepared, Written
from hrss.service.editions import Draft, publish
from hrss.service.places_of import (
    own_place_name,
    place_name,
    places_in_sheet,
    places_in_submission,
)
from hrss.sheets import CheckedSubmission
from hrss.store import (
    Account,
    Edition,
    LogEntry,
    Receipt,
    Store,
    append_alias,
    append_log,
    append_mapping,
    append_note,
    append_submission,
    fetch_aliases,
    revoke_alias,
    withdraw_submission,
)

_MOST_NAMED = 5


class RefusedError(PermissionError):
    """The account may not do this; the text is the sentence for its user."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and from where.

    Parameters
    ----------
    name : what is written beside what was done; with an account, its own name.
    account : None where there are no accounts.
    """

    name: str
    account: Account | None = None
    address: str | None = None


def submit(
    store: Store,
    actor: Actor,
    checked: CheckedSubmission,
    *,
    content: bytes,
    as_of: date,
    expected_version: str,
    only_valid_rows: bool,
) -> Receipt:
    """Keep a checked sheet, if all its rows are of places that the actor sends for.

    Raises
    ------
    RefusedError : a row is of another place.
    hrss.store.OutdatedPreviewError : see `hrss.store.append_submission`.
    """
    subject = checked.file_name
    if actor.account is not None:
        places = places_in_sheet(store, checked)
        _refuse(store, actor, Action.SUBMIT, places, subject=subject)
    receipt = append_submission(
        store,
        checked,
        content=content,
        as_of=as_of,
        sender=actor.name,
        expected_version=expected_version,
        only_valid_rows=only_valid_rows,
    )
    _log(
        store,
        actor,
        LogAction.SUBMIT,
        subject=subject,
        submission_id=receipt.submission_id,
        detail=f"截至{as_of}，{receipt.rows}行{'，重复' * receipt.is_duplicate}",
    )
    return receipt


def withdraw(store: Store, actor: Actor, number: int, *, reason: str) -> None:
    """Take a submission out of the figures, if all its rows are of the own places.

    Raises
    ------
    RefusedError : a row is of another place.
    hrss.store.AlreadyWithdrawnError, hrss.store.UnknownSubmissionError : see
        `hrss.store.withdraw_submission`.
    """
    if actor.account is not None:
        places = places_in_submission(store, number)
        subject = f"报送编号{number}"
        _refuse(store, actor, Action.WITHDRAW, places, subject=subject, number=number)
    withdraw_submission(store, number, by=actor.name, reason=reason)
    _log(store, actor, LogAction.WITHDRAW, submission_id=number)


def confirm_name(
    store: Store, actor: Actor, *, county: str | None, written: str, township_code: str
) -> None:
    """Remember that a name means a township of the own prefecture.

    Raises
    ------
    RefusedError : the township is another's.
    """
    _refuse(
        store,
        actor,
        Action.CONFIRM_NAMES,
        {Place(f"{township_code[:4]}00")},
        subject=township_code,
    )
    number = append_alias(
        store,
        county=county,
        written=written,
        township_code=township_code,
        by=actor.name,
    )
    _log(
        store, actor, LogAction.CONFIRM_NAME, subject=township_code, detail=f"{number}"
    )


def revoke_name(store: Store, actor: Actor, alias_id: int) -> None:
    """Let a confirmed name of the own prefecture mean nothing from now on.

    Raises
    ------
    RefusedError : the name is another's.
    hrss.store.UnknownAliasError : see `hrss.store.revoke_alias`.
    """
    if actor.account is not None:
        codes = fetch_aliases(store)["prefecture_code"]
        places = {Place(str(codes.loc[alias_id]))} if alias_id in codes.index else set()
        _refuse(store, actor, Action.CONFIRM_NAMES, places, subject=f"{alias_id}")
    revoke_alias(store, alias_id, by=actor.name)
    _log(store, actor, LogAction.REVOKE_NAME, subject=f"{alias_id}")


def explain_headers(
    store: Store, actor: Actor, layout_key: str, fields: Mapping[str, str]
) -> None:
    """Remember what headers of a layout mean, for everybody who uses it.

    Raises
    ------
    RefusedError : the actor may not say so.
    """
    _refuse(store, actor, Action.EXPLAIN_HEADERS, None, subject=layout_key)
    append_mapping(store, layout_key, fields, by=actor.name)
    detail = f"{len(fields)}列"
    _log(store, actor, LogAction.EXPLAIN_HEADERS, subject=layout_key, detail=detail)


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
        places = {
            place
            for number in submission_ids
            for place in places_in_submission(store, number)
        }
        _refuse(store, actor, Action.NOTE, places, subject=key)
    append_note(store, key, submission_ids=submission_ids, by=actor.name, note=note)
    _log(store, actor, LogAction.NOTE, subject=key)


def publish_edition(
    store: Store,
    actor: Actor,
    draft: Draft,
    *,
    prepared: Prepared,
    written: list[Written],
) -> Edition:
    """Publish a draft with its documents.

    Raises
    ------
    RefusedError : the actor may not publish.
    hrss.store.OutdatedPreviewError : see `hrss.service.editions.publish`.
    """
    subject = f"{draft.area_code}第{draft.number}期"
    _refuse(store, actor, Action.PUBLISH, None, subject=subject)
    edition = publish(store, draft, prepared=prepared, written=written, by=actor.name)
    _log(store, actor, LogAction.PUBLISH, subject=subject)
    return edition


def _refuse(
    store: Store,
    actor: Actor,
    action: Action,
    places: Collection[Place] | None,
    *,
    subject: str,
    number: int | None = None,
) -> None:
    """Log and raise when the account may not act there.

    `places` are None for what is nobody's own: only a right that holds everywhere
    will do, as for what is of no place at all.
    """
    if actor.account is None:
        return
    rights = actor.account.rights
    reach = rights.reach(action)
    refused = rights.refused(action, places or ())
    if reach is Reach.EVERYWHERE or (places and not refused):
        return
    if reach is Reach.OWN and refused:
        sentence = _sentence(actor.account, action, refused)
    else:
        sentence = f"您的账号（{rights.role.label}）不能{action.label}。"
    _log(
        store,
        actor,
        LogAction.REFUSED,
        subject=subject,
        submission_id=number,
        detail=action.label,
    )
    raise RefusedError(sentence)


def _sentence(account: Account, action: Action, refused: list[Place]) -> str:
    own = own_place_name(account.rights)
    names = [place_name(each) for each in refused]
    named = "、".join(names[:_MOST_NAMED])
    more = f"等{len(names)}处" if len(names) > _MOST_NAMED else ""
    return (
        f"您的账号只能{action.label[:2]}{own}的数据，这里还有{named}{more}的，"
        "没有写入任何数据。"
    )


def _log(
    store: Store,
    actor: Actor,
    action: LogAction,
    *,
    subject: str = "",
    submission_id: int | None = None,
    detail: str = "",
) -> None:
    if actor.account is None:
        return
    entry = LogEntry(
        action,
        actor.account.user_name,
        account_id=actor.account.id,
        subject=subject,
        submission_id=submission_id,
        address=actor.address,
        detail=detail,
    )
    append_log(store, entry)
