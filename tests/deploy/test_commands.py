"""The command `hrss` of deploy/, with its folders elsewhere."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hrss.settings import REPOSITORY

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command where the program and its settings are the test's."""
    settings = tmp_path / "hrss.env"
    shipped = (REPOSITORY / "deploy" / "hrss").read_text(encoding="utf-8")
    changed = shipped.replace("/opt/hrss/.venv/bin/python", sys.executable)
    changed = changed.replace("/opt/hrss", str(REPOSITORY))
    changed = changed.replace("/etc/hrss/hrss.env", str(settings))
    command = tmp_path / "hrss"
    command.write_text(changed.replace("$(id -u)", "1000"), encoding="utf-8")

    def run_with(content: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        settings.write_text(content, encoding="utf-8")
        return subprocess.run(
            ["/bin/sh", command, *arguments],
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run_with


def test_commands_look_into_the_store_of_the_service(run: Run, tmp_path: Path):
    path = tmp_path / "of the service" / "hrss.sqlite"

    result = run(f"# where\nHRSS_DATABASE_URL=sqlite:///{path}\n", "verify")

    assert result.returncode == 2
    assert result.stderr == f"还没有数据库“{path}”，请检查 HRSS_DATABASE_URL\n"


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_nothing_in_the_settings_is_run(run: Run, tmp_path: Path, quote: str):
    value = "sqlite:///$(touch ran)&touch ran;`touch ran`.sqlite"

    result = run(f"HRSS_DATABASE_URL={quote}{value}{quote}", "verify")

    assert "“$(touch ran)&touch ran;`touch ran`.sqlite”" in result.stderr
    assert not (tmp_path / "ran").exists()


def test_without_settings_nothing_is_done(run: Run, tmp_path: Path):
    run("", "--help")
    (tmp_path / "hrss.env").unlink()

    result = subprocess.run(
        ["/bin/sh", tmp_path / "hrss", "verify"], capture_output=True, check=False
    )

    assert result.returncode != 0
    assert result.stdout == b""
