from datetime import date

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from hrss.settings import Settings
from hrss.store import (
    append_alias,
    append_roster,
    close_store,
    fetch_roster,
    open_store,
)
from hrss.store.tables import submission
from tests.clerk_sheets import FILE_NAME, finished_sheet, mended_sheet, messy_sheet
from tests.factories import make_sheet
from tests.pages.conftest import Visit, answer, mini_roster, shown, words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload(page, content, *, name=FILE_NAME, sender="李四"):
    return upload_all(page, {name: content}, sender=sender)


def upload_all(page, files, *, sender="李四"):
    chosen = [(name, content, XLSX) for name, content in files.items()]
    page.file_uploader(key="sheet_file").set_value(chosen)
    page.text_input(key="sheet_sender").set_value(sender)
    return page.run()


def table(page, header):
    """The table that has a column of that name."""
    return next(each.value for each in page.dataframe if header in each.value.columns)


def headings(page):
    return [each.value.removeprefix("##### ") for each in page.markdown]


def confirm_buttons(page):
    return [each for each in page.button if each.label == "确认提交"]


def test_a_messy_sheet_shows_every_fault_at_its_cell_and_is_not_kept(
    visit: Visit, mini_url
):
    page = upload(visit(mini_url, "submit"), messy_sheet())

    faults = table(page, "单元格")
    assert not page.exception
    assert headings(page)[:2] == [
        "识别结果：服务所表，填报单位 珠海市人力资源和社会保障局，"
        "数据截至 2011年11月30日",
        "错误 2 处，提示 1 处",
    ]
    assert faults[["程度", "单元格"]].to_numpy().tolist() == [
        ["提示", ""],
        ["错误", "F6"],
        ["错误", "D7"],
    ]
    assert "“2011.13.1”不是日期" in faults["问题"][1]
    assert "相近的有斗门区井岸镇" in faults["问题"][2]
    assert [each.value for each in page.error] == [
        "表中有2行有错误，没有写入任何数据。请下载标注后的原表，改正后重新上传；"
        "也可以先提交无误的2行，其余各行改好后再报。"
    ]
    assert confirm_buttons(page) == []


def test_what_was_understood_adds_up(visit: Visit, mini_url):
    page = upload(visit(mini_url, "submit"), messy_sheet())

    understood = table(page, "读入行数").iloc[0]
    assert understood["表头所在行"] == "3、4"
    assert understood["识别列数"] == 6
    assert understood[
        ["读入行数", "标题行", "表头行", "数据行", "合计行", "空行", "表尾行"]
    ].tolist() == [10, 2, 2, 4, 1, 0, 1]


def test_a_faultless_sheet_is_held_against_the_store_confirmed_and_receipted(
    visit: Visit, mini_url
):
    page = upload(visit(mini_url, "submit"), mended_sheet())
    changes = table(page, "变化")

    assert "提交后的变化：共 4 个机构" in headings(page)
    assert dict(zip(changes["乡镇（街道）"], changes["变化"], strict=True)) == {
        "拱北街道": "新建成",
        "吉大街道": "新建成",
        "井岸镇": "新建成",
        "三灶镇": "首次上报",
    }

    confirm_buttons(page)[0].click().run()

    assert not page.exception
    (receipt,) = (each.value for each in page.success)
    assert receipt.startswith("提交成功，收到时间")
    assert "报送编号 1，数据截至2011年11月30日，收下4行，提示1处。" in receipt
    assert confirm_buttons(page) == []
    assert "上报建成 3 个，占应建 6 个" in answer(visit(mini_url))


def test_nothing_is_kept_before_the_sender_has_a_name_and_confirms(
    visit: Visit, mini_url
):
    page = upload(visit(mini_url, "submit"), mended_sheet(), sender=" ")

    assert [each.value for each in page.info] == ["请先填写报送人，再确认提交。"]
    assert confirm_buttons(page)[0].disabled
    assert visit(mini_url).header[0].value == "还没有上报数据"


def test_the_same_file_again_is_said_to_be_the_same(visit: Visit, mini_url):
    content = mended_sheet()
    first = upload(visit(mini_url, "submit"), content)
    confirm_buttons(first)[0].click().run()

    again = upload(visit(mini_url, "submit"), content)
    confirm_buttons(again)[0].click().run()

    (receipt,) = (shown(each.value) for each in again.success)
    assert f"提交过，没有重复写入。文件“{FILE_NAME}”，报送编号 1，" in receipt
    assert visit(mini_url, "submit").dataframe[0].value["编号"].tolist() == [1]


