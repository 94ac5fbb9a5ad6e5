"""The clerk's own workbook handed back: faulty cells marked, faults listed.

Comes in: the bytes of a file and what was found in it. Goes out: the bytes of an
.xlsx with a list of faults in front, each linked to its cell. Uploaded again after
mending, it reads as the file did, and the list is passed over.
"""

from hrss.returned.marks import CellMark, Marking, marking_of
from hrss.returned.write import ReturnLimits, write_returned

__all__ = ["CellMark", "Marking", "ReturnLimits", "marking_of", "write_returned"]
