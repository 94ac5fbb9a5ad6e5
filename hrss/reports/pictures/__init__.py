"""Pictures that leave the screen: charts and maps as PNG, SVG and PDF.

Comes in: figures of the screen, drawn by a browser on the server; or charts and maps
of a brief, drawn by the typesetter. Goes out: bytes. Asks no other host for anything.
"""

from hrss.reports.pictures.drawn import chart_picture, map_picture
from hrss.reports.pictures.errors import PictureError
from hrss.reports.pictures.service import WIDTH, PictureFormat, Pictures, file_name

__all__ = [
    "WIDTH",
    "PictureError",
    "PictureFormat",
    "Pictures",
    "chart_picture",
    "file_name",
    "map_picture",
]
