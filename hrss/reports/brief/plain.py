"""A brief as plain values: for digests, and to compare documents with."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from hrss.reports.content import Brief

_DIGITS = 9


def brief_figures(brief: Brief) -> dict[str, Any]:
    """Everything a brief says, as JSON can hold it; the same for the same brief.

    Numbers are rounded to nine decimals, so that the last bits of a sum do not count;
    the figures of the screen (`draw`) are left out.
    """
    return {field.name: _plain(getattr(brief, field.name)) for field in fields(brief)}


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        own = {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if field.name != "draw"
        }
        return {"form": type(value).__name__, **own}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        # Adding zero turns a rounded -0.0 into 0.0.
        return round(value, _DIGITS) + 0.0
    return value