def test_the_same_file_for_another_day_is_another_report(visit: Visit, mini_url):
    content = mended_sheet()
    page = upload(visit(mini_url, "submit"), content)
    confirm_buttons(page)[0].click().run()

    page.date_input(key="sheet_as_of").set_value(date(2011, 12, 1)).run()
    confirm_buttons(page)[0].click().run()

    assert "报送编号 2，数据截至2011年12月1日" in page.success[0].value


def test_a_later_sheet_shows_only_what_it_changes(visit: Visit, mini_url):
    first = upload(visit(mini_url, "submit"), mended_sheet())
    confirm_buttons(first)[0].click().run()

    later = upload(visit(mini_url, "submit"), finished_sheet())

    changes = table(later, "变化")
    assert not later.exception
    assert "提交后的变化：共 4 个机构" in headings(later)
    assert changes[["乡镇（街道）", "变化", "变化的项目"]].to_numpy().tolist() == [
        ["三灶镇", "新建成", "是否建成、建成时间、建筑面积"]
    ]


def test_changes_that_another_made_outdated_are_shown_anew(visit: Visit, mini_url):
    mine = upload(visit(mini_url, "submit"), finished_sheet())
    theirs = upload(visit(mini_url, "submit"), mended_sheet())
    confirm_buttons(theirs)[0].click().run()

    confirm_buttons(mine)[0].click().run()

    assert not mine.exception
    assert [each.value for each in mine.success] == []
    assert "请再看一遍后确认" in mine.error[0].value

    next(each for each in mine.button if each.label == "查看新的变化").click().run()

    assert table(mine, "变化")["乡镇（街道）"].tolist() == ["三灶镇"]
    confirm_buttons(mine)[0].click().run()
    assert mine.success[0].value.startswith("提交成功")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("坏文件.xlsx", b"PK\x03\x04" + bytes(100)),
        ("空文件.xlsx", b""),
        ("旧表.xls", b"\xd0\xcf\x11\xe0" + bytes(100)),
    ],
)
def test_an_unreadable_file_is_said_to_be_so(visit: Visit, mini_url, name, content):
    page = upload(visit(mini_url, "submit"), content, name=name)

    assert not page.exception
    (said,) = (shown(each.value) for each in page.error)
    assert name in said
    assert confirm_buttons(page) == []


def test_a_file_over_the_limit_is_refused_unread(visit, mini_url, monkeypatch):
    monkeypatch.setenv("HRSS_UPLOAD_LIMIT_MB", "1")

    page = upload(visit(mini_url, "submit"), bytes(2**20 + 1))

    chooser = page.file_uploader(key="sheet_file")
    assert chooser.label.endswith("每个不超过1MB）")
    assert [shown(each.value) for each in page.error] == [
        f"文件“{FILE_NAME}”超过1MB的上限，请删去图片和无关工作表，保存后重新上传。"
    ]
    assert confirm_buttons(page) == []


def test_a_day_chosen_by_hand_stands_above_the_one_in_the_sheet(visit, mini_url):
    page = visit(mini_url, "submit")
    page.date_input(key="sheet_as_of").set_value(date(2011, 12, 1))

    upload(page, mended_sheet())

    assert headings(page)[0].endswith("数据截至 2011年12月1日")
    assert "与选定的截止日期" in table(page, "单元格")["问题"][0]


def test_what_came_in_last_is_listed(visit: Visit, zhuhai_url):
    page = visit(zhuhai_url, "submit")

    received = page.dataframe[0].value.iloc[0]
    assert received[["编号", "数据截至", "报送人", "文件", "行数"]].tolist() == [
        1,
        "2011-11-30",
        "张三",
        "珠海市进度表.xlsx",
        4,
    ]


def test_simulated_data_is_warned_of_before_real_sheets(visit: Visit, simulated_url):
    page = visit(simulated_url, "submit")

    assert "清除" in page.warning[0].value
    assert words(page.html[0].value).endswith("模拟数据")


def test_a_template_is_offered_for_a_prefecture(visit: Visit, mini_url):
    page = visit(mini_url, "submit")

    page.selectbox(key="template_area").select("440400").run()

    assert not page.exception
    assert [each.label for each in page.get("download_button")] == [
        "下载珠海市服务所模板"
    ]


