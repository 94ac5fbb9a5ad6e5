import pytest
from sqlalchemy import text

from hrss.store import (
    Store,
    append_alias,
    append_edition,
    verify,
    withdraw_submission,
)
from tests.store.mini import DECEMBER, LINGNAN, NOVEMBER, SHAMIAN, send


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
        (
            "UPDATE submission_sheet SET sheet = '别的表'",
            "第 1 号上报有 2 行的工作表不在该号上报中",
        ),
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


def test_sheet_that_is_there_twice_is_found(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, content=b"sheet", as_of=NOVEMBER)
    send(empty_store, {SHAMIAN: {}}, content=b"sheet", as_of=DECEMBER)
    assert verify(empty_store) == []

    with empty_store.engine.begin() as connection:
        for table in ("submission", "office_report"):
            connection.execute(text(f"UPDATE {table} SET as_of = '2011-12-31'"))

    assert verify(empty_store) == [
        "第 1 号与第 2 号上报是同一天的同一份文件，且都未撤回"
    ]


def test_withdrawn_sheet_may_come_again(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    withdraw_submission(empty_store, 1, by="张三", reason="报错了")
    send(empty_store, {SHAMIAN: {}})

    assert verify(empty_store) == []


def test_name_of_a_township_that_no_roster_has_is_found(empty_store: Store) -> None:
    name = {"county": "荔湾区", "written": "沙面", "township_code": SHAMIAN}
    append_alias(empty_store, **name, by="李四")

    with empty_store.engine.begin() as connection:
        connection.execute(text("UPDATE name_alias SET township_code = '440103999'"))

    assert verify(empty_store) == ["第 1 条名称对应所指的乡镇（街道）不在任何名册中"]


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("DELETE FROM edition_document", "第 1 期通报（440000）没有留存文件"),
        (
            "UPDATE edition SET digest = 'x'",
            "第 1 期通报（440000）的数字与发布时的校验值不符",
        ),
    ],
)
def test_edition_that_is_not_whole_is_found(
    empty_store: Store, damage: str, sentence: str
) -> None:
    append_edition(
        empty_store,
        area_code="440000",
        number=1,
        as_of=DECEMBER,
        known_at=empty_store.now(),
        prepared_on=DECEMBER,
        by="李四",
        settings={},
        figures={"建成": 1},
        documents={"docx": ("通报.docx", b"docx")},
        is_simulated=False,
    )
    assert verify(empty_store) == []

    with empty_store.engine.begin() as connection:
        connection.execute(text(damage))

    assert verify(empty_store) == [sentence]
