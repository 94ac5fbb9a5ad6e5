from datetime import date
from pathlib import Path

import pytest

from hrss.decree import (
    Light,
    LightRule,
    light_of,
    load_clauses,
    load_rules,
    load_targets,
    rule,
    scheduled_share,
    target_of,
)

DECREE = (Path(__file__).parents[2] / "data" / "decree.txt").read_text(encoding="utf-8")


def test_there_are_33_rules_in_the_decrees_order():
    names = [item.rule_id for item in load_rules()]

    assert len(names) == 33
    assert names[0] == "R01"
    assert names[-1] == "R31"
    assert names[names.index("R27") + 1] == "R27b"
    assert names[names.index("R29") + 1] == "R29b"


def test_every_quote_stands_in_the_decree():
    for item in load_rules():
        assert item.quote in DECREE, item.rule_id


def test_every_sentence_of_every_clause_stands_in_the_decree():
    joined = DECREE.replace("\n", "")
    for clause in load_clauses():
        for sentence in clause.text.rstrip("。").split("。"):
            assert sentence in joined, clause.section
        assert clause.heading in DECREE


def test_every_rule_belongs_to_a_clause_that_is_there():
    sections = {item.section for item in load_clauses() if not item.is_missing}

    assert {item.section for item in load_rules()} <= sections


def test_what_the_copy_lacks_is_marked_missing():
    missing = [item.section for item in load_clauses() if item.is_missing]

    assert missing == ["四", "四(一)", "四(二)", "五(二)", "六"]


def test_hard_soft_and_optional_rules_are_told_apart():
    assert rule("R20").strength == "M"
    assert rule("R18").strength == "P"
    assert rule("R18").threshold == "300"
    assert rule("R07").strength == "O"
    assert rule("R17").levels == {"T", "V"}


def test_an_unknown_rule_is_an_error():
    with pytest.raises(KeyError):
        rule("R99")
    with pytest.raises(KeyError):
        target_of(2013)


def test_the_first_batch_is_about_a_thousand_by_the_end_of_2011():
    first, second = load_targets()

    assert (first.batch, first.value, first.is_approximate) == (2011, 1000, True)
    assert first.due_date == date(2011, 12, 31)
    assert (second.batch, second.value) == (2012, None)
    assert second.due_date == date(2012, 12, 31)
    assert first.clause in DECREE
    assert second.clause in DECREE


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2010, 6, 1), 0.0),
        (date(2011, 1, 1), 0.0),
        (date(2011, 7, 2), 0.5),
        (date(2011, 12, 31), 1.0),
        (date(2012, 5, 1), 1.0),
    ],
)
def test_the_schedule_runs_linearly_from_start_to_due_date(day, share):
    assert scheduled_share(target_of(2011), day) == share


@pytest.mark.parametrize(
    ("gap", "light"),
    [
        (5.0, Light.GREEN),
        (-9.99, Light.GREEN),
        (-10.0, Light.YELLOW),
        (-30.0, Light.YELLOW),
        (-30.01, Light.RED),
    ],
)
def test_lights_follow_the_thresholds(gap, light):
    rule_in_force = LightRule()

    given_light = light_of(
        gap_pp=gap, is_started=True, is_overdue=False, rule=rule_in_force
    )

    assert given_light is light


def test_binary_fractions_do_not_turn_a_light():
    behind = (0.9 - 1.0) * 100

    assert behind != -10.0
    assert (
        light_of(gap_pp=behind, is_started=True, is_overdue=False, rule=LightRule())
        is Light.YELLOW
    )


def test_a_light_has_its_word_and_its_own_sign():
    assert [light.label for light in Light] == ["绿灯", "黄灯", "红灯", "未到期"]
    assert len({light.sign for light in Light}) == 4


def test_the_thresholds_are_printed_with_the_light():
    assert LightRule(yellow_pp=5, red_pp=20).sentence.startswith(
        "落后序时进度5至20个百分点为黄灯，超过20个百分点为红灯"
    )
