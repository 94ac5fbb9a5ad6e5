"""Every kind of damage is found and named."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from sqlalchemy import event, text

from hrss.accounts import LogAction, ReviewState, Rights, Role
from hrss.store import (
    AwaitedReview,
    LogEntry,
    Reviewer,
    Store,
    add_account,
    append_alias,
    append_edition,
    append_log,
    append_mapping,
    append_note,
    append_reopening,
    append_reviews,
    append_roster,
    append_submission,
    clear_simulated,
    close_store,
    fetch_submissions,
    revoke_alias,
    set_disabled,
    sign_in,
    verify,
    withdraw_submission,
)
from hrss.store.checks.numbers import numbered_tables
from hrss.store.signing_in import Lifetime
from hrss.store.tables import audit_log, clock, metadata
from hrss.store.verify import find_problems
from tests.store.databases import furnished_database
from tests.store.mini import (
    DECEMBER,
    LINGNAN,
    NOVEMBER,
    SHAMIAN,
    checked_sheet,
    mini_roster,
    new_store,
    send,
)

JANUARY = date(2012, 1, 31)
DAY = Lifetime(idle=timedelta(hours=1), absolute=timedelta(hours=12))
PASSWORD = "correct horse battery"
CHANGED_EDITION = "第 2 期通报（440000）的截止日期、口径或文件与发布时的校验值不符"


def after(store: Store, *statements: str) -> list[str]:
    """What is found once somebody went round the program, and foreign keys too.

    The store is as it was afterwards.
    """
    is_sqlite = store.engine.dialect.name == "sqlite"
    off, on = "PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"
    with store.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        raw.execute(off if is_sqlite else "SET session_replication_role = replica")
        for statement in statements:
            connection.execute(text(statement))
        problems = find_problems(connection)
        connection.rollback()
        raw.execute(on if is_sqlite else "SET session_replication_role = DEFAULT")
        connection.commit()
    return problems


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Something in every table that anybody writes to, sent and said twice.

    For tests that leave it as it is.
    """
    with ExitStack() as ends:
        address = "sqlite://"
        if request.param == "postgresql":
            server = request.getfixturevalue("postgres")
            address = ends.enter_context(furnished_database(server))
        store = new_store(address)
        ends.callback(close_store, store)
        fill(store)
        yield store


def fill(store: Store) -> None:
    send(store, {SHAMIAN: {}}, as_of=NOVEMBER)
    send(store, {SHAMIAN: {}, LINGNAN: {}})
    withdraw_submission(store, 1, by="张三", reason="报错了")
    add_reviewed(store)
    for number in (1, 2):
        append_note(store, "倒退", submission_ids=[number], by="李四", note="已核实")
        name = {"county": "荔湾区", "written": f"沙面{number}"}
        append_alias(store, **name, township_code=SHAMIAN, by="李四")
        append_mapping(store, "某表", {f"盖好没有{number}": ""}, by="李四")
        publish(store, number)
    revoke_alias(store, 2, by="李四")
    append_reopening(
        store,
        area_code="440100",
        first_day=NOVEMBER,
        last_day=DECEMBER,
        by="李四",
        reason="补报",
    )
    add_people(store)


def add_reviewed(store: Store) -> None:
    """Two of January that were approved; the second was then returned."""
    for number in (3, 4):
        content = f"sheet {number}".encode()
        append_submission(
            store,
            checked_sheet({SHAMIAN: {}}, content=content),
            content=content,
            as_of=JANUARY,
            sender="张三",
            review=AwaitedReview(),
        )
    for decision, numbers in (("approved", (3, 4)), ("returned", (4,))):
        append_reviews(
            store,
            numbers,
            ReviewState(decision),
            reviewer=Reviewer("李四"),
            comment="看过",
        )


