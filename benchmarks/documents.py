"""The brief: its content, its documents warm and cold, a picture of a chart.

The floors are empty files by the same libraries; where the aim is in seconds, the
seconds stand in the floor's place.
"""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import plotly.graph_objects as go
import pptx
import typst
import xlsxwriter

from benchmarks.measuring import Line, once, take_turns
from benchmarks.scale import Materials
from hrss.reports.content import Brief
from hrss.service.briefs import load_brief
from hrss.service.documents import DocumentFormat, write_brief
from hrss.service.pictures import pictures
from hrss.settings import REPOSITORY, Settings
from hrss.store import open_store

_WARM_SECONDS, _COLD_SECONDS, _PICTURE_SECONDS = 5.0, 15.0, 1.0


def lines(materials: Materials) -> list[Line]:
    """Content, each document, all of them warm, all of them cold, one picture."""
    settings = Settings(database_url=materials.store_url)
    store = open_store(settings)
    load = partial(load_brief, store, settings, as_of=materials.last_day)
    brief = load()
    jobs: dict[str, Callable[[], object]] = {
        "all": lambda: _write_all(load()),
        "content": load,
        "empty": _write_empty,
        **{form.value: partial(write_brief, brief, form) for form in DocumentFormat},
    }
    rounds = min(materials.scale.rounds, 3)
    whole, content, empty, *each = take_turns(jobs, rounds=rounds)
    return [
        Line("brief: its content", content),
        *(
            Line(f"brief: {form.value}", seconds)
            for form, seconds in zip(DocumentFormat, each, strict=True)
        ),
        Line("brief: four documents", sum(each), empty, "empty files"),
        Line("brief: all, warm", whole, _WARM_SECONDS, "aimed at", 1),
        Line("brief: all, cold", _cold(materials), _COLD_SECONDS, "aimed at", 1),
        *_picture_lines(settings, rounds),
    ]


def _write_all(brief: Brief) -> list[bytes]:
    return [write_brief(brief, form) for form in DocumentFormat]


def _write_empty() -> None:
    docx.Document().save(io.BytesIO())
    pptx.Presentation().save(io.BytesIO())
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
        book.add_worksheet()
    typst.compile(b"= 1")


def _cold(materials: Materials) -> float:
    """A command of its own: interpreter, libraries, content, documents."""
    folder = Path(materials.folder) / "documents"
    command = [sys.executable, "-m", "hrss", "report", "-o", str(folder)]
    environment = {**os.environ, "HRSS_DATABASE_URL": materials.store_url}
    return once(
        partial(
            subprocess.run,
            [*command, "--as-of", materials.last_day.isoformat()],
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            check=True,
        )
    )


def _picture_lines(settings: Settings, rounds: int) -> list[Line]:
    maker = pictures(settings)
    if maker.check() is not None:
        return []
    figure = go.Figure(go.Bar(x=[3, 2], y=["广州市", "韶关市"], orientation="h"))
    draw = partial(maker.picture, figure, picture_format="png", title="图")
    first = once(draw)
    (warm,) = take_turns({"warm": draw}, rounds=rounds)
    maker.close()
    return [
        Line("picture: the first, browser started", first),
        Line("picture: warm", warm, _PICTURE_SECONDS, "aimed at", 1),
    ]
