"""Runs commands as a user does: arguments in; code, stdout and stderr out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hrss.cli import main
from tests.factories import make_sheet

HEADER = ["地级市", "县（市、区）", "乡镇（街道）", "是否建成", "建成时间"]
SHAMIAN = ["广州市", "荔湾区", "沙面街道", "是", "2011-10-20"]
LINGNAN = ["广州市", "荔湾区", "岭南街道", "否", None]


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def store_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands of this test keep their store; nothing is there yet."""
    path = tmp_path / "store" / "hrss.sqlite"
    monkeypatch.setenv("HRSS_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def run(store_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command."""

    def run_command(*arguments: object) -> Result:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run_command


@pytest.fixture
def sheet_of(tmp_path: Path) -> Callable[..., Path]:
    """Write a sheet of the rows given and tell where it is."""

    def write(*rows: list[object], name: str = "广州市.xlsx") -> Path:
        path = tmp_path / name
        path.write_bytes(make_sheet([HEADER, *rows]))
        return path

    return write
