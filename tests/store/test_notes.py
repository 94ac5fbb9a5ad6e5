import pytest
from sqlalchemy import text

from hrss.store import (
    Store,
    UnknownSubmissionError,
    append_note,
    clear_simulated,
    data_version,
    fetch_notes,
    fetch_submissions,
    verify,
)
from tests.store.mini import LINGNAN, SHAMIAN, send

KEY = "area_jump:440103001:floor_area_m2@2011-12-31#1"


def note_on(store, key=KEY, *, rests_on=(1,), by="王五", note="已电话核实，属实"):
    return append_note(store, key, submission_ids=rests_on, by=by, note=note)


def test_a_note_stays_with_who_when_and_what(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})

    noted_at = note_on(empty_store, by=" 王五 ", note="  已电话核实，属实\n")

    (note,) = fetch_notes(empty_store).reset_index().to_dict("records")
    assert note["note_id"] == 1
    assert note["oddity_key"] == KEY
    assert note["noted_by"] == "王五"
    assert note["note"] == "已电话核实，属实"
    assert note["noted_at"] == noted_at
    assert note["submission_ids"] == "1"
    assert not note["is_simulated"]
    assert not note["is_superseded"]
    assert verify(empty_store) == []


def test_a_later_note_on_the_same_oddity_supersedes_and_the_first_stays(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {}})
    first_at = note_on(empty_store)
    note_on(empty_store, "staff_zero:440103001:staff_count@2011-12-31#1")

    note_on(empty_store, note="更正：面积填错")

    notes = fetch_notes(empty_store)
    assert notes.index.tolist() == [3, 2, 1]
    assert notes["is_superseded"].tolist() == [False, False, True]
    known_then = fetch_notes(empty_store, first_at)
    assert known_then["is_superseded"].tolist() == [False]


def test_a_note_changes_no_figure_and_no_version(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    version = data_version(empty_store)

    note_on(empty_store)

    assert data_version(empty_store) == version


@pytest.mark.parametrize(
    "lacking", [{"by": " "}, {"note": ""}, {"key": ""}, {"rests_on": ()}]
)
def test_a_note_without_name_text_oddity_or_report_is_refused(
    empty_store: Store, lacking: dict[str, object]
) -> None:
    send(empty_store, {SHAMIAN: {}})

    with pytest.raises(ValueError, match=r"note needs|rests on"):
        note_on(empty_store, **lacking)

    assert fetch_notes(empty_store).empty


def test_a_note_on_a_report_that_there_is_not_is_refused(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})

    with pytest.raises(UnknownSubmissionError, match="number 7"):
        note_on(empty_store, rests_on=(1, 7))


def test_notes_on_simulated_reports_go_with_them(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    send(empty_store, {LINGNAN: {}}, is_simulated=True)
    note_on(empty_store)
    note_on(empty_store, "x", rests_on=(1, 2))

    cleared = clear_simulated(empty_store)

    assert cleared.notes == 1
    assert fetch_notes(empty_store)["oddity_key"].tolist() == [KEY]
    assert fetch_submissions(empty_store).index.tolist() == [1]
    assert verify(empty_store) == []


def test_a_note_whose_report_is_gone_is_found(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    note_on(empty_store)

    with empty_store.engine.begin() as connection:
        connection.execute(text("UPDATE oddity_note SET submission_ids = '[1, 9]'"))

    assert verify(empty_store) == ["第 1 条核实说明所依据的上报不在库中"]


def test_an_empty_store_has_a_typed_table_without_notes(empty_store: Store) -> None:
    notes = fetch_notes(empty_store)

    assert notes.empty
    assert str(notes["noted_at"].dtype) == "datetime64[us, UTC]"
