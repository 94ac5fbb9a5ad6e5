"""The page of reviews, and what the clerk sees of it on the page of reports."""

import zlib
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from hrss.accounts import ReviewState, Rights, Role
from hrss.service import gate
from hrss.service.gate import Actor
from hrss.settings import Settings
from hrss.store import (
    Account,
    AwaitedReview,
    Lifetime,
    Store,
    add_account,
    append_edition,
    append_submission,
    close_store,
    fetch_submissions,
    migrate,
    open_store,
    sign_in,
    withdraw_submission,
)
from hrss.web.accounts import SESSION_COOKIE
from tests.clerk_sheets import FILE_NAME, mended_sheet
from tests.pages.conftest import Visit, all_words, answer, shown
from tests.pages.test_submit import XLSX, confirm_buttons, table
from tests.store.mini import NOVEMBER, OCTOBER, checked_sheet

PASSWORD = "correct horse battery"
LIFETIME = Lifetime(idle=timedelta(hours=1), absolute=timedelta(hours=8))
JIDA, GONGBEI, TAIPING = "440402004", "440402005", "440222100"

Enter = Callable[..., AppTest]


@pytest.fixture
def store(mini_url: str, monkeypatch: pytest.MonkeyPatch):
    """The small roster's store, with one account of each kind."""
    monkeypatch.setenv("HRSS_ACCOUNTS", "1")
    made = open_store(Settings(database_url=mini_url))
    migrate(made)
    for name, shown_name, rights in (
        ("admin", "陈主任", Rights(Role.ADMINISTRATOR)),
        ("editor", "省厅", Rights(Role.PROVINCE_EDITOR)),
        ("viewer", "厅领导", Rights(Role.PROVINCE_VIEWER)),
        ("zhuhai", "珠海市局", Rights(Role.PREFECTURE_CLERK, "440400")),
        ("shaoguan", "韶关市局", Rights(Role.PREFECTURE_CLERK, "440200")),
        ("xiangzhou", "香洲区局", Rights(Role.COUNTY_CLERK, "440400", "440402")),
    ):
        ACCOUNTS[name] = add_account(
            made,
            name,
            display_name=shown_name,
            rights=rights,
            password=PASSWORD,
            by="命令行",
        )
    yield made
    close_store(made)


ACCOUNTS: dict[str, Account] = {}