def alias_boxes(page):
    return [each for each in page.selectbox if (each.key or "").startswith("alias_")]


def test_an_unknown_name_is_confirmed_once_and_known_from_then_on(
    visit: Visit, mini_url
):
    page = upload(visit(mini_url, "submit"), messy_sheet())
    (box,) = alias_boxes(page)
    assert box.label == "“珠海市斗门区井安镇”是"
    assert box.options[0] == "斗门区井岸镇"

    box.select("440403107")
    next(each for each in page.button if each.label == "确认所选名称").click().run()

    assert not page.exception
    faults = table(page, "单元格")
    assert "D7" in faults["单元格"].tolist()
    assert faults.set_index("单元格").loc["D7", "程度"] == "提示"
    assert alias_boxes(page) == []


def test_a_confirmed_name_is_listed_and_can_be_revoked(visit: Visit, mini_url):
    store = open_store(Settings(database_url=mini_url))
    append_alias(
        store, county="斗门区", written="井安镇", township_code="440403107", by="李四"
    )
    close_store(store)
    page = visit(mini_url, "submit")

    listed = table(page, "表中写法").iloc[0]
    assert listed["表中写法"] == "斗门区井安镇"
    assert listed["读作"] == "珠海市斗门区井岸镇"
    assert listed[["确认人", "状态"]].tolist() == ["李四", "有效"]


def test_the_clerks_own_file_is_offered_with_its_faults_marked(visit: Visit, mini_url):
    page = upload(visit(mini_url, "submit"), messy_sheet())

    labels = [each.label for each in page.get("download_button")]
    assert "下载标注后的原表" in labels


def test_the_faultless_rows_may_be_sent_and_the_rest_kept_back(visit: Visit, mini_url):
    page = upload(visit(mini_url, "submit"), messy_sheet())

    next(each for each in page.button if each.label == "只提交无误的2行").click().run()

    assert not page.exception
    (receipt,) = (each.value for each in page.success)
    assert "收下2行，提示1处。退回修改2行，改好后请重新上传。" in receipt
    assert "上报建成 1 个，占应建 6 个" in answer(visit(mini_url))
    came_in = visit(mini_url, "submit").dataframe[0].value.iloc[0]
    assert came_in[["行数", "退回"]].tolist() == [2, 2]


def test_a_row_whose_name_was_confirmed_comes_in_with_the_same_file(
    visit: Visit, mini_url
):
    content = make_sheet(
        [
            ["填报单位：珠海市", "截至2011年11月30日"],
            ["县（市、区）", "乡镇（街道）", "是否建成"],
            ["香洲区", "拱北街道", "否"],
            ["斗门区", "井安镇", "是"],
        ]
    )
    page = upload(visit(mini_url, "submit"), content)
    next(each for each in page.button if each.label == "只提交无误的1行").click().run()
    assert "收下1行" in page.success[0].value

    (box,) = alias_boxes(page)
    box.select("440403107")
    next(each for each in page.button if each.label == "确认所选名称").click().run()
    confirm_buttons(page)[0].click().run()

    assert "报送编号 2，" in page.success[0].value
    assert "收下2行" in page.success[0].value
    assert "上报建成 1 个，占应建 6 个" in answer(visit(mini_url))


def test_a_submission_is_kept_with_the_roster_it_was_checked_against(
    visit: Visit, mini_url
):
    page = upload(visit(mini_url, "submit"), mended_sheet())

    confirm_buttons(page)[0].click().run()

    store = open_store(Settings(database_url=mini_url))
    with store.engine.begin() as connection:
        kept = connection.execute(select(submission.c.roster_id)).scalars().all()
    info, _ = fetch_roster(store)
    close_store(store)
    assert kept == [info.id]


def strange_sheet():
    return make_sheet(
        [
            ["地级市", "县（市、区）", "乡镇（街道）", "是否建成", "用房大小"],
            ["珠海市", "香洲区", "拱北街道", "否", 320],
        ]
    )


def test_a_header_that_nobody_knows_is_explained_once(visit: Visit, mini_url):
    page = upload(visit(mini_url, "submit"), strange_sheet())
    page.date_input(key="sheet_as_of").set_value(date(2011, 11, 30)).run()
    (box,) = (each for each in page.selectbox if (each.key or "").startswith("header_"))
    assert box.label == "E列“用房大小”"
    assert box.value == "floor_area_m2"

    next(each for each in page.button if each.label == "确认各列含义").click().run()

    assert not page.exception
    assert table(page, "读入行数")["识别列数"].tolist() == [5]
    assert not any((each.key or "").startswith("header_") for each in page.selectbox)


