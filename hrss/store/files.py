"""The bytes as they came in, each once, under their sha256."""

import hashlib

from sqlalchemy import Connection, insert, select

from hrss.store.engine import Store
from hrss.store.tables import file


class UnknownFileError(LookupError):
    """No file with this sha256 is kept."""


def fetch_file(store: Store, sha256: str) -> bytes:
    """The bytes of a file, exactly as they were received.

    Raises
    ------
    UnknownFileError : no such file is kept.
    """
    with store.read_engine.begin() as connection:
        query = select(file.c.content).where(file.c.sha256 == sha256)
        content = connection.execute(query).scalar_one_or_none()
    if content is None:
        raise UnknownFileError(f"no file with sha256 {sha256}")
    return bytes(content)


def keep_file(connection: Connection, content: bytes, sha256: str | None = None) -> str:
    """Keep the bytes unless they are kept already; their sha256.

    Who has worked it out already may say it.
    """
    sha256 = sha256 or hashlib.sha256(content).hexdigest()
    query = select(file.c.sha256).where(file.c.sha256 == sha256)
    if connection.execute(query).first() is None:
        row = {"sha256": sha256, "size": len(content), "content": content}
        connection.execute(insert(file), row)
    return sha256
