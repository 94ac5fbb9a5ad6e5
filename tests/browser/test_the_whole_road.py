"""From an empty store to a figure on the map, through a sheet with faults."""

import io

import openpyxl
import pytest

from tests.clerk_sheets import FILE_NAME, mended_sheet, messy_sheet

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_messy_sheet_is_mended_and_changes_overview_and_map(new_server, new_visitor):
    visitor = new_visitor(new_server)
    page = visitor.page
    assert "还没有上报数据" in visitor.text()

    page.get_by_role("link", name="去上报").click()
    page.wait_for_url("**/submit")
    visitor.settle()
    visitor.upload(FILE_NAME, messy_sheet())

    assert "错误 2 处，提示 1 处" in visitor.text()
    cells = visitor.cells(awaited="D7")
    assert cells.index("F6") < cells.index("D7")
    assert any("“2011.13.1”不是日期" in cell for cell in cells)
    assert any("相近的有斗门区井岸镇" in cell for cell in cells)
    assert "没有写入任何数据" in visitor.text()
    assert page.get_by_role("button", name="确认提交").count() == 0

    visitor.take_back_upload(FILE_NAME)
    visitor.upload(FILE_NAME, mended_sheet())

    assert "提交后的变化：共 4 个机构" in visitor.text()
    assert "新建成 3 个" in visitor.text()

    visitor.type_into("报送人", "李四")
    visitor.press("确认提交")

    assert "提交成功" in visitor.text()
    assert "报送编号 1，数据截至2011年11月30日，收下4行，提示1处。" in visitor.text()

    visitor.turn_to("总览")

    # Zhuhai has 24 of the Delta's 589 offices.
    assert "2011年批次上报建成 3 个，占应建 589 个的 0.5%" in visitor.answer()
    assert "珠海12.5%" in visitor.map_labels()
    assert "模拟" not in visitor.text()


def test_the_clerks_own_file_comes_back_marked_is_mended_and_accepted(
    new_server, new_visitor
):
    visitor = new_visitor(new_server)
    visitor.turn_to("数据上报")
    visitor.upload(FILE_NAME, messy_sheet())

    offered = visitor.page.get_by_role("button", name="下载标注后的原表")
    name, content = visitor.download(offered)

    assert name == "珠海市进度表_待修改.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["进度表"]
    assert book.sheetnames == ["问题清单", "进度表"]
    assert "不是日期" in sheet["F6"].comment.text
    assert "斗门区井岸镇" in sheet["D7"].comment.text

    sheet["F6"] = "2011-11-01"
    half = io.BytesIO()
    book.save(half)
    visitor.take_back_upload(FILE_NAME)
    visitor.upload(name, half.getvalue())

    assert "错误 1 处，提示 1 处" in visitor.text()

    sheet["D7"] = "井岸镇"
    whole = io.BytesIO()
    book.save(whole)
    visitor.take_back_upload(name)
    visitor.upload(name, whole.getvalue())
    visitor.type_into("报送人", "李四")
    visitor.press("确认提交")

    assert "收下4行，提示1处。" in visitor.text()


def test_a_submission_is_withdrawn_with_its_reason(new_server, new_visitor):
    visitor = new_visitor(new_server)
    visitor.turn_to("数据上报")
    visitor.type_into("报送人", "李四")
    visitor.upload(FILE_NAME, mended_sheet())
    visitor.press("确认提交")
    visitor.take_back_upload(FILE_NAME)

    visitor.pick_first_row()
    visitor.type_into("撤回报送编号 1 的原因", "填错了月份")
    visitor.press("撤回")

    assert "报送编号 1 已撤回，不再计入。" in visitor.text()
    assert "已撤回" in visitor.cells(awaited="已撤回")
    visitor.turn_to("总览")
    assert "还没有上报数据" in visitor.text()
