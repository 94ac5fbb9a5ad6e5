from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from sqlalchemy import func, select

from hrss.sheets import Issue, Severity
from hrss.store import (
    OutdatedPreviewError,
    Store,
    append_submission,
    clear_simulated,
    data_version,
    fetch_file,
    fetch_snapshot,
    fetch_submission_issues,
    fetch_submissions,
    verify,
    withdraw_submission,
)
from hrss.store.tables import file, submission
from tests.store.mini import (
    DECEMBER,
    DONGCHENG,
    LINGNAN,
    NOVEMBER,
    SHAMIAN,
    XINHUA,
    checked_sheet,
    send,
    use_mini_roster,
)

NO_DATE = Issue(
    code="complete_without_date",
    severity=Severity.WARNING,
    sheet="进度表",
    row=5,
    column="F",
    field="completion_date",
    value=None,
    detail=None,
)
BAD_DATE = replace(
    NO_DATE, code="not_a_date", severity=Severity.ERROR, value="2011.13.1"
)


def count(store: Store, table: str) -> int:
    target = {"file": file, "submission": submission}[table]
    with store.engine.begin() as connection:
        return connection.execute(select(func.count()).select_from(target)).scalar_one()


def test_receipt_says_what_was_kept(empty_store: Store) -> None:
    offices = {SHAMIAN: {"is_complete": True}, LINGNAN: {"is_complete": False}}

    receipt = send(empty_store, offices, issues=(NO_DATE,))

    assert receipt.submission_id == 1
    assert receipt.as_of == DECEMBER
    assert receipt.rows == 2
    assert receipt.warnings == 1
    assert not receipt.is_duplicate
    assert receipt.received_at.tzinfo is UTC


def test_bytes_are_kept_as_they_came(empty_store: Store) -> None:
    content = b"\x00\xff not a real workbook \r\n"

    send(empty_store, {SHAMIAN: {}}, content=content)

    sha256 = fetch_submissions(empty_store)["file_sha256"].item()
    assert fetch_file(empty_store, sha256) == content


def test_warnings_stay_visible_in_sheet_order(empty_store: Store) -> None:
    later = replace(NO_DATE, row=9)

    receipt = send(empty_store, {SHAMIAN: {}}, issues=(NO_DATE, later))

    issues = fetch_submission_issues(empty_store, receipt.submission_id)
    assert issues["code"].tolist() == ["complete_without_date"] * 2
    assert issues["row"].tolist() == [5, 9]
    assert issues["column"].tolist() == ["F", "F"]
    assert issues["value"].isna().all()


def test_sheet_with_an_error_is_not_stored(empty_store: Store) -> None:
    with pytest.raises(ValueError, match="errors"):
        send(empty_store, {SHAMIAN: {}}, issues=(BAD_DATE,))

    assert fetch_submissions(empty_store).empty


def test_other_bytes_than_those_checked_are_refused(empty_store: Store) -> None:
    checked = checked_sheet({SHAMIAN: {}}, content=b"checked")

    with pytest.raises(ValueError, match="sha256"):
        append_submission(
            empty_store, checked, content=b"other", as_of=DECEMBER, sender="张三"
        )


def test_moment_is_no_as_of_day(empty_store: Store) -> None:
    with pytest.raises(ValueError, match="day"):
        send(empty_store, {SHAMIAN: {}}, as_of=datetime(2011, 12, 31, 8, tzinfo=UTC))


def test_same_file_twice_is_one_submission(empty_store: Store) -> None:
    first = send(empty_store, {SHAMIAN: {"is_complete": True}})
    version = data_version(empty_store)

    second = send(empty_store, {SHAMIAN: {"is_complete": True}}, sender="李四")

    assert second == replace(first, is_duplicate=True)
    assert count(empty_store, "submission") == 1
    assert data_version(empty_store) == version


def test_same_file_that_says_more_now_is_another_submission(empty_store: Store) -> None:
    first = send(empty_store, {SHAMIAN: {}}, content=b"sheet")

    second = send(empty_store, {SHAMIAN: {}, LINGNAN: {}}, content=b"sheet")
    third = send(empty_store, {SHAMIAN: {}, LINGNAN: {}}, content=b"sheet")

    assert (first.submission_id, second.submission_id) == (1, 2)
    assert third == replace(second, is_duplicate=True)
    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER)
    assert snapshot.loc[[SHAMIAN, LINGNAN], "submission_id"].tolist() == [2, 2]
    assert verify(empty_store) == []


def test_same_file_that_was_read_otherwise_is_another_submission(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {}}, content=b"sheet", letters={"is_complete": "E"})

    second = send(
        empty_store, {SHAMIAN: {}}, content=b"sheet", letters={"is_complete": "F"}
    )

    assert (second.submission_id, second.is_duplicate) == (2, False)


