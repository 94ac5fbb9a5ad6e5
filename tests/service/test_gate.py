"""Each right and each refusal, at the gate."""

from collections.abc import Iterator
from datetime import date

import pytest

from hrss.accounts import LogAction, Rights, Role
from hrss.service import gate
from hrss.service.document_requests import DocumentRequest
from hrss.service.editions import Draft
from hrss.service.gate import Actor, RefusedError
from hrss.settings import Settings
from hrss.sheets import CheckedSubmission, check_workbook, parse_workbook, read_workbook
from hrss.store import (
    Store,
    add_account,
    close_store,
    data_version,
    fetch_aliases,
    fetch_editions,
    fetch_log,
    fetch_mappings,
    fetch_notes,
    fetch_roster,
    fetch_submissions,
)
from tests.factories import make_sheet
from tests.store.mini import new_store

NOVEMBER = date(2011, 11, 30)
HEADER = ["地级市", "县（市、区）", "乡镇（街道）", "是否建成"]
LIWAN = ["广州市", "荔湾区", "沙面街道", "是"]
WUJIANG = ["韶关市", "武江区", "西联镇", "是"]
DONGGUAN = ["东莞市", None, "东城街道", "是"]
SHAMIAN, XILIAN = "440103001", "440203100"

VIEWER = Rights(Role.PROVINCE_VIEWER)
EDITOR = Rights(Role.PROVINCE_EDITOR)
GUANGZHOU = Rights(Role.PREFECTURE_CLERK, "440100")
SHAOGUAN = Rights(Role.PREFECTURE_CLERK, "440200")
LIWAN_CLERK = Rights(Role.COUNTY_CLERK, "440100", "440103")
YUEXIU_CLERK = Rights(Role.COUNTY_CLERK, "440100", "440104")
ADMINISTRATOR = Rights(Role.ADMINISTRATOR)


@pytest.fixture
def store() -> Iterator[Store]:
    made = new_store()
    yield made
    close_store(made)


def actor(store: Store, rights: Rights) -> Actor:
    """Somebody with these rights."""
    made = add_account(
        store,
        f"u{len(fetch_log(store))}",
        display_name="李四",
        rights=rights,
        password="correct horse battery",
        by="省厅",
    )
    return Actor(made.display_name, made, "10.0.0.9")


def check(store: Store, *rows: list[str | None]) -> tuple[CheckedSubmission, bytes]:
    content = make_sheet((HEADER, *rows))
    workbook = read_workbook(content, file_name="表.xlsx")
    _, roster = fetch_roster(store)
    checked = check_workbook(parse_workbook(workbook), roster=roster, as_of=NOVEMBER)
    return checked, content


def send(store: Store, who: Actor, *rows: list[str | None]) -> int:
    checked, content = check(store, *rows)
    receipt = gate.submit(
        store,
        who,
        checked,
        content=content,
        as_of=NOVEMBER,
        expected_version=data_version(store),
        only_valid_rows=False,
    )
    return receipt.submission_id


@pytest.mark.parametrize(
    ("rights", "rows"),
    [
        (EDITOR, (LIWAN, WUJIANG)),
        (ADMINISTRATOR, (LIWAN, WUJIANG, DONGGUAN)),
        (GUANGZHOU, (LIWAN,)),
        (LIWAN_CLERK, (LIWAN,)),
        (Rights(Role.PREFECTURE_CLERK, "441900"), (DONGGUAN,)),
    ],
    ids=["editor", "administrator", "prefecture", "county", "without counties"],
)
def test_who_sends_for_all_places_of_a_sheet_may_send_it(store, rights, rows):
    number = send(store, actor(store, rights), *rows)

    assert fetch_submissions(store).loc[number, "sender"] == "李四"
    entry = fetch_log(store, action=LogAction.SUBMIT).iloc[0]
    assert (entry["submission_id"], entry["address"]) == (number, "10.0.0.9")


@pytest.mark.parametrize(
    ("rights", "rows", "sentence"),
    [
        (VIEWER, (LIWAN,), "不能报送数据"),
        (GUANGZHOU, (LIWAN, WUJIANG), "只能报送广州市的数据，这里还有韶关市武江区的"),
        (YUEXIU_CLERK, (LIWAN,), "只能报送广州市越秀区的数据，这里还有广州市荔湾区的"),
        (LIWAN_CLERK, (LIWAN, DONGGUAN), "这里还有东莞市的"),
    ],
    ids=["viewer", "other prefecture", "other county", "without counties"],
)
def test_sheet_that_touches_another_place_is_refused_as_a_whole(
    store, rights, rows, sentence
):
    with pytest.raises(RefusedError, match=sentence):
        send(store, actor(store, rights), *rows)

    assert fetch_submissions(store).empty
    entry = fetch_log(store, action=LogAction.REFUSED).iloc[0]
    assert (entry["subject"], entry["detail"]) == ("表.xlsx", "报送数据")


@pytest.mark.parametrize("rights", [EDITOR, ADMINISTRATOR, GUANGZHOU, LIWAN_CLERK])
def test_own_submission_may_be_withdrawn(store, rights):
    number = send(store, Actor("省厅"), LIWAN)

    gate.withdraw(store, actor(store, rights), number, reason="填错")

    assert fetch_submissions(store).loc[number, "is_withdrawn"]
    assert fetch_log(store, action=LogAction.WITHDRAW)["submission_id"].tolist() == [1]


