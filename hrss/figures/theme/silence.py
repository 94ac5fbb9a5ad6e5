"""Groups of which nothing has been reported: grey and 未上报, never 0 % and a light."""

import pandas as pd

from hrss.figures.theme.formats import numbers
from hrss.figures.theme.palette import GROUND, SECONDARY, LightStyle, light_style
from hrss.figures.theme.scales import value_text
from hrss.metrics.vocabulary import NOT_REPORTED

SILENT = LightStyle("", NOT_REPORTED, SECONDARY, GROUND)


def is_silent(rows: pd.DataFrame) -> list[bool]:
    """Which rows of ``metrics.progress`` owe offices and have reported none."""
    silent = (rows["rostered_count"] > 0) & (rows["reported_count"] == 0)
    return [bool(each) for each in silent]


def light_styles(rows: pd.DataFrame) -> list[LightStyle]:
    """Style of each row's light, if it has one; 未上报 where nothing is reported."""
    lights = rows["light"] if "light" in rows else [None] * len(rows)
    return [
        SILENT if silent else light_style(light)
        for silent, light in zip(is_silent(rows), lights, strict=True)
    ]


def spoken(rows: pd.DataFrame, name: str) -> pd.Series:
    """A column of figures, NA where nothing has been reported."""
    values: pd.Series = rows[name].mask(pd.Series(is_silent(rows), index=rows.index))
    return values


def value_texts(rows: pd.DataFrame, measure: str) -> list[str]:
    """Values of a measure as they stand on a map; 未上报 where there is none."""
    return [
        SILENT.word if silent else value_text(measure, value)
        for silent, value in zip(is_silent(rows), numbers(rows[measure]), strict=True)
    ]
