"""What a password must be before it is kept."""

LEAST_PASSWORD = 10
LONGEST_PASSWORD = 128
_LEAST_NAME = 3
_LEAST_SIGNS = 5


class WeakPasswordError(ValueError):
    """The password would be guessed too easily, or is too long to be taken."""


def refuse_weak(password: str, *, user_name: str) -> None:
    """Refuse what is too short, too long, too plain, or the user's own name.

    Raises
    ------
    WeakPasswordError : it is one of these; its text never holds the password.
    """
    if not LEAST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        message = f"密码应为{LEAST_PASSWORD}至{LONGEST_PASSWORD}个字符"
        raise WeakPasswordError(message)
    if len(set(password)) < _LEAST_SIGNS:
        raise WeakPasswordError(f"密码中不同的字符应至少有{_LEAST_SIGNS}种")
    is_long_name = len(user_name) >= _LEAST_NAME
    if is_long_name and user_name.casefold() in password.casefold():
        raise WeakPasswordError("密码中不应含有用户名")
