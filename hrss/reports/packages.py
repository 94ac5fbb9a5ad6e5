"""Office files as the packages they are: parts changed, and the same bytes each time.

Comes in: bytes of an ``.xlsx``, ``.pptx`` or ``.docx``. Goes out: bytes of the same
form. Knows nothing of what the parts mean.
"""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest moment that a zip can name; the files' own dates are in their parts.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The package with each part as `change` (name, bytes) makes it, undated.

    The libraries stamp a package's parts with the time of writing; without it, the
    same brief gives the same bytes.
    """
    buffer = BytesIO()
    with (
        ZipFile(BytesIO(content)) as before,
        ZipFile(buffer, "w", ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = ZipInfo(name, _MOMENT)
            part.compress_type = ZIP_DEFLATED
            after.writestr(part, change(name, before.read(name)))
    return buffer.getvalue()
