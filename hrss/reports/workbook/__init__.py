"""The brief as an Excel workbook: its figures as values, its charts native.

Comes in: a `hrss.reports.content.Brief`. Goes out: bytes of an ``.xlsx``. Computes no
figure and holds no formula: what is in a cell is what the brief says.
"""

from hrss.reports.workbook.write import write_workbook

__all__ = ["write_workbook"]
