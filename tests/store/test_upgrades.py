"""Stores that older versions of the program left behind, with what was in them."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert

from hrss.settings import Settings
from hrss.store import (
    Store,
    close_store,
    fetch_accounts,
    fetch_aliases,
    fetch_edition_document,
    fetch_editions,
    fetch_log,
    fetch_mappings,
    fetch_notes,
    fetch_snapshot,
    fetch_submissions,
    figures_digest,
    migrate,
    open_store,
    verify,
)
from hrss.store import tables as t
from hrss.store.bulk import insert_columns
from hrss.store.frames import to_columns
from hrss.store.migrate import MIGRATIONS
from tests.store.mini import DECEMBER, LINGNAN, SHAMIAN, mini_roster, send

MOMENT = datetime(2012, 1, 4, 1, 30, tzinfo=UTC)
REVIEWED = datetime(2012, 1, 4, 2, 0, tzinfo=UTC)
SHEET = b"what a clerk had sent"
SHA256 = hashlib.sha256(SHEET).hexdigest()
REVISIONS = [
    script.revision
    for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions("base", "head")
][::-1]


def fill_first_store(connection: Connection) -> None:
    """A roster, and a submission about two offices with a warning."""
    connection.execute(
        insert(t.roster).values(
            id=1,
            name="旧名册",
            received_at=MOMENT.replace(day=1),
            sender="省厅",
            is_simulated=False,
        )
    )
    insert_columns(
        connection, t.roster_unit, to_columns(mini_roster().assign(roster_id=1))
    )
    file = {"sha256": SHA256, "size": len(SHEET), "content": SHEET}
    connection.execute(insert(t.file), file)
    add_submission(connection, 1, "office", rows=2)
    rows = [
        {"township_code": SHAMIAN, "is_complete": True, "raw": {"C5": "是"}},
        {"township_code": LINGNAN, "is_complete": None, "raw": None},
    ]
    keys = {"prefecture_code": "440100", "submission_id": 1, "as_of": DECEMBER}
    for number, row in enumerate(rows, 5):
        place = {"sheet": "进度表", "row": number}
        connection.execute(insert(t.office_report).values(**keys, **place, **row))
    connection.execute(
        insert(t.clock).values(
            id=1,
            submission_id=1,
            withdrawal_id=0,
            roster_id=1,
            clear_count=0,
            last_at=MOMENT,
        )
    )


def add_submission(connection: Connection, number: int, kind: str, rows: int) -> None:
    """What every kind of submission had from the first version on."""
    connection.execute(
        insert(t.submission).values(
            id=number,
            kind=kind,
            as_of=DECEMBER,
            received_at=MOMENT.replace(minute=29 + number),
            sender="张三",
            file_sha256=SHA256,
            file_name="进度表.xls",
            prefecture_codes=["440100"],
            rows_valid=rows,
            warning_count=0,
            is_simulated=False,
            roster_id=1,
        )
    )
    counts = ("read", "title", "header", "body", "blank", "total", "footer")
    connection.execute(
        insert(t.submission_sheet).values(
            submission_id=number,
            position=0,
            sheet="进度表",
            header_rows=[4],
            letters={"is_complete": "C"},
            **{f"rows_{count}": 0 for count in counts},
        )
    )


def add_note(connection: Connection) -> None:
    connection.execute(
        insert(t.oddity_note).values(
            id=1,
            oddity_key="倒退/440103001",
            noted_at=MOMENT,
            noted_by="李四",
            note="已核实",
            submission_ids=[1],
            is_simulated=False,
        )
    )


def add_station_list(connection: Connection) -> None:
    add_submission(connection, 2, "station", rows=1)
    connection.execute(
        insert(t.station_report).values(
            prefecture_code="440100",
            township_code=SHAMIAN,
            position=0,
            submission_id=2,
            as_of=DECEMBER,
            sheet="进度表",
            row=5,
            village_name="翠洲社区",
        )
    )
    moved_on = t.clock.update().values(
        submission_id=2, last_at=MOMENT.replace(minute=31)
    )
    connection.execute(moved_on)


def add_alias(connection: Connection) -> None:
    connection.execute(
        insert(t.name_alias).values(
            id=1,
            prefecture_code="440100",
            county_name="荔湾区",
            written="沙面",
            township_code=SHAMIAN,
            confirmed_at=MOMENT,
            confirmed_by="李四",
        )
    )


def add_held_back_rows(connection: Connection) -> None:
    connection.execute(t.submission.update().values(rows_held_back=3))


def add_mapping(connection: Connection) -> None:
    connection.execute(
        insert(t.header_mapping).values(
            id=1,
            layout_key="某表",
            header="盖好没有",
            field="is_complete",
            confirmed_at=MOMENT,
            confirmed_by="李四",
        )
    )


def add_edition(connection: Connection) -> None:
    figures = {"建成": 1, "率": 0.5}
    connection.execute(
        insert(t.edition).values(
            id=1,
            area_code="440000",
            number=1,
            as_of=DECEMBER,
            known_at=MOMENT,
            published_at=MOMENT,
            published_by="李四",
            prepared_on=DECEMBER,
            settings={"yellow_pp": 10.0},
            figures=figures,
            digest=figures_digest(figures),
            is_simulated=False,
        )
    )
    document = {"format": "docx", "file_name": "通报.docx", "file_sha256": SHA256}
    connection.execute(insert(t.edition_document).values(edition_id=1, **document))


def add_account(connection: Connection) -> None:
    connection.execute(
        insert(t.account).values(
            id=1,
            user_name="lisi",
            display_name="李四",
            role="province_editor",
            password_hash="$argon2id$",
            is_disabled=False,
            created_at=MOMENT,
            created_by="省厅",
            password_changed_at=MOMENT,
            failed_count=0,
        )
    )
    connection.execute(
        insert(t.audit_log).values(
            id=1,
            at=MOMENT,
            account_id=1,
            user_name="lisi",
            action="sign_in",
            subject="",
            detail="",
        )
    )


def revoke_alias(connection: Connection) -> None:
    connection.execute(
        insert(t.alias_revocation).values(
            alias_id=1, revoked_at=MOMENT, revoked_by="李四"
        )
    )


def count_up(connection: Connection) -> None:
    """As the programs of that time did with each of what was added above."""
    names = (
        *("oddity_note_id", "name_alias_id", "header_mapping_id", "edition_id"),
        *("account_id", "audit_log_id", "revocation_count"),
    )
    connection.execute(t.clock.update().values(dict.fromkeys(names, 1)))


def add_review(connection: Connection) -> None:
    connection.execute(t.submission.update().values(needs_review=True))
    connection.execute(
        insert(t.review).values(
            id=1,
            submission_id=1,
            decision="approved",
            decided_at=REVIEWED,
            decided_by="李四",
            account_id=1,
            comment="",
        )
    )
    connection.execute(t.clock.update().values(review_id=1, last_at=REVIEWED))


ADDED: dict[str, Callable[[Connection], None]] = {
    "0001": fill_first_store,
    "0002": add_note,
    "0003": add_station_list,
    "0004": add_alias,
    "0005": add_held_back_rows,
    "0006": add_mapping,
    "0007": add_edition,
    "0008": add_account,
    "0009": add_review,
    "0011": revoke_alias,
    "0012": count_up,
}


def make_old_store(store: Store, revision: str) -> None:
    """A store as the program of that revision left it, with rows in every table."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for added_in, add in ADDED.items():
            if added_in <= revision:
                add(connection)


