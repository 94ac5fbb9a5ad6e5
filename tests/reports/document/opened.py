"""A document opened by other hands than wrote it: zip and XML, and nothing else."""

from io import BytesIO
from posixpath import join, normpath
from typing import Any
from zipfile import ZipFile

from lxml import etree
from python_calamine import CalamineWorkbook

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def part(content: bytes, name: str) -> Any:
    with ZipFile(BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def names(content: bytes) -> list[str]:
    with ZipFile(BytesIO(content)) as package:
        return package.namelist()


def texts(element: Any) -> list[str]:
    return [
        "".join(
            "\n" if piece.tag == f"{W}br" else piece.text or ""
            for piece in text.iter(f"{W}t", f"{W}br")
        )
        for text in element.iter(f"{W}p")
    ]


def table_texts(table: Any) -> list[list[str]]:
    return [
        ["".join(texts(cell)) for cell in row.iter(f"{W}tc")]
        for row in table.iter(f"{W}tr")
    ]


def style(content: bytes, name: str) -> Any:
    styles = part(content, "word/styles.xml")
    found = [
        entry
        for entry in styles.iter(f"{W}style")
        if entry.find(f"{W}name").get(f"{W}val") == name
    ]
    assert len(found) == 1, name
    return found[0]


def related(content: bytes, source: str, relation: str) -> str:
    folder, _, name = source.rpartition("/")
    relations = part(content, f"{folder}/_rels/{name}.rels")
    target = next(each for each in relations if each.get("Id") == relation)
    path = target.get("Target")
    return path.lstrip("/") if path.startswith("/") else normpath(join(folder, path))


def chart_names(content: bytes) -> list[str]:
    document = part(content, "word/document.xml")
    return [
        related(content, "word/document.xml", chart.get(f"{R}id"))
        for chart in document.iter(f"{C}chart")
    ]


def chart_cells(content: bytes, name: str) -> list[list[Any]]:
    external = part(content, name).find(f"{C}externalData").get(f"{R}id")
    with ZipFile(BytesIO(content)) as package:
        workbook = package.read(related(content, name, external))
    return (
        CalamineWorkbook.from_filelike(BytesIO(workbook))
        .get_sheet_by_index(0)
        .to_python()
    )
