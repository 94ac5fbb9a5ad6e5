"""A file's bytes to the answer that goes back to the reader.

Whatever happens to a hostile file, what comes out is heads and codes of all its
sheets or the one reason why it cannot be read.
"""

from collections.abc import Iterator
from typing import Any

from hrss.opening import text, workbooks
from hrss.opening.cells import Sheet, encode_sheet
from hrss.opening.formats import Format, recognise
from hrss.opening.unreadable import UnreadableError


def read(content: bytes, limits: dict[str, int]) -> Iterator[Sheet]:
    """The sheets of a file, its format told by the content."""
    match recognise(content):
        case Format.XLSX | Format.XLSB | Format.XLS as format_:
            return workbooks.read_sheets(content, format_, limits=limits)
        case Format.TEXT:
            return text.read_sheets(content)
        case Format.HTML | Format.WEB_ARCHIVE as format_:
            return _read_pages(content, format_, limits)
        case format_:
            return _read_markup(content, format_, limits)


# Formats that come seldom are loaded when one comes: of a small file's cost the
# start of the process is the most.
def _read_pages(
    content: bytes, format_: Format, limits: dict[str, int]
) -> Iterator[Sheet]:
    from hrss.opening import web_pages

    if format_ is Format.WEB_ARCHIVE:
        return web_pages.read_archive(content, limits=limits)
    return web_pages.read_page(content, limits=limits)


def _read_markup(
    content: bytes, format_: Format, limits: dict[str, int]
) -> Iterator[Sheet]:
    from hrss.opening import ods, spreadsheetml

    if format_ is Format.SPREADSHEETML:
        return spreadsheetml.read_sheets(content, limits=limits)
    if format_ is Format.ODS:
        return ods.read_package(content, limits=limits)
    return ods.read_sheets(content, limits=limits)


def answer(content: bytes, limits: dict[str, int]) -> tuple[dict[str, Any], bytes]:
    """Head and codes of the whole workbook, or the reason it cannot be read."""
    try:
        return _read_all(content, limits)
    except UnreadableError as error:
        return {"failure": error.reason, "found": error.found}, b""
    except MemoryError:
        return {"failure": "memory", "found": ""}, b""
    except BaseException as error:  # Rust panics are no Exception
        return {"failure": _reason_of(error), "found": ""}, b""


def _read_all(content: bytes, limits: dict[str, int]) -> tuple[dict[str, Any], bytes]:
    heads: list[dict[str, Any]] = []
    matrices: list[bytes] = []
    left = limits["cells"]
    for sheet in read(content, limits):
        head, matrix = encode_sheet(sheet, limit=left)
        left -= head["height"] * head["width"]
        heads.append(head)
        matrices.append(matrix)
        if len(heads) > limits["sheets"]:
            raise UnreadableError("too_many_sheets", found=str(limits["sheets"]))
    return {"sheets": heads}, b"".join(matrices)


def _reason_of(error: BaseException) -> str:
    """The library tells a password by its own error or in words."""
    is_locked = type(error).__name__ == "PasswordError" or "ncrypt" in str(error)
    return "encrypted" if is_locked else "damaged"
