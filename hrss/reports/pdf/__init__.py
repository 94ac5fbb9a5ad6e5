"""The brief as PDF, in the form of official documents.

Comes in: a brief. Goes out: bytes. Needs a Chinese font, and neither a browser nor an
office program.
"""

from hrss.reports.pdf.write import write_pdf
from hrss.reports.typeset import FontError, TypesetError, missing_font

__all__ = ["FontError", "TypesetError", "missing_font", "write_pdf"]
