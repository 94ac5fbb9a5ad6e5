import io
import json

import pytest

from hrss.cli.arguments import first_moment
from hrss.cli.main import build_parser
from tests.cli.conftest import Run


@pytest.fixture
def logged(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Two entries: an account made, and disabled."""
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    role = ("--role", "province_viewer", "--password-stdin")
    run("user", "add", "viewer", "--name", "省厅", *role)
    run("user", "disable", "viewer")
    return run


def test_log_is_read_as_a_table_csv_and_json(logged: Run):
    table = logged("log").out
    csv = logged("log", "--format", "csv").out.splitlines()
    entries = json.loads(logged("log", "--format", "json").out)

    assert table.splitlines()[0].split()[:4] == ["号", "时间", "用户名", "操作"]
    assert "停用账号" in table
    assert csv[0] == "\ufeff号,时间,用户名,操作,对象,上报的号,来自,说明"
    assert csv[2].endswith(",命令行,新增账号,viewer,,,省级查看")
    assert [entry["log_id"] for entry in entries] == [2, 1]


def test_log_is_narrowed(logged: Run):
    assert "新增账号" not in logged("log", "--action", "disable_account").out
    assert logged("log", "--user", "nobody").out == "没有符合条件的记录\n"
    assert logged("log", "--until", "2011-01-01").out == "没有符合条件的记录\n"
    assert logged("log", "--submission", "1").out == "没有符合条件的记录\n"
    assert logged("log", "--address", "10.").out == "没有符合条件的记录\n"
    assert logged("log", "--action", "nonsense").code == 2


def test_since_begins_with_the_day_and_until_ends_with_it():
    chosen = build_parser().parse_args(
        ["log", "--since", "2011-12-01", "--until", "2011-12-01"]
    )

    assert chosen.since.isoformat() == "2011-12-01T00:00:00+08:00"
    assert chosen.until.isoformat() == "2011-12-01T23:59:59.999999+08:00"
    assert first_moment("2011-12-01T18:00").isoformat() == "2011-12-01T18:00:00+08:00"
