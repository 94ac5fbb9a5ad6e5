from tests.reports.samples import BARS, LINES, MAP, RANKING, make_brief


def test_a_briefs_tables_are_those_of_the_text_then_the_appendices():
    brief = make_brief()

    assert [table.key for table in brief.tables()] == ["ranking_delta", "appendix_all"]


def test_a_block_that_stands_twice_is_listed_once():
    brief = make_brief()

    assert brief.charts() == (LINES, BARS)
    assert brief.maps() == (MAP,)
    assert brief.tables()[0] is RANKING
