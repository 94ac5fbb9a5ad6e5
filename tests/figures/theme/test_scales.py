import pytest

from hrss.figures.theme import RATE_STOPS, gap_scale, rate_scale, text_on, tone_at


def _lightness(color):
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_more_is_darker_all_along_the_scale():
    shades = [_lightness(tone_at(RATE_STOPS, step / 20)) for step in range(21)]

    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == 21


@pytest.mark.parametrize(
    ("share", "color"), [(0, "#E6EFF8"), (0.5, "#82B2DE"), (1, "#123C6D")]
)
def test_stops_have_their_own_tone(share, color):
    assert tone_at(RATE_STOPS, share) == color


def test_a_missing_value_takes_the_ground():
    assert rate_scale().tone(float("nan")) == "#E9EDF1"


def test_gaps_reach_as_far_behind_as_ahead():
    scale = gap_scale([-58.2, 8.4])

    assert (scale.low, scale.high) == (-60, 60)
    assert scale.tick_texts == ("−60", "−30", "0", "+30", "+60")


def test_small_gaps_do_not_stretch_the_scale():
    assert gap_scale([-2.0, 1.0]).high == 30


def test_no_gap_at_all_has_a_scale():
    assert gap_scale([]).high == 30


def test_text_is_white_on_dark_and_ink_on_light():
    assert text_on("#123C6D") == "#FFFFFF"
    assert text_on("#E6EFF8") == "#1D2733"
