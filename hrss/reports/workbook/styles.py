"""How cells look: each format made once, when it is first asked for."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from hrss.figures.theme.palette import INK, LINE, PANEL, REGION_TONES, SECONDARY, WHITE
from hrss.metrics import Kind
from hrss.reports.cell_texts import EXCEL_FORMATS, is_right_aligned
from hrss.reports.sentences import Tone

FONT = "微软雅黑"
SIZE = 10
ACCENT = REGION_TONES["delta"]
ALARM, GOOD = "#B3261E", "#1E5B3C"
MARK_INK, MARK_GROUND = "#7A4F00", "#FBE3B5"
TONE_INKS: dict[str, str] = {
    "plain": INK,
    "figure": ACCENT,
    "alarm": ALARM,
    "good": GOOD,
}

_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "text_wrap": True},
    "heading": {"bold": True, "font_size": 12, "font_color": ACCENT},
    "sentence": {"font_size": 13, "text_wrap": True, "valign": "top"},
    "note": {"font_color": SECONDARY, "text_wrap": True, "valign": "top"},
    "label": {"font_color": SECONDARY, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "mark": {"bold": True, "font_color": MARK_INK, "bg_color": MARK_GROUND},
    "link": {"font_color": ACCENT, "underline": 1},
    "header": {
        "bold": True,
        "font_color": WHITE,
        "bg_color": ACCENT,
        "text_wrap": True,
        "indent": 1,
        "valign": "vcenter",
        "border": 1,
        "border_color": LINE,
    },
}


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, ...], Format] = {}

    def of(self, use: str) -> Format:
        """Format of what a cell is for: title, note, link ..."""
        return self._get((use,), _LOOKS[use])

    def header(self, *, is_right: bool) -> Format:
        """Format of a heading, aligned as what stands below it."""
        align = {"align": "right" if is_right else "left"}
        return self._get(("header", str(is_right)), _LOOKS["header"] | align)

    def cell(
        self, kind: Kind, *, is_total: bool = False, number_format: str = ""
    ) -> Format:
        """Format of a value of this kind in the body of a table, or in its total.

        Parameters
        ----------
        number_format : Excel's, where it is not that of the kind.
        """
        look: dict[str, Any] = {
            "num_format": number_format or EXCEL_FORMATS[kind],
            "align": "right" if is_right_aligned(kind) else "left",
            "indent": 1,
            "valign": "vcenter",
            "border": 1,
            "border_color": LINE,
        }
        if not is_right_aligned(kind):
            look["text_wrap"] = True
        if is_total:
            look |= {"bold": True, "bg_color": PANEL, "top": 2, "top_color": ACCENT}
        return self._get(("cell", kind, str(is_total), number_format), look)

    def value(self, ink: str) -> Format:
        """Format of a key figure, in the ink of its tone."""
        look: dict[str, Any] = {"bold": True, "font_size": 14, "font_color": ink}
        look |= {"align": "right", "valign": "vcenter", "indent": 1}
        return self._get(("value", ink), look | {"border": 1, "border_color": LINE})

    def tone(self, tone: Tone, *, size: float) -> Format:
        """Format of a piece of a sentence."""
        look = {
            "font_size": size,
            "bold": tone != "plain",
            "font_color": TONE_INKS[tone],
        }
        return self._get(("tone", tone, str(size)), look)

    def plain(self, **look: Any) -> Format:
        """Format for a rule that colours cells: only what is named."""
        return self._book.add_format(look)

    def _get(self, key: tuple[str, ...], look: dict[str, Any]) -> Format:
        if key not in self._made:
            # A font of the scheme would be Excel's own, not the one named.
            base = {"font_name": FONT, "font_size": SIZE, "font_scheme": "none"}
            self._made[key] = self._book.add_format(base | {"font_color": INK} | look)
        return self._made[key]
