"""The brief as PDF, set by a typesetter; no browser, no office program."""

from pathlib import Path

from hrss.reports.content import Brief
from hrss.reports.pdf.forms import brief_form
from hrss.reports.typeset import set_pdf

_TEMPLATE = Path(__file__).with_name("brief.typ")


def write_pdf(brief: Brief) -> bytes:
    """The brief as an official document in PDF.

    Charts and maps are drawn on the page itself: sharp at any size, their numbers
    text like any other. The same brief gives the same bytes.

    Raises
    ------
    FontError : there is no Chinese font that may be embedded; the message says
        how to get one.

    References
    ----------
    GB/T 9704-2012 党政机关公文格式: paper, margins, faces, numbers of pages.
    """
    return set_pdf(_TEMPLATE, brief_form(brief), made_at=brief.known_at)