def test_same_file_for_another_day_is_another_submission(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {"is_complete": True}}, as_of=NOVEMBER)

    second = send(empty_store, {SHAMIAN: {"is_complete": True}}, as_of=DECEMBER)

    assert not second.is_duplicate
    assert count(empty_store, "submission") == 2
    assert count(empty_store, "file") == 1


def test_withdrawn_file_may_come_again(empty_store: Store) -> None:
    first = send(empty_store, {SHAMIAN: {"is_complete": True}})
    withdraw_submission(empty_store, first.submission_id, by="张三", reason="报错了")

    again = send(empty_store, {SHAMIAN: {"is_complete": True}})
    twice = send(empty_store, {SHAMIAN: {"is_complete": True}})

    assert (again.submission_id, again.is_duplicate) == (2, False)
    assert (twice.submission_id, twice.is_duplicate) == (2, True)
    assert verify(empty_store) == []


def test_received_at_follows_the_clock(empty_store: Store) -> None:
    noon = datetime(2030, 1, 5, 12, tzinfo=UTC)

    receipt = send(replace(empty_store, now=lambda: noon), {SHAMIAN: {}})

    assert receipt.received_at == noon
    assert fetch_submissions(empty_store)["received_at"].item() == noon


def test_clock_set_back_does_not_turn_the_order_round(empty_store: Store) -> None:
    noon = datetime(2030, 1, 5, 12, tzinfo=UTC)
    year_before = noon - timedelta(days=365)

    first = send(replace(empty_store, now=lambda: noon), {SHAMIAN: {}})
    second = send(replace(empty_store, now=lambda: year_before), {LINGNAN: {}})
    third = send(replace(empty_store, now=lambda: year_before), {XINHUA: {}})

    microsecond = timedelta(microseconds=1)
    assert first.received_at == noon
    assert second.received_at == noon + microsecond
    assert third.received_at == noon + 2 * microsecond
    assert verify(empty_store) == []


def test_preview_that_is_still_true_is_accepted(empty_store: Store) -> None:
    version = data_version(empty_store)

    receipt = send(empty_store, {SHAMIAN: {}}, expected_version=version)

    assert receipt.submission_id == 1


def test_submission_of_the_same_prefecture_outdates_a_preview(
    empty_store: Store,
) -> None:
    version = data_version(empty_store)
    send(empty_store, {LINGNAN: {}})

    with pytest.raises(OutdatedPreviewError, match="440100"):
        send(empty_store, {SHAMIAN: {}}, expected_version=version)

    assert count(empty_store, "submission") == 1
    assert count(empty_store, "file") == 1


def test_submission_of_another_prefecture_leaves_a_preview_true(
    empty_store: Store,
) -> None:
    version = data_version(empty_store)
    send(empty_store, {DONGCHENG: {}})

    receipt = send(empty_store, {SHAMIAN: {}}, expected_version=version)

    assert receipt.submission_id == 2


def test_withdrawal_in_the_same_prefecture_outdates_a_preview(
    empty_store: Store,
) -> None:
    send(empty_store, {LINGNAN: {}})
    version = data_version(empty_store)
    withdraw_submission(empty_store, 1, by="张三", reason="报错了")

    with pytest.raises(OutdatedPreviewError):
        send(empty_store, {SHAMIAN: {}}, expected_version=version)


def test_new_roster_outdates_a_preview(empty_store: Store) -> None:
    version = data_version(empty_store)
    use_mini_roster(empty_store)

    with pytest.raises(OutdatedPreviewError):
        send(empty_store, {SHAMIAN: {}}, expected_version=version)


def test_cleared_simulation_outdates_a_preview(empty_store: Store) -> None:
    send(empty_store, {DONGCHENG: {}}, is_simulated=True)
    version = data_version(empty_store)
    clear_simulated(empty_store)

    with pytest.raises(OutdatedPreviewError):
        send(empty_store, {SHAMIAN: {}}, expected_version=version)


def test_sending_twice_from_one_preview_is_a_duplicate_and_not_a_conflict(
    empty_store: Store,
) -> None:
    version = data_version(empty_store)
    send(empty_store, {SHAMIAN: {}}, expected_version=version)

    second = send(empty_store, {SHAMIAN: {}}, expected_version=version)

    assert second.is_duplicate


def test_text_that_is_no_version_is_wrong_use(empty_store: Store) -> None:
    with pytest.raises(ValueError, match="data version"):
        send(empty_store, {SHAMIAN: {}}, expected_version="latest")


def test_values_of_every_type_come_back_as_they_were(empty_store: Store) -> None:
    values = {
        "is_complete": True,
        "construction_status": "complete",
        "completion_date": pd.Timestamp("2011-12-20"),
        "office_name": "沙面街道人力资源和社会保障服务所",
        "floor_area_m2": 312.5,
        "has_computer": False,
        "staff_count": 8,
    }

    send(empty_store, {SHAMIAN: values})

    office = fetch_snapshot(empty_store, as_of=DECEMBER).loc[SHAMIAN]
    assert {name: office[name] for name in values} == values
