"""What can be taken away: pictures, data, templates, the original file."""

import re
from io import BytesIO

import openpyxl
import pytest

from hrss.settings import Settings
from hrss.store import close_store, fetch_file, fetch_submissions, open_store

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_the_camera_saves_png_and_when_chosen_svg(new_visitor, simulated_server):
    visitor = new_visitor(simulated_server, "map")
    chart = visitor.page.locator(".st-key-chart_map")

    def photograph():
        chart.hover()
        camera = chart.locator('[data-title*="保存为图片"]')
        return visitor.download(camera)

    name, content = photograph()
    assert name == "全部批次完成率（2011-10-31）.png"
    assert content.startswith(b"\x89PNG\r\n")

    visitor.open_export_menu("map")
    visitor.press("SVG", role="radio")
    visitor.page.keyboard.press("Escape")

    name, content = photograph()
    assert name == "全部批次完成率（2011-10-31）.svg"
    assert content.lstrip().startswith(b"<svg")
    assert "示意图".encode() in content


def test_the_data_of_a_chart_opens_in_excel_with_the_numbers_shown(
    new_visitor, simulated_server
):
    visitor = new_visitor(simulated_server)
    shown = {label[:2]: label[2:] for label in visitor.map_labels()}

    visitor.open_export_menu("map")
    name, content = visitor.download(
        visitor.page.get_by_role("button", name="下载数据（Excel）")
    )

    sheet = openpyxl.load_workbook(BytesIO(content)).active
    rows = list(sheet.iter_rows(values_only=True))
    header = next(row for row in rows if "完成率" in row)
    body = rows[rows.index(header) + 1 :]
    place, rate = header.index("名称"), header.index("完成率")
    assert name == "全部批次完成率（2011-10-31）.xlsx"
    assert "模拟数据" in "".join(map(str, (*rows[0], *rows[1])))
    reported = header.index("已上报")
    assert {
        # Who has never reported has no rate on the map.
        row[place][:2]: f"{row[rate]:.1%}" if row[reported] else "未上报"
        for row in body
        if row[place]
    } == shown


def test_an_office_is_found_with_its_cells_and_its_original_file(
    new_visitor, simulated_server, simulated_database
):
    visitor = new_visitor(simulated_server, "offices")
    page = visitor.page

    visitor.type_into("查找", "始兴县 太平镇")
    assert "共 1 个机构" in visitor.text()
    grid = page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    page.mouse.click(grid["x"] + 22, grid["y"] + 46)
    page.get_by_role("tab", name="现报数据及出处").wait_for()
    visitor.settle()

    assert "韶关市始兴县太平镇" in visitor.text()
    assert "出自文件“模拟_韶关市_201110.xlsx”" in visitor.text()
    cells = visitor.cells(awaited="是否建成")
    assert any(re.fullmatch(r"[A-Z]{1,2}\d+", cell) for cell in cells)
    name, content = visitor.download(page.get_by_role("button", name="下载原始文件"))

    assert name == "模拟_韶关市_201110.xlsx"
    store = open_store(Settings(database_url=f"sqlite:///{simulated_database}"))
    submissions = fetch_submissions(store)
    sha256 = submissions.loc[submissions["file_name"] == name, "file_sha256"].iloc[0]
    original = fetch_file(store, sha256)
    close_store(store)
    assert content == original


def test_a_template_opens_with_the_offices_of_the_prefecture(
    new_visitor, simulated_server
):
    visitor = new_visitor(simulated_server, "submit")

    visitor.choose("下载本市填报模板", "东莞市")
    name, content = visitor.download(
        visitor.page.get_by_role("button", name="下载东莞市服务所模板")
    )

    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    written = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert name == "东莞市人社服务所建设进度表.xlsx"
    assert {"莞城街道", "石龙镇"} <= written