def publish(store: Store, number: int, *, is_simulated: bool = False) -> None:
    append_edition(
        store,
        area_code="440000",
        number=number,
        as_of=DECEMBER,
        known_at=store.now(),
        prepared_on=DECEMBER,
        by="李四",
        settings={},
        figures={"建成": number},
        documents={"docx": ("通报.docx", f"docx {number}".encode())},
        is_simulated=is_simulated,
    )


def add_people(store: Store) -> None:
    """A clerk of Guangzhou who is signed in, and the log of it: three entries."""
    add_account(
        store,
        "guangzhou",
        display_name="张三",
        rights=Rights(Role.COUNTY_CLERK, "440100", "440103"),
        password=PASSWORD,
        by="省厅",
    )
    assert sign_in(store, "guangzhou", PASSWORD, lifetime=DAY, verify=lambda *_: True)
    entry = LogEntry(LogAction.SUBMIT, "guangzhou", account_id=1, submission_id=0)
    append_log(store, entry)


def test_store_with_something_of_everything_is_whole(full_store: Store) -> None:
    assert verify(full_store) == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "DELETE FROM office_report WHERE township_code = '440103002'",
            "第 2 号上报应有 2 行，实存 1 行",
        ),
        (
            "UPDATE submission SET warning_count = 3 WHERE id = 2",
            "第 2 号上报应有 3 条提示，实存 0 条",
        ),
        (
            "UPDATE office_report SET as_of = '2011-10-31' WHERE submission_id = 2",
            "第 2 号上报有 2 行的截止日期与上报不一致",
        ),
        (
            "UPDATE submission_sheet SET sheet = '别的表' WHERE submission_id = 2",
            "第 2 号上报有 2 行的工作表不在该号上报中",
        ),
        (
            "UPDATE submission SET prefecture_codes = '[\"440200\"]' WHERE id = 2",
            "第 2 号上报所列地市与其各行不一致",
        ),
        (
            "UPDATE clock SET withdrawal_id = 0",
            "表 withdrawal 的编号超出了时钟记录的编号",
        ),
        ("UPDATE clock SET submission_id = 5", "上报的编号应为 1 至 5，缺第 5 号"),
        ("UPDATE clock SET withdrawal_id = 2", "撤回的编号应为 1 至 2，缺第 2 号"),
        (
            "DELETE FROM oddity_note WHERE id = 1",
            "核实说明的编号应为 1 至 2，缺第 1 号",
        ),
        ("DELETE FROM name_alias WHERE id = 1", "名称对应的编号应为 1 至 2，缺第 1 号"),
        (
            "DELETE FROM header_mapping WHERE id = 1",
            "列含义的编号应为 1 至 2，缺第 1 号",
        ),
        ("DELETE FROM audit_log WHERE id = 2", "操作日志的编号应为 1 至 3，缺第 2 号"),
        (
            "UPDATE oddity_note SET submission_ids = '[9]' WHERE id = 2",
            "第 2 条核实说明所依据的上报不在库中",
        ),
        (
            "UPDATE oddity_note SET submission_ids = '[]' WHERE id = 2",
            "第 2 条核实说明所依据的上报不在库中",
        ),
        (
            "UPDATE oddity_note SET noted_at = '2011-01-01 00:00:00.000000' "
            "WHERE id = 2",
            "第 2 号核实说明的时间不晚于前一号",
        ),
        (
            "UPDATE audit_log SET at = '2011-01-01 00:00:00.000000' WHERE id = 3",
            "第 3 号操作日志的时间早于前一号",
        ),
        (
            "UPDATE audit_log SET action = 'nothing' WHERE id = 3",
            "第 3 号操作日志的操作种类不存在",
        ),
        (
            "UPDATE audit_log SET user_name = 'another' WHERE id = 3",
            "第 3 号操作日志的用户名与其账号不一致",
        ),
        (
            "UPDATE audit_log SET submission_id = 7 WHERE id = 3",
            "第 3 号操作日志所说的上报从未收到",
        ),
        (
            "UPDATE name_alias SET township_code = '440103999' WHERE id = 1",
            "第 1 条名称对应所指的乡镇（街道）不在任何名册中",
        ),
        (
            "UPDATE name_alias SET confirmed_by = '' WHERE id = 1",
            "第 1 条名称对应没有内容或没有确认人",
        ),
        (
            "UPDATE header_mapping SET field = 'no_such_column' WHERE id = 2",
            "第 2 条列含义所指的列不存在",
        ),
        (
            "UPDATE edition SET figures = '{\"建成\": 9}' WHERE number = 2",
            "第 2 期通报（440000）的数字与发布时的校验值不符",
        ),
        (
            "UPDATE edition SET digest = 'x' WHERE number = 1",
            "第 1 期通报（440000）的数字与发布时的校验值不符",
        ),
        (
            "UPDATE edition SET number = 3 WHERE number = 2",
            "通报（440000）的期号应为 1 至 2 依次递增，实际不是",
        ),
        ("UPDATE account SET role = 'king'", "账号“guangzhou”的角色不存在"),
        (
            "UPDATE account SET role = 'administrator'",
            "账号“guangzhou”的角色与所属地方不相配",
        ),
        (
            "UPDATE account SET county_code = '440203'",
            "账号“guangzhou”所属的地方不存在",
        ),
        (
            "UPDATE account SET is_disabled = true",
            "账号“guangzhou”已停用，仍有 1 次登录没有失效",
        ),
        (
            "UPDATE account_session SET expires_at = '2011-01-01 00:00:00.000000'",
            "账号“guangzhou”有 1 次登录的记录不可能是本系统写下的",
        ),
        (
            "UPDATE account_session SET account_id = 9",
            "表 account_session 有 1 行的 account_id 找不到对应记录",
        ),
        (
            "UPDATE audit_log SET account_id = 9 WHERE id = 3",
            "表 audit_log 有 1 行的 account_id 找不到对应记录",
        ),
        (
            "UPDATE review SET decision = 'good' WHERE id = 1",
            "第 1 号审核的结论不可能是本系统写下的",
        ),
        (
            "UPDATE review SET comment = '' WHERE id = 3",
            "第 3 号审核的结论不可能是本系统写下的",
        ),
        (
            "UPDATE submission SET needs_review = FALSE WHERE id = 3",
            "第 1 号审核的第 3 号上报无需审核",
        ),
        (
            "UPDATE review SET decision = 'approved' WHERE id = 3",
            "第 4 号上报已审核，不应再有第 3 号审核",
        ),
        (
            "UPDATE review SET decided_at = '2011-01-01 00:00:00.000000' WHERE id = 1",
            "第 1 号审核早于所审上报的收到时间",
        ),
        (
            "UPDATE submission SET sender_account_id = 9, "
            "sender_role = 'county_clerk' WHERE id = 3",
            "第 3 号上报的报送账号或角色不存在",
        ),
        (
            "UPDATE submission SET sender_role = 'county_clerk' WHERE id = 3",
            "第 3 号上报的报送账号或角色不存在",
        ),
        (
            "UPDATE reopening SET area_code = '110000'",
            "第 1 号重新开放的日期或地区不可能是本系统写下的",
        ),
        (
            "UPDATE reopening SET first_day = '2012-03-01'",
            "第 1 号重新开放的日期或地区不可能是本系统写下的",
        ),
        ("UPDATE clock SET review_id = 2", "表 review 的编号超出了时钟记录的编号"),
        (
            "UPDATE office_report SET staff_count = 9 "
            "WHERE submission_id = 2 AND township_code = '440103002'",
            "第 2 号上报的内容与收到时的校验值不符",
        ),
        (
            'UPDATE office_report SET raw = \'{"C5": "9"}\' WHERE submission_id = 1',
            "第 1 号上报的内容与收到时的校验值不符",
        ),
        (
            "UPDATE submission SET rows_held_back = 1 WHERE id = 2",
            "第 2 号上报的内容与收到时的校验值不符",
        ),
        (
            "UPDATE submission SET sender = '别人' WHERE id = 1",
            "第 1 号上报的内容与收到时的校验值不符",
        ),
        (
            "UPDATE submission SET needs_review = true WHERE id = 2",
            "第 2 号上报的内容与收到时的校验值不符",
        ),
        (
            "UPDATE submission_sheet SET letters = '{}' WHERE submission_id = 2",
            "第 2 号上报的内容与收到时的校验值不符",
        ),
        (
            "DELETE FROM roster_unit WHERE township_code = '440203101' "
            "AND roster_id = 2",
            "第 2 号名册应有 6 个乡镇（街道），实存 5 个",
        ),
        (
            "UPDATE roster_unit SET is_central_town = true "
            "WHERE township_code = '440203101' AND roster_id = 2",
            "第 2 号名册的乡镇（街道）与收到时的校验值不符",
        ),
        ("DELETE FROM alias_revocation", "名称对应应有 1 条已取消，实存 0 条"),
        (
            "DELETE FROM audit_log",
            "操作日志的编号应为 1 至 3，缺第 1 号、第 2 号、第 3 号",
        ),
        ("DELETE FROM audit_log WHERE id = 3", "操作日志的编号应为 1 至 3，缺第 3 号"),
        (
            "DELETE FROM header_mapping WHERE id = 2",
            "列含义的编号应为 1 至 2，缺第 2 号",
        ),
        ("DELETE FROM reopening", "重新开放的编号应为 1 至 1，缺第 1 号"),
        (
            "UPDATE edition SET as_of = '2011-11-30' WHERE number = 2",
            CHANGED_EDITION,
        ),
        (
            "UPDATE edition SET known_at = '2011-12-31 00:00:00.000000' "
            "WHERE number = 2",
            CHANGED_EDITION,
        ),
        (
            "UPDATE edition SET settings = '{\"yellow_pp\": 90}' WHERE number = 2",
            CHANGED_EDITION,
        ),
        (
            "UPDATE edition_document SET file_name = '别的.docx' WHERE edition_id = 2",
            CHANGED_EDITION,
        ),
    ],
)
def test_damage_is_found_and_named(
    full_store: Store, statement: str, sentence: str
) -> None:
    assert after(full_store, statement) == [sentence]


