"""A table as CSV that an office program opens, and computes nothing of."""

import pandas as pd

# Full-width signs begin a formula in Chinese editions of Excel and in WPS.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def csv_text(table: pd.DataFrame) -> str:
    """CSV as Excel on a Chinese Windows opens it: with a byte order mark.

    Excel would compute a text that begins like a formula; an apostrophe before it
    says that it is text. Numbers stay as they are.
    """
    safe = table.map(_as_text)
    return "\ufeff" + safe.to_csv(index=False, lineterminator="\n")


def _as_text(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in _FORMULA else value
