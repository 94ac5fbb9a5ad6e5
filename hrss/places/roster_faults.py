"""The single faults of a roster, each as a sentence with its row and remedy.

Comes in: one unit of a roster as text. Goes out: sentences. It judges a unit by
the divisions of 2011 and does not change it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import pandas as pd

from hrss.places._reference import read_table
from hrss.places.divisions import County, Prefecture, list_counties, list_prefectures

Unit = dict[str, str]

COLUMN_LABELS = {
    "township_code": "行政区划代码",
    "township_name": "乡镇（街道）",
    "division_type": "类型",
    "county_code": "县级代码",
    "county_name": "县（市、区）",
    "prefecture_code": "地级市代码",
    "prefecture_name": "地级市",
    "is_central_town": "是否中心镇",
}
DIVISION_TYPES = {"town": "镇", "rural_township": "乡", "subdistrict": "街道"}
CODE_LENGTH = 9


def column_faults(roster: pd.DataFrame, required: Sequence[str]) -> list[str]:
    """Columns that are not there."""
    return [
        f"名册缺少“{COLUMN_LABELS[name]}”（{name}）一列，请补上。"
        for name in required
        if name not in roster.columns
    ]


def township_faults(row: str, unit: Unit) -> Iterator[str]:
    """Faults of code, name and type."""
    code, name = unit["township_code"], unit["township_name"]
    if not (len(code) == CODE_LENGTH and code.isascii() and code.isdigit()):
        yield (
            f"第{row}行“{name}”的行政区划代码“{code}”不是{CODE_LENGTH}位数字，"
            "应为440103001这样的9位代码。"
        )
    if not name:
        yield f"第{row}行（{code}）没有乡镇（街道）名称，请填写全称。"
    if unit["division_type"] not in DIVISION_TYPES:
        allowed = "、".join(f"{word}（{key}）" for key, word in DIVISION_TYPES.items())
        yield (
            f"第{row}行“{name}”的类型“{unit['division_type']}”不在允许范围，"
            f"应为{allowed}之一。"
        )


def prefecture_faults(row: str, unit: Unit) -> Iterator[str]:
    """A prefecture that is unknown, misnamed or not the code's own."""
    code, name = unit["prefecture_code"], unit["township_name"]
    prefecture = _prefectures().get(code)
    if prefecture is None:
        yield (
            f"第{row}行“{name}”的地级市代码“{code}”不是我省21个地级以上市的代码，"
            f"{_prefecture_advice(unit)}。"
        )
        return
    if unit["prefecture_name"] != prefecture.name:
        yield (
            f"第{row}行“{name}”的地级市名称“{unit['prefecture_name']}”"
            f"与代码{code}不符，应为“{prefecture.name}”。"
        )
    if unit["township_code"][:4] != code[:4]:
        yield (
            f"第{row}行“{name}”的行政区划代码“{unit['township_code']}”"
            f"不属于{prefecture.name}，前四位应为{code[:4]}。"
        )


def county_faults(row: str, unit: Unit) -> Iterator[str]:
    """A county that is missing, unknown, misnamed or of another prefecture."""
    prefecture = _prefectures().get(unit["prefecture_code"])
    if prefecture is None:
        return
    code, name = unit["county_code"], unit["township_name"]
    if not prefecture.has_counties:
        if code or unit["county_name"]:
            yield (
                f"第{row}行“{name}”：{prefecture.name}不设县级，县级代码和名称应留空。"
            )
        return
    county = _counties().get(code)
    if county is None:
        what = f"县级代码“{code}”不是2011年的县级代码" if code else "没有县级代码"
        yield f"第{row}行“{name}”{what}，{_county_advice(unit)}。"
        return
    if county.prefecture_code != prefecture.code:
        owner = _prefectures()[county.prefecture_code].name
        yield (
            f"第{row}行“{name}”的县级代码{code}（{county.name}）属于{owner}，"
            f"不属于{prefecture.name}，{_county_advice(unit)}。"
        )
    elif unit["county_name"] != county.name:
        yield (
            f"第{row}行“{name}”的县级名称“{unit['county_name']}”与代码{code}不符，"
            f"应为“{county.name}”。"
        )


def repetition_faults(units: Sequence[tuple[str, Unit]]) -> dict[int, list[str]]:
    """Codes and names that stand twice: sentences by the later unit's position."""
    faults: dict[int, list[str]] = defaultdict(list)
    code_at: dict[str, int] = {}
    name_at: dict[tuple[str, str, str], int] = {}
    for position, (row, unit) in enumerate(units):
        code, name = unit["township_code"], unit["township_name"]
        first = code_at.setdefault(code, position)
        if code and first != position:
            faults[position].append(
                f"第{row}行“{name}”的行政区划代码{code}与第{units[first][0]}行重复，"
                "每个乡镇（街道）应有自己的代码，请改正或删去一行。"
            )
        key = (unit["prefecture_code"], unit["county_code"], name)
        first = name_at.setdefault(key, position)
        if name and first != position:
            area = unit["county_name"] or unit["prefecture_name"]
            faults[position].append(
                f"第{row}行“{name}”与第{units[first][0]}行重名，都在{area}，"
                "请写全称加以区别或删去一行。"
            )
    return faults


def _prefecture_advice(unit: Unit) -> str:
    for prefecture in _prefectures().values():
        if unit["prefecture_name"] == prefecture.name:
            return f"{prefecture.name}应为{prefecture.code}"
    return "应为440100（广州市）这样的6位代码"


def _county_advice(unit: Unit) -> str:
    former = [
        f"{change['old_code']}（{change['old_name']}）"
        for change in read_table("division_changes")
        if change["level"] == "county"
        and unit["county_code"]
        and change["new_code"] == unit["county_code"]
    ]
    if former:
        return f"应为{'或'.join(former)}"
    for county in _counties().values():
        same = (unit["county_name"], unit["prefecture_code"])
        if (county.name, county.prefecture_code) == same:
            return f"{county.name}应为{county.code}"
    return "应为440103（荔湾区）这样的6位代码，且在所属地级市之内"


@cache
def _prefectures() -> dict[str, Prefecture]:
    return {prefecture.code: prefecture for prefecture in list_prefectures()}


@cache
def _counties() -> dict[str, County]:
    return {county.code: county for county in list_counties()}
