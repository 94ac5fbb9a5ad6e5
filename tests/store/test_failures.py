"""What a failure of the database is called, without quoting the database."""

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from hrss.settings import Settings
from hrss.store import close_store, known_sentence, open_store, store_sentence
from tests.postgres import Postgres


class ServerError(Exception):
    """As the driver raises it, with the server's code."""

    def __init__(self, message: str, sqlstate: str | None = None) -> None:
        super().__init__(message)
        self.sqlstate = sqlstate


def failure(message: str, sqlstate: str | None = None) -> DBAPIError:
    return OperationalError("SELECT 1", {}, ServerError(message, sqlstate))


@pytest.mark.parametrize(
    ("sqlstate", "beginning"),
    [
        ("57P01", "与数据库的连接中断"),
        ("57P03", "与数据库的连接中断"),
        ("08006", "与数据库的连接中断"),
        ("25P03", "与数据库的连接中断"),
        ("57014", "查询用时过长"),
        ("55P03", "数据库正被别的程序占用"),
        ("40001", "与别人的操作相冲突"),
        ("40P01", "与别人的操作相冲突"),
        ("53100", "磁盘已满"),
        ("53300", "数据库服务器的连接数已满"),
        ("25006", "数据库是只读的"),
        ("42501", "这个数据库用户没有所需的权限"),
    ],
)
def test_code_of_the_server_is_told_in_chinese(sqlstate: str, beginning: str) -> None:
    sentence = known_sentence(failure("whatever", sqlstate))

    assert sentence is not None
    assert sentence.startswith(beginning)


@pytest.mark.parametrize(
    ("message", "beginning"),
    [
        ("database is locked", "数据库正被别的程序占用"),
        ("database or disk is full", "磁盘已满"),
        ("disk I/O error", "读写磁盘出错"),
        ("attempt to write a readonly database", "数据库文件是只读的"),
        ("database disk image is malformed", "数据库文件已损坏"),
        ("unable to open database file", "数据库文件打不开"),
        ("file is not a database", "HRSS_DATABASE_URL 指向的文件不是"),
    ],
)
def test_word_of_sqlite_is_told_in_chinese(message: str, beginning: str) -> None:
    sentence = known_sentence(failure(message))

    assert sentence is not None
    assert sentence.startswith(beginning)


def test_too_many_visitors_for_the_pool_is_told() -> None:
    assert known_sentence(PoolTimeoutError("QueuePool limit")) == (
        "同时访问的人太多，请稍后再试"
    )


def test_unknown_failure_is_quoted_to_commands_only() -> None:
    error = failure("something new\nwith a second line")

    assert known_sentence(error) is None
    assert store_sentence(error) == "数据库出错：something new"
    assert known_sentence(ValueError("内部情况")) is None


def test_database_that_nobody_has_made_is_told(postgres: Postgres) -> None:
    store = open_store(Settings(database_url=postgres.address("nowhere")))

    with pytest.raises(SQLAlchemyError) as fault:
        store.engine.connect()

    assert known_sentence(fault.value) == (
        "数据库服务器上没有这个库，请先建库或检查 HRSS_DATABASE_URL"
    )
    close_store(store)
