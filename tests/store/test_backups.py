"""A store in one file, brought back, and moved to another engine."""

import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import event, text

from hrss.accounts import ReviewState, Rights, Role
from hrss.settings import Settings
from hrss.sheets import Issue, Severity
from hrss.store import (
    AwaitedReview,
    DamagedStoreError,
    NotABackupError,
    Reviewer,
    Store,
    StoreHasDataError,
    add_account,
    append_alias,
    append_edition,
    append_mapping,
    append_note,
    append_reopening,
    append_reviews,
    append_submission,
    backup_store,
    close_store,
    data_version,
    fetch_edition_figures,
    fetch_snapshot,
    fetch_submissions,
    migrate,
    move_store,
    open_store,
    restore_store,
    revoke_alias,
    sign_in,
    verify,
    withdraw_submission,
)
from hrss.store.copying import TableProof, prove
from hrss.store.signing_in import Lifetime
from hrss.store.tables import metadata
from tests.postgres import Postgres
from tests.store.databases import passing_database
from tests.store.mini import (
    DECEMBER,
    LINGNAN,
    NOVEMBER,
    SHAMIAN,
    XIHE,
    checked_sheet,
    new_store,
    send,
    send_file,
)

MARCH = date(2012, 3, 31)
STATIONS = (
    ["县（市、区）", "乡镇（街道）", "村（社区）", "是否建成", "领取报酬人数"],
    ["荔湾区", "沙面街道", "北社区", "是", 0],
)
AREAS = (
    ["地级市", "县（市、区）", "列入县级预算", "方案备案日期", "2011年12月"],
    ["广州市", "市本级", None, "2011-10-28", 2],
)


def fill(store: Store) -> None:
    """Something in every table that a user writes to."""
    remarks = "“约”300㎡，𠮷镇；①\n换行\t引号'\""
    office = {"remarks": remarks, "floor_area_m2": 0.1 + 0.2, "is_complete": True}
    send(store, {SHAMIAN: office | {"raw": {"C5": "是"}}, LINGNAN: {}}, as_of=NOVEMBER)
    send(store, {SHAMIAN: {"staff_count": 2**40}, XIHE: {"is_complete": False}})
    withdraw_submission(store, 1, by="张三", reason="报错了")
    append_note(store, "倒退", submission_ids=[2], by="李四", note="已核实")
    append_alias(
        store, county="荔湾区", written="沙面", township_code=SHAMIAN, by="李四"
    )
    append_mapping(store, "某表", {"盖好没有": "is_complete"}, by="李四")
    append_edition(
        store,
        area_code="440000",
        number=1,
        as_of=DECEMBER,
        known_at=store.now(),
        prepared_on=DECEMBER,
        by="李四",
        settings={"yellow_pp": 10.0},
        figures={"率": 1 / 3},
        documents={"docx": ("通报.docx", bytes(range(256)))},
        is_simulated=False,
    )


def fill_every_table(store: Store) -> None:
    """Something in every table that there is; a new table wants a line here."""
    fill(store)
    warning = Issue(
        *("complete_without_date", Severity.WARNING, "进度表", 5, "F"),
        *("completion_date", None, None),
    )
    checked = checked_sheet({SHAMIAN: {}}, content=b"sheet", issues=(warning,))
    awaited = append_submission(
        *(store, checked),
        content=b"sheet",
        as_of=MARCH,
        sender="张三",
        review=AwaitedReview(),
    )
    send_file(store, STATIONS, as_of=MARCH)
    send_file(store, AREAS, as_of=MARCH)
    append_reviews(
        *(store, [awaited.submission_id], ReviewState.RETURNED),
        reviewer=Reviewer("李四"),
        comment="面积有误",
    )
    append_reopening(
        store,
        area_code="440000",
        first_day=NOVEMBER,
        last_day=DECEMBER,
        by="李四",
        reason="数据有误",
    )
    revoke_alias(store, 1, by="李四")
    add_account(
        *(store, "guangzhou"),
        display_name="张三",
        rights=Rights(Role.PREFECTURE_CLERK, "440100"),
        password="correct horse battery",
        by="省厅",
    )
    lifetime = Lifetime(idle=timedelta(hours=1), absolute=timedelta(days=1))
    for password in ("right", "wrong"):
        sign_in(
            *(store, "guangzhou", password),
            lifetime=lifetime,
            verify=lambda _, said: said == "right",
        )


def proofs(store: Store) -> list[object]:
    """What every table holds."""
    with store.read_engine.begin() as connection:
        return [prove(table, connection) for table in metadata.sorted_tables]


@contextmanager
def opened(address: str) -> Iterator[Store]:
    store = open_store(Settings(database_url=address))
    yield store
    close_store(store)