@pytest.mark.parametrize(
    ("statement", "sentences"),
    [
        (
            "UPDATE file SET size = size + 1",
            ["与其校验值不符"] * 6,
        ),
        (
            "INSERT INTO alias_revocation VALUES "
            "(9, '2012-01-01 00:00:00.000000', '李四')",
            [
                "表 alias_revocation 有 1 行的 alias_id 找不到对应记录",
                "名称对应应有 1 条已取消，实存 2 条",
            ],
        ),
        (
            "DELETE FROM edition_document WHERE edition_id = 2",
            ["不属于任何上报、名册或通报", "第 2 期通报（440000）没有留存文件"],
        ),
        (
            "DELETE FROM edition WHERE number = 1",
            [
                "表 edition_document 有 1 行的 edition_id 找不到对应记录",
                "通报的编号应为 1 至 2，缺第 1 号",
                "通报（440000）的期号应为 1 至 1 依次递增，实际不是",
            ],
        ),
        (
            "DELETE FROM account",
            [
                "表 account_session 有 1 行的 account_id 找不到对应记录",
                "表 audit_log 有 2 行的 account_id 找不到对应记录",
                "账号的编号应为 1 至 1，缺第 1 号",
                "登录失败次数所记的第 1 号账号不存在",
            ],
        ),
        (
            "UPDATE submission SET received_at = '2100-01-01 00:00:00.000000' "
            "WHERE id = 1",
            ["第 1 号上报晚于时钟记录的最后时间", "第 2 号上报的时间不晚于前一号"],
        ),
    ],
)
def test_damage_that_shows_in_several_places_is_named_at_each(
    full_store: Store, statement: str, sentences: list[str]
) -> None:
    problems = after(full_store, statement)

    assert len(problems) == len(sentences)
    for problem, sentence in zip(problems, sentences, strict=True):
        assert sentence in problem


