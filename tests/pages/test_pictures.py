from tests.pages.conftest import words


def labels(page):
    return [button.label for button in page.get("download_button")]


def captions(page):
    return " ".join(words(caption.value) for caption in page.caption)


def test_every_chart_is_offered_as_png_svg_pdf_and_excel(visit, zhuhai_url):
    page = visit(zhuhai_url)

    offered = labels(page)
    charts = offered.count("下载数据（Excel）")
    assert charts >= 4
    for form in ("PNG", "SVG", "PDF"):
        assert offered.count(form) == charts


def test_all_pictures_of_a_page_are_offered_together(visit, zhuhai_url):
    page = visit(zhuhai_url)

    charts = labels(page).count("下载数据（Excel）")
    assert labels(page)[-1] == f"本页全部图片（{charts}张）"


def test_a_server_without_a_browser_says_so_and_offers_the_data_all_the_same(
    visit, zhuhai_url, monkeypatch
):
    monkeypatch.setenv("HRSS_BROWSER", "/nowhere/chrome")

    page = visit(zhuhai_url)

    assert not page.exception
    assert set(labels(page)) == {"下载数据（Excel）"}
    assert "HRSS_BROWSER 所指的浏览器不存在或不能运行：/nowhere/chrome" in captions(
        page
    )


def test_a_page_without_charts_offers_no_pictures(visit, url):
    page = visit(url)

    assert not any("图片" in label for label in labels(page))
