"""What reading one cell gives: a value or a fault, and marks."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a value or a fault, never both.

    `plain` is true when the value is simply what stands there, so that the
    raw text adds nothing. `other` is what the cell says of the other completion
    column: 在建 written under 是否建成 is a status, 是 under 建设状态 a yes.
    """

    value: Any = None
    fault: str | None = None
    marks: tuple[str, ...] = ()
    plain: bool = True
    other: str | bool | None = None


BLANK = Reading()


def fault(code: str) -> Reading:
    """A reading that could not be understood."""
    return Reading(fault=code, plain=False)