def test_submission_that_was_taken_out_with_all_its_rows_is_missed(
    empty_store: Store,
) -> None:
    for number in (1, 2, 3):
        send(empty_store, {SHAMIAN: {"staff_count": number}})

    problems = after(
        empty_store,
        "DELETE FROM office_report WHERE submission_id = 3",
        "DELETE FROM submission_sheet WHERE submission_id = 3",
        "DELETE FROM submission WHERE id = 3",
    )

    assert len(problems) == 2
    assert "不属于任何上报、名册或通报，所属记录可能已被删除" in problems[0]
    assert problems[1] == "上报的编号应为 1 至 3，缺第 3 号"


def test_gaps_that_the_end_of_the_simulation_left_are_no_damage(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {}}, is_simulated=True)
    publish(empty_store, 1, is_simulated=True)
    send(empty_store, {LINGNAN: {}})
    publish(empty_store, 2)
    append_alias(
        empty_store, county="荔湾区", written="沙面", township_code=SHAMIAN, by="李四"
    )
    append_note(empty_store, "倒退", submission_ids=[1], by="李四", note="模拟")
    append_note(empty_store, "倒退", submission_ids=[2], by="李四", note="已核实")

    clear_simulated(empty_store)

    assert verify(empty_store) == []
    problems = after(
        empty_store,
        "UPDATE name_alias SET id = 2",
        "UPDATE clock SET name_alias_id = 2",
    )
    assert problems == ["名称对应的编号应为 1 至 2，缺第 1 号"]


