"""User names: one written form for each, so that no two look alike."""

import re
import unicodedata

_FORM = re.compile(r"[\w.@-]{1,40}")


class InvalidUserNameError(ValueError):
    """The text cannot be a user name."""


def user_key(name: str) -> str:
    """The form in which a user name is kept and looked for.

    Upper and lower case, full and half width are the same name.

    Raises
    ------
    InvalidUserNameError : it is blank, too long, or has a sign that is neither a
        letter, a digit, nor one of ``. @ - _``.
    """
    key = unicodedata.normalize("NFKC", name).strip().casefold()
    if not _FORM.fullmatch(key) or key[0] in "@-":
        message = "用户名应为1至40个汉字、字母、数字或 . _ - @，且不以 - 或 @ 开头"
        raise InvalidUserNameError(message)
    return key