def test_backup_is_one_file_that_holds_the_whole_store(
    shared_store: Store, tmp_path: Path
) -> None:
    fill(shared_store)
    path = tmp_path / "backups" / "一月.sqlite"
    path.parent.mkdir()

    backup_store(shared_store, path)

    assert [each.name for each in path.parent.iterdir()] == ["一月.sqlite"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with opened(f"sqlite:///{path}") as copy:
        assert verify(copy) == []
        assert proofs(copy) == proofs(shared_store)
        assert data_version(copy) == data_version(shared_store)


def test_backup_comes_back_into_an_empty_store_of_either_engine(
    shared_store: Store, postgres: Postgres, tmp_path: Path
) -> None:
    path = tmp_path / "backup.sqlite"
    fill(shared_store)
    before = proofs(shared_store)
    backup_store(shared_store, path)

    with passing_database(postgres) as server:
        for address in (f"sqlite:///{tmp_path / 'new.sqlite'}", server):
            with opened(address) as other:
                restored = restore_store(other, path)

                assert {each.table: each.rows for each in restored}["submission"] == 2
                assert proofs(other) == before
                assert fetch_edition_figures(other, 1) == {"率": 1 / 3}
                pd.testing.assert_frame_equal(
                    fetch_snapshot(other, as_of=DECEMBER),
                    fetch_snapshot(shared_store, as_of=DECEMBER),
                )
                assert send(other, {LINGNAN: {"staff_count": 9}}).submission_id == 3
                assert verify(other) == []


def test_whatever_table_there_is_comes_back_and_moves_row_by_row(
    file_store: Store, postgres: Postgres, tmp_path: Path
) -> None:
    path = tmp_path / "backup.sqlite"
    fill_every_table(file_store)
    before = {proof.table: proof for proof in proofs(file_store)}
    assert [name for name, proof in before.items() if proof.rows == 0] == []
    # Who is signed in here is not signed in there.
    before["account_session"] = TableProof("account_session", 0, f"{0:064x}")

    backup_store(file_store, path)

    with (
        passing_database(postgres) as first,
        passing_database(postgres) as second,
        opened(first) as restored,
        opened(second) as moved,
    ):
        restore_store(restored, path)
        move_store(file_store, moved)
        for store in (restored, moved):
            assert {proof.table: proof for proof in proofs(store)} == before
            assert verify(store) == []


def test_file_that_is_there_is_not_overwritten(
    empty_store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("别的东西")

    with pytest.raises(FileExistsError):
        backup_store(empty_store, path)

    assert path.read_text() == "别的东西"


def test_file_that_appears_while_the_backup_is_made_is_not_overwritten(
    empty_store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "notes.txt"

    def appear(*_: object) -> None:
        path.write_text("别的东西")

    event.listen(empty_store.engine.pool, "checkout", appear)
    with pytest.raises(FileExistsError):
        backup_store(empty_store, path)
    event.remove(empty_store.engine.pool, "checkout", appear)

    assert path.read_text() == "别的东西"
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_store_that_is_not_whole_leaves_no_backup(
    empty_store: Store, tmp_path: Path
) -> None:
    send(empty_store, {SHAMIAN: {}, LINGNAN: {}})
    with empty_store.engine.begin() as connection:
        connection.execute(text("DELETE FROM office_report WHERE row = 5"))

    with pytest.raises(DamagedStoreError, match="第 1 号上报应有 2 行，实存 1 行"):
        backup_store(empty_store, tmp_path / "backup.sqlite")

    assert list(tmp_path.glob("*backup*")) == []


def test_backup_while_others_write_is_of_one_moment(
    shared_store: Store, tmp_path: Path
) -> None:
    is_over = threading.Event()
    sent: list[int] = []

    def write() -> None:
        while not is_over.is_set():
            offices = {SHAMIAN: {"staff_count": len(sent)}, LINGNAN: {}}
            sent.append(send(shared_store, offices).submission_id)

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(2):
        backup_store(shared_store, tmp_path / f"{number}.sqlite")
    is_over.set()
    writer.join()

    counts = []
    for number in range(2):
        with opened(f"sqlite:///{tmp_path / f'{number}.sqlite'}") as copy:
            assert verify(copy) == []
            counts.append(len(fetch_submissions(copy)))
    assert counts == sorted(counts)
    assert counts[-1] <= len(sent) == len(fetch_submissions(shared_store))
    assert verify(shared_store) == []


def test_store_with_data_is_not_overwritten_unless_it_is_said(
    shared_store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "backup.sqlite"
    send(shared_store, {SHAMIAN: {"staff_count": 1}})
    backup_store(shared_store, path)
    then = proofs(shared_store)
    send(shared_store, {SHAMIAN: {"staff_count": 2}})
    later = proofs(shared_store)

    with pytest.raises(StoreHasDataError):
        restore_store(shared_store, path)

    assert proofs(shared_store) == later

    restore_store(shared_store, path, replaces=True)

    assert proofs(shared_store) == then


def test_restore_that_breaks_off_leaves_what_was_there(
    shared_store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "backup.sqlite"
    fill(shared_store)
    backup_store(shared_store, path)
    send(shared_store, {SHAMIAN: {"staff_count": 2}})
    before = proofs(shared_store)

    def fail(*arguments: object) -> None:
        if "INSERT INTO office_report" in str(arguments[2]):
            raise OSError("the disk is full")

    event.listen(shared_store.engine, "before_cursor_execute", fail)
    with pytest.raises(OSError, match="disk is full"):
        restore_store(shared_store, path, replaces=True)
    event.remove(shared_store.engine, "before_cursor_execute", fail)

    assert proofs(shared_store) == before
    assert verify(shared_store) == []


def test_damaged_backup_is_not_restored(empty_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "backup.sqlite"
    send(empty_store, {SHAMIAN: {}})
    backup_store(empty_store, path)
    with closing(sqlite3.connect(path)) as backup, backup:
        backup.execute("UPDATE file SET size = size + 1")

    with pytest.raises(DamagedStoreError, match="与其校验值不符"):
        restore_store(empty_store, path, replaces=True)

    assert len(fetch_submissions(empty_store)) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a store", None])
def test_file_that_is_no_store_is_refused(
    empty_store: Store, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "backup.sqlite"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(NotABackupError):
        restore_store(empty_store, path)


def test_backup_stays_as_it_is_when_it_is_restored(
    file_store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "backup.sqlite"
    send(file_store, {SHAMIAN: {}})
    backup_store(file_store, path)
    path.chmod(0o400)
    before = path.read_bytes()

    restore_store(file_store, path, replaces=True)

    assert path.read_bytes() == before


def test_sqlite_moves_to_postgresql_row_by_row(
    postgres: Postgres, file_store: Store
) -> None:
    fill(file_store)

    with (
        passing_database(postgres) as address,
        opened(address) as target,
    ):
        copied = move_store(file_store, target)

        assert proofs(target) == proofs(file_store)
        assert {each.table: each.rows for each in copied}["roster_unit"] == 1592
        assert verify(target) == []
        assert send(target, {LINGNAN: {}}).submission_id == 3


def test_move_that_breaks_off_leaves_no_table(
    postgres: Postgres, file_store: Store
) -> None:
    fill(file_store)

    def fail(*arguments: object) -> None:
        if "INSERT INTO edition" in str(arguments[2]):
            raise ConnectionError("the network is gone")

    with (
        passing_database(postgres) as address,
        opened(address) as target,
    ):
        event.listen(target.engine, "before_cursor_execute", fail)
        with pytest.raises(ConnectionError):
            move_store(file_store, target)
        event.remove(target.engine, "before_cursor_execute", fail)

        with target.engine.connect() as connection:
            found = connection.execute(
                text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            ).scalar_one()
        assert found == 0
        move_store(file_store, target)
        assert proofs(target) == proofs(file_store)


def test_store_moves_into_an_empty_one_only(
    postgres: Postgres, file_store: Store
) -> None:
    send(file_store, {SHAMIAN: {}})

    with (
        passing_database(postgres) as address,
        opened(address) as target,
    ):
        migrate(target)
        move_store(file_store, target)
        with pytest.raises(StoreHasDataError):
            move_store(file_store, target)


def test_nobody_writes_into_the_old_store_while_it_moves(
    postgres: Postgres, file_store: Store
) -> None:
    path = str(file_store.engine.url.database)
    refused: list[str] = []

    def try_to_send(*arguments: object) -> None:
        if "INSERT INTO submission" in str(arguments[2]) and not refused:
            with closing(sqlite3.connect(path, timeout=0)) as connection:
                with pytest.raises(sqlite3.OperationalError, match="locked") as found:
                    connection.execute("UPDATE clock SET clear_count = 9")
                refused.append(str(found.value))

    send(file_store, {SHAMIAN: {}})
    with passing_database(postgres) as address, opened(address) as target:
        event.listen(target.engine, "before_cursor_execute", try_to_send)
        move_store(file_store, target)

    assert refused == ["database is locked"]


def test_sessions_are_not_copied(empty_store: Store, tmp_path: Path) -> None:
    with empty_store.engine.begin() as connection:
        for statement in ACCOUNT:
            connection.execute(text(statement))
    backup_store(empty_store, tmp_path / "backup.sqlite")
    other = new_store()

    restore_store(other, tmp_path / "backup.sqlite", replaces=True)

    with other.engine.connect() as connection:
        accounts = connection.execute(text("SELECT user_name FROM account")).scalars()
        assert list(accounts) == ["李四"]
        sessions = connection.execute(text("SELECT count(*) FROM account_session"))
        assert sessions.scalar_one() == 0
    close_store(other)


MOMENT = "'2012-01-04 01:30:00.000000'"
ACCOUNT = (
    "INSERT INTO account (id, user_name, display_name, role, password_hash, "
    "is_disabled, created_at, created_by, password_changed_at, failed_count) VALUES "
    f"(1, '李四', '李四', 'administrator', 'x', false, {MOMENT}, 'x', {MOMENT}, 0)",
    "UPDATE clock SET account_id = 1",
    "INSERT INTO account_session (token_sha256, account_id, created_at, "
    "last_seen_at, expires_at) VALUES "
    f"('{'a' * 64}', 1, {MOMENT}, {MOMENT}, {MOMENT})",
)
