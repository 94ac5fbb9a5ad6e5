"""The sheet of faults in a returned workbook: known again, and passed over."""

from hrss.sheets.grid import Grid, text_of

LIST_NAME = "问题清单"
LIST_TITLE = "上报表问题清单"
"""How its first cell begins."""


def is_fault_list(grid: Grid) -> bool:
    """Whether a sheet is the list that we put in front of a returned workbook."""
    if not grid.name.startswith(LIST_NAME) or not grid.codes.size:
        return False
    return text_of(grid.value(0, 0)).startswith(LIST_TITLE)
