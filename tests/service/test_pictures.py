import pytest

from hrss.service.pictures import boundaries_at, pictures
from hrss.settings import Settings


def test_an_address_of_boundaries_stands_for_the_file_that_visitors_get():
    boundaries = boundaries_at("/app/static/boundaries/prefectures.geojson")

    names = {feature["properties"]["name"] for feature in boundaries["features"]}
    assert len(boundaries["features"]) == 21
    assert "韶关市" in names


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/prefectures.geojson",
        "/app/static/../hrss/settings.py",
        "/etc/passwd",
        "/app/static//etc/passwd",
    ],
)
def test_what_is_no_static_file_is_never_read(address):
    with pytest.raises(ValueError, match="not a static file"):
        boundaries_at(address)


def test_all_who_ask_get_the_same_maker():
    first = pictures(Settings(database_url="sqlite://", browser="/nowhere"))
    second = pictures(Settings(database_url="sqlite:///other", browser="/nowhere"))

    assert first is second
    assert "HRSS_BROWSER" in first.check()
