"""What a failure of the database means for the user, in one Chinese sentence."""

from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

LOST = "与数据库的连接中断，请稍后再试；刚才若在报送，请再报一次，已收下的不会重复入库"
_BUSY = "数据库正被别的程序占用，请稍后再试"
_FULL = "磁盘已满，没有写入"
_READ_ONLY = "数据库是只读的，没有写入；请检查 HRSS_DATABASE_URL 是否指向主库"
_TEXTS = {
    "database is locked": _BUSY,
    "file is not a database": (
        "HRSS_DATABASE_URL 指向的文件不是本系统的数据库，请检查地址"
    ),
    "unable to open database file": "数据库文件打不开，请检查 HRSS_DATABASE_URL",
    "readonly database": "数据库文件是只读的，请检查文件权限",
    "is full": _FULL,
    "disk I/O error": "读写磁盘出错，没有写入；请检查磁盘是否已满或损坏",
    "malformed": "数据库文件已损坏，请用备份恢复",
    "authentication failed": "数据库不认这个用户或口令，请检查 HRSS_DATABASE_URL",
    "connection to server": "连不上数据库服务器，请稍后再试，或检查 HRSS_DATABASE_URL",
    "failed to resolve": "找不到数据库服务器，请检查 HRSS_DATABASE_URL",
    "server closed the connection": LOST,
    "connection timeout": "数据库服务器没有回应，请稍后再试",
}
_DAMAGE = ("malformed", "file is not a database")
# PostgreSQL's codes; of two letters where the whole class means the same.
_STATES = {
    "08": LOST,
    "57P": LOST,
    "57014": "查询用时过长，被数据库服务器取消，请稍后再试",
    "25P03": LOST,
    "55P03": _BUSY,
    "40": "与别人的操作相冲突，没有写入，请再试一次",
    "53100": _FULL,
    "53300": "数据库服务器的连接数已满，请稍后再试",
    "53": "数据库服务器资源不足，请稍后再试",
    "25006": _READ_ONLY,
    "28": "数据库不认这个用户或口令，请检查 HRSS_DATABASE_URL",
    "3D000": "数据库服务器上没有这个库，请先建库或检查 HRSS_DATABASE_URL",
    "42501": "这个数据库用户没有所需的权限，请检查 HRSS_DATABASE_URL",
    "XX001": "数据库已损坏，请用备份恢复",
}


def known_sentence(error: Exception) -> str | None:
    """What a failure means for the user; None when it is none of the known ones.

    It never quotes the database, whose words may hold what a sheet holds.
    """
    if isinstance(error, PoolTimeoutError):
        return "同时访问的人太多，请稍后再试"
    if not isinstance(error, DBAPIError):
        return None
    state = str(getattr(error.orig, "sqlstate", None) or "")
    for length in (5, 3, 2):
        if state[:length] in _STATES:
            return _STATES[state[:length]]
    reason = str(error.orig)
    if 'database "' in reason and "does not exist" in reason:
        return _STATES["3D000"]
    for text, sentence in _TEXTS.items():
        if text in reason:
            return sentence
    return LOST if error.connection_invalidated else None


def is_damage(error: SQLAlchemyError) -> bool:
    """Whether an SQLite file can no longer be read for what it was."""
    return isinstance(error, DBAPIError) and any(
        text in str(error.orig) for text in _DAMAGE
    )


def store_sentence(error: SQLAlchemyError) -> str:
    """What a failure of the database means for who runs the commands."""
    if isinstance(error, ArgumentError):
        return (
            "HRSS_DATABASE_URL 不是数据库地址，应写成 sqlite:////路径/hrss.sqlite "
            "或 postgresql+psycopg://用户@主机/库名"
        )
    known = known_sentence(error)
    if known is not None:
        return known
    reason = str(error.orig if isinstance(error, DBAPIError) else error)
    first_line = reason.splitlines()[0] if reason else type(error).__name__
    return f"数据库出错：{first_line}"
