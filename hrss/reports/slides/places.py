"""Where things stand on a slide, in points from its top left corner."""

from dataclasses import dataclass

from pptx.util import Emu, Pt

WIDTH, HEIGHT = 960.0, 540.0
MARGIN = 44.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the slide, in points."""

    left: float
    top: float
    width: float
    height: float

    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Left, top, width, height, as shapes want them."""
        sides = (self.left, self.top, self.width, self.height)
        left, top, width, height = (Emu(int(Pt(1) * side)) for side in sides)
        return left, top, width, height

    def cut_top(self, height: float) -> "Box":
        """What is left when so much is taken from the top."""
        return Box(self.left, self.top + height, self.width, self.height - height)

    def cut_bottom(self, height: float) -> "Box":
        """What is left when so much is taken from the bottom."""
        return Box(self.left, self.top, self.width, self.height - height)


_WHOLE = WIDTH - 2 * MARGIN
TITLE = Box(MARGIN, 26, _WHOLE, 64)
CONTENT = Box(MARGIN, 104, _WHOLE, 382)
FOOTER = Box(MARGIN, 498, 700, 30)
MARK = Box(WIDTH - MARGIN - 136, 502, 84, 22)
NUMBER = Box(WIDTH - MARGIN - 40, 502, 40, 22)

COVER_BAND = Box(0, 0, WIDTH, 372)
COVER_TITLE = Box(MARGIN + 16, 120, _WHOLE - 32, 120)
COVER_SUBTITLE = Box(MARGIN + 16, 262, _WHOLE - 32, 44)
COVER_CONTENT = Box(MARGIN + 16, 392, _WHOLE - 32, 96)
