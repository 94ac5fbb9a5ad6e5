import pytest

from hrss.metrics import percent_text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0.0%"),
        (0.63, "63.0%"),
        (25_995 / 26_000, "99.9%"),
        (25_987 / 26_000, "99.9%"),
        (1 / 26_000, "<0.1%"),
        (13 / 26_000, "0.1%"),
        (1.0, "100.0%"),
        (1.5, "150.0%"),
    ],
)
def test_short_of_all_is_never_a_hundred_percent_nor_any_at_all_nought(share, text):
    assert percent_text(share) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0%"),
        (2 / 590, "<1%"),
        (57 / 100, "57%"),
        (589 / 590, "99%"),
        (1.0, "100%"),
    ],
)
def test_whole_percent_does_not_round_up_to_all_either(share, text):
    assert percent_text(share, digits=0) == text


def test_what_misses_a_whole_by_a_binary_fraction_is_a_whole():
    assert percent_text(0.1 + 0.2 + 0.7 - 1e-16) == "100.0%"
