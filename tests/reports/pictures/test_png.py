import struct
import zlib

import pytest

from hrss.reports.pictures.png import with_resolution

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind, content):
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


HEAD = chunk(b"IHDR", b"head of 13 b.")
BODY = chunk(b"IDAT", b"body") + chunk(b"IEND", b"")


def test_the_resolution_stands_behind_the_head_in_dots_a_metre():
    stated = with_resolution(SIGNATURE + HEAD + BODY, dpi=300)

    # 300 dots an inch are 11,811 a metre.
    resolution = chunk(b"pHYs", b"\x00\x00\x2e\x23\x00\x00\x2e\x23\x01")
    assert stated == SIGNATURE + HEAD + resolution + BODY


def test_a_resolution_that_was_stated_before_is_replaced():
    before = chunk(b"pHYs", b"\x00\x00\x0b\x13\x00\x00\x0b\x13\x01")

    stated = with_resolution(SIGNATURE + HEAD + before + BODY, dpi=300)

    assert stated.count(b"pHYs") == 1
    assert before not in stated


def test_what_is_no_png_is_refused():
    with pytest.raises(ValueError, match="not a PNG"):
        with_resolution(b"<svg/>", dpi=300)
