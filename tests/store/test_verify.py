import pytest
from sqlalchemy import text

from hrss.store import Store, verify
from tests.store.mini import LINGNAN, SHAMIAN, send


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (
            "DELETE FROM office_report WHERE township_code = '440103001'",
            "第 1 号上报应有 2 行，实存 1 行",
        ),
        ("DELETE FROM office_report", "第 1 号上报应有 2 行，实存 0 行"),
        (
            "UPDATE submission SET warning_count = 3",
            "第 1 号上报应有 3 条提示，实存 0 条",
        ),
        ("UPDATE file SET size = size + 1", "与其校验值不符"),
        (
            "UPDATE office_report SET as_of = '2011-11-30'",
            "第 1 号上报有 2 行的截止日期与上报不一致",
        ),
        ("UPDATE clock SET submission_id = 0", "表 submission 的编号超出"),
    ],
)
def test_damage_is_found_and_named(
    empty_store: Store, damage: str, sentence: str
) -> None:
    send(empty_store, {SHAMIAN: {}, LINGNAN: {}})
    assert verify(empty_store) == []

    with empty_store.engine.begin() as connection:
        connection.execute(text(damage))

    problems = verify(empty_store)
    assert len(problems) == 1
    assert sentence in problems[0]


def test_changed_byte_of_a_file_is_found(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, content=b"original")

    with empty_store.engine.begin() as connection:
        update = text("UPDATE file SET content = :content")
        connection.execute(update, {"content": b"0riginal"})

    assert len(verify(empty_store)) == 1


def test_row_whose_submission_is_gone_is_found(file_store: Store) -> None:
    send(file_store, {SHAMIAN: {}})

    with file_store.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("DELETE FROM submission")

    problems = verify(file_store)
    assert "表 office_report 有 1 行的 submission_id 找不到对应记录" in problems
