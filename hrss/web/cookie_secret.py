"""The secret that signs the way over a provider of identities."""

import logging

_LOGGER = logging.getLogger(__name__)


class NoSecretError(SystemExit):
    """Signing in over the provider could not work; the server does not start."""


def check_cookie_secret(secret: str | None, *, is_given: bool) -> None:
    """Refuse to start with an empty secret; say what goes with one of our own making.

    Parameters
    ----------
    is_given : whether the settings have the secret; otherwise this server has made
        one by itself, which no other server knows.

    Raises
    ------
    NoSecretError : it is empty.
    """
    if not secret:
        raise NoSecretError(
            "STREAMLIT_SERVER_COOKIE_SECRET 是空的，不能用统一身份登录。"
            "请填入随机字符（多台服务器须相同），或者删去这一行。"
        )
    if not is_given:
        _LOGGER.warning(
            "没有设置 STREAMLIT_SERVER_COOKIE_SECRET，由本服务器自行生成；"
            "多台服务器须设为相同的值，否则统一身份登录不能完成。"
        )
