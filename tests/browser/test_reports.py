"""Documents are made and taken away; the overview is shown and printed."""

import io
import zipfile
from pathlib import Path

import pypdf
import pytest

from hrss.settings import Settings
from hrss.store import close_store, migrate, open_store
from tests.clerk_sheets import mended_sheet, send_sheet

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PROJECTOR = {"width": 1920, "height": 1080}


@pytest.fixture
def zhuhai(tmp_path: Path) -> None:
    """Zhuhai's sheet in the store of `new_server`."""
    address = f"sqlite:///{tmp_path / 'hrss.sqlite'}"
    store = open_store(Settings(database_url=address))
    migrate(store)
    close_store(store)
    send_sheet(address, mended_sheet())


def places_of_text(page: pypdf.PageObject) -> list[tuple[str, float]]:
    """Texts of a printed page, and how far from its left edge each begins."""
    found: list[tuple[str, float]] = []

    def note(text, matrix, of_text, *_):
        if text.strip():
            at = of_text[4] * matrix[0] + of_text[5] * matrix[2] + matrix[4]
            found.append((text.strip(), at))

    page.extract_text(visitor_text=note)
    return found


def test_all_documents_are_made_with_one_click_and_taken_away(
    new_visitor, simulated_server
):
    visitor = new_visitor(simulated_server, "reports?as_of=2011-10-31")
    page = visitor.page

    page.get_by_role("button", name="生成通报", exact=True).click()
    archive_button = page.get_by_role("button", name="全部下载（ZIP）")
    archive_button.wait_for()
    visitor.settle()

    name, content = visitor.download(archive_button)
    assert name == "服务所建设进展通报_全省_2011-10-31.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        endings = {each.rpartition(".")[2] for each in archive.namelist()}
        (paper,) = (each for each in archive.namelist() if each.endswith(".pdf"))
        text = pypdf.PdfReader(io.BytesIO(archive.read(paper))).pages[0].extract_text()
    assert endings == {"docx", "pptx", "xlsx", "pdf"}
    assert "模拟数据" in text
    assert "一、总体进展" in visitor.text()
    assert visitor.latin_words() == []


def test_an_edition_is_published_and_found_again(zhuhai, new_server, new_visitor):
    visitor = new_visitor(new_server, "reports?area=珠海市&tab=各期通报")
    page = visitor.page
    page.get_by_role("textbox", name="发布人").fill("李四")
    visitor.settle()

    page.get_by_role("button", name="发布第1期").click()
    page.get_by_text("第1期已发布。").wait_for()
    visitor.settle()

    other = new_visitor(new_server, "reports?area=珠海市&tab=各期通报")
    chosen = other.page.get_by_role("combobox", name="已发布的各期")
    assert "李四于" in chosen.input_value()
    name, content = other.download(
        other.page.get_by_role("button", name="下载Word文档")
    )
    assert name == "第1期_服务所建设进展通报_珠海市_2011-11-30.docx"
    assert zipfile.is_zipfile(io.BytesIO(content))
    assert other.latin_words() == []


def test_a_clicker_steps_through_the_meeting_view(new_visitor, simulated_server):
    visitor = new_visitor(simulated_server, size=PROJECTOR)
    page = visitor.page
    page.get_by_role("link", name="会议演示").click()
    page.wait_for_url("**/meeting*")
    visitor.settle()
    assert not page.locator('[data-testid="stSidebar"]').is_visible()

    seen = []
    for _ in range(3):
        chosen = page.locator(".st-key-step [aria-checked=true]")
        seen.append(chosen.inner_text())
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(500)
        visitor.settle()
    assert seen == ["总体", "分布", "排名"]
    assert "与序时差距" in page.url or "%E4%B8%8E" in page.url
    assert visitor.latin_words() == []

    page.get_by_role("link", name="退出").click()
    page.wait_for_url(lambda url: "meeting" not in url)
    visitor.settle()
    assert "step" not in page.url


@pytest.mark.parametrize("path", ["", "map", "standards"])
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_nothing_is_cut_on_paper(new_visitor, simulated_server, path, paper):
    visitor = new_visitor(simulated_server, path, size=PROJECTOR)

    content = visitor.page.pdf(format=paper, landscape=True, print_background=True)

    printed = pypdf.PdfReader(io.BytesIO(content)).pages
    width = float(printed[0].mediabox.width)
    assert width > float(printed[0].mediabox.height)
    assert len(printed) <= 3
    texts = [found for page in printed for found in places_of_text(page)]
    whole = "".join(page.extract_text() for page in printed)
    assert "模拟数据" in whole
    # The column at the right edge of the widest chart.
    assert "亮灯" in whole or "填报数" in whole
    assert [text for text, at in texts if not 0 < at < width - 20] == []


def test_charts_are_as_they_were_when_the_printing_is_over(
    new_visitor, simulated_server
):
    visitor = new_visitor(simulated_server)
    page = visitor.page
    layers = page.locator(".svg-container > .main-svg")
    before = page.locator(".svg-container").first.get_attribute("style")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".main-svg[viewBox]").count() == layers.count()
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert page.locator(".svg-container > .main-svg[viewBox]").count() == 0
    assert page.locator(".svg-container").first.get_attribute("style") == before
