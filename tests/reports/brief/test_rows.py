from dataclasses import replace

from hrss.reports.brief.rows import ranked, summed
from tests.reports.brief.offices import (
    GUANGZHOU,
    SHAOGUAN,
    ZHUHAI,
    make_inputs,
    offices,
)


def rows(*places):
    offices_ = [row for place in places for row in place]
    return make_inputs(offices_).now.place_rows


def test_rows_sum_to_the_whole():
    inputs = make_inputs(
        [
            *offices(GUANGZHOU, complete=7, verified=3, open_=4),
            *offices(SHAOGUAN, complete=2, open_=5, silent=1, batch=2012),
        ]
    )

    total = summed(inputs.now.place_rows, name="合计")

    whole = replace(inputs.now.whole_row, name="合计", code="", light=None)
    for name in ("rostered", "reported", "complete", "verified", "rate", "gap_pp"):
        assert getattr(total, name) == getattr(whole, name)


def test_who_is_silent_has_no_rank_and_comes_last():
    placed = ranked(
        rows(offices(GUANGZHOU, silent=3), offices(ZHUHAI, open_=2)), before=None
    )

    assert [(each.row.name, each.rank) for each in placed] == [
        ("珠海市", 1),
        ("广州市", None),
    ]


def test_rates_that_are_equal_as_fractions_share_a_rank():
    placed = ranked(
        rows(
            offices(GUANGZHOU, complete=1, open_=2),
            offices(SHAOGUAN, complete=3, open_=6),
        ),
        before=None,
    )

    assert [each.rank for each in placed] == [1, 1]


def test_who_was_silent_before_has_gained_no_place():
    before = rows(offices(GUANGZHOU, silent=3), offices(ZHUHAI, open_=2))

    placed = ranked(
        rows(offices(GUANGZHOU, complete=3), offices(ZHUHAI, open_=2)), before
    )

    assert [(each.row.name, each.rise) for each in placed] == [
        ("广州市", None),
        ("珠海市", -1),
    ]
