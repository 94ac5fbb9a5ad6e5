"""Lights: how far behind schedule is green, yellow or red."""

from dataclasses import dataclass
from enum import StrEnum


class Light(StrEnum):
    """A light; its word and sign always stand beside its colour."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NOT_DUE = "not_due"

    @property
    def label(self) -> str:
        """Its word in Chinese."""
        return {
            Light.GREEN: "绿灯",
            Light.YELLOW: "黄灯",
            Light.RED: "红灯",
            Light.NOT_DUE: "未到期",
        }[self]

    @property
    def sign(self) -> str:
        """Its sign, told apart without colour."""
        return {
            Light.GREEN: "●",
            Light.YELLOW: "▲",
            Light.RED: "■",
            Light.NOT_DUE: "○",
        }[self]


@dataclass(frozen=True, slots=True)
class LightRule:
    """Thresholds in percentage points behind schedule.

    Parameters
    ----------
    yellow_pp : from so many points behind, yellow.
    red_pp : beyond so many points behind, red.
    """

    yellow_pp: float = 10.0
    red_pp: float = 30.0

    @property
    def sentence(self) -> str:
        """The rule as it is printed with the lights."""
        return (
            f"落后序时进度{self.yellow_pp:g}至{self.red_pp:g}个百分点为黄灯，"
            f"超过{self.red_pp:g}个百分点为红灯；"
            "时限已过仍未全部完成的，至少为黄灯；"
            "含两个批次的，分批次判断，以较差的为准"
        )


def light_of(
    *, gap_pp: float, is_started: bool, is_overdue: bool, rule: LightRule
) -> Light:
    """Light of a group.

    Parameters
    ----------
    gap_pp : completion minus schedule, in percentage points; negative is behind.
    is_started : some of the group's work is due to have begun.
    is_overdue : a due date has passed with work of that batch left undone. A
        green light on a missed deadline would mislead, so it is yellow at least.
    rule : the thresholds in force.
    """
    if not is_started:
        return Light.NOT_DUE
    # Percentages of whole offices meet the threshold exactly (27 of 30 against
    # 100 %), which binary fractions miss by a hair.
    behind = round(-gap_pp, 9)
    if behind > rule.red_pp:
        return Light.RED
    if behind >= rule.yellow_pp or is_overdue:
        return Light.YELLOW
    return Light.GREEN
