"""The main road of the commands on a real PostgreSQL."""

import json
from collections.abc import Iterator

import pytest

from tests.cli.conftest import LINGNAN, SHAMIAN
from tests.postgres import Postgres


@pytest.fixture(autouse=True)
def server_address(
    postgres: Postgres, store_path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A database of a PostgreSQL, where the commands keep their store."""
    name = postgres.create()
    monkeypatch.setenv("HRSS_DATABASE_URL", postgres.address(name))
    yield postgres.address(name)
    postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_sheet_is_submitted_counted_withdrawn_and_verified(run, sheet_of, store_path):
    sheet = sheet_of(SHAMIAN, LINGNAN)

    first = run("submit", sheet, "--as-of", "2011-10-31")
    again = run("submit", sheet, "--as-of", "2011-10-31")
    progress = run(
        *("progress", "--as-of", "2011-10-31", "--by", "prefecture"),
        *("--format", "json"),
    )
    verified = run("verify")
    withdrawn = run("withdraw", 1, "--reason", "报错了表")

    assert (first.code, again.code, progress.code, withdrawn.code) == (0, 0, 0, 0)
    assert "第1号" in first.out
    assert "第1号" in again.out
    guangzhou = json.loads(progress.out)[0]
    assert guangzhou["group_name"] == "广州市"
    assert (guangzhou["reported_count"], guangzhou["complete_count"]) == (2, 1)
    assert verified.out == "数据库完整\n"
    assert run("history").out.count("已撤回") == 1
    assert not store_path.exists()
