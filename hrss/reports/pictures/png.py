"""The resolution that a PNG states, so that it is placed at its printed size."""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_INCH = 0.0254


def with_resolution(png: bytes, *, dpi: float) -> bytes:
    """The same picture, stating so many dots an inch.

    Raises
    ------
    ValueError : it is no PNG.
    """
    if not png.startswith(_SIGNATURE):
        raise ValueError("not a PNG")
    kept = []
    at = len(_SIGNATURE)
    while at < len(png):
        (size,) = struct.unpack_from(">I", png, at)
        chunk = png[at : at + size + 12]
        if chunk[4:8] != b"pHYs":
            kept.append(chunk)
        at += len(chunk)
    dots = round(dpi / _INCH)
    kept.insert(1, _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)))
    return _SIGNATURE + b"".join(kept)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