SHEETS = {
    "香洲.xlsx": [["填报单位：珠海市", "截至2011年11月30日"],
                ["县（市、区）", "乡镇（街道）", "是否建成"],
                ["香洲区", "拱北街道", "否"]],
    "斗门.xlsx": [["填报单位：珠海市", "截至2011年11月30日"],
                ["县（市、区）", "乡镇（街道）", "是否建成"],
                ["斗门区", "井岸镇", "否"]],
    "金湾.xlsx": [["填报单位：珠海市", "截至2011年11月30日"],
                ["县（市、区）", "乡镇（街道）", "是否建成"],
                ["金湾区", "三灶镇", "也许"]],
}  # fmt: skip


def test_of_several_files_each_has_its_verdict_and_the_faultless_go_at_once(
    visit: Visit, mini_url
):
    files = {name: make_sheet(rows) for name, rows in SHEETS.items()}
    page = upload_all(visit(mini_url, "submit"), files)

    read = table(page, "结论").set_index("文件")
    assert read["结论"].to_dict() == {
        "香洲.xlsx": "可以提交",
        "斗门.xlsx": "可以提交",
        "金湾.xlsx": "有错误，退回修改",
    }

    page.button(key="confirm_all").click().run()

    assert not page.exception
    came_in = visit(mini_url, "submit").dataframe[0].value
    assert came_in["文件"].tolist() == ["斗门.xlsx", "香洲.xlsx"]
    assert came_in["行数"].tolist() == [1, 1]


def send_two(visit: Visit, mini_url, change) -> AppTest:
    """Have two faultless files sent at once, after something has changed."""
    files = {name: make_sheet(SHEETS[name]) for name in ("斗门.xlsx", "香洲.xlsx")}
    page = upload_all(visit(mini_url, "submit"), files)
    assert page.button(key="confirm_all").label == "提交全部无误的2个文件"
    change()
    return page.button(key="confirm_all").click().run()


def test_of_several_one_that_has_errors_by_now_is_named_and_the_others_go(
    visit: Visit, mini_url
):
    def leave_jing_an_out():
        roster = mini_roster()
        store = open_store(Settings(database_url=mini_url))
        left = roster[roster["township_code"] != "440403107"]
        append_roster(store, left, name="更正名册", sender="省厅")
        close_store(store)

    page = send_two(visit, mini_url, leave_jing_an_out)

    assert not page.exception
    assert shown(page.error[0].value) == (
        "斗门.xlsx没有提交：核对期间名册或名称对照有变动，表中现有错误，请再看一遍。"
    )
    assert table(page, "结论")["结论"].tolist() == ["有错误，退回修改", "可以提交"]
    came_in = visit(mini_url, "submit").dataframe[0].value
    assert came_in["文件"].tolist() == ["香洲.xlsx"]


def test_of_several_those_that_cannot_be_read_again_are_named(
    visit: Visit, mini_url, monkeypatch
):
    page = send_two(
        visit, mini_url, lambda: monkeypatch.setenv("HRSS_READ_SECONDS", "0.001")
    )

    assert not page.exception
    assert [shown(each.value).partition("：")[0] for each in page.error[:2]] == [
        "斗门.xlsx没有提交",
        "香洲.xlsx没有提交",
    ]


def test_one_file_of_several_is_looked_at(visit: Visit, mini_url):
    files = {name: make_sheet(rows) for name, rows in SHEETS.items()}
    page = upload_all(visit(mini_url, "submit"), files)

    page.selectbox(key="picked_file").select_index(2).run()

    assert not page.exception
    assert "C3" in table(page, "单元格")["单元格"].tolist()


def test_a_file_that_cannot_be_read_does_not_stop_the_others(visit: Visit, mini_url):
    files = {"香洲.xlsx": make_sheet(SHEETS["香洲.xlsx"]), "坏.xlsx": b"PK\x03\x04x"}

    page = upload_all(visit(mini_url, "submit"), files)

    assert not page.exception
    assert any("坏.xlsx" in shown(each.value) for each in page.error)
    assert len(confirm_buttons(page)) == 1
