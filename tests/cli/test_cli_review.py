import json

import pytest

from hrss.settings import load_settings
from hrss.store import close_store, fetch_reopenings, open_store
from tests.cli.conftest import LINGNAN, SHAMIAN, Run

GUANGZHOU_OFFICE = ("--as-of", "2011-11-30", "--by", "张三")


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command on a store with accounts."""
    monkeypatch.setenv("HRSS_ACCOUNTS", "1")
    return run


@pytest.fixture
def sent(run: Run, sheet_of) -> Run:
    """Two sheets of November wait for their review."""
    run("submit", sheet_of(SHAMIAN, name="一.xlsx"), *GUANGZHOU_OFFICE)
    run("submit", sheet_of(SHAMIAN, LINGNAN, name="二.xlsx"), *GUANGZHOU_OFFICE)
    return run


def log_of(run: Run, name: str) -> list[object]:
    """What the entries of the log say, the newest first."""
    return [entry[name] for entry in json.loads(run("log", "--format", "json").out)]


def test_a_sheet_sent_by_a_command_is_logged_and_waits_for_its_review(run, sheet_of):
    result = run("submit", sheet_of(SHAMIAN), *GUANGZHOU_OFFICE)

    assert result.code == 0
    assert result.err == "已启用审核，这份上报待审核（review）\n"
    assert "待审核" in run("history").out
    assert log_of(run, "action") == ["submit"]
    assert log_of(run, "user_name") == ["张三"]
    assert log_of(run, "submission_id") == [1]
    assert log_of(run, "address") == [None]


def test_review_without_numbers_lists_what_waits(sent):
    lines = sent("review").out.splitlines()
    waiting = json.loads(sent("review", "--json").out)

    assert lines[0].split()[:4] == ["号", "报表", "截至", "收到时间"]
    assert [line.split()[0] for line in lines[1:]] == ["1", "2"]
    assert [each["review_state"] for each in waiting] == ["submitted", "submitted"]
    assert [each["is_closed"] for each in waiting] == [False, False]


def test_several_are_approved_at_once_and_leave_the_list(sent):
    result = sent("review", 1, 2, "--approve", "--by", "李四")

    assert (result.code, result.out) == (0, "已审核通过第1、2号上报\n")
    assert sent("review").out == "没有待审核的上报\n"
    assert "已通过" in sent("history").out
    assert log_of(sent, "action")[:2] == ["approve", "approve"]
    assert log_of(sent, "user_name")[:2] == ["李四", "李四"]


def test_what_is_returned_keeps_its_comment_and_leaves_the_figures(sent):
    result = sent("review", 2, "--return", "--comment", "面积有误", "--by", "李四")

    assert (result.code, result.out) == (0, "已审核退回第2号上报\n")
    second, _ = json.loads(sent("history", "--json").out)
    assert (second["review_state"], second["review_comment"]) == (
        "returned",
        "面积有误",
    )
    (guangzhou,) = [
        each
        for each in json.loads(sent("progress", "--format", "json").out)
        if each["group_name"] == "广州市"
    ]
    assert guangzhou["reported_count"] == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((1, "--return", "--by", "李四"), "退回应写明原因，报送单位据此修改。"),
        ((1, "--approve"), "用法不对：审核要写明审核人（--by）"),
        ((9, "--approve", "--by", "李四"), "没有第9号上报"),
        ((1, "--by", "李四"), "用法不对：审核要写明上报的号"),
        (("--approve", "--by", "李四"), "用法不对：审核要写明上报的号"),
    ],
    ids=["no reason", "nobody", "unknown", "no decision", "no number"],
)
def test_review_that_cannot_be_is_one_sentence(sent, arguments, sentence):
    result = sent("review", *arguments)

    assert result.code == 2
    assert result.err.startswith(sentence)
    assert result.err.count("\n") == 1


def test_a_decision_that_stands_is_told_with_its_reviewer(sent):
    sent("review", 1, "--approve", "--by", "李四")

    result = sent("review", 1, 2, "--approve", "--by", "王五")

    assert result.code == 2
    assert result.err.startswith("报送编号1已由李四于")
    assert "待审核" in sent("history").out


def test_figures_of_approved_reports_alone_say_so(sent):
    sent("review", 1, "--approve", "--by", "李四")

    everything = sent("progress", "--by", "province", "--format", "json")
    approved = sent(
        "progress", "--approved-only", "--by", "province", "--format", "json"
    )

    assert everything.err.startswith("统计口径：含待审核\n")
    assert approved.err.startswith("统计口径：仅已审核\n")
    assert [
        json.loads(each.out)[0]["reported_count"] for each in (everything, approved)
    ] == [
        2,
        1,
    ]


@pytest.mark.parametrize("command", ["progress", "standards", "stations", "areas"])
def test_every_command_of_figures_knows_the_switch(sent, command):
    before = sent(command, "--approved-only")
    sent("review", 1, 2, "--approve", "--by", "李四")
    after = sent(command, "--approved-only")

    assert before.code == 2
    assert before.err.endswith(
        "库中还没有审核通过的上报；要看名册请用 --as-of 指定日期\n"
    )
    assert after.code == 0
    assert "统计口径：仅已审核" in after.err


def test_a_report_of_approved_alone_counts_them_alone(sent, tmp_path):
    sent("review", 1, "--approve", "--by", "李四")
    arguments = ("report", "--approved-only", "--formats", "json", "-o", tmp_path)

    result = sent(*arguments)

    assert result.code == 0
    (path,) = tmp_path.glob("服务所*.json")
    assert "仅已审核" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [("trust",), ("trust", "--oddities"), ("chase",)])
def test_whether_reports_came_is_judged_by_all_that_came_in(sent, command):
    assert "统计口径：含待审核\n" in sent(*command).err


def test_what_was_returned_is_chased_until_it_comes_again(sent):
    sent("review", 1, 2, "--return", "--comment", "面积有误", "--by", "李四")
    day = ("--as-of", "2011-11-30")

    csv = sent("chase", *day, "--format", "csv").out.splitlines()
    texts = sent("chase", *day, "--text").out

    heads = csv[0].split(",")
    (guangzhou,) = [line.split(",") for line in csv if "广州市" in line]
    assert guangzhou[heads.index("审核退回")] == "2"
    assert "审核退回2份，待重报" in texts


def test_a_published_period_is_closed_until_it_is_opened_again(
    sent, sheet_of, tmp_path
):
    sent("review", 1, "--approve", "--by", "李四")
    nothing = sent(
        *("reopen", "--period", "2011-11", "--reason", "更正", "--by", "李四")
    )
    published = sent("publish", "--by", "李四", "--formats", "json", "-o", tmp_path)
    (left,) = json.loads(sent("review", "--json").out)
    late = sheet_of(LINGNAN, name="三.xlsx")

    closed = sent("submit", late, *GUANGZHOU_OFFICE)
    kept = sent("withdraw", 1, "--reason", "报错了表")
    opened = sent(
        *("reopen", "--period", "2011-11", "--reason", "更正", "--by", "李四")
    )
    again = sent("submit", late, *GUANGZHOU_OFFICE)

    assert (nothing.code, nothing.err) == (
        2,
        "全省截至2011-11-30的数据没有关闭，无需重新开放。\n",
    )
    assert published.code == 0
    assert published.err == "统计口径：仅已审核\n"
    assert (left["submission_id"], left["is_closed"]) == (2, True)
    assert (closed.code, kept.code) == (2, 2)
    assert "已随全省第1期通报" in closed.err
    assert "已随全省第1期通报" in kept.err
    assert opened.out == (
        "已重新开放全省2011-11-01至2011-11-30的数据，到下一期通报发布为止\n"
    )
    assert again.code == 0
    assert log_of(sent, "action")[1] == "reopen"


def test_one_prefecture_is_opened_alone(sent, tmp_path):
    sent("review", 1, "--approve", "--by", "李四")
    sent("publish", "--by", "李四", "--formats", "json", "-o", tmp_path)

    arguments = ("--period", "2011-11", "--area", "广州", "--reason", "更正")
    result = sent("reopen", *arguments, "--by", "李四")

    assert result.out.startswith("已重新开放广州市2011-11-01至2011-11-30的数据")
    store = open_store(load_settings())
    assert fetch_reopenings(store)["area_code"].tolist() == ["440100"]
    close_store(store)


def test_a_period_is_a_month(sent):
    result = sent(
        *("reopen", "--period", "2011-13", "--reason", "更正", "--by", "李四")
    )

    assert result.code == 2
    assert "“2011-13”应写成2011-11这样的月份" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("review",),
        ("reopen", "--period", "2011-11", "--reason", "更正", "--by", "李四"),
        ("progress", "--approved-only"),
    ],
)
def test_without_accounts_there_is_no_review(run, monkeypatch, arguments):
    monkeypatch.delenv("HRSS_ACCOUNTS")

    result = run(*arguments)

    assert result.code == 2
    assert result.err.startswith("没有启用账号（HRSS_ACCOUNTS=1），不设审核")
