"""What approving a submission changes, against what is approved so far."""

from collections.abc import Iterator

import pandas as pd
import pytest

from hrss.accounts import ReviewState
from hrss.service.differences import (
    change_counts,
    load_differences,
    moved,
    sheet_differences,
)
from hrss.sheets import check_workbook, parse_workbook, read_workbook
from hrss.store import (
    AwaitedReview,
    Reviewer,
    Store,
    append_reviews,
    append_submission,
    close_store,
    fetch_roster,
    fetch_submissions,
)
from tests.factories import make_sheet
from tests.store.mini import (
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    XILIAN,
    checked_sheet,
    new_store,
    send,
    send_file,
)


@pytest.fixture
def store() -> Iterator[Store]:
    made = new_store()
    yield made
    close_store(made)


def send_for_review(store: Store, offices, *, as_of=NOVEMBER) -> int:
    content = repr((offices, as_of)).encode()
    return append_submission(
        store,
        checked_sheet(offices, content=content),
        content=content,
        as_of=as_of,
        sender="李四",
        review=AwaitedReview(),
    ).submission_id


def approve(store: Store, *numbers: int) -> None:
    append_reviews(
        store, numbers, ReviewState.APPROVED, reviewer=Reviewer("省厅"), comment=""
    )


def differences_of(store: Store, *numbers: int) -> pd.DataFrame:
    return load_differences(store, fetch_submissions(store).loc[list(numbers)])


def kinds(differences: pd.DataFrame) -> dict[str, str]:
    return dict(zip(differences["township_name"], differences["change"], strict=True))


def test_without_an_approved_report_everything_is_reported_first(store):
    number = send_for_review(
        store, {SHAMIAN: {"is_complete": True}, LINGNAN: {"is_complete": False}}
    )

    found = differences_of(store, number)

    assert kinds(found) == {"沙面街道": "newly_complete", "岭南街道": "first_report"}
    assert found["prefecture_name"].tolist() == ["广州市", "广州市"]
    assert found["county_name"].tolist() == ["荔湾区", "荔湾区"]


def test_what_waits_as_well_is_not_what_it_is_held_against(store):
    approve(store, send_for_review(store, {SHAMIAN: {"staff_count": 3}}, as_of=OCTOBER))
    send_for_review(store, {SHAMIAN: {"staff_count": 4}})
    number = send_for_review(store, {SHAMIAN: {"staff_count": 3}, LINGNAN: {}})

    found = differences_of(store, number)

    assert kinds(found) == {"沙面街道": "unchanged", "岭南街道": "first_report"}


def test_an_office_that_falls_back_is_named_with_what_changed(store):
    send(store, {SHAMIAN: {"is_complete": True, "staff_count": 3}}, as_of=OCTOBER)
    number = send_for_review(store, {SHAMIAN: {"is_complete": False, "staff_count": 3}})

    found = differences_of(store, number)

    assert kinds(found) == {"沙面街道": "no_longer_complete"}
    assert found["changed_fields"].tolist() == ["is_complete"]


def test_where_a_later_report_of_the_day_is_approved_nothing_changes(store):
    early = send_for_review(store, {SHAMIAN: {"staff_count": 3}, LINGNAN: {}})
    approve(store, send_for_review(store, {SHAMIAN: {"staff_count": 5}}))

    found = differences_of(store, early)

    assert kinds(found) == {"沙面街道": "superseded", "岭南街道": "first_report"}
    assert moved(found)["township_name"].tolist() == ["岭南街道"]


def test_a_correction_of_an_approved_report_of_the_day_does_change_it(store):
    approve(store, send_for_review(store, {SHAMIAN: {"staff_count": 5}}))
    number = send_for_review(store, {SHAMIAN: {"staff_count": 3}})

    assert kinds(differences_of(store, number)) == {"沙面街道": "changed"}


def test_each_of_several_is_held_against_the_same_state(store):
    first = send_for_review(store, {SHAMIAN: {"is_complete": True}})
    second = send_for_review(store, {SHAMIAN: {"is_complete": True}, XILIAN: {}})
    october = send_for_review(store, {XILIAN: {"is_complete": True}}, as_of=OCTOBER)

    counts = change_counts(differences_of(store, first, second, october))

    assert counts.loc[first].tolist() == [1, 1, 0]
    assert counts.loc[second].tolist() == [2, 1, 0]
    assert counts.loc[october].tolist() == [1, 1, 0]


def test_of_no_submission_there_is_no_difference(store):
    found = differences_of(store)

    assert found.empty
    assert change_counts(found).empty


def test_a_village_that_a_list_no_longer_names_is_removed(store):
    header = ["县（市、区）", "乡镇（街道）", "村（社区）", "是否建成"]
    north = ["荔湾区", "沙面街道", "北社区", "是"]
    south = ["荔湾区", "沙面街道", "南社区", "是"]
    send_file(store, (header, north, south), as_of=OCTOBER)
    content = make_sheet((header, north))
    parsed = parse_workbook(read_workbook(content, file_name="站点.xlsx"))
    number = append_submission(
        store,
        check_workbook(parsed, roster=fetch_roster(store)[1], as_of=NOVEMBER),
        content=content,
        as_of=NOVEMBER,
        sender="李四",
        review=AwaitedReview(),
    ).submission_id

    found = differences_of(store, number)

    assert found["village_name"].tolist() == ["北社区", "南社区"]
    assert found["change"].tolist() == ["unchanged", "removed"]
    assert found["township_name"].tolist() == ["沙面街道", "沙面街道"]


def test_a_sheet_not_yet_sent_is_held_against_everything_that_came_in(store):
    send_for_review(store, {SHAMIAN: {"staff_count": 3}})
    checked = checked_sheet({SHAMIAN: {"staff_count": 4}}, content=b"x")

    found = sheet_differences(store, checked, NOVEMBER)

    assert kinds(found) == {"沙面街道": "changed"}
    assert found["changed_fields"].tolist() == ["staff_count"]
