import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_viewers_and_senders_of_two_servers_are_served_and_nothing_is_lost():
    size = ["--viewers", "2", "--uploads", "2", "--seconds", "6", "--months", "1"]

    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "load", "--servers", "2", *size],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "errors: 0" in done.stdout
    assert "lost submissions: 0 of 2 acknowledged" in done.stdout
    assert "verify: the store is whole" in done.stdout
