"""What is asked of the process that makes documents, and its way there and back.

Comes in: a brief's day, knowledge and area. Goes out: that as one message, told apart
by its length; the same for every answer.
"""

import pickle
import struct
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from hrss.service.documents import DocumentFormat
from hrss.settings import Settings

_LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """A brief that is to be written.

    Parameters
    ----------
    known_at : nothing that came later counts (UTC).
    prefecture : a prefecture's code; None means the province.
    edition : number it bears; None for one that is not published.
    previous : the day and the knowledge of the edition before it, if there is one.
    prepared_on : date of the document.
    template : the office's own .docx, if it has one.
    is_approved_only : whether approved reports alone count.
    """

    settings: Settings
    as_of: date
    known_at: datetime
    prefecture: str | None
    prepared_on: date
    formats: tuple[DocumentFormat, ...]
    edition: int | None = None
    previous: tuple[date, datetime] | None = None
    template: bytes | None = None
    is_approved_only: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """One document that is ready."""

    form: DocumentFormat
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """The brief's content is made: what it said, and whether any of it is simulated."""

    figures: dict[str, Any]
    is_simulated: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing more will come; a sentence for who asked."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything that was asked for has been sent."""


Answer = Prepared | Written | Failed | Finished


def send(stream: IO[bytes], message: DocumentRequest | Answer) -> None:
    """Write one message.

    Raises
    ------
    OSError : nobody reads it any more.
    """
    content = pickle.dumps(message)
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message; both ends are our own, so it may hold any object of ours.

    Raises
    ------
    EOFError : the other end is gone.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return pickle.loads(content)
