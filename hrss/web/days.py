"""A day as people type it into the address or a field."""

import re
import unicodedata
from datetime import date

_WRITTEN = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?"
)


def read_day(text: str) -> date | None:
    """The day of 2011-11-30, 2011/11/30, 2011.11.30 or 2011年11月30日; else None.

    Full-width digits and blanks do not count. A month without a day is none.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        return None
    year, *months, day = found.groups()
    month = next(filter(None, months))
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
