"""Who runs a command, as the gate knows it, and what the gate refuses, as a sentence.

Who may run a command on the server may do everything. Where there are accounts it is
logged under the name that was given, and what is sent waits for its review.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from hrss.cli.failures import CommandError
from hrss.service.gate import Actor, RefusedError
from hrss.settings import Settings


def acting(settings: Settings, name: str) -> Actor:
    """Who acts in a command.

    Raises
    ------
    CommandError : nobody is named.
    """
    if not name.strip():
        raise CommandError("用法不对：--by 后面应写明姓名")
    return Actor(name.strip(), has_accounts=settings.has_accounts)


@contextmanager
def refusals_told() -> Iterator[None]:
    """What the gate refuses within leaves its sentence.

    Raises
    ------
    CommandError : it was refused.
    """
    try:
        yield
    except RefusedError as refusal:
        raise CommandError(str(refusal)) from None
