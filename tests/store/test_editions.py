from dataclasses import replace
from datetime import datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import text

from hrss.store import (
    Known,
    OutdatedPreviewError,
    Store,
    UnknownEditionError,
    append_edition,
    append_reopening,
    clear_simulated,
    data_version,
    fetch_edition,
    fetch_edition_document,
    fetch_edition_documents,
    fetch_edition_figures,
    fetch_editions,
    fetch_known,
    fetch_submissions,
    figures_digest,
    next_number,
    verify,
)
from tests.store.mini import LINGNAN, NOVEMBER, SHAMIAN, send

FIGURES = {"tables": {"全市": [["广州市", 2, 0.5, None]]}, "summary": "上报建成2个"}


def publish(store: Store, *, number=1, area_code="440000", **changed):
    given = {
        "area_code": area_code,
        "number": number,
        "as_of": NOVEMBER,
        "known_at": store.now(),
        "prepared_on": NOVEMBER + timedelta(days=6),
        "by": "李四",
        "settings": {"yellow_pp": 10.0, "red_pp": 30.0},
        "figures": FIGURES,
        "documents": {"docx": ("通报.docx", b"word"), "pdf": ("通报.pdf", b"pdf")},
        "is_simulated": False,
    }
    return append_edition(store, **{**given, **changed})


def reopen(store: Store) -> datetime:
    return append_reopening(
        store,
        area_code="440000",
        first_day=NOVEMBER,
        last_day=NOVEMBER,
        by="李四",
        reason="补报",
    )


def test_an_edition_is_kept_with_its_figures_and_documents(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})

    edition = publish(empty_store, by=" 李四 ")

    assert fetch_edition(empty_store, "440000", 1) == edition
    assert fetch_editions(empty_store) == (edition,)
    assert edition.published_by == "李四"
    assert edition.settings == {"yellow_pp": 10.0, "red_pp": 30.0}
    assert fetch_edition_figures(empty_store, edition.id) == FIGURES
    names = fetch_edition_documents(empty_store, edition.id)
    assert names == {"docx": "通报.docx", "pdf": "通报.pdf"}
    assert fetch_edition_document(empty_store, edition.id, "docx") == b"word"
    assert verify(empty_store) == []


def test_each_area_counts_its_editions_from_one(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})

    publish(empty_store)
    publish(empty_store, number=2)
    publish(empty_store, area_code="440100")

    assert next_number(empty_store, "440000") == 3
    assert next_number(empty_store, "440100") == 2
    assert next_number(empty_store, "440200") == 1
    numbers = [(each.area_code, each.number) for each in fetch_editions(empty_store)]
    assert numbers == [("440100", 1), ("440000", 2), ("440000", 1)]
    (own,) = fetch_editions(empty_store, "440100")
    assert own.area_code == "440100"


def test_what_comes_in_after_an_edition_was_not_known_to_it(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    edition = publish(empty_store)

    send(empty_store, {LINGNAN: {}})

    newest = fetch_submissions(empty_store)["received_at"].max()
    assert newest > edition.known_at
    assert fetch_edition(empty_store, "440000", 1) == edition


def test_a_clock_that_is_set_back_makes_nothing_known_to_an_edition(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {}})
    edition = publish(empty_store)
    behind = replace(empty_store, now=lambda: edition.known_at - timedelta(days=40))

    send(behind, {LINGNAN: {}})

    newest = fetch_submissions(empty_store)["received_at"].max()
    assert newest > edition.known_at


def test_figures_that_are_out_of_date_are_not_published(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    known_at = empty_store.now()
    send(empty_store, {LINGNAN: {}})

    with pytest.raises(OutdatedPreviewError, match="came in since"):
        publish(empty_store, known_at=known_at)

    assert fetch_editions(empty_store) == ()


def test_what_was_being_written_when_the_figures_were_made_outdates_them(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {}})
    before = data_version(empty_store)
    send(empty_store, {LINGNAN: {}})

    with pytest.raises(OutdatedPreviewError, match="came in since"):
        publish(empty_store, known_at=empty_store.now(), expected_version=before)

    assert fetch_editions(empty_store) == ()


