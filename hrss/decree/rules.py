"""The decree's measurable sentences as rules R01 to R31."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from hrss.decree._tables import read_table

Strength = Literal["M", "P", "O", "A", "G"]

STRENGTH_LABELS: dict[Strength, str] = {
    "M": "硬性要求",
    "P": "原则性要求",
    "O": "可选",
    "A": "工作要求",
    "G": "目标",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One measurable sentence.

    Parameters
    ----------
    rule_id : ``"R01"`` to ``"R31"``, with ``"R27b"`` and ``"R29b"``.
    section : clause it stands in.
    title, metric : short Chinese names of the rule and of its figure.
    levels : whom it binds: T township, V village, C county, U prefecture,
        S province.
    strength : M 必须/统一, P 原则上/一般, O 可, A action, G goal with a date.
    threshold : the value the text states, as written; None where it states none.
    unit : of the threshold.
    is_verifying : decides 核验达标.
    quote : the exact sentence.
    """

    rule_id: str
    section: str
    title: str
    levels: frozenset[str]
    strength: Strength
    threshold: str | None
    unit: str
    is_verifying: bool
    quote: str
    metric: str

    @property
    def strength_label(self) -> str:
        """How binding it is, in Chinese."""
        return STRENGTH_LABELS[self.strength]


@cache
def load_rules() -> tuple[Rule, ...]:
    """Every rule, in the decree's order.

    Raises
    ------
    ValueError : ``data/rules.csv`` names a strength that does not exist.
    """
    return tuple(_rule(line) for line in read_table("rules"))


def rule(rule_id: str) -> Rule:
    """The rule of that number.

    Raises
    ------
    KeyError : there is none.
    """
    for candidate in load_rules():
        if candidate.rule_id == rule_id:
            return candidate
    raise KeyError(rule_id)


def _rule(line: dict[str, str]) -> Rule:
    return Rule(
        rule_id=line["rule_id"],
        section=line["section"],
        title=line["title"],
        levels=frozenset(line["level"].split("+")),
        strength=_strength(line["strength"]),
        threshold=line["threshold"] or None,
        unit=line["unit"],
        is_verifying=line["is_verifying"] == "1",
        quote=line["quote"],
        metric=line["metric"],
    )


def _strength(text: str) -> Strength:
    for strength in STRENGTH_LABELS:
        if strength == text:
            return strength
    raise ValueError(f"data/rules.csv: strength {text!r} is none of M, P, O, A, G")
