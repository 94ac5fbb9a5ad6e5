"""Header texts: the only place that decides when two of them are the same.

Comes in: the text of a header cell. Goes out: a key without spaces, line
breaks, letter-spacing, bracket and punctuation variants, and the unit that
stood in it. Knows nothing of the registry.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

UNIT_FACTORS = {
    "元": ("money", 0.0001),
    "千元": ("money", 0.1),
    "万元": ("money", 1.0),
    "亿元": ("money", 10000.0),
    "㎡": ("area", 1.0),
    "m2": ("area", 1.0),
    "平方米": ("area", 1.0),
    "平方": ("area", 1.0),
    "平米": ("area", 1.0),
    "人": ("count", 1.0),
    "名": ("count", 1.0),
    "位": ("count", 1.0),
    "人次": ("count", 1.0),
    "千人": ("count", 1000.0),
    "万人": ("count", 10000.0),
    "万人次": ("count", 10000.0),
    "台": ("count", 1.0),
    "部": ("count", 1.0),
    "个": ("count", 1.0),
    "套": ("count", 1.0),
    "组": ("count", 1.0),
    "块": ("count", 1.0),
    "张": ("count", 1.0),
    "项": ("count", 1.0),
    "期": ("count", 1.0),
    "次": ("count", 1.0),
    "家": ("count", 1.0),
    "间": ("count", 1.0),
    "所": ("count", 1.0),
    "台套": ("count", 1.0),
}
"""Units understood, with their dimension and the factor to the stored unit."""

OTHER_UNITS = frozenset(("平方公里", "公顷", "亩", "公里", "米", "%", "岁", "年"))
"""Units that are told from words and cannot be turned into a column's."""
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_BRACKETS = re.compile(r"[(\[【〔〈《]([^()\[\]【】〔〕〈〉《》]*)[)\]】〕〉》]")
_PUNCTUATION = re.compile(
    r"[()\[\]【】〔〕〈〉《》、,./\\·•:;\-—―–_~*★☆※\"'“”‘’!?。#|]+"
)
_NUMBERING = re.compile(
    r"^(?:\d{1,2}[.、)]|[(（]?[一二三四五六七八九十]{1,3}[)、.]|[①-⑳])"
)
_HINT = re.compile(
    r"^(?:是/?否(?:[、,;填打].*)?|填.*|请.*|格式.*|如.*|例.*|注.*|√.*|打√.*|有/?无|年/?月/?日|年月|"
    r"yyyy.*|必填|选填|可不填|全称|规范全称|盖章|大写|阿拉伯数字|保留.*|≥.*|不少于.*|"
    r"不低于.*|\d+)$",
    re.IGNORECASE,
)
_BARE_HINT = re.compile(r"^(?:是/?否|有/?无|√|打√|年/?月/?日|年/?月|必填|选填)$")
_TRAILING_UNIT = re.compile(r"(?:单位[:：])?(㎡|m2|平方米|万元)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """A header text as it is compared: its key and the unit it carried."""

    key: str
    unit: str | None = None


def normalise_unit(text: str) -> str | None:
    """The unit a text names, as written in `UNIT_FACTORS`, or None."""
    unit = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    unit = re.sub(r"^(?:计量)?单位[::]?", "", unit).replace("/", "").lower()
    if unit == "m2" or unit in ("㎡", "m²"):
        return "㎡"
    return unit if unit in UNIT_FACTORS or unit in OTHER_UNITS else None


@lru_cache(maxsize=4096)
def normalise_header(text: str) -> Header:
    """A header as it is compared with the registry.

    Width, spaces, line breaks, numbering, brackets and punctuation do not
    count. A unit in brackets is taken out and returned, a hint on how to fill
    the column (是/否, 格式…) is dropped; any other bracket belongs to the name:
    县（市、区） stays 县市区. A text that is only a unit or a hint has an empty key.
    """
    plain = _INVISIBLE.sub("", text)
    plain = unicodedata.normalize("NFKC", _NUMBERING.sub("", plain))
    units: list[str] = []

    def take_out(bracket: re.Match[str]) -> str:
        unit = normalise_unit(bracket[1])
        if unit is not None:
            units.append(unit)
            return ""
        return "" if _HINT.match(bracket[1]) else bracket[0]

    plain = _BRACKETS.sub(take_out, _NUMBERING.sub("", plain))
    whole = normalise_unit(plain)
    if whole is not None:
        return Header(key="", unit=whole)
    if not plain or _BARE_HINT.match(plain):
        return Header(key="", unit=units[0] if units else None)
    trailing = _TRAILING_UNIT.search(plain)
    if trailing and not units:
        units.append(normalise_unit(trailing[1]) or trailing[1])
        plain = plain[: trailing.start()]
    key = _PUNCTUATION.sub("", plain).casefold()
    return Header(key=key, unit=units[0] if units else None)
