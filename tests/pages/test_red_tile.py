import pandas as pd
import pytest

from hrss.web.stations import red_tile


@pytest.mark.parametrize(
    ("answered", "paid", "chip"),
    [
        (0, 0, '<span class="chip silent">未填报</span>'),
        (1, 0, '<span class="chip silent">已填报的未发现</span>'),
        (3, 0, '<span class="chip green">● 未发现</span>'),
        (1, 1, '<span class="chip red">■ 触红线</span>'),
    ],
)
def test_only_what_every_listed_station_says_is_green(answered, paid, chip):
    red = pd.Series(
        {
            "listed_count": 3,
            "answered_count": answered,
            "paid_station_count": paid,
            "paid_person_count": paid,
        }
    )

    assert chip in red_tile(red)


def test_how_many_answered_stands_beside_the_number():
    red = pd.Series(
        {
            "listed_count": 26_000,
            "answered_count": 1,
            "paid_station_count": 0,
            "paid_person_count": 0,
        }
    )

    assert "（填报1/名单26,000）" in red_tile(red)
