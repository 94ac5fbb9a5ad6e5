"""Pictures made by the server, taken away through the page."""

from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def take(visitor, form):
    return visitor.download(
        visitor.page.get_by_role("button", name=form, exact=True).first
    )


def test_a_map_is_taken_away_as_png_svg_and_pdf_with_chinese_text(
    new_visitor, simulated_server
):
    visitor = new_visitor(simulated_server, "map")
    visitor.open_export_menu("map")

    name, png = take(visitor, "PNG")

    picture = Image.open(BytesIO(png))
    assert name == "全部批次完成率（2011-10-31）.png"
    assert picture.width in (1889, 1890)
    assert round(picture.info["dpi"][0]) == 300

    name, svg = take(visitor, "SVG")

    drawn = ElementTree.fromstring(svg)
    texts = " ".join(drawn.itertext())
    places = [node for node in drawn.iter() if "choroplethlocation" in str(node.attrib)]
    assert name == "全部批次完成率（2011-10-31）.svg"
    assert "全部批次完成率（2011-10-31）" in texts
    assert "韶关" in texts
    assert "示意图" in texts
    assert len(places) == 21

    name, pdf = take(visitor, "PDF")

    (page,) = PdfReader(BytesIO(pdf)).pages
    assert name == "全部批次完成率（2011-10-31）.pdf"
    assert "韶关" in page.extract_text()


def test_all_charts_of_a_page_come_in_one_archive(new_visitor, simulated_server):
    visitor = new_visitor(simulated_server)

    name, content = visitor.download(
        visitor.page.get_by_role("button", name="本页全部图片")
    )

    assert name == "总览_图片.zip"
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        for one in names:
            assert Image.open(BytesIO(archive.read(one))).format == "PNG"
    assert names[0] == "01_2011年批次建设进度.png"
    assert len(names) == 5


def test_choosing_anew_counts_the_charts_of_the_page_once(
    new_visitor, simulated_server
):
    visitor = new_visitor(simulated_server)
    button = visitor.page.get_by_role("button", name="本页全部图片")
    before = button.inner_text()

    visitor.press("2011年", role="radio")

    assert button.inner_text() == before
    assert "（5张）" in before


def test_a_page_that_was_turned_to_offers_its_own_pictures(
    new_visitor, simulated_server
):
    visitor = new_visitor(simulated_server)
    visitor.turn_to("地图")

    name, content = visitor.download(
        visitor.page.get_by_role("button", name="本页全部图片")
    )

    assert name == "地图_图片.zip"
    with ZipFile(BytesIO(content)) as archive:
        assert not any("批次建设进度" in one for one in archive.namelist())
