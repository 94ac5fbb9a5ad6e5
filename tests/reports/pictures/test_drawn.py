from io import BytesIO

from PIL import Image

from hrss.reports.pictures import chart_picture, map_picture
from tests.reports.samples import BARS, LINES, MAP


def test_a_map_is_a_picture_160_mm_wide_at_300_dots_an_inch():
    picture = Image.open(BytesIO(map_picture(MAP)))

    assert picture.width == 1890
    assert round(picture.info["dpi"][0]) == 300


def test_a_map_is_filled_with_the_tones_of_its_places():
    picture = Image.open(BytesIO(map_picture(MAP, ppi=100))).convert("RGB")

    tones = dict(map(reversed, picture.getcolors(1_000_000)))
    assert tones[0xCF, 0xE6, 0xDC] > 1000
    assert tones[0xB3, 0x26, 0x1E] > 1000


def test_a_chart_is_drawn_from_its_numbers_alone():
    for chart in (BARS, LINES):
        picture = Image.open(BytesIO(chart_picture(chart, ppi=100, width_mm=120)))

        assert picture.width == 472
        colours = dict(map(reversed, picture.convert("RGB").getcolors(1_000_000)))
        assert (0x16, 0x45, 0x7A) in colours
