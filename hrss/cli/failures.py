"""What stops a command, and the sentence that it leaves on stderr."""

from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

_KNOWN = {
    "database is locked": "数据库正被别的程序占用，请稍后再试",
    "file is not a database": (
        "HRSS_DATABASE_URL 指向的文件不是本系统的数据库，请检查地址"
    ),
    "unable to open database file": "数据库文件打不开，请检查 HRSS_DATABASE_URL",
    "readonly database": "数据库文件是只读的，请检查文件权限",
    "disk is full": "磁盘已满，没有写入",
    "malformed": "数据库文件已损坏，请用备份恢复",
}


class CommandError(Exception):
    """A command cannot go on; its text is the sentence for the user.

    Parameters
    ----------
    exit_code : 1 when the data is at fault, 2 when nothing could be read or the
        command was used wrongly.
    """

    def __init__(self, sentence: str, *, exit_code: int = 2) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def store_sentence(error: SQLAlchemyError) -> str:
    """What a failure of the database means for the user."""
    if isinstance(error, ArgumentError):
        return (
            "HRSS_DATABASE_URL 不是数据库地址，应写成 sqlite:////路径/hrss.sqlite "
            "或 postgresql+psycopg://用户@主机/库名"
        )
    reason = str(error.orig if isinstance(error, DBAPIError) else error)
    for text, sentence in _KNOWN.items():
        if text in reason:
            return sentence
    first_line = reason.splitlines()[0] if reason else type(error).__name__
    return f"数据库出错：{first_line}"