def test_an_edition_published_meanwhile_outdates_no_other_areas_figures(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {}})
    known = fetch_known(empty_store)
    publish(empty_store)

    own = publish(
        empty_store,
        area_code="440100",
        known_at=known.at,
        expected_version=known.version,
    )

    assert own.known_at == known.at
    send(empty_store, {LINGNAN: {}})
    newest = fetch_submissions(empty_store)["received_at"].max()
    assert newest > fetch_edition(empty_store, "440000", 1).known_at


def test_figures_made_before_a_period_was_opened_again_do_not_close_it(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {}})
    publish(empty_store)
    known = fetch_known(empty_store)
    reopen(empty_store)

    with pytest.raises(OutdatedPreviewError, match="came in since"):
        publish(empty_store, number=2, known_at=known.at)


def test_a_clock_that_is_set_back_hinders_no_edition(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    publish(empty_store)
    opened = reopen(empty_store)
    behind = replace(empty_store, now=lambda: opened - timedelta(days=40))

    known = fetch_known(behind)
    second = publish(
        behind, number=2, known_at=known.at, expected_version=known.version
    )

    assert second.known_at == opened


def test_what_is_known_waits_for_who_is_writing(shared_store: Store) -> None:
    found: list[Known] = []
    asking = Thread(target=lambda: found.append(fetch_known(shared_store)))

    def now() -> datetime:
        asking.start()
        # Long enough for one that does not wait to have been told already.
        asking.join(timeout=0.5)
        return shared_store.now()

    receipt = send(replace(shared_store, now=now), {SHAMIAN: {}})
    asking.join(timeout=60)

    (known,) = found
    assert known.version == data_version(shared_store)
    assert known.at >= receipt.received_at


def test_a_number_that_was_given_is_not_given_again(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    publish(empty_store)

    with pytest.raises(OutdatedPreviewError, match="edition 1 is published"):
        publish(empty_store)

    assert len(fetch_editions(empty_store)) == 1


@pytest.mark.parametrize("lacking", [{"by": " "}, {"documents": {}}])
def test_an_edition_of_nobody_or_without_documents_is_refused(
    empty_store: Store, lacking: dict[str, object]
) -> None:
    send(empty_store, {SHAMIAN: {}})

    with pytest.raises(ValueError, match="an edition needs"):
        publish(empty_store, **lacking)

    assert fetch_editions(empty_store) == ()


def test_what_is_not_there_is_said_to_be_unknown(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    publish(empty_store)

    with pytest.raises(UnknownEditionError, match="no edition 7"):
        fetch_edition(empty_store, "440000", 7)
    with pytest.raises(UnknownEditionError, match="has no pptx"):
        fetch_edition_document(empty_store, 1, "pptx")
    with pytest.raises(UnknownEditionError, match="number 9"):
        fetch_edition_figures(empty_store, 9)


def test_figures_that_were_tampered_with_are_found(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    publish(empty_store)
    with empty_store.engine.begin() as connection:
        connection.execute(text('UPDATE edition SET figures = \'{"summary": "3个"}\''))

    assert verify(empty_store) == ["第 1 期通报（440000）的数字与发布时的校验值不符"]


def test_the_order_of_keys_makes_no_other_digest() -> None:
    assert figures_digest({"a": 1, "b": [None]}) == figures_digest(
        {"b": [None], "a": 1}
    )
    assert figures_digest({"a": 1}) != figures_digest({"a": 2})


def test_editions_that_told_of_a_simulation_go_with_it(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {}})
    publish(empty_store, documents={"pdf": ("真.pdf", b"real")})
    publish(empty_store, number=2, is_simulated=True)

    cleared = clear_simulated(empty_store)

    assert cleared.editions == 1
    assert cleared.files == 2
    (left,) = fetch_editions(empty_store)
    assert fetch_edition_document(empty_store, left.id, "pdf") == b"real"
    assert verify(empty_store) == []
