"""A roster and a workbook of any length, every column of the registry filled.

Comes in: how many offices. Goes out: townships that do not exist, and the .xlsx that
a clerk could have sent about them, without a fault in it. The same number gives
the same cells.
"""

import random
from collections.abc import Callable, Hashable, Mapping
from datetime import date, timedelta
from io import BytesIO

import pandas as pd
import xlsxwriter

from hrss.places import list_counties, list_prefectures
from hrss.sheets import COLUMNS, FUNCTION_COLUMNS, Column, SheetKind

AS_OF = date(2011, 12, 31)
FILE_NAME = "进度表.xlsx"
_SHEET = "进度表"
_FIRST = date(2011, 1, 4)
_SYLLABLES = "东西南北上下大小新石龙塘坪水山田河江口沙岗桥湖城安平兴和太"

OFFICE_COLUMNS = tuple(each for each in COLUMNS if SheetKind.OFFICE in each.kinds)

Cell = str | float | bool | date | None
Values = dict[str, Cell]


def many_townships(count: int) -> pd.DataFrame:
    """A roster of `count` townships with codes and names of their own."""
    counties = list_counties()
    names = {each.code: each.name for each in list_prefectures()}
    units = []
    for number in range(count):
        county = counties[number % len(counties)]
        rank = number // len(counties)
        units.append(
            {
                "township_code": f"{county.code}{rank:03d}",
                "township_name": f"{_word(number)}镇",
                "division_type": "town",
                "county_code": county.code,
                "county_name": county.name,
                "prefecture_code": county.prefecture_code,
                "prefecture_name": names[county.prefecture_code],
            }
        )
    units.sort(key=lambda unit: unit["township_code"])
    roster = pd.DataFrame(units, dtype="string")
    central = [number % 5 == 0 for number in range(count)]
    return roster.assign(is_central_town=pd.array(central, dtype="boolean"))


def _word(number: int) -> str:
    """A name of Chinese syllables, another for each number."""
    word = ""
    for _ in range(4):
        number, rest = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[rest]
    return word


def office_values(unit: Mapping[Hashable, str], draw: random.Random) -> Values:
    """What a sheet says of one township, by column; nothing contradicts itself."""
    is_complete = draw.random() < 0.6
    started = _FIRST + timedelta(days=draw.randrange(120))
    completed = started + timedelta(days=draw.randrange(60, 230))
    staff, windows = draw.randrange(3, 40), draw.randrange(1, 9)
    trained, recruited = draw.randrange(0, 60), draw.randrange(0, 12)
    established, new = draw.randrange(0, staff), draw.randrange(0, 10)
    functions = {name: draw.random() < 0.85 for name in FUNCTION_COLUMNS}
    equipment = {each.name: draw.randrange(0, 12) for each in _of_type("presence")}
    answers = {each.name: draw.random() < 0.7 for each in _of_type("yes_no")}
    return {
        **{each.name: draw.choice(each.choices).label for each in _of_type("choice")},
        **answers,
        **equipment,
        **functions,
        **{name: unit[name] for name in ("prefecture_name", "township_name")},
        "county_name": unit["county_name"],
        "township_code": unit["township_code"],
        "is_delta": None,
        "is_central_town": None,
        "claimed_batch": None,
        "is_complete": is_complete,
        "construction_status": "已建成" if is_complete else "在建",
        "start_date": started,
        "completion_date": completed if is_complete else None,
        "planned_completion_date": None if is_complete else AS_OF,
        "acceptance_date": completed + timedelta(days=9) if is_complete else None,
        "approval_date": started - timedelta(days=30),
        "sign_date": completed if is_complete else None,
        "office_name": f"{unit['township_name']}人力资源和社会保障服务所",
        "approval_number": f"编〔2011〕{draw.randrange(1, 900)}号",
        "function_count": sum(functions.values()),
        "floor_area_m2": round(draw.uniform(40, 900), 1),
        "has_window": windows,
        "window_count": windows,
        "served_count": draw.randrange(3_000, 180_000),
        "staff_count": staff,
        "staff_established_count": established,
        "staff_hired_count": draw.randrange(0, staff - established + 1),
        "staff_purchased_count": 0,
        "new_staff_count": new,
        "new_staff_purchased_count": draw.randrange(0, new + 1),
        "openly_recruited_count": recruited,
        "priority_recruited_count": draw.randrange(0, recruited + 1),
        "training_session_count": draw.randrange(0, 6),
        "trained_person_count": trained,
        "training_passed_count": draw.randrange(0, trained + 1),
        "annual_budget_wan_yuan": round(draw.uniform(2, 90), 2),
        "township_subsidy_wan_yuan": round(draw.uniform(0, 30), 2),
        "station_due_count": 20,
        "station_complete_count": draw.randrange(0, 21),
        "contact": f"{draw.randrange(10**10, 2 * 10**10)}",
        "remarks": draw.choice((None, None, None, "已报县编办", "场地待落实")),
    }


def _of_type(kind: str) -> list[Column]:
    return [each for each in OFFICE_COLUMNS if each.type == kind]


def write_workbook(roster: pd.DataFrame) -> bytes:
    """The .xlsx of one report on every township: a title, a header, a row each."""
    draw = random.Random(len(roster))
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet(_SHEET)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(0, 0, "广东省乡镇（街道）人力资源社会保障服务所建设进度表")
    sheet.write(1, 0, f"截至{AS_OF.year}年{AS_OF.month}月{AS_OF.day}日")
    for position, each in enumerate(OFFICE_COLUMNS):
        sheet.write(2, position, each.header)
    for row, unit in enumerate(roster.to_dict("records"), start=3):
        values: Values = {"sequence": row - 2, **office_values(unit, draw)}
        for position, each in enumerate(OFFICE_COLUMNS):
            _write_cell(sheet.write, row, position, values[each.name], day)
    book.close()
    return target.getvalue()


def _write_cell(
    write: Callable[..., object], row: int, position: int, value: Cell, day: object
) -> None:
    if isinstance(value, bool):
        write(row, position, "是" if value else "否")
    elif isinstance(value, date):
        write(row, position, value, day)
    elif value is not None:
        write(row, position, value)
