"""The PDF, read back by another program than wrote it."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from hrss.reports.cell_texts import cell_text
from hrss.reports.content import (
    Chart,
    ChartKind,
    Column,
    Heading,
    KeyFigures,
    Map,
    Paragraph,
    Section,
    Table,
)
from hrss.reports.pdf import write_pdf
from hrss.reports.sentences import Span, plain_text
from tests.reports.samples import BARS, MAP, RANKING, make_brief

MM = 72 / 25.4
WIDE = Table(
    key="wide",
    title="全部指标",
    columns=tuple(
        Column(f"c{number}", f"指标{number}", "text", 8) for number in range(14)
    ),
    rows=(tuple("某某某某某某" for _ in range(14)),) * 3,
)


def read(brief):
    return PdfReader(BytesIO(write_pdf(brief)))


def words(reader):
    """All text, without the blanks that lines and columns bring with them."""
    return squeezed("".join(page.extract_text() for page in reader.pages))


def squeezed(text):
    return re.sub(r"\s+", "", text)


def texts_of(brief):
    """Everything that a reader must find."""
    found = [brief.title]
    for section in brief.sections:
        found.append(section.title)
        for block in section.blocks:
            found.extend(texts_of_block(block))
    for table in brief.appendices:
        found.extend(texts_of_block(table))
    return found


def texts_of_block(block):
    match block:
        case Heading():
            return [block.text]
        case Paragraph():
            return [plain_text(block.spans)]
        case KeyFigures():
            return [
                text
                for figure in block.figures
                for text in (figure.label, figure.value, figure.detail)
            ]
        case Table():
            cells = [
                cell_text(cell, column.kind)
                for row in block.rows
                for cell, column in zip(row, block.columns, strict=True)
            ]
            return [block.title, block.note, *cells]
        case Chart():
            return [
                block.title, block.note, block.value_title, *block.categories,
                *(series.name for series in block.series),
            ]  # fmt: skip
        case Map():
            values = [shape.value for shape in block.shapes]
            return [block.title, block.note, block.mark, *values]


@pytest.mark.parametrize("edition", [3, None])
def test_every_text_and_every_number_is_there_and_can_be_selected(edition):
    brief = make_brief(edition=edition)

    found = words(read(brief))

    missing = [text for text in texts_of(brief) if squeezed(text) not in found]
    assert missing == []


def test_numbers_of_a_chart_are_text_on_the_page():
    brief = make_brief()
    only = Section("one", "一、图", (BARS,))

    found = words(read(replace(brief, sections=(only,), appendices=())))

    for number in ("150", "12", "15", "8"):
        assert number in found


def test_paper_is_a4_and_a_wide_table_lies_across_a_turned_page():
    reader = read(make_brief(table=WIDE))

    sizes = {
        (round(page.mediabox.width / MM), round(page.mediabox.height / MM))
        for page in reader.pages
    }
    assert sizes == {(210, 297), (297, 210)}
    turned = next(page for page in reader.pages if page.mediabox.width > 600)
    # Its headings go with the table, not left on the page before.
    assert "（一）珠三角" in turned.extract_text()
    assert "二、各市排名" in turned.extract_text()


def test_pages_are_numbered_between_rules_odd_right_and_even_left():
    places = {}

    def note(text, place, matrix, *_):
        if match := re.fullmatch(r"—\s*(\d+)\s*—", text.strip()):
            across = matrix[4] * place[0] + matrix[5] * place[2] + place[4]
            places[int(match[1])] = across / MM

    for page in read(make_brief()).pages:
        page.extract_text(visitor_text=note)

    assert sorted(places) == [1, 2, 3, 4, 5][: len(places)]
    assert places[1] > 150
    assert places[2] < 60


def test_every_font_is_embedded_and_only_what_is_used_of_it():
    content = write_pdf(make_brief())
    reader = PdfReader(BytesIO(content))

    faces = {
        str(font.get_object()["/BaseFont"]): font.get_object()
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert faces
    for name, font in faces.items():
        descendant = font["/DescendantFonts"][0].get_object()
        descriptor = descendant["/FontDescriptor"]
        assert any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
        assert re.match(r"/[A-Z]{6}\+(Noto|SourceHan|LXGW)", name)
    assert len(content) < 2_000_000


def test_the_file_says_what_it_is_and_the_same_brief_gives_the_same_bytes():
    first, second = write_pdf(make_brief()), write_pdf(make_brief())

    reader = PdfReader(BytesIO(first))
    assert first == second
    assert reader.metadata.title == make_brief().title
    assert reader.metadata.author == "广东省人力资源和社会保障厅"
    assert reader.metadata.creation_date.date() == date(2011, 12, 5)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].startswith("zh")


def test_sections_are_bookmarks():
    titles = [
        one.title for one in read(make_brief()).outline if not isinstance(one, list)
    ]

    assert titles[:4] == [
        "一、总体进展",
        "二、各市排名",
        "三、存在问题",
        "四、数据说明",
    ]
    assert titles[4] == "附表1"


def test_an_edition_has_its_head_and_none_has_its_signature():
    with_head = words(read(make_brief(edition=3)))
    without = words(read(make_brief(edition=None)))

    assert with_head.startswith("模拟数据")
    assert "工作简报第3期" in with_head
    assert "工作简报" not in without
    signature = "广东省人力资源和社会保障厅2011年12月6日"
    assert signature in without


@pytest.mark.parametrize("lines", range(12, 22))
def test_a_signature_never_stands_alone_on_a_page(lines):
    text = Paragraph((Span("甲" * 20),))
    section = Section("one", "一、文", (text,) * lines)
    brief = replace(make_brief(edition=None), sections=(section,), appendices=())

    last = read(brief).pages[-1].extract_text()

    assert "2011年12月6日" in squeezed(last)
    assert "甲" in last


def test_a_table_that_fits_a_page_is_not_begun_at_the_foot_of_another():
    text = Paragraph((Span("甲" * 20),))
    section = Section("one", "一、文", (*(text,) * 15, RANKING))
    brief = replace(make_brief(), sections=(section,), appendices=())

    with_table = [
        text
        for text in (page.extract_text() for page in read(brief).pages)
        if "位次" in text
    ]

    assert len(with_table) == 1
    assert "合计" in with_table[0]


def test_simulated_data_are_marked_on_every_page_and_real_ones_on_none():
    simulated = read(make_brief(is_simulated=True))
    real = read(make_brief(is_simulated=False))

    assert all("模拟数据，仅供演示" in page.extract_text() for page in simulated.pages)
    assert not any("模拟数据，仅供演示" in page.extract_text() for page in real.pages)


def test_a_heading_of_a_table_is_repeated_on_each_of_its_pages():
    reader = read(make_brief())

    pages = [page.extract_text() for page in reader.pages]
    with_table = [text for text in pages if "云浮市" in text and "绿灯" in text]
    assert len(with_table) >= 3
    assert all("位次" in text for text in with_table)


def test_text_that_looks_like_markup_is_printed_as_it_stands():
    nasty = "#panic() *强调* $x$ @甲 <b> \\ [链接] `代码` // 注"
    brief = make_brief()
    section = Section("one", "一、#图", (Paragraph((Span(nasty),)), RANKING))

    found = words(read(replace(brief, title=nasty, sections=(section,))))

    assert found.count(squeezed(nasty)) == 2
    assert "一、#图" in found


def test_a_sign_that_no_font_has_costs_no_document():
    brief = replace(make_brief(), title="进展\U000fabcd通报")

    found = words(read(brief))

    assert "进展" in found
    assert "珠三角" in found


def test_a_brief_of_nothing_is_a_document_all_the_same():
    empty = replace(make_brief(edition=None), sections=(), appendices=(), summary=())
    no_rows = replace(RANKING, rows=(), total_rows=0, note="")
    nowhere = replace(MAP, shapes=(), legend=())
    no_bars = replace(BARS, categories=(), series=())
    hollow = replace(
        empty, sections=(Section("a", "一、无", (no_rows, nowhere, no_bars)),)
    )

    assert len(read(empty).pages) == 1
    assert "各市进展情况" in words(read(hollow))


@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_kind_of_chart_is_drawn_with_forty_categories_too(kind):
    many = replace(
        BARS,
        kind=kind,
        categories=tuple(f"甲乙丙丁戊{number}市" for number in range(40)),
        series=tuple(
            replace(series, values=tuple(float(value) for value in range(40)))
            for series in BARS.series
        ),
    )
    brief = replace(
        make_brief(), sections=(Section("a", "一、图", (many,)),), appendices=()
    )

    found = words(read(brief))

    assert "甲乙丙丁戊0市" in found
    assert "甲乙丙丁戊39市" in found
