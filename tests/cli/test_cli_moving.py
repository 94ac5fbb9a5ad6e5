import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import LINGNAN, SHAMIAN
from tests.postgres import Postgres


@pytest.fixture
def server_address(postgres: Postgres) -> Iterator[str]:
    """An empty database of a PostgreSQL."""
    name = postgres.create()
    yield postgres.address(name)
    postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_backup_is_written_and_proved(run, sheet_of, tmp_path):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")
    path = tmp_path / "备份.sqlite"

    result = run("backup", path)

    assert result.code == 0
    assert result.out.startswith(f"已备份到“{path}”（")
    assert result.out.endswith(" MB），核对完整\n")
    with sqlite3.connect(path) as database:
        (count,) = database.execute("SELECT count(*) FROM submission").fetchone()
    database.close()
    assert count == 1


def test_backup_never_overwrites_a_file(run, sheet_of, tmp_path):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")
    path = tmp_path / "要紧.docx"
    path.write_text("要紧")

    result = run("backup", path)

    assert result.code == 2
    assert result.err == f"文件“{path}”已存在，请换一个名字\n"
    assert path.read_text() == "要紧"


def test_backup_of_no_store_makes_none(run, store_path, tmp_path):
    result = run("backup", tmp_path / "备份.sqlite")

    assert result.code == 2
    assert result.err == f"还没有数据库“{store_path}”，请检查 HRSS_DATABASE_URL\n"
    assert not store_path.exists()


def test_backup_of_a_store_without_a_report_says_so(run, tmp_path):
    run("demo", "--clear")

    result = run("backup", tmp_path / "备份.sqlite")

    assert result.code == 0
    assert "核对完整，库中还没有任何上报" in result.out


def test_backup_into_a_folder_that_is_not_there_is_one_sentence(
    run, sheet_of, tmp_path
):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")
    path = tmp_path / "没有" / "备份.sqlite"

    result = run("backup", path)

    assert result.code == 2
    assert result.err.startswith(f"读写不了“{path}”")


def test_backup_of_a_damaged_store_is_none_and_ends_with_1(
    run, sheet_of, store_path, tmp_path
):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")
    with sqlite3.connect(store_path) as database:
        database.execute("DELETE FROM office_report")
    database.close()

    result = run("backup", tmp_path / "备份.sqlite")

    assert result.code == 1
    assert result.err == (
        "第 1 号上报应有 1 行，实存 0 行\n数据库有1处不符，没有完成\n"
    )
    assert not (tmp_path / "备份.sqlite").exists()


def test_restore_brings_everything_back(
    run, sheet_of, store_path, tmp_path, monkeypatch
):
    run("submit", sheet_of(SHAMIAN, LINGNAN), "--as-of", "2011-10-31")
    before = run("history").out
    run("backup", tmp_path / "备份.sqlite")
    elsewhere = tmp_path / "新机" / "hrss.sqlite"
    monkeypatch.setenv("HRSS_DATABASE_URL", f"sqlite:///{elsewhere}")

    result = run("restore", tmp_path / "备份.sqlite")

    assert result.code == 0
    assert result.out.splitlines()[-1] == "已恢复，数据库完整；用户须重新登录"
    assert run("history").out == before
    assert run("verify").out == "数据库完整\n"


def test_restore_over_data_must_be_said(run, sheet_of, tmp_path):
    run("submit", sheet_of(SHAMIAN, name="一.xlsx"), "--as-of", "2011-10-31")
    run("backup", tmp_path / "备份.sqlite")
    run("submit", sheet_of(LINGNAN, name="二.xlsx"), "--as-of", "2011-11-30")

    refused = run("restore", tmp_path / "备份.sqlite")
    kept = run("history").out
    done = run("restore", tmp_path / "备份.sqlite", "--replace")

    assert refused.code == 2
    assert refused.err == "库中已有数据，没有恢复；确要以备份取代，请加 --replace\n"
    assert "二.xlsx" in kept
    assert done.code == 0
    assert "二.xlsx" not in run("history").out


def test_restore_of_what_is_no_backup_is_one_sentence(run, tmp_path):
    path = tmp_path / "通知.docx"
    path.write_bytes(b"PK\x03\x04")

    result = run("restore", path)

    assert result.code == 2
    assert result.err == f"“{path}”不是本系统的备份文件\n"


@pytest.fixture
def damaged(run, sheet_of, store_path, tmp_path) -> Path:
    """A backup of a store whose own file was then overwritten from its beginning."""
    run("submit", sheet_of(SHAMIAN, LINGNAN), "--as-of", "2011-10-31")
    backup = tmp_path / "备份.sqlite"
    run("backup", backup)
    with store_path.open("r+b") as file:
        file.write(b"\0" * 3000)
    return backup


