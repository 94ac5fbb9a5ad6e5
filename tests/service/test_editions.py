"""Editions are drafted, published and found again; what comes later moves none."""

from dataclasses import replace
from datetime import date

import pytest

from hrss.reports.brief import brief_figures
from hrss.reports.content import Paragraph
from hrss.reports.sentences import plain_text
from hrss.service.document_requests import Prepared, Written
from hrss.service.document_worker import load_requested
from hrss.service.documents import DocumentFormat, document_name
from hrss.service.editions import (
    compare_editions,
    draft_edition,
    edition_before,
    editions_of,
    frozen_settings,
    is_unchanged,
    load_edition,
    publish,
    thawed_settings,
)
from hrss.settings import Settings
from hrss.store import (
    AwaitedReview,
    OutdatedPreviewError,
    append_submission,
    close_store,
)
from tests.store.mini import (
    DECEMBER,
    LINGNAN,
    NOVEMBER,
    SHAMIAN,
    XILIAN,
    checked_sheet,
    new_store,
    send,
)

PREPARED_ON = date(2011, 12, 6)
DONE, NOT_DONE = {"is_complete": True}, {"is_complete": False}


@pytest.fixture
def settings(tmp_path):
    return Settings(database_url=f"sqlite:///{tmp_path / 'hrss.sqlite'}")


@pytest.fixture
def store(settings):
    opened = new_store(settings.database_url)
    send(opened, {SHAMIAN: DONE, LINGNAN: NOT_DONE}, as_of=NOVEMBER)
    yield opened
    close_store(opened)


def issue(store, settings, *, as_of=NOVEMBER, prefecture=None, by="李四"):
    """Publish the next edition with one document that stands for all."""
    draft = draft_edition(
        store, settings, as_of=as_of, prefecture=prefecture, prepared_on=PREPARED_ON
    )
    brief = load_requested(draft.request)
    name = document_name(brief, DocumentFormat.PDF)
    return publish(
        store,
        draft,
        prepared=Prepared(brief_figures(brief), brief.is_simulated),
        written=[Written(DocumentFormat.PDF, name, b"pdf")],
        by=by,
    )


def words_of(brief):
    return "".join(
        plain_text(block.spans)
        for section in brief.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    )


def test_an_edition_says_the_same_whatever_comes_in_later(store, settings):
    edition = issue(store, settings)
    said = words_of(load_edition(store, settings, edition))

    send(store, {SHAMIAN: NOT_DONE, LINGNAN: DONE, XILIAN: DONE}, as_of=NOVEMBER)
    send(store, {SHAMIAN: DONE}, as_of=DECEMBER)

    assert words_of(load_edition(store, settings, edition)) == said
    assert is_unchanged(store, settings, edition)


def test_an_edition_rests_on_the_settings_of_its_day(store, settings):
    edition = issue(store, settings)
    changed = replace(settings, yellow_pp=1, red_pp=2, organisation="某某厅")

    brief = load_edition(store, changed, edition)

    assert brief.organisation == "广东省人力资源和社会保障厅"
    assert is_unchanged(store, changed, edition)


def test_settings_come_back_as_they_were_kept(settings):
    kept = replace(
        settings,
        yellow_pp=5.0,
        delta_prefectures=frozenset({"440100", "440300"}),
        report_first_period=date(2011, 10, 31),
    )

    frozen = frozen_settings(kept)

    assert frozen["delta_prefectures"] == ["440100", "440300"]
    assert thawed_settings(settings, frozen) == kept


def test_what_was_corrected_is_listed_as_errata_in_the_next_edition(store, settings):
    issue(store, settings)
    send(store, {SHAMIAN: DONE, LINGNAN: DONE}, as_of=NOVEMBER, content=b"corrected")

    second = issue(store, settings, as_of=DECEMBER)

    brief = load_edition(store, settings, second)
    errata = [section for section in brief.sections if section.key == "errata"]
    assert len(errata) == 1
    first = editions_of(store, None)[1]
    before = load_edition(store, settings, first)
    assert not any(section.key == "errata" for section in before.sections)


def test_editions_are_numbered_by_area_and_know_the_one_before(store, settings):
    issue(store, settings)
    second = issue(store, settings)
    own = issue(store, settings, prefecture="440100")

    assert (second.number, own.number) == (2, 1)
    before = edition_before(store, "440000", 2)
    assert before is not None
    assert before.number == 1
    assert edition_before(store, "440100", 1) is None
    assert [each.number for each in editions_of(store, None)] == [2, 1]
    assert [each.number for each in editions_of(store, "440100")] == [1]


def test_a_draft_that_something_overtook_is_not_published(store, settings):
    draft = draft_edition(
        store, settings, as_of=NOVEMBER, prefecture=None, prepared_on=PREPARED_ON
    )
    brief = load_requested(draft.request)
    send(store, {XILIAN: DONE}, as_of=NOVEMBER)

    with pytest.raises(OutdatedPreviewError):
        publish(
            store,
            draft,
            prepared=Prepared(brief_figures(brief), is_simulated=False),
            written=[Written(DocumentFormat.PDF, "通报.pdf", b"pdf")],
            by="李四",
        )

    assert editions_of(store, None) == ()


def test_two_editions_are_compared_by_prefecture(store, settings):
    first = issue(store, settings)
    send(store, {SHAMIAN: DONE, LINGNAN: DONE, XILIAN: DONE}, as_of=DECEMBER)
    second = issue(store, settings, as_of=DECEMBER)

    rows = compare_editions(store, settings, first, second).set_index("group_code")

    changes = rows[["before_count", "after_count", "net_change_count"]]
    assert changes.loc["440100"].tolist() == [1, 2, 1]
    assert changes.loc["440200"].tolist() == [0, 1, 1]
    assert changes.loc["441900"].tolist() == [0, 0, 0]


def test_editions_of_two_areas_are_not_compared(store, settings):
    first = issue(store, settings)
    own = issue(store, settings, prefecture="440100")

    with pytest.raises(ValueError, match="one area"):
        compare_editions(store, settings, first, own)


def test_where_there_is_a_review_an_edition_counts_what_is_approved(store, settings):
    many = replace(settings, has_accounts=True)
    content = b"waits"
    append_submission(
        store,
        checked_sheet({LINGNAN: DONE}, content=content),
        content=content,
        as_of=NOVEMBER,
        sender="张三",
        review=AwaitedReview(),
    )

    edition = issue(store, many)

    brief = load_edition(store, settings, edition)
    assert "统计口径：仅已审核，退回和撤回的不计。" in words_of(brief)
    assert "仅已审核" in brief.source
    assert edition.settings["has_accounts"] is True
    # Who knows nothing of accounts finds it unchanged as well.
    assert is_unchanged(store, settings, edition)
    rows = compare_editions(store, settings, edition, edition)
    assert rows["after_count"].sum() == 1


def test_where_nobody_signs_in_an_edition_says_nothing_of_a_review(store, settings):
    brief = load_edition(store, settings, issue(store, settings))

    assert "审核" not in brief.source
    assert "统计口径" not in words_of(brief)