@pytest.mark.parametrize("rights", [VIEWER, SHAOGUAN, YUEXIU_CLERK])
def test_another_places_submission_may_not_be_withdrawn(store, rights):
    number = send(store, Actor("省厅"), LIWAN)

    with pytest.raises(RefusedError):
        gate.withdraw(store, actor(store, rights), number, reason="填错")

    assert not fetch_submissions(store).loc[number, "is_withdrawn"]


def test_submission_of_several_prefectures_is_not_one_clerks_to_withdraw(store):
    number = send(store, Actor("省厅"), LIWAN, WUJIANG)

    with pytest.raises(RefusedError, match="韶关市武江区"):
        gate.withdraw(store, actor(store, GUANGZHOU), number, reason="填错")


@pytest.mark.parametrize("rights", [EDITOR, ADMINISTRATOR, GUANGZHOU])
def test_names_of_the_own_prefecture_may_be_confirmed_and_revoked(store, rights):
    who = actor(store, rights)

    gate.confirm_name(
        store, who, county="荔湾", written="沙面办", township_code=SHAMIAN
    )
    gate.revoke_name(store, who, 1)

    assert fetch_aliases(store)["is_in_force"].tolist() == [False]
    assert "沙面办" not in fetch_log(store).to_string()


@pytest.mark.parametrize("rights", [VIEWER, SHAOGUAN, LIWAN_CLERK])
def test_names_of_others_may_be_neither_confirmed_nor_revoked(store, rights):
    who = actor(store, rights)
    with pytest.raises(RefusedError):
        gate.confirm_name(
            store, who, county="荔湾", written="沙面办", township_code=SHAMIAN
        )
    assert fetch_aliases(store).empty

    gate.confirm_name(
        store, Actor("省厅"), county="荔湾", written="沙面办", township_code=SHAMIAN
    )
    with pytest.raises(RefusedError):
        gate.revoke_name(store, who, 1)

    assert fetch_aliases(store)["is_in_force"].tolist() == [True]


@pytest.mark.parametrize("rights", [EDITOR, ADMINISTRATOR])
def test_headers_are_explained_by_the_province(store, rights):
    gate.explain_headers(store, actor(store, rights), "k", {"面积": ""})

    assert fetch_mappings(store) == {"k": {"面积": ""}}


@pytest.mark.parametrize("rights", [VIEWER, GUANGZHOU, LIWAN_CLERK])
def test_headers_hold_for_everybody_and_are_not_a_clerks_to_explain(store, rights):
    with pytest.raises(RefusedError, match="不能确认各列含义"):
        gate.explain_headers(store, actor(store, rights), "k", {"面积": ""})

    assert fetch_mappings(store) == {}


@pytest.mark.parametrize("rights", [EDITOR, ADMINISTRATOR, GUANGZHOU])
def test_note_on_own_reports_is_kept(store, rights):
    number = send(store, Actor("省厅"), LIWAN)

    gate.note_oddity(
        store, actor(store, rights), "key", submission_ids=[number], note="属实"
    )

    assert fetch_notes(store)["noted_by"].tolist() == ["李四"]


@pytest.mark.parametrize("rights", [VIEWER, SHAOGUAN, LIWAN_CLERK])
def test_note_on_others_reports_is_refused(store, rights):
    number = send(store, Actor("省厅"), LIWAN)

    with pytest.raises(RefusedError):
        gate.note_oddity(
            store, actor(store, rights), "key", submission_ids=[number], note="属实"
        )

    assert fetch_notes(store).empty


def test_note_that_rests_on_no_report_is_no_clerks(store):
    with pytest.raises(RefusedError):
        gate.note_oddity(
            store, actor(store, GUANGZHOU), "key", submission_ids=[], note="属实"
        )


def test_without_accounts_everything_is_as_it_was_and_nothing_is_logged(store):
    number = send(store, Actor("省厅"), LIWAN, WUJIANG)

    gate.withdraw(store, Actor("省厅"), number, reason="填错")

    assert fetch_submissions(store)["sender"].tolist() == ["省厅"]
    assert fetch_log(store).empty


def test_withdrawal_says_since_when_without_asking_who_may_be_behind(store):
    number = send(store, Actor("省厅"), LIWAN, WUJIANG)

    moment = gate.withdraw(store, Actor("省厅"), number, reason="填错")

    assert moment == fetch_submissions(store).loc[number, "withdrawn_at"]


@pytest.mark.parametrize("rights", [VIEWER, GUANGZHOU, LIWAN_CLERK])
def test_publishing_is_not_a_viewers_nor_a_clerks(store, rights):
    request = DocumentRequest(
        settings=Settings(database_url="sqlite://"),
        as_of=NOVEMBER,
        known_at=None,
        prefecture=None,
        prepared_on=NOVEMBER,
        formats=(),
    )
    draft = Draft(area_code="440000", number=1, request=request)

    with pytest.raises(RefusedError, match="不能发布通报"):
        gate.publish_edition(
            store, actor(store, rights), draft, prepared=None, written=[]
        )

    assert fetch_log(store, action=LogAction.REFUSED)["subject"].tolist() == [
        "440000第1期"
    ]


def test_a_day_that_has_not_come_cannot_be_published(store):
    request = DocumentRequest(
        settings=Settings(database_url="sqlite://"),
        as_of=date(9999, 12, 31),
        known_at=None,
        prefecture=None,
        prepared_on=NOVEMBER,
        formats=(),
    )
    draft = Draft(area_code="440000", number=1, request=request)

    with pytest.raises(RefusedError, match="9999年12月31日还没有到"):
        gate.publish_edition(
            store, actor(store, EDITOR), draft, prepared=None, written=[]
        )

    assert fetch_editions(store) == ()
