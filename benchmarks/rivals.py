"""The other ways to read a workbook: the file library alone, and pandas' default."""

from io import BytesIO
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    import pandas as pd


def read_raw(content: bytes) -> object:
    """The first sheet as the file library gives it: a list of lists."""
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    return workbook.get_sheet_by_index(0).to_python()


def read_with_openpyxl(content: bytes) -> "pd.DataFrame":
    """The first sheet as pandas gives it by default."""
    # Not at the top, where it would add to the library's own memory.
    import pandas as pd

    return pd.read_excel(BytesIO(content), engine="openpyxl", header=2)
