"""A value in the many ways in which clerks write it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from hrss.sheets.columns import Column, ColumnType
from hrss.sheets.headers import UNIT_FACTORS
from tests.sheets.dressing.truth import WIDE, month_end

NOTHING = (None, None, "—", "-", "待定", "/", "不详", "　")
YES = (
    "是",
    "√",
    "✓",
    "✔",
    "☑",
    "■",
    "Y",
    "是。",
    " 是 ",
    1.0,
    "1",
    "有",
    "R",
    "P",
    True,
)
NO = ("否", "×", "✗", "□", "N", "否 ", 0.0, "0", "无", False)
STATUS_PROSE = {
    "complete": ("已完成。9月起对外服务", "已建成，待挂牌", "已竣工"),
    "in_progress": ("在建，已完成主体", "装修中", "正在建设。预计年底完成"),
    "not_started": ("未启动", "未开工（选址中）", "尚未启动。"),
}
_APPROXIMATE = ("约{}", "{}以上", "{}左右", "近{}")


@dataclass(frozen=True)
class Written:
    """A cell, and whether its value is only about right."""

    cell: Any
    is_approximate: bool = False
    pieces: float | None = None


def write(draw: st.DrawFn, column: Column, value: Any, unit: str | None) -> Written:
    """A cell that says the value, under a header with the unit."""
    if value is None:
        return Written(draw(st.sampled_from(NOTHING)))
    return _WRITERS[column.type](draw, column, value, unit)


def _text(draw: st.DrawFn, column: Column, value: str, unit: str | None) -> Written:
    form = draw(st.sampled_from(["{}", "　{}", " {} ", "{}\n"]))
    return Written(form.format(value))


def _yes_no(draw: st.DrawFn, column: Column, value: bool, unit: str | None) -> Written:
    return Written(draw(st.sampled_from(YES if value else NO)))


def _presence(
    draw: st.DrawFn, column: Column, value: bool, unit: str | None
) -> Written:
    if value and draw(st.booleans()):
        count = draw(st.integers(2, 30))
        forms = [float(count), str(count), f"{count}{column.unit or '个'}"]
        return Written(draw(st.sampled_from(forms)), pieces=count)
    return _yes_no(draw, column, value, unit)


def _choice(draw: st.DrawFn, column: Column, value: str, unit: str | None) -> Written:
    (choice,) = (each for each in column.choices if each.value == value)
    words = [choice.label, *choice.aliases, " ".join(choice.label)]
    if column.name == "construction_status":
        words += STATUS_PROSE[value]
    return Written(draw(st.sampled_from(words)))


def _number(draw: st.DrawFn, column: Column, value: float, unit: str | None) -> Written:
    factor = UNIT_FACTORS[unit][1] if unit else 1.0
    shown = round(value / factor, 6)
    plain = f"{shown:.15g}"
    thousands = f"{shown:,.15g}" if shown < 1e6 else f"{shown:,.2f}"
    own = f"{value:.15g}{column.unit}"
    forms: list[Any] = [
        shown, plain, plain.translate(WIDE), thousands, f" {plain} ",
        f"{plain}（含租赁）", own, f"{value:.15g} {column.unit}。",
    ]  # fmt: skip
    if shown.is_integer():
        forms += [f"{plain}.0", f"{plain}.00"]
    if shown >= 2 and shown.is_integer():
        forms.append(f"{int(shown) - 1}+1")
    if column.unit == "㎡":
        forms += [f"{value:.15g}平方米", f"{value:.15g}m2", f"{value:.15g}M²"]
    if column.unit == "万元":
        forms += [f"{value * 1e4:.15g}元", f"{value:.15g}万"]
    elif value and value % 1000 == 0:
        forms.append(f"{value / 1e4:g}万")
    if value == 0:
        forms.append("无")
    if draw(st.integers(0, 7)) == 0:
        form = draw(st.sampled_from(_APPROXIMATE))
        return Written(form.format(plain), is_approximate=True)
    return Written(draw(st.sampled_from(forms)))


def _date(
    draw: st.DrawFn, column: Column, day: datetime.date, unit: str | None
) -> Written:
    forms = list(DAY_FORMS)
    if day == month_end(day):
        forms += MONTH_FORMS
    if (day.month, day.day) == (12, 31):
        forms += YEAR_FORMS
    return Written(draw(st.sampled_from(forms))(day))


def chinese(number: int) -> str:
    """A number up to 31 in Chinese numerals."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")


def chinese_year(year: int, zero: str) -> str:
    """二○一一, with one of the signs that stand for zero."""
    return "".join(zero if d == "0" else chinese(int(d)) for d in str(year))


DAY_FORMS: tuple[Callable[[datetime.date], Any], ...] = (
    lambda day: day,
    lambda day: datetime.datetime(day.year, day.month, day.day),
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y-%m-%d} 00:00:00",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    lambda day: f"{day.year}年{day.month}月{day.day}号（已挂牌）",
    lambda day: f"于{day.year}年{day.month}月{day.day}日建成",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day:%Y.%m.%d}".translate(WIDE),
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year % 100}.{day.month}.{day.day}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: float(f"{day:%Y%m%d}"),
    lambda day: float((day - datetime.date(1899, 12, 30)).days),
    lambda day: str((day - datetime.date(1899, 12, 30)).days),
    lambda day: (
        f"{chinese_year(day.year, '○')}年{chinese(day.month)}月{chinese(day.day)}日"
    ),
    lambda day: (
        f"{chinese_year(day.year, 'O')}年{chinese(day.month)}月{chinese(day.day)}号"
    ),
)
MONTH_FORMS: tuple[Callable[[datetime.date], Any], ...] = (
    lambda day: f"{day.year}年{day.month}月",
    lambda day: f"{day.year}年{day.month}月份",
    lambda day: f"{day.year}年{day.month}月底",
    lambda day: f"{day.year}.{day.month:02d}",
    lambda day: f"{day.year}-{day.month:02d}".translate(WIDE),
    lambda day: f"{day.year}/{day.month}",
    lambda day: float(f"{day.year}{day.month:02d}"),
    lambda day: f"{chinese_year(day.year, '〇')}年{chinese(day.month)}月",
    lambda day: f"{day.year}年{day.month}月建成",
)
YEAR_FORMS: tuple[Callable[[datetime.date], Any], ...] = (
    lambda day: f"{day.year}年底",
    lambda day: f"{day.year}年末",
)
_WRITERS = {
    ColumnType.TEXT: _text,
    ColumnType.INTEGER: _number,
    ColumnType.NUMBER: _number,
    ColumnType.YES_NO: _yes_no,
    ColumnType.PRESENCE: _presence,
    ColumnType.DATE: _date,
    ColumnType.CHOICE: _choice,
}
