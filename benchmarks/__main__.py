"""Prints every measurement with its floor, ratio and aim, met or not.

``python -m benchmarks [SECTION ...] [--scale tiny]``. Sections run one after the
other in processes of their own, which say what they found as JSON. ``python -m
benchmarks load`` is apart: many visitors at once, with options of its own.
"""

import argparse
import importlib
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks.measuring import Line, dump_lines, load_lines, write_table
from benchmarks.scale import SCALES, Materials

SECTIONS = {
    "reading": ("reading", "lines"),
    "storing": ("storing", "lines"),
    "engines": ("engines", "lines"),
    "pages": ("pages", "lines"),
    "documents": ("documents", "lines"),
    "memory": ("memory", "lines"),
    "sizes": ("pages", "size_lines"),
}
PACKAGES = (
    "streamlit",
    "plotly",
    "pandas",
    "python-calamine",
    "openpyxl",
    "SQLAlchemy",
)


def machine() -> str:
    """Python, processor cores and packages that the numbers are of."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    cores = f"{os.cpu_count()} cores, {platform.machine()}"
    return f"Python {platform.python_version()}, {cores}; {packages}"


def main() -> None:
    """Prepare, measure section by section, print."""
    if sys.argv[1:2] == ["load"]:
        importlib.import_module("benchmarks.load").main(sys.argv[2:])
        return
    options = _options()
    if options.inside is not None:
        _measure_inside(options)
        return
    print(machine())
    with tempfile.TemporaryDirectory(prefix="hrss-bench-") as folder:
        _run_section("prepare", folder, options.scale)
        failed = [
            section
            for section in options.sections
            if not _print_section(section, folder, options.scale)
        ]
    sys.exit(f"broken: {', '.join(failed)}" if failed else 0)


def _print_section(section: str, folder: str, scale: str) -> bool:
    """Whether a section could be measured; the others are whatever it did."""
    try:
        lines = _run_section(section, folder, scale)
    except subprocess.CalledProcessError:
        return False
    print(f"\n{section}\n{write_table(lines)}", flush=True)
    return True


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", default=[*SECTIONS])
    parser.add_argument("--scale", choices=SCALES, default="full")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside is None and (wrong := {*options.sections} - {*SECTIONS}):
        parser.error(f"expected of {', '.join(SECTIONS)}; got {', '.join(wrong)}")
    return options


def _run_section(section: str, folder: str, scale: str) -> list[Line]:
    command = [sys.executable, "-m", "benchmarks", section, "--scale", scale]
    done = subprocess.run(
        [*command, "--inside", folder],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return load_lines(done.stdout)


def _measure_inside(options: argparse.Namespace) -> None:
    materials = Materials(options.inside, SCALES[options.scale])
    (section,) = options.sections
    if section == "prepare":
        importlib.import_module("benchmarks.materials").prepare(materials)
        print(dump_lines([]))
        return
    module, name = SECTIONS[section]
    measure = getattr(importlib.import_module(f"benchmarks.{module}"), name)
    print(dump_lines(measure(materials)))


if __name__ == "__main__":
    main()