def test_changed_byte_of_a_file_is_found(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, content=b"original")

    with empty_store.engine.begin() as connection:
        update = text("UPDATE file SET content = :content")
        connection.execute(update, {"content": b"0riginal"})

    problems = verify(empty_store)
    assert len(problems) == 1
    assert "与其校验值不符" in problems[0]


def test_row_whose_submission_is_gone_is_found(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})

    problems = after(empty_store, "DELETE FROM submission")

    assert "表 office_report 有 1 行的 submission_id 找不到对应记录" in problems


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE submission SET received_at = 'soon'",
            "表 submission 的 received_at 中有读不出的值",
        ),
        (
            "UPDATE submission SET prefecture_codes = '[440'",
            "表 submission 的 prefecture_codes 中有读不出的值",
        ),
        (
            "UPDATE office_report SET as_of = 'never'",
            "表 office_report 的 as_of 中有读不出的值",
        ),
    ],
)
def test_value_that_cannot_be_read_is_named_and_nothing_more_is_asked(
    file_store: Store, statement: str, sentence: str
) -> None:
    send(file_store, {SHAMIAN: {}})

    assert after(file_store, statement, "UPDATE file SET size = 0") == [sentence]


def test_sheet_that_is_there_twice_is_found(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, content=b"sheet", as_of=NOVEMBER)
    send(empty_store, {SHAMIAN: {}}, content=b"sheet", as_of=DECEMBER)
    assert verify(empty_store) == []

    problems = after(
        empty_store,
        "UPDATE submission SET as_of = '2011-12-31'",
        "UPDATE office_report SET as_of = '2011-12-31'",
    )

    assert problems == ["第 1 号与第 2 号上报是同一天的同一份文件，且都未撤回或退回"]


