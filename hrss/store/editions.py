"""Numbered editions of the brief: published once, the same for ever.

Comes in: what a brief said and the documents that were made of it. Goes out: both, as
they were. What a brief is, this room does not know.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from hrss.store.audit import LogEntry, write_log_of
from hrss.store.clock import (
    Version,
    advance_clock,
    last_entry,
    lock_clock,
    note_given,
    parse_version,
)
from hrss.store.digests import edition_digest
from hrss.store.engine import Store
from hrss.store.files import fetch_file, keep_file
from hrss.store.submissions import OutdatedPreviewError
from hrss.store.tables import edition, edition_document

Figures = Mapping[str, Any]


class UnknownEditionError(LookupError):
    """There is no such edition, or it has no such document."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One published edition.

    Parameters
    ----------
    area_code : 440000 for the province's editions, a prefecture's code for its own;
        each area counts its numbers from 1.
    as_of, known_at : the day described, and what was known then (UTC).
    published_at : UTC.
    prepared_on : the date that its documents bear.
    settings : what could be set and its figures rest on, by the settings' names.
    digest : sha256 of the figures, written as canonical JSON.
    """

    id: int
    area_code: str
    number: int
    as_of: date
    known_at: datetime
    published_at: datetime
    published_by: str
    prepared_on: date
    settings: Mapping[str, Any]
    digest: str
    is_simulated: bool


def figures_digest(figures: Figures) -> str:
    """Sha256 of what a brief said, the order of keys irrelevant."""
    text = json.dumps(figures, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def next_number(store: Store, area_code: str) -> int:
    """Number that the next edition of an area will bear."""
    with store.read_engine.begin() as connection:
        return _next_number(connection, area_code)


def append_edition(
    store: Store,
    *,
    area_code: str,
    number: int,
    as_of: date,
    known_at: datetime,
    prepared_on: date,
    by: str,
    settings: Mapping[str, Any],
    figures: Figures,
    documents: Mapping[str, tuple[str, bytes]],
    is_simulated: bool,
    expected_version: str | None = None,
    log: LogEntry | None = None,
) -> Edition:
    """Publish an edition; from then on it stays as it is.

    Parameters
    ----------
    number : what its documents bear; it must be the area's next.
    known_at : what the figures were made of; nothing may have come in since, and no
        period have been opened again.
    documents : for each format (docx ...) the file's name and bytes.
    expected_version : `Known.version` of before the figures were made; None asks for
        moments alone.
    log : what the log says of it, in the same transaction.

    Raises
    ------
    ValueError : nobody is named, or there is no document.
    OutdatedPreviewError : something came in since `known_at` or `expected_version`,
        or another edition of the area was published meanwhile.
    """
    if not by.strip() or not documents:
        raise ValueError("an edition needs who publishes it, and its documents")
    with store.engine.begin() as connection:
        version = lock_clock(connection)
        _refuse_outdated(connection, version, known_at, expected_version)
        if _next_number(connection, area_code) != number:
            raise OutdatedPreviewError(f"edition {number} is published already")
        newest = connection.execute(select(func.max(edition.c.id))).scalar_one() or 0
        published = Edition(
            id=newest + 1,
            area_code=area_code,
            number=number,
            as_of=as_of,
            known_at=known_at,
            published_at=store.now().astimezone(UTC),
            published_by=by.strip(),
            prepared_on=prepared_on,
            settings=dict(settings),
            digest=figures_digest(figures),
            is_simulated=is_simulated,
        )
        _keep(connection, published, figures, documents)
        note_given(connection, edition, published.id)
        write_log_of(store, connection, log)
        # Whatever comes in from now on is later, even when the machine's clock is set
        # back: it cannot have been known.
        last_at = max(version.last_at, known_at)
        advance_clock(connection, replace(version, last_at=last_at))
    return published


def fetch_editions(store: Store, area_code: str | None = None) -> tuple[Edition, ...]:
    """Published editions, the newest first; of all areas when `area_code` is None."""
    query = _editions().order_by(edition.c.id.desc())
    if area_code is not None:
        query = query.where(edition.c.area_code == area_code)
    with store.read_engine.begin() as connection:
        return tuple(_edition(row) for row in connection.execute(query))


def fetch_edition(store: Store, area_code: str, number: int) -> Edition:
    """One edition.

    Raises
    ------
    UnknownEditionError : the area has no edition of that number.
    """
    query = _editions().where(
        edition.c.area_code == area_code, edition.c.number == number
    )
    with store.read_engine.begin() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownEditionError(f"{area_code} has no edition {number}")
    return _edition(row)


def fetch_edition_figures(store: Store, edition_id: int) -> Figures:
    """What an edition said when it was published.

    Raises
    ------
    UnknownEditionError : there is no such edition.
    """
    query = select(edition.c.figures).where(edition.c.id == edition_id)
    with store.read_engine.begin() as connection:
        found: Figures | None = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise UnknownEditionError(f"no edition has the number {edition_id}")
    return found


def fetch_edition_documents(store: Store, edition_id: int) -> dict[str, str]:
    """File names of an edition's documents, by format."""
    query = select(edition_document.c.format, edition_document.c.file_name)
    query = query.where(edition_document.c.edition_id == edition_id)
    with store.read_engine.begin() as connection:
        rows = connection.execute(query.order_by(edition_document.c.format))
        return {row.format: row.file_name for row in rows}


def fetch_edition_document(store: Store, edition_id: int, form: str) -> bytes:
    """Bytes of one document, as they were given out.

    Raises
    ------
    UnknownEditionError : the edition has no document of that format.
    """
    query = select(edition_document.c.file_sha256).where(
        edition_document.c.edition_id == edition_id, edition_document.c.format == form
    )
    with store.read_engine.begin() as connection:
        sha256 = connection.execute(query).scalar_one_or_none()
    if sha256 is None:
        raise UnknownEditionError(f"edition {edition_id} has no {form}")
    return fetch_file(store, sha256)


def _editions() -> Any:
    return select(*(edition.c[name] for name in Edition.__dataclass_fields__))


def _edition(row: Row[Any]) -> Edition:
    return Edition(**row._mapping)


def _refuse_outdated(
    connection: Connection, now: Version, known_at: datetime, expected: str | None
) -> None:
    """Refuse figures that lack something, be its moment earlier than theirs."""
    then = now if expected is None else parse_version(expected)
    came_in = replace(then, last_at=now.last_at) != now
    if came_in or last_entry(connection) > known_at:
        raise OutdatedPreviewError("something came in since the figures were made")


def _next_number(connection: Connection, area_code: str) -> int:
    query = select(func.max(edition.c.number)).where(edition.c.area_code == area_code)
    return (connection.execute(query).scalar_one() or 0) + 1


def _keep(
    connection: Connection,
    published: Edition,
    figures: Figures,
    documents: Mapping[str, tuple[str, bytes]],
) -> None:
    kept = [
        (form, name, keep_file(connection, content))
        for form, (name, content) in sorted(documents.items())
    ]
    entry = asdict(published)
    digest = edition_digest(entry, kept)
    connection.execute(
        insert(edition).values(**entry, figures=dict(figures), entry_digest=digest)
    )
    names = ("format", "file_name", "file_sha256")
    rows = [dict(zip(names, each, strict=True)) for each in kept]
    entries = [{"edition_id": published.id, **row} for row in rows]
    connection.execute(insert(edition_document), entries)
