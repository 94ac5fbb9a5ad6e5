import pytest

from hrss.reports.brief.words import (
    against_schedule,
    changed,
    share,
    whole_percent,
    without_gaps,
)
from hrss.reports.sentences import Span


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (0.0, "0%"),
        (0.004, "<1%"),
        (0.934, "93%"),
        (0.999, "99%"),
        (1.0, "100%"),
    ],
)
def test_whole_percent_says_all_and_nothing_only_when_it_is(rate, text):
    assert whole_percent(rate) == text


def test_a_share_of_few_offices_is_written_as_numbers():
    assert share(3, 8) == "3/8"
    assert share(7, 10) == "70.0%"


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (0.04, "与序时进度持平"),
        (-0.04, "与序时进度持平"),
        (-5.6, "比序时进度慢5.6个百分点"),
        (2.0, "比序时进度快2.0个百分点"),
    ],
)
def test_a_gap_that_rounds_to_nothing_is_none(gap, text):
    assert against_schedule(gap) == text


def test_changes_are_words():
    assert changed(3, 3) == "没有变化"
    assert changed(3, 1203) == "增加1,200个"
    assert changed(3, 1) == "减少2个"


def test_documents_set_no_blanks_around_numbers():
    assert without_gaps([Span(" 862 ", "figure")]) == (Span("862", "figure"),)
