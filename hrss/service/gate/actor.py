"""Who acts, what the log says of it, and what happens to who may not."""

from collections.abc import Collection
from dataclasses import dataclass

from hrss.accounts import Action, LogAction, Place, Reach
from hrss.service.places_of import own_place_name, place_name
from hrss.store import Account, LogEntry, Store, append_log

_MOST_NAMED = 5


class RefusedError(PermissionError):
    """It may not be done; the text is the sentence for who tried."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and from where.

    Parameters
    ----------
    name : what is written beside what was done; with an account, its own name.
    account : None where there are no accounts, and for a command: who may run one on
        the server may do everything.
    address : the visitor's network address; None for a command.
    has_accounts : whether visitors sign in, so that there is a review and a log.
    """

    name: str
    account: Account | None = None
    address: str | None = None
    has_accounts: bool = False

    @property
    def is_one_of_many(self) -> bool:
        """Whether others act as well, so that there is a review and a log."""
        return self.has_accounts or self.account is not None


def entry(
    actor: Actor, action: LogAction, *, subject: str = "", detail: str = ""
) -> LogEntry | None:
    """What the log says of something done; None where there is no log."""
    if not actor.is_one_of_many:
        return None
    account = actor.account
    return LogEntry(
        action,
        actor.name if account is None else account.user_name,
        account_id=None if account is None else account.id,
        subject=subject,
        address=actor.address,
        detail=detail,
    )


def refuse(
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

    Raises
    ------
    RefusedError : it may not.
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
    log_refusal(store, actor, action, subject=subject, number=number)
    raise RefusedError(sentence)


def log_refusal(
    store: Store,
    actor: Actor,
    action: Action,
    *,
    subject: str,
    number: int | None = None,
) -> None:
    """Write down that somebody tried what may not be done."""
    refusal = LogEntry(
        LogAction.REFUSED,
        actor.name if actor.account is None else actor.account.user_name,
        account_id=None if actor.account is None else actor.account.id,
        subject=subject,
        submission_id=number,
        address=actor.address,
        detail=action.label,
    )
    append_log(store, refusal)


def _sentence(account: Account, action: Action, refused: list[Place]) -> str:
    own = own_place_name(account.rights)
    names = [place_name(each) for each in refused]
    named = "、".join(names[:_MOST_NAMED])
    more = f"等{len(names)}处" if len(names) > _MOST_NAMED else ""
    return (
        f"您的账号只能{action.label[:2]}{own}的数据，这里还有{named}{more}的，"
        "没有写入任何数据。"
    )
