import pandas as pd

from hrss.accounts import ReviewState
from hrss.sheets import VALUE_COLUMNS
from hrss.store import (
    AwaitedReview,
    Reviewer,
    Store,
    append_reviews,
    append_submission,
    fetch_office_history,
    fetch_office_lineage,
    withdraw_submission,
)
from tests.store.mini import (
    DECEMBER,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    checked_sheet,
    send,
)

LETTERS = {"township_name": "C", "is_complete": "E", "floor_area_m2": "AB"}


def test_history_of_an_office_has_every_report_newest_day_first(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {"staff_count": 3}}, as_of=NOVEMBER)
    send(empty_store, {SHAMIAN: {"staff_count": 2}}, as_of=OCTOBER)
    send(empty_store, {SHAMIAN: {"staff_count": 4}}, as_of=NOVEMBER)
    send(empty_store, {LINGNAN: {"staff_count": 9}}, as_of=DECEMBER)

    history = fetch_office_history(empty_store, SHAMIAN)

    assert history["submission_id"].tolist() == [3, 1, 2]
    assert history["staff_count"].tolist() == [4, 3, 2]
    assert history["sheet"].tolist() == ["进度表"] * 3
    assert history["row"].tolist() == [5, 5, 5]


def test_withdrawn_report_stays_in_the_history_with_its_mark(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {"staff_count": 3}}, as_of=NOVEMBER)
    send(empty_store, {SHAMIAN: {"staff_count": 2}}, as_of=OCTOBER)
    withdraw_submission(empty_store, 1, by="张三", reason="报错了")

    history = fetch_office_history(empty_store, SHAMIAN)

    assert history["is_withdrawn"].tolist() == [True, False]


def test_office_without_a_report_has_an_empty_typed_history(
    empty_store: Store,
) -> None:
    history = fetch_office_history(empty_store, SHAMIAN)
    lineage = fetch_office_lineage(empty_store, SHAMIAN)

    assert history.empty
    assert str(history["completion_date"].dtype) == "datetime64[s]"
    assert lineage.empty
    assert str(lineage["cell"].dtype) == "string"


def test_every_value_knows_its_cell(empty_store: Store) -> None:
    area = {"floor_area_m2": 320.0, "raw": {"floor_area_m2": "320（含租赁）"}}
    receipt = send(
        empty_store,
        {LINGNAN: {}, SHAMIAN: area | {"is_complete": True}},
        letters=LETTERS,
    )

    lineage = fetch_office_lineage(empty_store, SHAMIAN).set_index("field")

    assert lineage.index.tolist() == list(VALUE_COLUMNS)
    source = lineage.loc["floor_area_m2"]
    assert source["value"] == 320.0
    assert source["raw"] == "320（含租赁）"
    assert source["cell"] == "AB6"
    assert source["sheet"] == "进度表"
    assert source["file_name"] == "进度表.xlsx"
    assert source["sender"] == "张三"
    assert source["submission_id"] == 1
    assert source["as_of"] == pd.Timestamp("2011-12-31")
    assert source["received_at"] == receipt.received_at
    assert lineage.loc["is_complete", "cell"] == "E6"
    assert pd.isna(lineage.loc["is_complete", "raw"])


def test_value_without_a_column_in_the_sheet_has_no_cell(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}}, letters=LETTERS)

    lineage = fetch_office_lineage(empty_store, SHAMIAN).set_index("field")

    assert pd.isna(lineage.loc["staff_count", "cell"])
    assert lineage.loc["staff_count", "value"] is None


def test_lineage_is_of_the_report_that_counts(empty_store: Store) -> None:
    first = send(empty_store, {SHAMIAN: {"staff_count": 3}}, as_of=OCTOBER)
    send(empty_store, {SHAMIAN: {"staff_count": 4}}, as_of=NOVEMBER)
    send(empty_store, {SHAMIAN: {"staff_count": 5}}, as_of=DECEMBER)
    withdraw_submission(empty_store, 3, by="张三", reason="报错了")

    def staff(**choice: object) -> object:
        lineage = fetch_office_lineage(empty_store, SHAMIAN, **choice)
        return lineage.set_index("field").loc["staff_count", "value"]

    assert staff() == 4
    assert staff(as_of=OCTOBER) == 3
    assert staff(known_at=first.received_at) == 3
    assert staff(submission_id=3) == 5


def test_history_says_how_far_the_review_of_each_report_has_come(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {"staff_count": 1}}, as_of=OCTOBER)
    checked = checked_sheet({SHAMIAN: {"staff_count": 2}}, content=b"2")
    for as_of in (NOVEMBER, DECEMBER):
        append_submission(
            empty_store,
            checked,
            content=b"2",
            as_of=as_of,
            sender="李四",
            review=AwaitedReview(),
        )
    for decision in (ReviewState.APPROVED, ReviewState.RETURNED):
        append_reviews(
            empty_store, [2], decision, reviewer=Reviewer("省厅"), comment="填错"
        )

    history = fetch_office_history(empty_store, SHAMIAN)

    assert history["review_state"].tolist() == ["submitted", "returned", "not_needed"]
