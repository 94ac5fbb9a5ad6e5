"""The rows of a roster sheet: their names to codes, their marks, and their faults.

Comes in: the texts of each row. Goes out: codes and marks, and a fault for each cell
that cannot be right, with its row.
"""

from collections.abc import Hashable
from dataclasses import dataclass

import pandas as pd

from hrss.places import load_counties, load_prefectures
from hrss.sheets.grid import column_letter
from hrss.sheets.values import read_yes_no
from hrss.sheets.words import is_blank

ROSTER_HEADERS = {
    "township_code": "区划代码",
    "prefecture_name": "地级市",
    "county_name": "县（市、区）",
    "township_name": "乡镇（街道）",
    "division_type": "类型",
    "is_central_town": "是否中心镇",
}
_DIVISION_TYPES = {
    "镇": "town",
    "乡": "rural_township",
    "民族乡": "rural_township",
    "街道": "subdistrict",
    "街道办事处": "subdistrict",
}
_NO_COUNTY = ("", "市直", "市辖区", "直辖", "无")


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row of the sheet, as a sentence; row 0 is the whole."""

    row: int
    sentence: str


@dataclass(frozen=True, slots=True, eq=False)
class RosterRows:
    """Rows of a roster sheet.

    Parameters
    ----------
    texts : index the sheet's row number; a column for each header found, ``""``
        where a cell is blank.
    positions : position of each of these columns in the sheet, from 0.
    """

    texts: pd.DataFrame
    positions: dict[str, int]

    def fault(self, row: Hashable, name: str, words: str) -> RowFault:
        """A fault of one cell; `words` follow its address."""
        letter = column_letter(self.positions[name])
        return RowFault(
            int(str(row)), f"第{row}行{letter}列「{ROSTER_HEADERS[name]}」：{words}"
        )


def with_places(rows: RosterRows) -> tuple[pd.DataFrame, list[RowFault]]:
    """The texts with codes of prefecture and county, by their names of 2011."""
    prefectures = load_prefectures().set_index("prefecture_name")["prefecture_code"]
    counties = load_counties()
    county_codes = counties.set_index(["prefecture_code", "county_name"])["county_code"]
    texts = rows.texts
    prefecture_code = texts["prefecture_name"].map(prefectures).astype("string")
    county_name = texts["county_name"].mask(texts["county_name"].isin(_NO_COUNTY))
    keys = pd.MultiIndex.from_arrays([prefecture_code, county_name])
    county_code = pd.Series(
        county_codes.reindex(keys).array, index=texts.index, dtype="string"
    )
    faults = [
        rows.fault(row, "prefecture_name", f"“{name}”不是我省21个地级以上市的全称。")
        for row, name in texts["prefecture_name"][prefecture_code.isna()].items()
    ]
    is_lost = prefecture_code.notna() & county_name.notna() & county_code.isna()
    for row, unit in texts[is_lost].iterrows():
        where, name = unit["prefecture_name"], unit["county_name"]
        words = f"{where}没有“{name}”，应写2011年县（市、区）的全称。"
        faults.append(rows.fault(row, "county_name", words))
    placed = texts.assign(
        prefecture_code=prefecture_code,
        county_name=county_name,
        county_code=county_code,
    )
    return placed, faults


def division_types(rows: RosterRows) -> tuple[pd.Series, list[RowFault]]:
    """The type of each row, NA where it is none of the three."""
    written = rows.texts["division_type"]
    types = written.map(_DIVISION_TYPES).astype("string")
    faults = [
        rows.fault(row, "division_type", f"“{text}”应为镇、乡、街道三者之一。")
        for row, text in written[types.isna()].items()
    ]
    return types, faults


def central_marks(rows: RosterRows) -> tuple[pd.Series, list[RowFault]]:
    """Whether each row is a central town, NA where that is not said."""
    written = rows.texts["is_central_town"]
    readings = {text: read_yes_no(text or None) for text in written.unique()}
    marks = written.map({text: each.value for text, each in readings.items()})
    is_odd = written.map({text: bool(each.fault) for text, each in readings.items()})
    faults = [
        rows.fault(row, "is_central_town", f"“{text}”应写成是或否，未指定的留空。")
        for row, text in written[is_odd.astype(bool)].items()
    ]
    return marks.astype("boolean"), faults


def unknown_codes(rows: RosterRows, base: pd.DataFrame) -> list[RowFault]:
    """Rows whose code the roster in force lacks, or has under another name."""
    names = dict(zip(base["township_code"], base["township_name"], strict=True))
    codes = rows.texts["township_code"]
    written = rows.texts.get("township_name", pd.Series("", index=codes.index))
    faults: list[RowFault] = []
    first_row: dict[str, Hashable] = {}
    for (row, code), name in zip(codes.items(), written, strict=True):
        known = names.get(code)
        if known is None:
            words = f"现行名册没有代码“{code}”。"
            faults.append(rows.fault(row, "township_code", words))
        elif first_row.setdefault(code, row) != row:
            words = f"代码{code}与第{first_row[code]}行重复。"
            faults.append(rows.fault(row, "township_code", words))
        elif name not in ("", known):
            words = f"代码{code}在现行名册中是“{known}”，不是“{name}”。"
            faults.append(rows.fault(row, "township_name", words))
    return faults


def plain_code(text: str) -> str:
    """Nine digits; the twelve of the statistical codes end in three zeros."""
    if len(text) == 12 and text.isdigit() and text.endswith("000"):
        return text[:9]
    return "" if is_blank(text) else text
