"""Passwords: only their Argon2id hashes are kept.

The parameters are those that RFC 9106 recommends where memory is scarce (64 MiB,
three passes), on two lanes, the cores of a small server.
"""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=2)

NOBODYS_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=2$"
    "AC8kf5UAeFOaZjY7OadCnQ$W3Zop27IXocLAQM9H4SCO84J0hWd8iHyb98iDUWdYBc"
)
"""Made of random bytes that nobody kept, with the parameters above.

A password given for an account that does not exist is held against it, so that the
answer takes as long as for one that does.
"""


def hash_password(password: str) -> str:
    """Hash with a salt of its own."""
    return HASHER.hash(_typed(password))


def verify_password(password_hash: str, password: str) -> bool:
    """Whether the password is the one that was hashed."""
    try:
        return HASHER.verify(password_hash, _typed(password))
    except (VerificationError, InvalidHashError):
        return False


def _typed(password: str) -> str:
    """One form, however the keyboard composed the characters."""
    return unicodedata.normalize("NFC", password)
