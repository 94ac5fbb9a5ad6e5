"""Every document of a sample and of the demo data, written out to be looked at.

``python -m tests.look [FOLDER]``. LibreOffice, where it is installed, turns them into
PDF, and poppler's pdftoppm into one PNG a page; without them it is said what to
install.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from hrss.service.documents import DocumentFormat, write_brief
from tests.reports.samples import make_brief

_DEFAULT = Path("build/look")
_DAY = "2011-11-30"
_AREAS = {"province": (), "shaoguan": ("--prefecture", "韶关市")}
_DOTS_AN_INCH = "90"
_SLOWEST = 180


def write_samples(folder: Path) -> None:
    """The documents of the hand-written brief, with an edition and without."""
    for name, edition in (("edition", 3), ("notice", None)):
        for form in DocumentFormat:
            made = write_brief(make_brief(edition=edition), form)
            (folder / f"sample_{name}.{form}").write_bytes(made)


def write_demo(folder: Path) -> None:
    """The documents of simulated data, by the commands that an office uses."""
    store = (folder / "demo.sqlite").absolute()
    surroundings = {**os.environ, "HRSS_DATABASE_URL": f"sqlite:///{store}"}
    command = [sys.executable, "-m", "hrss"]
    subprocess.run([*command, "demo", "--if-empty"], env=surroundings, check=True)
    for name, area in _AREAS.items():
        chosen = ["--as-of", _DAY, *area, "-o", str(folder / name)]
        subprocess.run([*command, "report", *chosen], env=surroundings, check=True)


def picture_all(folder: Path) -> list[str]:
    """Turn every document into pictures of its pages; returns what is missing."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    painter = shutil.which("pdftoppm")
    pages = folder / "pages"
    profile = (folder / "office").absolute().as_uri()
    for path in sorted(folder.rglob("*.*")):
        kind = path.suffix.lstrip(".")
        if kind not in list(DocumentFormat) or pages in path.parents:
            continue
        target = pages / path.relative_to(folder).with_suffix("")
        target = target.with_name(f"{target.name}_{kind}")
        target.mkdir(parents=True, exist_ok=True)
        if kind == DocumentFormat.PDF:
            shutil.copy(path, target)
        elif office:
            _convert(office, profile, path, target)
        for made in target.glob("*.pdf") if painter else ():
            resolution = ["-r", _DOTS_AN_INCH, "-png"]
            command = [str(painter), *resolution, str(made), str(target / "page")]
            subprocess.run(command, check=True, timeout=_SLOWEST)
    tools = {"libreoffice": office, "poppler-utils": painter}
    return [package for package, found in tools.items() if not found]


def _convert(office: str, profile: str, path: Path, target: Path) -> None:
    # A profile of its own: an office program that is open would answer instead.
    command = [office, f"-env:UserInstallation={profile}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(target), str(path)]
    subprocess.run(command, check=True, timeout=_SLOWEST, capture_output=True)


def main() -> int:
    """Write, picture and say where."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT
    folder.mkdir(parents=True, exist_ok=True)
    write_samples(folder)
    write_demo(folder)
    missing = picture_all(folder)
    sys.stdout.write(f"文档在 {folder}，各页图片在 {folder / 'pages'}\n")
    if missing:
        packages = " ".join(missing)
        sys.stdout.write(f"要看各页图片，请先安装：sudo apt-get install {packages}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
