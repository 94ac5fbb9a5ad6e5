"""Pictures of any figure of the screen, by one warm browser of the server."""

import json
import re
import threading
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile

import plotly.graph_objects as go

from hrss.reports.pictures.browser_process import BrowserProcess
from hrss.reports.pictures.browsers import find_browser, require_chinese
from hrss.reports.pictures.errors import PictureError
from hrss.reports.pictures.plain import Geometry, plain_figure
from hrss.reports.pictures.png import with_resolution

PictureFormat = Literal["png", "svg", "pdf"]

# A picture of 640 pixels of the screen is printed 160 mm wide, a wider one by as much
# wider: type of 11 pixels is printed in 7.8 points.
WIDTH = 640
PRINTED_MM = 160
DPI = 300
_DOTS = PRINTED_MM / 25.4 * DPI / WIDTH


class Pictures:
    """Makes pictures; one for a server, asked from any thread.

    Parameters
    ----------
    topology : folder with an empty ``world_110m.json``, in place of the coastlines
        that plotly.js would fetch.
    geometry : the boundaries that an address stands for, as GeoJSON whose exterior
        rings run clockwise.
    seconds : what one picture may take.
    browser : path of the browser; None looks for one.
    """

    def __init__(
        self,
        *,
        topology: Path,
        geometry: Geometry,
        seconds: float,
        browser: str | None = None,
    ) -> None:
        self._topology = f"{topology.as_uri()}/"
        self._geometry = geometry
        self._seconds = seconds
        self._chosen = browser
        self._lock = threading.Lock()
        self._process: BrowserProcess | None = None

    def check(self) -> str | None:
        """Why no picture can be made here, and what to do; None when all is there."""
        try:
            find_browser(self._chosen)
            require_chinese()
        except PictureError as error:
            return str(error)
        return None

    def picture(
        self,
        figure: go.Figure,
        *,
        picture_format: PictureFormat,
        title: str | None = None,
        width: int = WIDTH,
    ) -> bytes:
        """A figure as a picture: PNG of 300 dots an inch at 160 mm, SVG or PDF.

        Parameters
        ----------
        title : printed above it; a picture that stands alone must say what it shows.
        width : in pixels of the screen; 640 are printed 160 mm wide.

        Raises
        ------
        PictureError : there is no browser or Chinese font, or the browser hung.
        """
        plain = plain_figure(figure, title=title, width=width, geometry=self._geometry)
        # A little more, so that the browser's rounding down loses no dot.
        scale = _DOTS * 1.0001 if picture_format == "png" else 1
        request = {
            "fig": plain,
            "opts": {"format": picture_format, "scale": scale},
            "topojson": self._topology,
        }
        drawn = self._browser().draw(json.dumps(request, ensure_ascii=False).encode())
        return with_resolution(drawn, dpi=DPI) if picture_format == "png" else drawn

    def pictures_zip(self, figures: Iterable[tuple[str, go.Figure, int]]) -> bytes:
        """PNGs of some figures, given with title and width, in their order.

        Raises
        ------
        PictureError : one of them cannot be made.
        """
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            for number, (title, figure, width) in enumerate(figures, start=1):
                drawn = self.picture(
                    figure, picture_format="png", title=title, width=width
                )
                archive.writestr(f"{number:02d}_{file_name(title)}.png", drawn)
        return buffer.getvalue()

    def close(self) -> None:
        """End the browser; the next picture starts another."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.end()

    def _browser(self) -> BrowserProcess:
        with self._lock:
            if self._process is None:
                browser = find_browser(self._chosen)
                require_chinese()
                self._process = BrowserProcess(browser, seconds=self._seconds)
            return self._process


def file_name(title: str) -> str:
    """A title without the signs that a file's name may not have."""
    return re.sub(r'[\\/:*?"<>|\s]+', "_", title).strip("._") or "图"
