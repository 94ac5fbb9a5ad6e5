"""How a plan's filing looks: sign, word and shape always stand with the colour."""

from dataclasses import dataclass
from types import MappingProxyType

from hrss.figures.theme.palette import LIGHTS, SECONDARY


@dataclass(frozen=True, slots=True)
class FilingStyle:
    """How a status is written and drawn; `symbol` is plotly's name of the shape."""

    sign: str
    word: str
    symbol: str
    ink: str


FILINGS = MappingProxyType(
    {
        "on_time": FilingStyle("●", "按时备案", "circle", LIGHTS["green"].ink),
        "late": FilingStyle("▲", "逾期备案", "triangle-up", LIGHTS["yellow"].ink),
        "missing": FilingStyle("×", "未备案（未填报）", "x-thin", LIGHTS["red"].ink),
        "not_due": FilingStyle("○", "未到期", "circle-open", SECONDARY),
    }
)
