"""How the status of a report looks: sign and word always stand with the colour."""

from dataclasses import dataclass
from types import MappingProxyType

from hrss.figures.theme.palette import INK, LIGHTS, SECONDARY, WHITE


@dataclass(frozen=True, slots=True)
class StatusStyle:
    """How a status is written and coloured."""

    sign: str
    word: str
    fill: str
    ink: str


# The tones differ in lightness, so that a grey print reads as well.
STATUSES = MappingProxyType(
    {
        "on_time": StatusStyle("●", "按时", LIGHTS["green"].fill, "#1E5B3C"),
        "late": StatusStyle("▲", "迟报", LIGHTS["yellow"].fill, INK),
        "missing": StatusStyle("×", "缺报", LIGHTS["red"].fill, WHITE),
        "not_due": StatusStyle("○", "未到期", LIGHTS["not_due"].fill, SECONDARY),
    }
)
