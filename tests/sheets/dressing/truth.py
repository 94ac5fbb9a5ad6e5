"""What the dressed sheets say: places with awkward names, and what is true of them."""

import datetime
import string
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from hrss.sheets.columns import COLUMNS, KEY_COLUMNS, Column, ColumnType
from hrss.sheets.kinds import SheetKind
from tests.factories import make_roster

AS_OF = datetime.date(2011, 11, 30)
ROSTER = make_roster(
    ("440104001", "广州市", "越秀区", "洪桥街道"),
    ("440104003", "广州市", "越秀区", "北京街道"),
    ("440183101", "广州市", "增城市", "新塘镇"),
    ("440183102", "广州市", "增城市", "石滩镇"),
    ("440823101", "湛江市", "遂溪县", "那垌镇"),
    ("440823102", "湛江市", "遂溪县", "𡎚埗镇"),
    ("440882101", "湛江市", "雷州市", "塱头镇"),
    ("440882102", "湛江市", "雷州市", "麻蓢镇"),
    ("441403101", "梅州市", "梅县", "城东镇"),
    ("441481101", "梅州市", "兴宁市", "城东镇"),
    ("441481102", "梅州市", "兴宁市", "氹尾瑶族乡"),
    ("441900006", "东莞市", None, "莞城街道"),
    ("441900101", "东莞市", None, "大㙟镇"),
)
_TEXTS = (
    "编〔2011〕8号",
    "𡎚埗镇人力资源和社会保障服务所",
    "已报县编办（待批）",
    "塱头",
)
_COMPLETION = ("is_complete", "construction_status", "completion_date")


@dataclass(frozen=True)
class Office:
    """One township as the roster has it, and what is true of its office."""

    code: str
    prefecture: str
    county: str | None
    township: str
    values: dict[str, Any]


def columns_of(kind: SheetKind) -> dict[str, Column]:
    """Value columns of a kind of sheet that are no matter of completion."""
    return {
        each.name: each
        for each in COLUMNS
        if kind in each.kinds
        and not each.is_ignored
        and each.name not in (*KEY_COLUMNS, *_COMPLETION)
    }


def values_of(column: Column) -> st.SearchStrategy[Any]:
    """What may be true in a column; None is not reported."""
    return st.none() | _KINDS[column.type](column)


def _numbers(column: Column) -> st.SearchStrategy[float]:
    return st.integers(0, 99_999).map(lambda tenths: tenths / 10)


def _integers(column: Column) -> st.SearchStrategy[int]:
    top = int(column.maximum or 8)
    many = st.integers(1, top // 100).map(lambda count: count * 100)
    return st.integers(0, min(top, 60)) | (many if top >= 100 else st.just(top))


def _days(column: Column) -> st.SearchStrategy[datetime.date]:
    days = st.dates(datetime.date(2010, 1, 1), AS_OF)
    return days | days.map(month_end).filter(lambda day: day <= AS_OF)


_KINDS = {
    ColumnType.TEXT: lambda column: st.sampled_from(_TEXTS),
    ColumnType.INTEGER: _integers,
    ColumnType.NUMBER: _numbers,
    ColumnType.YES_NO: lambda column: st.booleans(),
    ColumnType.PRESENCE: lambda column: st.booleans(),
    ColumnType.DATE: _days,
    ColumnType.CHOICE: lambda column: st.sampled_from(
        [each.value for each in column.choices]
    ),
}


def month_end(day: datetime.date) -> datetime.date:
    """The last day of the month."""
    start = day.replace(day=28) + datetime.timedelta(days=4)
    return start - datetime.timedelta(days=start.day)


def completion(draw: st.DrawFn) -> dict[str, Any]:
    """How far an office is, and since when."""
    state = draw(st.sampled_from(["complete", "in_progress", "not_started", None]))
    day = draw(values_of_completion) if state == "complete" else None
    return {
        "is_complete": None if state is None else state == "complete",
        "construction_status": state,
        "completion_date": day,
    }


values_of_completion = st.none() | _days(COLUMNS[0])


@st.composite
def offices(draw: st.DrawFn, fields: tuple[str, ...], *, one_prefecture: bool):
    """Some townships of the roster in its order, each with values for the fields."""
    places = list(
        ROSTER[
            ["township_code", "prefecture_name", "county_name", "township_name"]
        ].itertuples(index=False, name=None)
    )
    if one_prefecture:
        own = draw(st.sampled_from(sorted({place[1] for place in places})))
        places = [place for place in places if place[1] == own]
    chosen = draw(
        st.lists(st.sampled_from(places), min_size=1, max_size=6, unique=True)
    )
    known = columns_of(SheetKind.OFFICE)
    return [
        Office(
            code,
            prefecture,
            county if isinstance(county, str) else None,
            township,
            {name: draw(values_of(known[name])) for name in fields} | completion(draw),
        )
        for code, prefecture, county, township in sorted(chosen)
    ]


WIDE = str.maketrans(
    string.digits + string.ascii_letters + ".,-/()%+",
    "０１２３４５６７８９"
    + "".join(chr(ord(each) + 0xFEE0) for each in string.ascii_letters)
    + "．，－／（）％＋",
)
"""Half-width characters as an input method in Chinese mode writes them."""