@pytest.fixture
def enter(
    store: Store, mini_url: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> Enter:
    """Open a page, signed in."""

    def open_page(name: str, page: str = "review", **chosen) -> AppTest:
        token = sign_in(store, name, PASSWORD, lifetime=LIFETIME)
        monkeypatch.setattr(ContextProxy, "cookies", {SESSION_COOKIE: token})
        monkeypatch.setattr(ContextProxy, "ip_address", "10.0.0.9")
        return visit(mini_url, page, **chosen)

    return open_page


def send(store: Store, name: str, code: str, *, as_of=NOVEMBER, **values) -> int:
    """An office's report, sent by an account."""
    who = ACCOUNTS[name]
    offices = {code: values}
    content = repr((offices, as_of, name)).encode()
    return append_submission(
        store,
        checked_sheet(offices, content=content),
        content=content,
        as_of=as_of,
        sender=who.display_name,
        review=AwaitedReview(who.id, who.rights.role),
    ).submission_id


def decide(store: Store, decision: ReviewState, number: int, comment="填错") -> None:
    office = ACCOUNTS["editor"]
    actor = Actor(office.display_name, office, has_accounts=True)
    gate.review(store, actor, [number], decision, comment=comment)


def publish(store: Store, as_of: date) -> None:
    append_edition(
        store,
        area_code="440000",
        number=1,
        as_of=as_of,
        known_at=store.now(),
        prepared_on=as_of,
        by="省厅",
        settings={},
        figures={},
        documents={"docx": ("通报.docx", b"1")},
        is_simulated=False,
    )


def state_of(store: Store, number: int) -> str:
    return fetch_submissions(store).loc[number, "review_state"]


def queue(page: AppTest) -> list[int]:
    return table(page, "退回行")["编号"].tolist()


def pick(page: AppTest, *rows: int, name: str = "queue") -> AppTest:
    """Tick rows of the queue, or one of the record."""
    header = "现状" if name == "record" else "退回行"
    listed = table(page, header)
    numbers = listed.index if name == "record" else listed["编号"]
    key = zlib.crc32(" ".join(map(str, numbers)).encode())
    chosen = {"selection": {"rows": list(rows), "columns": []}}
    page.session_state[f"{name}_{key}"] = chosen
    return page.run()


def told(page: AppTest) -> list[str]:
    """What is told of the last click."""
    return [shown(each.value) for each in [*page.success, *page.error]]


def choose_received(page: AppTest, row: int) -> AppTest:
    """Choose a row of what came in last."""
    numbers = table(page, "填报单位")["编号"]
    key = zlib.crc32(" ".join(map(str, numbers)).encode())
    chosen = {"selection": {"rows": [row], "columns": []}}
    page.session_state[f"received_{key}"] = chosen
    return page.run()


def upload(page: AppTest) -> AppTest:
    page.file_uploader(key="sheet_file").set_value([(FILE_NAME, mended_sheet(), XLSX)])
    return page.run()


def press(page: AppTest, label: str) -> AppTest:
    return next(each for each in page.button if each.label == label).click().run()


def test_with_nothing_waiting_the_page_says_so(enter):
    page = enter("editor")

    assert not page.exception
    assert answer(page) == "没有待您审核的报表。"


def test_the_queue_says_what_hangs_on_each_the_newest_period_first(enter, store):
    old = send(store, "xiangzhou", JIDA, as_of=OCTOBER, floor_area_m2=200.0)
    new = send(store, "xiangzhou", JIDA, floor_area_m2=600.0, is_complete=True)
    send(store, "editor", TAIPING)

    page = enter("editor")

    waiting = table(page, "退回行")
    assert answer(page) == ("待您审核的报表 2 份。另有1份由本账号报送，应由他人审核。")
    assert waiting["编号"].tolist() == [new, old]
    assert waiting["地区"].tolist() == ["珠海市香洲区", "珠海市香洲区"]
    assert waiting[["行数", "变化", "新建成", "异常"]].to_numpy().tolist() == [
        [1, 1, 1, 1],
        [1, 1, 0, 0],
    ]


def test_a_prefecture_s_clerk_has_what_its_counties_sent(enter, store):
    county = send(store, "xiangzhou", JIDA)
    send(store, "zhuhai", GONGBEI)
    send(store, "shaoguan", TAIPING)

    page = enter("zhuhai")

    assert answer(page) == "待您审核的报表 1 份。另有1份由省级审核。"
    assert queue(page) == [county]


@pytest.mark.parametrize("name", ["viewer", "xiangzhou"])
def test_who_reviews_nothing_sees_nothing_of_it(enter, store, name):
    send(store, "zhuhai", JIDA)

    page = enter(name)

    assert not page.exception
    assert next(each.value for each in page.info).startswith("您的账号不审核数据")
    assert len(page.dataframe) == 0
    assert len(page.tabs) == 0


def test_a_chosen_one_shows_who_sent_it_what_changes_and_what_is_odd(enter, store):
    send(store, "xiangzhou", JIDA, as_of=OCTOBER, floor_area_m2=200.0)
    number = send(store, "xiangzhou", JIDA, floor_area_m2=600.0, is_complete=True)

    page = pick(enter("zhuhai"), 0)

    said = all_words(page)
    assert not page.exception
    assert f"报送编号 {number}　珠海市香洲区　服务所表，截至2011-11-30" in said
    assert "香洲区局（县区经办）于" in said
    assert "新建成 1 个" in said
    assert table(page, "变化的项目")["变化"].tolist() == ["新建成"]
    assert table(page, "为何要核实")["类别"].tolist() == ["面积突变"]
    labels = [each.label for each in page.get("download_button")]
    assert "下载原始文件" in labels


def test_an_approval_is_kept_and_the_queue_goes_on_to_the_next(enter, store):
    first = send(store, "xiangzhou", JIDA)
    second = send(store, "shaoguan", TAIPING)
    page = pick(enter("editor"), 0)

    press(page, "通过")

    assert state_of(store, first) == "approved"
    assert [shown(each.value) for each in page.success] == [
        f"报送编号 {first}（珠海市香洲区）已通过。"
    ]
    assert queue(page) == [second]
    assert f"报送编号 {second}　韶关市" in all_words(page)


def test_a_key_in_the_comment_decides_nothing(enter, store):
    number = send(store, "xiangzhou", JIDA)
    page = pick(enter("zhuhai"), 0)
    submit = choose_received(enter("xiangzhou", "submit"), 0)
    publish(store, NOVEMBER)
    periods = enter("admin", query={"review": "报告期"})

    forms = [each for view in (page, submit, periods) for each in view.get("form")]

    assert [each.proto.form.form_id for each in forms] == [
        f"review_{number}",
        f"withdrawal_{number}",
        "reopening",
    ]
    assert not any(each.proto.form.enter_to_submit for each in forms)


def test_a_return_needs_a_comment(enter, store):
    number = send(store, "xiangzhou", JIDA)
    page = pick(enter("zhuhai"), 0)

    press(page, "退回修改")
    assert [each.value for each in page.error] == ["退回应写明原因，报送单位据此修改。"]
    assert state_of(store, number) == "submitted"

    pick(page, 0).text_area(key=f"comment_{number}").set_value("面积请核实")
    press(page, "退回修改")
    assert state_of(store, number) == "returned"
    assert fetch_submissions(store).loc[number, "review_comment"] == "面积请核实"


def test_several_are_approved_at_once(enter, store):
    numbers = [
        send(store, "xiangzhou", JIDA, is_complete=True),
        send(store, "xiangzhou", GONGBEI),
    ]
    page = pick(enter("zhuhai"), 0, 1)

    assert "已选 2 份：服务所 2 份" in all_words(page)
    assert "行数 2，变化 2，其中新建成 1" in all_words(page)
    press(page, "通过所选2份")

    assert [state_of(store, number) for number in numbers] == ["approved"] * 2
    assert answer(page) == "没有待您审核的报表。"


def test_what_another_decided_meanwhile_is_not_decided_again(enter, store):
    number = send(store, "xiangzhou", JIDA)
    page = pick(enter("zhuhai"), 0)
    decide(store, ReviewState.RETURNED, number, comment="面积有误")

    press(page, "通过")

    assert not page.exception
    assert state_of(store, number) == "returned"
    assert told(page)[0].startswith(f"报送编号{number}已由省厅于")
    assert told(page)[0].endswith("审核，已退回。")
    assert answer(page) == "没有待您审核的报表。"


def test_a_decision_holds_though_the_queue_changes_meanwhile(enter, store):
    number = send(store, "xiangzhou", JIDA)
    page = pick(enter("zhuhai"), 0)
    page.text_area(key=f"comment_{number}").set_value("面积请核实")
    newer = send(store, "xiangzhou", GONGBEI)

    press(page, "退回修改")

    assert not page.exception
    assert told(page) == [f"报送编号 {number}（珠海市香洲区）已退回。"]
    assert fetch_submissions(store).loc[number, "review_comment"] == "面积请核实"
    assert state_of(store, newer) == "submitted"
    assert queue(page) == [newer]


def test_several_are_approved_though_the_queue_changes_meanwhile(enter, store):
    first, second = send(store, "xiangzhou", JIDA), send(store, "xiangzhou", GONGBEI)
    page = pick(enter("zhuhai"), 0, 1)
    newer = send(store, "xiangzhou", JIDA, as_of=OCTOBER)

    press(page, "通过所选2份")

    assert told(page) == ["所选2份已通过。"]
    assert [state_of(store, each) for each in (first, second)] == ["approved"] * 2
    assert state_of(store, newer) == "submitted"


def test_of_several_one_that_a_colleague_decided_is_told_and_none_is_approved(
    enter, store
):
    first, second = send(store, "xiangzhou", JIDA), send(store, "xiangzhou", GONGBEI)
    page = pick(enter("zhuhai"), 0, 1)
    decide(store, ReviewState.APPROVED, first)

    press(page, "通过所选2份")

    assert told(page)[0].startswith(f"报送编号{first}已由省厅于")
    assert state_of(store, second) == "submitted"
    assert f"报送编号 {second}　珠海市香洲区" in all_words(page)


def test_what_is_looked_at_stays_so_when_the_queue_changes(enter, store):
    number = send(store, "xiangzhou", JIDA)
    page = pick(enter("zhuhai"), 0)
    newer = send(store, "xiangzhou", GONGBEI, as_of=date(2011, 12, 31))

    page.run()

    assert queue(page) == [newer, number]
    assert f"报送编号 {number}　珠海市香洲区" in all_words(page)


def test_a_click_is_told_of_on_whatever_page_the_visitor_is_by_then(enter, store):
    number = send(store, "xiangzhou", JIDA)
    page = pick(enter("editor"), 0)

    next(each for each in page.button if each.label == "通过").click()
    page.switch_page("pages/overview.py").run()

    assert state_of(store, number) == "approved"
    assert told(page) == [f"报送编号 {number}（珠海市香洲区）已通过。"]
    assert told(page.run()) == []


def test_the_queue_is_filtered_by_prefecture_and_period(enter, store):
    send(store, "xiangzhou", JIDA)
    october = send(store, "shaoguan", TAIPING, as_of=OCTOBER)

    by_place = enter("editor", queue_prefectures=["440200"])
    by_period = enter("editor", queue_periods=["2011年10月"])

    assert queue(by_place) == [october]
    assert queue(by_period) == [october]


def test_what_was_decided_is_told_and_an_approval_can_be_undone(enter, store):
    number = send(store, "xiangzhou", JIDA)
    decide(store, ReviewState.APPROVED, number, comment="属实")
    page = enter("zhuhai", query={"review": "审核记录"})

    record = table(page, "现状").iloc[0]
    assert record[["审核结果", "审核人", "审核意见", "现状"]].tolist() == [
        "已通过", "省厅", "属实", "已通过"
    ]  # fmt: skip

    pick(page, 0, name="record")
    page.text_input(key=f"return_comment_{number}").set_value("又查出错误")
    press(page, "退回修改")

    assert state_of(store, number) == "returned"
    assert table(page, "现状")["现状"].tolist() == ["已退回", "已退回"]


def test_a_closed_period_says_so_and_an_administrator_opens_it_again(enter, store):
    number = send(store, "xiangzhou", JIDA)
    publish(store, NOVEMBER)
    closed = pick(enter("admin"), 0, name="closed")
    assert answer(closed) == "没有待您审核的报表。另有1份所属报告期已关闭。"
    assert "所属报告期已关闭，暂不能审核的 1 份" in all_words(closed)
    assert "已关闭；请系统管理员重新开放" in closed.warning[0].value
    assert not [each for each in closed.button if each.label == "通过"]

    page = enter("admin", query={"review": "报告期"})
    assert table(page, "关闭依据").iloc[0][["报告期", "待审核", "状态"]].tolist() == [
        "2011年11月", 1, "已关闭"
    ]  # fmt: skip
    press(page, "重新开放")
    assert [each.value for each in page.error] == ["重新开放应写明原因。"]
    page.text_input(key="reopening_reason").set_value("珠海更正")
    press(page, "重新开放")

    assert [each.value for each in page.success] == ["全省2011年11月已重新开放。"]
    row = table(page, "关闭依据").iloc[0]
    assert row["状态"] == "开放"
    assert row["重新开放"].startswith("陈主任于")
    press(pick(enter("admin"), 0), "通过")
    assert state_of(store, number) == "approved"


def test_what_is_closed_is_not_among_what_may_be_approved_at_once(enter, store):
    closed = send(store, "xiangzhou", JIDA, as_of=OCTOBER)
    publish(store, OCTOBER)
    numbers = [send(store, "xiangzhou", JIDA), send(store, "xiangzhou", GONGBEI)]

    page = enter("zhuhai")

    assert answer(page) == "待您审核的报表 2 份。另有1份所属报告期已关闭。"
    assert queue(page) == numbers
    press(pick(page, 0, 1), "通过所选2份")
    assert [state_of(store, each) for each in numbers] == ["approved"] * 2
    assert state_of(store, closed) == "submitted"


def test_only_an_administrator_opens_a_period_again(enter, store):
    send(store, "xiangzhou", JIDA)
    publish(store, NOVEMBER)

    page = enter("editor", query={"review": "报告期"})

    assert table(page, "关闭依据")["状态"].tolist()[0] == "已关闭"
    assert not [each for each in page.button if each.label == "重新开放"]


def test_without_accounts_there_is_no_such_page(visit, mini_url, monkeypatch):
    monkeypatch.delenv("HRSS_ACCOUNTS", raising=False)

    page = visit(mini_url, "review")
    submit = visit(mini_url, "submit")

    assert [each.value for each in page.header] == ["还没有上报数据"]
    assert "审核" not in all_words(submit)


def test_a_clerk_sees_what_came_back_and_why_until_it_is_mended(enter, store):
    other = send(store, "shaoguan", TAIPING)
    number = send(store, "xiangzhou", JIDA, staff_count=1)
    decide(store, ReviewState.RETURNED, number, comment="面积*请*核实")

    page = enter("xiangzhou", "submit")

    notice = shown(page.warning[0].value)
    assert "有1份被退回，请修改后重新上报" in notice
    assert f"报送编号 {number}　珠海市　数据截至2011-11-30　进度表.xlsx" in notice
    assert "省厅：面积*请*核实" in notice
    received = table(page, "填报单位")
    assert received["编号"].tolist() == [number, other]
    assert received["审核"].tolist() == ["已退回", "待审核"]

    send(store, "xiangzhou", JIDA, staff_count=2)
    assert not enter("xiangzhou", "submit").warning


def test_a_chosen_submission_tells_of_its_review(enter, store):
    number = send(store, "xiangzhou", JIDA)
    decide(store, ReviewState.APPROVED, number, comment="属实")

    page = choose_received(enter("xiangzhou", "submit"), 0)

    said = all_words(page)
    assert "已通过" in said
    assert "意见：属实" in said
    assert "已审核通过，不能撤回" in said
    assert not [each for each in page.button if each.label == "撤回"]


def test_the_submission_that_was_chosen_is_withdrawn_though_another_came_in(
    enter, store
):
    number = send(store, "xiangzhou", JIDA)
    page = choose_received(enter("xiangzhou", "submit"), 0)
    page.text_input(key=f"withdrawal_reason_{number}").set_value("报错了")
    newer = send(store, "xiangzhou", GONGBEI)

    press(page, "撤回")

    assert not page.exception
    assert told(page) == [f"报送编号 {number} 已撤回，不再计入。"]
    withdrawn = fetch_submissions(store)["is_withdrawn"]
    assert withdrawn[[number, newer]].tolist() == [True, False]
    assert f"报送编号 {number} 已由香洲区局于" in all_words(page)
    assert "**待审核**" not in all_words(page)


def test_a_withdrawal_needs_a_reason(enter, store):
    number = send(store, "xiangzhou", JIDA)
    page = choose_received(enter("xiangzhou", "submit"), 0)

    press(page, "撤回")

    assert told(page) == ["请写明撤回的原因。"]
    assert not fetch_submissions(store)["is_withdrawn"][number]


def test_what_was_withdrawn_meanwhile_is_told(enter, store):
    number = send(store, "xiangzhou", JIDA)
    page = choose_received(enter("xiangzhou", "submit"), 0)
    page.text_input(key=f"withdrawal_reason_{number}").set_value("报错了")
    withdraw_submission(store, number, by="省厅", reason="重复")

    press(page, "撤回")

    assert told(page) == [f"报送编号 {number} 刚刚已被撤回。"]


def test_the_receipt_says_that_it_waits(enter, store):
    page = upload(enter("zhuhai", "submit"))

    confirm_buttons(page)[0].click().run()

    assert not page.exception
    assert "现为待审核" in page.success[0].value
    assert state_of(store, 1) == "submitted"


def test_the_receipt_says_how_the_submission_stands_by_now(enter, store):
    page = upload(enter("zhuhai", "submit"))
    confirm_buttons(page)[0].click().run()
    assert "现为待审核" in page.success[0].value

    decide(store, ReviewState.APPROVED, 1)
    page.run()

    assert "已审核通过。" in page.success[0].value
    assert "待审核" not in page.success[0].value


@pytest.mark.parametrize("is_returned", [True, False])
def test_what_came_back_or_was_withdrawn_can_be_sent_again_at_once(
    enter, store, is_returned
):
    page = upload(enter("zhuhai", "submit"))
    confirm_buttons(page)[0].click().run()
    if is_returned:
        decide(store, ReviewState.RETURNED, 1)
    else:
        withdraw_submission(store, 1, by="省厅", reason="重复")

    page.run()
    assert not page.success
    confirm_buttons(page)[0].click().run()

    assert "报送编号 2，" in page.success[0].value
    assert state_of(store, 2) == "submitted"


def test_a_closed_day_is_said_before_anybody_confirms(enter, store):
    publish(store, NOVEMBER)

    page = upload(enter("zhuhai", "submit"))

    assert "已随全省第1期通报" in shown(page.warning[0].value)
    assert confirm_buttons(page) == []


def test_publishing_says_what_it_counts_and_closes(enter, store):
    number = send(store, "xiangzhou", JIDA)
    send(store, "shaoguan", TAIPING)
    decide(store, ReviewState.APPROVED, number)

    page = enter("editor", "reports", query={"tab": "各期通报"})

    said = all_words(page)
    assert not page.exception
    assert "只统计已审核的上报，现有1份待审核未计入" in said
    assert "发布后，全省截至2011-11-30的各期关闭" in said


def test_an_office_s_history_tells_of_its_reviews(enter, store):
    number = send(store, "xiangzhou", JIDA, staff_count=1)
    decide(store, ReviewState.RETURNED, number)
    send(store, "xiangzhou", JIDA, staff_count=2)

    page = enter("editor", "offices", query={"office": JIDA})

    assert table(page, "报送编号")["审核"].tolist() == ["待审核", "已退回"]
