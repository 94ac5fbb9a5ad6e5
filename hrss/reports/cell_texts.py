"""A cell of a table as it is printed; the same in every document.

Comes in: a cell and its kind. Goes out: text, and Excel's format of the same.
"""

from datetime import date

from hrss.metrics import Kind, percent_text
from hrss.reports.content import Cell

BLANK = "—"

EXCEL_FORMATS: dict[Kind, str] = {
    "count": "#,##0",
    # Short of all is never rounded up to all.
    "rate": '[>=1]0.0%;[>=0.9995]"99.9%";0.0%',
    # What rounds to nothing has no sign here either.
    "pp": "[>=0.05]+0.0;[<=-0.05]-0.0;0.0",
    "number": "#,##0.0",
    "date": "yyyy-mm-dd",
    "text": "@",
    "flag": "@",
    "light": "@",
}

_SIGNS = {"绿灯": "●", "黄灯": "▲", "红灯": "■", "未到期": "○"}


def cell_text(value: Cell, kind: Kind) -> str:
    """The cell as documents print it.

    A rate has one decimal, a gap in points its sign, a light its sign and word; what
    is not known is a dash.
    """
    if value is None:
        return BLANK
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, str):
        return f"{_SIGNS[value]}{value}" if value in _SIGNS else value
    if kind == "rate":
        return percent_text(value)
    if kind == "pp":
        # What rounds to nothing has no sign.
        return f"{value:+.1f}" if round(value, 1) else "0.0"
    if kind == "count":
        return f"{value:,.0f}"
    return f"{value:,.1f}"


def is_right_aligned(kind: Kind) -> bool:
    """Whether cells of this kind are set flush right, as numbers are."""
    return kind in ("count", "rate", "pp", "number")
