import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import Line, write_table

ROOT = Path(__file__).resolve().parents[2]
# The other two do the same jobs once more.
SECTIONS = ("reading", "storing", "pages")


def test_sections_print_their_lines_at_a_tiny_size():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", *SECTIONS, "--scale", "tiny"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Python 3.")
    for words in (
        "read, parse and check 40 rows",
        "store 40 rows",
        "snapshot, 90 offices x 2 months",
        "rerun of overview",
    ):
        assert words in done.stdout


def test_a_line_says_whether_its_aim_is_met():
    lines = [
        Line("reading", 0.3, 0.1, "library alone", 3.0),
        Line("rerun", 2.0, 1.0, "bare page", 1.5),
        Line("file", 2048, unit="B"),
    ]

    shown = write_table(lines).splitlines()

    assert [" ".join(line.split()) for line in shown] == [
        "what measured floor ratio aim",
        "reading 300 ms 100 ms library alone 3.00x <= 3x met",
        "rerun 2.00 s 1.00 s bare page 2.00x <= 1.5x NOT MET",
        "file 2.00 KiB",
    ]