def test_sheet_that_came_again_because_it_says_more_is_no_double(
    empty_store: Store,
) -> None:
    for offices in ({SHAMIAN: {}}, {SHAMIAN: {}, LINGNAN: {}}, {SHAMIAN: {}}):
        send(empty_store, offices, content=b"sheet")
    withdraw_submission(empty_store, 2, by="张三", reason="报错了")

    assert fetch_submissions(empty_store)["rows_valid"].tolist() == [1, 2, 1]
    assert verify(empty_store) == []


def test_name_of_a_township_of_a_simulated_roster_that_was_cleared_is_no_damage(
    empty_store: Store,
) -> None:
    more = mini_roster().replace({SHAMIAN: "440103009"})
    append_roster(empty_store, more, name="模拟", sender="demo", is_simulated=True)
    for written in ("沙面", "沙面街"):
        append_alias(
            empty_store,
            county="荔湾区",
            written=written,
            township_code="440103009",
            by="李四",
        )
    revoke_alias(empty_store, 1, by="李四")

    clear_simulated(empty_store)

    assert verify(empty_store) == []


def test_name_that_was_revoked_may_be_of_a_township_that_is_nowhere(
    full_store: Store,
) -> None:
    change = "UPDATE name_alias SET township_code = '440103999' WHERE id = 2"

    assert after(full_store, change) == []


def test_digests_are_the_same_on_every_engine(empty_store: Store) -> None:
    office = {
        "is_complete": True,
        "staff_count": 2**40,
        "floor_area_m2": 300.0,
        "completion_date": pd.Timestamp("2011-11-20"),
        "remarks": "已建成",
        "raw": {"C5": "是"},
    }
    fixed = replace(empty_store, now=lambda: datetime(2111, 1, 4, tzinfo=UTC))

    send(fixed, {SHAMIAN: office, LINGNAN: {}}, content=b"sheet")

    with empty_store.engine.begin() as connection:
        query = text("SELECT rows_digest, entry_digest FROM submission")
        found = connection.execute(query).one()
    assert tuple(each[:8] for each in found) == ("2ebae9be", "db3952a8")
    assert verify(empty_store) == []


def test_withdrawn_sheet_may_come_again(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    withdraw_submission(empty_store, 1, by="张三", reason="报错了")
    send(empty_store, {SHAMIAN: {}})

    assert verify(empty_store) == []


def test_account_that_was_shut_out_and_let_in_again_is_no_damage(
    empty_store: Store,
) -> None:
    add_people(empty_store)

    set_disabled(empty_store, "guangzhou", is_disabled=True, by="省厅")
    assert verify(empty_store) == []

    set_disabled(empty_store, "guangzhou", is_disabled=False, by="省厅")
    assert verify(empty_store) == []


def test_log_stays_in_order_when_the_clock_is_set_back(empty_store: Store) -> None:
    days = iter([20, 3, 25])
    moving = type(empty_store)(
        empty_store.engine,
        empty_store.read_engine,
        lambda: datetime(2012, 1, next(days), tzinfo=UTC),
    )

    for _ in range(3):
        append_log(moving, LogEntry(LogAction.SIGN_IN_FAILED, "（未知账号）"))

    with empty_store.engine.begin() as connection:
        rows = connection.execute(audit_log.select().order_by(audit_log.c.id)).all()
    assert [row.at.day for row in rows] == [20, 20, 25]
    assert verify(empty_store) == []


def test_every_table_of_the_store_is_looked_into(empty_store: Store) -> None:
    asked: list[str] = []

    def listen(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    event.listen(empty_store.engine, "before_cursor_execute", listen)
    verify(empty_store)
    event.remove(empty_store.engine, "before_cursor_execute", listen)

    said = " ".join(asked)
    assert [name for name in metadata.tables if f"FROM {name}" not in said] == []


def test_whatever_has_numbers_of_its_own_is_counted() -> None:
    assert {table.name for table in numbered_tables()} == {
        table.name
        for table in metadata.tables.values()
        if [each.name for each in table.primary_key] == ["id"] and table is not clock
    }
