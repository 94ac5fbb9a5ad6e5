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

_ROOT = Path(__file__).resolve().parents[1]
_TIMEOUT = 120.0
_LIMIT = 1.5
PAGES = ("overview", "map", "progress", "offices", "policy", "submit")
# Their contents are words and a form; only the pages with figures have an aim.
_WITHOUT_AIM = ("policy", "submit")
_SHOWN_APART = ("plotly_chart", "arrow_data_frame", "dataframe")


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


def open_page(app: AppTest, page: str) -> Contents:
    """Go to a page of the app, and look at what it shows."""
    app.switch_page(f"pages/{page}.py").run()
    if app.exception:
        raise RuntimeError(f"{page}: {app.exception[0].message}")
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
    """A rerun of each page, and the overview's first run after new data."""
    app = open_app(materials)
    found = []
    for page in PAGES:
        contents = open_page(app, page)
        bare = make_bare_page(contents, materials.page(page))
        ours, floor = take_turns(
            {"ours": app.run, "bare": bare.run}, rounds=materials.scale.rounds
        )
        limit = None if page in _WITHOUT_AIM else _LIMIT
        found.append(Line(f"rerun of {page}", ours, floor, "bare page", limit))
    return [*found, Line("overview, nothing cached", _cold_overview(app))]


def _cold_overview(app: AppTest) -> float:
    app.switch_page("pages/overview.py").run()
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
    for page in PAGES:
        found += [
            Line(f"{page}: figure {title}", len(spec.encode()), unit="B")
            for title, spec in open_page(app, page).figures.items()
        ]
    return found
