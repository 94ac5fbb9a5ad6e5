"""What the switch 统计口径 does to every page: all that came in, or the approved."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from hrss import service
from hrss.accounts import ReviewState, Rights, Role
from hrss.service.documents import DocumentFormat
from hrss.settings import Settings
from hrss.store import (
    AwaitedReview,
    Lifetime,
    Reviewer,
    Store,
    add_account,
    append_reviews,
    append_submission,
    close_store,
    open_store,
    sign_in,
)
from hrss.web.accounts import SESSION_COOKIE
from tests.clerk_sheets import FILE_NAME, finished_sheet, mended_sheet
from tests.pages.conftest import (
    Visit,
    all_words,
    answer,
    kept_store,
    use_mini_roster,
    words,
)

PASSWORD = "correct horse battery"
LIFETIME = Lifetime(idle=timedelta(hours=1), absolute=timedelta(hours=8))
# Pages that show figures of offices.
COUNTED = ("overview", "map", "progress", "offices", "standards", "reports")


def send_for_review(store: Store, settings: Settings, content: bytes) -> int:
    checked = service.check_file(
        store, settings, content=content, file_name=FILE_NAME, as_of=None
    )
    assert isinstance(checked.as_of, date)
    receipt = append_submission(
        store,
        checked,
        content=content,
        as_of=checked.as_of,
        sender="张三",
        review=AwaitedReview(),
    )
    return receipt.submission_id


@pytest.fixture(scope="module")
def reviewed_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Zhuhai's sheet of November (three stand) is approved, December's waits (four)."""
    with kept_store(tmp_path_factory.mktemp("reviewed")) as address:
        use_mini_roster(address)
        settings = Settings(database_url=address, has_accounts=True)
        store = open_store(settings)
        first = send_for_review(store, settings, mended_sheet())
        reviewer = Reviewer("李四")
        append_reviews(
            store, [first], ReviewState.APPROVED, reviewer=reviewer, comment=""
        )
        send_for_review(store, settings, finished_sheet())
        add_account(
            store,
            "ting",
            display_name="厅领导",
            rights=Rights(Role.PROVINCE_VIEWER),
            password=PASSWORD,
            by="命令行",
        )
        close_store(store)
        yield address


@pytest.fixture
def enter(reviewed_url: str, visit: Visit, monkeypatch: pytest.MonkeyPatch):
    """Open a page of that store, signed in."""

    def open_page(name: str = "overview", **chosen: object) -> AppTest:
        monkeypatch.setenv("HRSS_ACCOUNTS", "1")
        store = open_store(Settings(database_url=reviewed_url))
        token = sign_in(store, "ting", PASSWORD, lifetime=LIFETIME)
        close_store(store)
        monkeypatch.setattr(ContextProxy, "cookies", {SESSION_COOKIE: token})
        return visit(reviewed_url, name, **chosen)

    return open_page


def switch(page: AppTest):
    return next(each for each in page.sidebar.button_group if each.label == "统计口径")


def test_everything_that_came_in_counts_until_the_switch_is_turned(enter):
    page = enter()

    assert not page.exception
    assert "截至2011年12月31日，全省2011年批次上报建成 4 个" in answer(page)
    assert "来源：各市上报（含待审核，" in all_words(page)

    switch(page).set_value("approved").run()

    assert not page.exception
    assert "截至2011年12月31日，全省2011年批次上报建成 3 个" in answer(page)
    assert "来源：各市上报（仅已审核，" in all_words(page)
    assert "含待审核" not in all_words(page)


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize(
    ("said", "unsaid"), [("含待审核", "仅已审核"), ("仅已审核", "含待审核")]
)
def test_every_page_says_what_it_counts(enter, name, said, unsaid):
    page = enter(name, query={"counting": said})

    assert not page.exception
    # A document is made of what is chosen here, and says so itself.
    if name != "reports":
        assert said in all_words(page)
    assert unsaid not in all_words(page)


def test_who_is_chased_does_not_wait_for_a_review(enter):
    page = enter("reports", query={"counting": "仅已审核"}, tab="催报")

    assert not page.exception
    assert "来源：各市上报（含待审核，" in all_words(page)
    assert "仅已审核" not in all_words(page)


def test_documents_of_one_counting_are_not_offered_for_the_other(enter):
    page = enter("reports", tab="生成通报")
    page.pills(key="report_formats").set_value([DocumentFormat.XLSX]).run()
    page.button(key="make_report").click().run()
    page.session_state["report_job"].wait()
    page.run()
    assert "下载Excel表格" in all_words(page)

    switch(page).set_value("approved").run()

    assert not page.exception
    assert "下载Excel表格" not in all_words(page)


def test_list_of_stations_that_waits_is_not_said_to_be_missing(enter):
    page = enter("stations", query={"counting": "仅已审核"})

    assert not page.exception
    assert "全省还没有审核通过的站点名单" in answer(page)


def test_whether_reports_came_in_does_not_wait_for_their_review(enter):
    pages = [
        [words(each.value) for each in enter("trust", query={"counting": said}).html]
        for said in ("含待审核", "仅已审核")
    ]

    assert pages[0] == pages[1]


def test_without_accounts_there_is_no_switch_and_no_word_of_it(
    reviewed_url: str, visit: Visit, tmp_path: Path
):
    page = visit(reviewed_url)

    assert "统计口径" not in [each.label for each in page.sidebar.button_group]
    assert "审核" not in all_words(page)
    assert "上报建成 4 个" in answer(page)
