"""Sheets of a few townships of any prefecture, of which no two are alike."""

from functools import cache

from hrss.places import load_shipped_roster
from tests.factories import Rows, make_sheet

ROWS = 3


def sheet_of(prefecture_code: str, *, staff: int) -> bytes:
    """Three offices of a prefecture; `staff` makes the sheet another one."""
    head: Rows = (
        ["填报单位：人力资源和社会保障局", None, None, None, "截至2011年11月30日"],
        ["地级市", "县（市、区）", "乡镇（街道）", "是否建成", "工作人员数"],
    )
    rows = [[*place, "是", staff] for place in _places(prefecture_code)]
    return make_sheet((*head, *rows))


@cache
def _places(prefecture_code: str) -> list[tuple[str, str, str]]:
    roster = load_shipped_roster()
    of_prefecture = roster[roster["prefecture_code"] == prefecture_code]
    places = of_prefecture.head(ROWS)[
        ["prefecture_name", "county_name", "township_name"]
    ]
    return [tuple(place) for place in places.itertuples(index=False)]
