"""Colours: cool ones are batches, warm ones are alarms.

The batch tones differ in lightness, so a print in grey still reads; the inks are
the same hues dark enough for text and thin lines on white.
"""

from dataclasses import dataclass
from types import MappingProxyType

INK = "#1D2733"
SECONDARY = "#5B6875"
LINE = "#DDE2E8"
PANEL = "#F4F6F8"
GROUND = "#E9EDF1"
WHITE = "#FFFFFF"

_FIRST, _CENTRAL, _REST, _UNDESIGNATED = "#16457A", "#4F93CE", "#A5D3CF", "#DDE1E6"
_CENTRAL_INK, _REST_INK, _UNDESIGNATED_INK = "#2B6CAB", "#2C7F76", "#5B6875"

REGION_TONES = MappingProxyType(
    {
        "delta": _FIRST,
        "central": _CENTRAL,
        "other": _REST,
        "undesignated": _UNDESIGNATED,
    }
)
REGION_INKS = MappingProxyType(
    {
        "delta": _FIRST,
        "central": _CENTRAL_INK,
        "other": _REST_INK,
        "undesignated": _UNDESIGNATED_INK,
    }
)
BATCH_TONES = MappingProxyType(
    {"2011": _FIRST, "2012": _REST, "undesignated": _UNDESIGNATED}
)
BATCH_INKS = MappingProxyType(
    {"2011": _FIRST, "2012": _REST_INK, "undesignated": _UNDESIGNATED_INK}
)


@dataclass(frozen=True, slots=True)
class LightStyle:
    """How a light is written and coloured.

    Parameters
    ----------
    sign, word : always shown together with the colour.
    ink : text on white.
    fill : area on a map; the four differ in lightness as well.
    """

    sign: str
    word: str
    ink: str
    fill: str


LIGHTS = MappingProxyType(
    {
        "green": LightStyle("●", "绿灯", "#1E5B3C", "#CFE6DC"),
        "yellow": LightStyle("▲", "黄灯", "#7A4F00", "#F0BF62"),
        "red": LightStyle("■", "红灯", "#B3261E", "#B3261E"),
        "not_due": LightStyle("○", "未到期", SECONDARY, "#EDF0F3"),
    }
)
_NO_LIGHT = LightStyle("", "—", SECONDARY, GROUND)


def light_style(light: object) -> LightStyle:
    """Style of a light's code; a dash where a group has none."""
    return LIGHTS.get(light, _NO_LIGHT) if isinstance(light, str) else _NO_LIGHT


# A click selects a point, and plotly then fades all others of every trace. On a
# page that answers a click by itself nothing may fade.
STEADY: dict[str, object] = {
    "selected": {"marker": {"opacity": 1}},
    "unselected": {"marker": {"opacity": 1}},
}
# For texts plotly offers no opacity; naming a selected colour leaves the rest alone.
STEADY_TEXT: dict[str, object] = {"selected": {"textfont": {"color": INK}}}


# Printed once on a figure that has both.
VERIFIED_KEY = "实色为核验达标，斜纹为上报建成未核验"


def solid(tone: str) -> dict[str, object]:
    """Marker of a bar that is verified (核验达标)."""
    return {"color": tone, "line": {"width": 0}}


def hatched(tone: str, ink: str) -> dict[str, object]:
    """Marker of a bar that is reported complete and not verified."""
    return {
        "color": ink,
        "line": {"color": tone, "width": 1},
        "pattern": {
            "shape": "/",
            "fillmode": "replace",
            "bgcolor": WHITE,
            "fgcolor": ink,
            "size": 5,
            "solidity": 0.28,
        },
    }
