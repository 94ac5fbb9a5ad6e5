"""What the four documents say is what the progress command prints."""

import io
import re
import zipfile

import pypdf
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from hrss.metrics import Grouping, progress
from hrss.service import lights, load_snapshot
from hrss.service.briefs import load_brief
from hrss.service.documents import DocumentFormat, document_name, write_brief
from hrss.settings import Settings
from hrss.simulation import simulate
from hrss.store import close_store, fetch_as_of_dates, migrate, open_store

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SETTINGS = Settings(database_url="sqlite://")


@pytest.fixture(scope="module")
def told():
    """The brief of two simulated months of the province, and its figures."""
    store = open_store(SETTINGS)
    migrate(store)
    simulate(store, seed=11, months=2)
    as_of = fetch_as_of_dates(store)[-1]
    brief = load_brief(store, SETTINGS, as_of=as_of)
    snapshot = load_snapshot(store, SETTINGS, as_of=as_of)
    rows = progress(
        snapshot, as_of=as_of, by=Grouping.PREFECTURE, lights=lights(SETTINGS)
    )
    close_store(store)
    return brief, rows


@pytest.fixture(scope="module")
def written(told):
    brief, _ = told
    return {form: write_brief(brief, form) for form in DocumentFormat}


def expected(rows):
    """Of each prefecture with a report: name, offices complete, rate."""
    known = rows[rows["reported_count"] > 0]
    assert len(known) >= 18
    return [
        (name, f"{complete:,}", f"{rate:.1%}")
        for name, complete, rate in zip(
            known["group_name"],
            known["complete_count"],
            known["completion_rate"],
            strict=True,
        )
    ]


def xml_of(content, pattern):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(pattern, name)]
        return [etree.fromstring(archive.read(name)) for name in names]


def rows_of_tables(trees, space, row, cell):
    return [
        ["".join(each.itertext(f"{space}t")).strip() for each in line.iter(cell)]
        for tree in trees
        for line in tree.iter(row)
    ]


def assert_all_rows(found, rows):
    by_name = {}
    for cells in found:
        for cell in cells:
            by_name.setdefault(cell, []).append(cells)
    for name, complete, rate in expected(rows):
        assert any(
            complete in cells and rate in cells for cells in by_name.get(name, [])
        ), (name, complete, rate)


def test_word_has_every_figure_in_its_tables_and_native_charts(told, written):
    content = written[DocumentFormat.DOCX]
    trees = xml_of(content, r"word/document\.xml")

    found = rows_of_tables(trees, W, f"{W}tr", f"{W}tc")
    charts = xml_of(content, r"word/charts/chart\d+\.xml")

    assert_all_rows(found, told[1])
    assert len(charts) == len(told[0].charts())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        books = [name for name in archive.namelist() if name.endswith(".xlsx")]
    assert len(books) == len(charts)


def test_slides_have_the_prefectures_as_named_shapes(told, written):
    rows = told[1]
    trees = xml_of(written[DocumentFormat.PPTX], r"ppt/slides/slide\d+\.xml")

    names = {
        each.get("name")
        for tree in trees
        for each in tree.iter()
        if etree.QName(each).localname == "cNvPr"
    }
    found = rows_of_tables(trees, A, f"{A}tr", f"{A}tc")

    assert set(rows["group_name"]) <= names
    ranked = {cells[1] for cells in found if len(cells) > 2}
    assert set(rows["group_name"]) <= ranked
    rates = {cell for cells in found for cell in cells}
    assert {rate for _, _, rate in expected(rows)} <= rates


def test_the_workbook_has_every_figure_as_a_value(told, written):
    book = CalamineWorkbook.from_filelike(io.BytesIO(written[DocumentFormat.XLSX]))

    sheets = [
        book.get_sheet_by_name(name).to_python()
        for name in book.sheet_names
        if "附表1" in name
    ]

    (sheet,) = sheets
    numbers = {row[0]: row for row in sheet if len(row) > 6}
    for _, line in told[1].iterrows():
        if line["reported_count"]:
            own = numbers[line["group_name"]]
            assert line["complete_count"] in own
            assert any(
                isinstance(each, float) and abs(each - line["completion_rate"]) < 1e-9
                for each in own
            )


def test_the_pdf_has_every_figure_as_text_that_can_be_selected(told, written):
    content = written[DocumentFormat.PDF]
    reader = pypdf.PdfReader(io.BytesIO(content))

    text = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))

    assert len(content) < 2 * 2**20
    for name, complete, rate in expected(told[1]):
        assert re.search(f"{name}[^市]*?{complete}", text), name
        assert rate in text
    assert "模拟数据" in re.sub(r"\s", "", reader.pages[0].extract_text())


def test_all_documents_bear_the_same_name(told):
    brief, _ = told

    names = {document_name(brief, form).rpartition(".")[0] for form in DocumentFormat}

    assert len(names) == 1
