"""The reports page: documents that are asked for, editions, and who to chase."""

import pytest

from hrss.service.documents import DocumentFormat
from hrss.settings import Settings
from hrss.store import close_store, fetch_editions, open_store
from tests.clerk_sheets import FILE_NAME, finished_sheet, mended_sheet, send_sheet
from tests.pages.conftest import all_words, answer, use_mini_roster


@pytest.fixture
def own_url(url):
    """A store of this test's own: Zhuhai has reported for November."""
    use_mini_roster(url)
    send_sheet(url, mended_sheet(), file_name=FILE_NAME)
    return url


def wait_for(page, job):
    """Look again when the job is finished, as the page does by itself."""
    job.wait()
    page.run()
    assert not page.exception


def test_documents_are_made_when_asked_and_offered(visit, zhuhai_url):
    page = visit(zhuhai_url, "reports", tab="生成通报")
    assert answer(page) == "全省建设进展情况通报（数据截至2011-11-30）"
    assert "下载Word文档" not in all_words(page)

    page.pills(key="report_formats").set_value(
        [DocumentFormat.DOCX, DocumentFormat.XLSX]
    ).run()
    page.button(key="make_report").click().run()
    wait_for(page, page.session_state["report_job"])

    labels = [each.label for each in page.get("download_button")]
    assert [label.partition("（")[0] for label in labels if "下载" in label] == [
        "下载默认模板",
        "下载Word文档",
        "下载Excel表格",
        "全部下载",
    ]
    said = all_words(page)
    assert "一、总体进展" in said
    assert "截至2011年11月30日" in said
    assert "数据说明" in said


def test_documents_of_another_day_are_not_offered_for_this_one(visit, two_months_url):
    page = visit(two_months_url, "reports", tab="生成通报")
    page.pills(key="report_formats").set_value([DocumentFormat.XLSX]).run()
    page.button(key="make_report").click().run()
    wait_for(page, page.session_state["report_job"])
    assert "一、总体进展" in all_words(page)

    page.selectbox(key="as_of").set_value("2011-11-30").run()

    assert not page.exception
    assert "一、总体进展" not in all_words(page)


def test_documents_of_what_has_changed_since_are_said_to_be_so(visit, own_url):
    page = visit(own_url, "reports", tab="生成通报")
    page.pills(key="report_formats").set_value([DocumentFormat.XLSX]).run()
    page.button(key="make_report").click().run()
    wait_for(page, page.session_state["report_job"])
    assert not page.warning

    send_sheet(own_url, finished_sheet(), file_name=FILE_NAME)
    page.selectbox(key="as_of").set_value("2011-11-30").run()

    assert "下载Excel表格" in all_words(page)
    assert [each.value for each in page.warning] == [
        "生成以后又有上报、审核或名册变动，下面的文件仍是当时的数字；"
        "如需最新数字，请重新生成。"
    ]


def test_nothing_can_be_made_without_a_format(visit, zhuhai_url):
    page = visit(zhuhai_url, "reports", tab="生成通报")

    page.pills(key="report_formats").set_value([]).run()

    assert page.button(key="make_report").disabled


def test_an_edition_is_published_from_the_page_and_stays(visit, own_url):
    page = visit(own_url, "reports", tab="各期通报")
    assert "全省还没有发布过通报。" in all_words(page)

    page.text_input(key="publisher").set_value("李四")
    page.button[0].click().run()
    wait_for(page, page.session_state["publishing"].job)

    assert [each.value for each in page.success] == ["第1期已发布。"]
    store = open_store(Settings(database_url=own_url))
    (edition,) = fetch_editions(store)
    close_store(store)
    assert (edition.number, edition.published_by) == (1, "李四")
    labels = [each.label for each in page.get("download_button")]
    assert {"下载Word文档", "下载幻灯片", "下载Excel表格", "下载PDF文件"} <= {*labels}

    page.button(key="check_1").click().run()
    assert "与发布时逐字逐数一致。" in [each.value for each in page.success]


def test_an_edition_needs_who_publishes_it(visit, own_url):
    page = visit(own_url, "reports", tab="各期通报")

    page.button[0].click().run()

    assert [each.value for each in page.error] == ["请填写发布人。"]


def test_who_has_not_reported_is_chased_with_a_text(visit, zhuhai_url):
    page = visit(zhuhai_url, "reports", tab="催报")

    assert not page.exception
    page.selectbox(key="chased_prefecture").set_value("韶关市").run()
    (text,) = [each.value for each in page.code]
    assert text.startswith("韶关市人力资源和社会保障局：")
    assert text.count("广东省人力资源和社会保障厅") == 1


def test_a_text_that_rests_on_a_simulation_says_so(visit, simulated_url):
    page = visit(simulated_url, "reports", tab="催报")

    (text,) = [each.value for each in page.code]
    assert text.startswith("【模拟数据，请勿发送】")
