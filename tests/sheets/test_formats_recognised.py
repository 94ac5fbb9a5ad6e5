import io
import struct

import pytest
import xlwt

from hrss.opening.formats import Format, recognise
from hrss.opening.unreadable import UnreadableError
from hrss.sheets import ReadLimits, UnreadableWorkbookError, read_workbook
from hrss.sheets.refusals import REFUSALS, refusal
from tests.sheets.sent_files import (
    lock_xlsx,
    make_biff5,
    make_container,
    make_ods,
    make_spreadsheetml,
    make_xls,
    make_xlsb,
    make_xlsx,
    make_zip,
    with_filepass,
)

ROWS = [["乡镇", "面积"], ["塱镇", 300]]
TEXT_DOCUMENT = "application/vnd.oasis.opendocument.text"
LOCK = bytes([6]) + b"leader".ljust(54) + b"\x06\0l\0e\0a\0d\0e\0r\0".ljust(110, b"\0")


def refused(content: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        recognise(content)
    return caught.value


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (make_xlsx(ROWS), Format.XLSX),
        (make_xlsb(ROWS), Format.XLSB),
        (make_xls(ROWS), Format.XLS),
        (make_biff5(ROWS), Format.XLS),
        (make_ods(""), Format.ODS),
        (make_spreadsheetml(""), Format.SPREADSHEETML),
        (make_spreadsheetml("", encoding="utf-16"), Format.SPREADSHEETML),
        (b"<html><table>", Format.HTML),
        (b"\xef\xbb\xbf\r\n <TABLE border=1>", Format.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", Format.HTML),
        ("<style>td{}</style><table>".encode("utf-16"), Format.HTML),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n<table>", Format.WEB_ARCHIVE),
        ("乡镇,面积".encode("gb18030"), Format.TEXT),
        (b"PK stands first in this text", Format.TEXT),
    ],
)
def test_a_format_is_told_by_its_content(content, format_):
    assert recognise(content) == format_


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (bytes(4096), "empty"),
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"BM" + struct.pack("<IHHI", 90, 0, 0, 54), "picture"),
        (b"RIFF\x10\0\0\0WEBP", "picture"),
        (b"\0\0\0\x18ftypheic", "picture"),
        (b"Rar!\x1a\x07", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b"\x1f\x8b\x08", "archive"),
        (b"a.xls".ljust(257, b"\0") + b"ustar\x0000", "archive"),
        (b"{\\rtf1\\ansi", "word"),
        (b"MZ\x90\0", "program"),
        (b"L\0\0\0\x01\x14\x02\0", "shortcut"),
        (b"[InternetShortcut]\r\nURL=", "shortcut"),
        (b"\0\x01\0\0Standard Jet DB", "database"),
        (b"SQLite format 3\0", "database"),
        (b"\x09\x08\x10\0\0\x06\x05\0", "old_excel"),
        (b"\x09\x04\x06\0\0\0\x10\0", "old_excel"),
        (b"b\x14#e\x82\0E-SafeNet\0\0\0LOCK" + bytes(range(200)), "locked_by_software"),
        (LOCK, "lock_file"),
        (b"Received: from a\r\nContent-Type: text/plain\r\n", "mail"),
        (b"<?xml version='1.0'?><root/>", "markup"),
        (b"<?xml version='1.0'?><w:wordDocument xmlns:w='x'/>", "word"),
        (b"<?xml version='1.0'?><uof:UOF xmlns:uof='http://schemas.uof.org'/>", "uof"),
        (b"PK\x03\x04", "truncated"),
        (make_zip({"word/document.xml": ""}), "word"),
        (make_zip({"ppt/presentation.xml": ""}), "slides"),
        (make_zip({"OFD.xml": "", "Doc_0/Document.xml": ""}), "ofd"),
        (make_zip({"Index/Document.iwa": ""}), "numbers"),
        (make_zip({"content.xml": "", "mimetype": TEXT_DOCUMENT}), "word"),
        (make_zip({"照片/1.jpg": ""}), "archive"),
        (make_container("WordDocument", bytes(4096)), "word"),
        (make_container("PowerPoint Document", bytes(4096)), "slides"),
        (make_container("__properties_version1.0", bytes(4096)), "mail"),
        (make_container("Contents", bytes(4096)), "unknown_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "truncated"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(content, reason):
    assert refused(content).reason == reason


@pytest.mark.parametrize(
    "content",
    [
        lock_xlsx(make_xlsx(ROWS), "密码"),
        with_filepass(make_xls(ROWS)),
        make_ods("", manifest="<manifest:encryption-data/>"),
        make_zip(
            {"META-INF/manifest.xml": "<encryption-data/>", "encrypted-package": ""}
        ),
    ],
)
def test_a_password_is_told_apart_from_damage(content):
    assert refused(content).reason == "encrypted"


def test_a_zip_with_a_password_is_locked():
    content = bytearray(make_xlsx(ROWS))
    content[6] |= 1
    at = content.rindex(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.rfind(b"PK\x01\x02", 0, at)

    assert refused(bytes(content)).reason == "encrypted"


def test_an_archive_names_the_sheets_in_it():
    content = make_zip({"上报/广州市.xlsx": "", "说明.txt": ""})

    assert refused(content).found == "广州市.xlsx"


def test_names_in_an_archive_of_chinese_windows_are_readable():
    name = "广州市.xls".encode("gb18030")
    content = make_zip({"x" * len(name): ""}).replace(b"x" * len(name), name)

    assert refused(content).found in ("", "广州市.xls")


def test_the_sentence_names_the_file_and_what_to_do():
    content = make_zip({"广州市.xlsx": ""})

    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook(content, file_name="进度.xlsx")

    assert str(caught.value) == (
        "文件“进度.xlsx”是压缩包，请解压后上传其中的表格“广州市.xlsx”。"
    )


@pytest.mark.parametrize("reason", REFUSALS)
def test_every_reason_has_one_sentence(reason):
    sentence = refusal(reason, "表.xlsx", found="", limit=20)

    assert sentence.startswith("文件“表.xlsx”")
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert "{" not in sentence


def test_a_name_cannot_spoil_the_sentence():
    name = "a\n\u202e{found}" + "长" * 300 + ".xlsx"

    sentence = refusal("died", name, found="", limit=20)

    assert "\n" not in sentence
    assert "\u202e" not in sentence
    assert len(sentence) < 140


def test_a_file_over_the_limit_says_the_limit():
    with pytest.raises(UnreadableWorkbookError, match="超过1MB的上限"):
        read_workbook(
            bytes(2**20 + 1), file_name="表.xlsx", limits=ReadLimits(file_bytes=2**20)
        )


def test_a_stylesheet_free_xls_of_another_library_is_an_xls():
    workbook = xlwt.Workbook()
    workbook.add_sheet("a")
    content = io.BytesIO()
    workbook.save(content)

    assert recognise(content.getvalue()) is Format.XLS
