from functools import cache

from hrss.reports.document import write_document
from tests.reports.document.opened import C, chart_cells, chart_names, names, part
from tests.reports.samples import LONG_NAME, make_brief


@cache
def content() -> bytes:
    return write_document(make_brief(), pictures=lambda drawn: None)


def test_charts_are_the_documents_own_and_name_their_cells() -> None:
    made = content()

    assert chart_names(made) == ["word/charts/chart1.xml", "word/charts/chart2.xml"]
    lines, bars = (chart_cells(made, name) for name in chart_names(made))
    assert lines == [
        ["", "上报建成", "序时进度"],
        ["2011-09", 0.4, 0.75],
        ["2011-10", "", 0.83],
        ["2011-11", 0.86, 0.915],
    ]
    assert bars == [
        ["", "核验达标", "建成未核验", "未建成"],
        ["广州市", 150.0, 15.0, 1.0],
        [LONG_NAME, 12.0, 8.0, 36.0],
        ["云浮市", "", "", 55.0],
    ]


def test_parts_of_charts_are_declared() -> None:
    made = content()

    kinds = {
        entry.get("PartName") or entry.get("Extension"): entry.get("ContentType")
        for entry in part(made, "[Content_Types].xml")
    }
    assert kinds["/word/charts/chart1.xml"] == (
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    )
    assert "word/embeddings/Microsoft_Excel_Sheet1.xlsx" in names(made)
    assert kinds["xlsx"] == (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )


def test_numbers_drawn_are_those_of_the_cells() -> None:
    drawn = part(content(), "word/charts/chart2.xml")

    values = [
        [point.findtext(f"{C}v") for point in series.find(f"{C}val").iter(f"{C}pt")]
        for series in drawn.iter(f"{C}ser")
    ]
    assert values == [["150", "12"], ["15", "8"], ["1", "36", "55"]]


def test_a_chart_has_words_for_who_cannot_see_it() -> None:
    document = part(content(), "word/document.xml")

    described = [
        entry.get("descr")
        for entry in document.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
            "docPr"
        )
    ]
    assert described == [
        "折线图：完成率由40%升到86%。",
        "条形图：广州市165个，云浮市未上报。",
    ]