def test_restore_over_a_damaged_file_must_be_said(run, damaged, store_path):
    before = store_path.read_bytes()

    result = run("restore", damaged)

    assert result.code == 2
    assert result.err == (
        "数据库文件已损坏，没有恢复；确要以备份取代，请先停止服务，再加 --replace\n"
    )
    assert store_path.read_bytes() == before


def test_restore_replaces_a_damaged_file_and_keeps_it_under_another_name(
    run, damaged, store_path
):
    before = store_path.read_bytes()

    result = run("restore", damaged, "--replace")

    assert result.code == 0
    said = result.out.splitlines()
    assert said[-2] == "已恢复，数据库完整；用户须重新登录"
    [aside] = store_path.parent.glob("hrss.sqlite.damaged-*")
    assert said[-1] == f"原数据库文件已损坏，改名保留为“{aside}”；请重新启动服务"
    assert aside.read_bytes() == before
    assert run("verify").out == "数据库完整\n"
    assert "广州市.xlsx" in run("history").out
    assert not list(store_path.parent.glob(".restore-*"))


def test_restore_replaces_a_file_that_is_damaged_where_only_its_rows_are(
    run, sheet_of, store_path, tmp_path
):
    run("submit", sheet_of(SHAMIAN, LINGNAN), "--as-of", "2011-10-31")
    run("backup", tmp_path / "备份.sqlite")
    content = store_path.read_bytes()
    store_path.write_bytes(content[:40_960] + b"\xff" * (len(content) - 40_960))

    result = run("restore", tmp_path / "备份.sqlite", "--replace")

    assert result.code == 0
    assert run("verify").out == "数据库完整\n"


def test_restore_of_a_damaged_backup_leaves_everything_as_it_is(
    run, damaged, store_path
):
    before = store_path.read_bytes()
    content = damaged.read_bytes()
    damaged.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))

    result = run("restore", damaged, "--replace")

    assert result.code in (1, 2)
    assert "备份" in result.err
    assert store_path.read_bytes() == before
    assert [each.name for each in store_path.parent.iterdir()] == ["hrss.sqlite"]


def test_move_proves_the_copy_and_leaves_the_old_store(
    run, sheet_of, store_path, server_address, monkeypatch
):
    run("submit", sheet_of(SHAMIAN, LINGNAN), "--as-of", "2011-10-31")
    before = run("progress", "--as-of", "2011-12-31", "--format", "json").out
    old = run("history").out

    result = run("migrate-store", "--to", server_address)

    lines = result.out.splitlines()
    assert result.code == 0
    assert lines[0].split() == ["表", "行数", "校验值"]
    assert any(line.split()[:2] == ["office_report", "2"] for line in lines)
    assert lines[-2].endswith("两边的行数和校验值逐表一致")
    assert lines[-1].startswith("已迁入")
    assert run("history").out == old
    monkeypatch.setenv("HRSS_DATABASE_URL", server_address)
    assert run("history").out == old
    assert run("verify").out == "数据库完整\n"
    assert run("progress", "--as-of", "2011-12-31", "--format", "json").out == before


def test_move_into_a_store_with_data_is_refused(run, sheet_of, server_address):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")
    run("migrate-store", "--to", server_address)

    result = run("migrate-store", "--to", server_address)

    assert result.code == 2
    assert result.err == "目标库中已有数据，没有迁入；请用空库\n"


def test_move_to_a_file_names_the_command_that_does_it(run, sheet_of, tmp_path):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")

    result = run("migrate-store", "--to", f"sqlite:///{tmp_path / '新.sqlite'}")

    assert result.code == 2
    assert result.err == "--to 应为PostgreSQL的地址；迁到文件请用 backup\n"


def test_address_that_is_none_is_one_sentence(run, sheet_of):
    run("submit", sheet_of(SHAMIAN), "--as-of", "2011-10-31")

    result = run("migrate-store", "--to", "随便")

    assert result.code == 2
    assert "不是数据库地址" in result.err


def test_backup_and_restore_go_through_postgresql(
    run, sheet_of, server_address, tmp_path, monkeypatch
):
    monkeypatch.setenv("HRSS_DATABASE_URL", server_address)
    run("submit", sheet_of(SHAMIAN, name="一.xlsx"), "--as-of", "2011-10-31")
    before = run("history").out
    run("backup", tmp_path / "备份.sqlite")
    run("withdraw", 1, "--reason", "报错了表")

    result = run("restore", tmp_path / "备份.sqlite", "--replace")

    assert result.code == 0
    assert run("history").out == before


def test_server_that_is_not_there_is_one_sentence(run, monkeypatch, tmp_path: Path):
    nowhere = f"postgresql+psycopg://postgres@/hrss?host={tmp_path}"
    monkeypatch.setenv("HRSS_DATABASE_URL", nowhere)

    result = run("history")

    assert result.code == 2
    assert result.err == ("连不上数据库服务器，请稍后再试，或检查 HRSS_DATABASE_URL\n")
