"""A rerun of each page, through the app, against a bare page with the same contents.

Both run in Streamlit's own test runner, so neither a browser nor a network counts.
"""

import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import plotly.io
import streamlit as st
from streamlit import config
from streamlit.logger import set_log_level
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from benchmarks.measuring import Line, once, take_turns
from benchmarks.scale import Materials
from hrss.web.area_cells import AREA_TABS
from hrss.web.view import PROGRESS_TABS, STANDARDS_TABS, STATION_TABS

_ROOT = Path(__file__).resolve().parents[1]
_TIMEOUT = 120.0
_LIMIT = 1.5
# Its contents are a form; only the pages that show data have an aim.
_WITHOUT_AIM = ("submit",)
# Shown where visitors sign in.
_WITH_ACCOUNTS = {"admin", "review"}
# The tabs of a page, of which only the open one is drawn, and the key they go by.
_TABS = {
    "areas": ("work", AREA_TABS),
    "progress": ("part", PROGRESS_TABS),
    "standards": ("section", STANDARDS_TABS),
    "stations": ("tab", STATION_TABS),
}
_SHOWN_APART = ("plotly_chart", "arrow_data_frame", "dataframe")


@dataclass(frozen=True, slots=True)
class Screen:
    """A page, or one tab of it."""

    page: str
    tab: str | None = None

    @property
    def name(self) -> str:
        """What the table calls it; also the name of a file."""
        return self.page if self.tab is None else f"{self.page}-{self.tab}"


def screens() -> list[Screen]:
    """Every page of the one-user mode, tab by tab."""
    names = {path.stem for path in (_ROOT / "pages").glob("*.py")}
    pages = sorted(names - _WITH_ACCOUNTS)
    return [
        Screen(page, tab)
        for page in pages
        for tab in (_TABS[page][1] if page in _TABS else (None,))
    ]


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands on a page: figures by title with their JSON, and everything else."""

    figures: dict[str, str]
    frames: list[object]
    kinds: list[str]


def open_app(materials: Materials) -> AppTest:
    """The app on the store with all months, its first page drawn."""
    os.environ["HRSS_DATABASE_URL"] = materials.store_url
    return _test_of(_ROOT / "app.py").run()


def _test_of(script: Path) -> AppTest:
    # It would warn at every run that it is outside its server.
    config.set_option("logger.level", "error")
    set_log_level("ERROR")
    return AppTest.from_file(script, default_timeout=_TIMEOUT)


def open_screen(app: AppTest, screen: Screen) -> Contents:
    """Go to a page of the app, and look at what it shows."""
    if screen.tab is not None:
        app.session_state[_TABS[screen.page][0]] = screen.tab
    app.switch_page(f"pages/{screen.page}.py").run()
    if app.exception:
        raise RuntimeError(f"{screen.name}: {app.exception[0].message}")
    figures, frames, kinds = {}, [], []
    for element in _elements(app._tree):
        if element.type == "plotly_chart":
            title = element.proto.alt.partition("。")[0]
            figures[title] = element.proto.spec
        elif element.type in _SHOWN_APART:
            frames.append(element.value)
        else:
            kinds.append(element.type)
    return Contents(figures, frames, kinds)


def _elements(block: Block) -> Iterator[Element]:
    for child in block.children.values():
        if isinstance(child, Block):
            yield from _elements(child)
        else:
            yield child


def make_bare_page(contents: Contents, path: Path) -> AppTest:
    """A page of the same contents, everything made beforehand and kept in a file."""
    figures = [plotly.io.from_json(spec) for spec in contents.figures.values()]
    shown = {"figures": figures, "frames": contents.frames, "kinds": contents.kinds}
    path.write_bytes(pickle.dumps(shown))
    return open_bare_page(path)


def open_bare_page(path: Path) -> AppTest:
    """The bare page that shows what the file holds."""
    page = _test_of(_ROOT / "benchmarks" / "bare_page.py")
    page.session_state["contents"] = str(path)
    return page.run()


def lines(materials: Materials) -> list[Line]:
    """A rerun of each page, and the first run of two of them after new data."""
    app = open_app(materials)
    found = []
    for screen in screens():
        contents = open_screen(app, screen)
        bare = make_bare_page(contents, materials.page(screen.name))
        ours, floor = take_turns(
            {"ours": app.run, "bare": bare.run}, rounds=materials.scale.rounds
        )
        limit = None if screen.page in _WITHOUT_AIM else _LIMIT
        found.append(Line(f"rerun of {screen.name}", ours, floor, "bare page", limit))
    cold = [
        Line(f"{page}, nothing cached", _cold(app, page))
        for page in ("overview", "stations")
    ]
    return [*found, *cold]


def _cold(app: AppTest, page: str) -> float:
    app.switch_page(f"pages/{page}.py").run()
    st.cache_data.clear()
    st.cache_resource.clear()
    return once(app.run)


def size_lines(materials: Materials) -> list[Line]:
    """Bytes that a browser is sent: static files once, figures at every rerun."""
    app = open_app(materials)
    static = sorted((_ROOT / "static").rglob("*.*json"))
    found = [
        Line(f"static file {path.name}", path.stat().st_size, unit="B")
        for path in static
    ]
    for screen in screens():
        found += [
            Line(f"{screen.name}: figure {title}", len(spec.encode()), unit="B")
            for title, spec in open_screen(app, screen).figures.items()
        ]
    return found