@pytest.mark.parametrize("revision", REVISIONS)
def test_store_of_every_earlier_version_is_brought_up_with_what_it_holds(
    bare_settings: Settings, revision: str
) -> None:
    store = open_store(bare_settings)
    make_old_store(store, revision)

    migrate(store)

    assert verify(store) == []
    snapshot = fetch_snapshot(store, as_of=DECEMBER)
    assert snapshot["is_complete"].tolist()[0] is True
    assert snapshot["is_reported"].sum() == 2
    submissions = fetch_submissions(store)
    assert submissions.loc[1, "received_at"] == MOMENT
    assert submissions.loc[1, "rows_held_back"] == (3 if revision >= "0005" else 0)
    assert len(fetch_notes(store)) == (revision >= "0002")
    assert len(submissions) == (2 if revision >= "0003" else 1)
    assert len(fetch_aliases(store)) == (revision >= "0004")
    assert len(fetch_mappings(store)) == (revision >= "0006")
    assert len(fetch_editions(store)) == (revision >= "0007")
    assert [each.display_name for each in fetch_accounts(store)] == (
        ["李四"] if revision >= "0008" else []
    )
    assert len(fetch_log(store)) == (revision >= "0008")
    is_reviewed = revision >= "0009"
    state = "approved" if is_reviewed else "not_needed"
    assert submissions.loc[1, "review_state"] == state
    if revision >= "0007":
        assert fetch_edition_document(store, 1, "docx") == SHEET
    receipt = send(store, {LINGNAN: {"is_complete": True}})
    assert receipt.submission_id == len(submissions) + 1
    assert verify(store) == []
    close_store(store)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("roster_unit", "第 1 号名册应有 6 个乡镇（街道），实存 0 个"),
        ("alias_revocation", "名称对应应有 1 条已取消，实存 0 条"),
        ("audit_log", "操作日志的编号应为 1 至 1，缺第 1 号"),
        ("oddity_note", "核实说明的编号应为 1 至 1，缺第 1 号"),
    ],
)
def test_what_an_earlier_version_wrote_is_missed_when_it_is_taken_out(
    bare_settings: Settings, table: str, sentence: str
) -> None:
    store = open_store(bare_settings)
    make_old_store(store, "0011")
    migrate(store)

    with store.engine.begin() as connection:
        connection.execute(t.metadata.tables[table].delete())

    assert verify(store) == [sentence]
    close_store(store)


def test_file_that_an_earlier_version_kept_comes_in_once_while_it_says_the_same(
    bare_settings: Settings,
) -> None:
    store = open_store(bare_settings)
    make_old_store(store, "0011")
    migrate(store)
    first = send(store, {SHAMIAN: {"is_complete": True}})
    second = send(store, {SHAMIAN: {"is_complete": False}})
    with store.engine.begin() as connection:
        forgotten = t.submission.update().values(rows_digest=None, entry_digest=None)
        connection.execute(forgotten)

    again = send(store, {SHAMIAN: {"is_complete": False}})

    assert again == replace(second, is_duplicate=True)
    assert first.submission_id != second.submission_id
    assert verify(store) == []
    close_store(store)


def test_brought_up_store_has_the_tables_of_a_new_one(bare_settings: Settings) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    store = open_store(bare_settings)
    make_old_store(store, "0001")

    migrate(store)

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, t.metadata) == []
    close_store(store)
