"""The brief as slides that the receiving office can edit: no pictures of anything.

Comes in: a `hrss.reports.content.Brief`. Goes out: bytes of a ``.pptx`` whose titles
are titles, tables tables, charts charts with their numbers, and maps shapes. Computes
no figure.
"""

from hrss.reports.slides.write import write_slides

__all__ = ["write_slides"]
