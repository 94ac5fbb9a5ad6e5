"""Parts of a page that are words: the frame, the sentence, lights, sources.

Text that came from a sheet is escaped before it becomes HTML.
"""

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from hrss.decree import Light
from hrss.metrics import (
    NOT_REPORTED,
    ForecastStatus,
    is_silent,
    percent_text,
    whole_needed,
)
from hrss.reports import Span, date_in_words
from hrss.web.pictures import forget_charts

_STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
_LOGO = str(Path(__file__).parent / "logo.svg")
_SILENT_CHIP = f'<span class="chip silent">{NOT_REPORTED}</span>'
_ICON = str(Path(__file__).parent / "icon.png")


def open_page_frame() -> None:
    """Title, look and name of the product; first on every page."""
    st.set_page_config(
        page_title="粤人社所",
        page_icon=_ICON,
        layout="wide",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    st.html(f"<style>{_STYLE}</style>")
    st.logo(_LOGO, size="large")
    forget_charts()


def sentence(spans: Sequence[Span], *, is_simulated: bool) -> None:
    """The answer first, its numbers set apart; 模拟数据 beside it when it is."""
    words = "".join(
        f'<span class="tone-{span.tone}">{escape(span.text)}</span>' for span in spans
    )
    st.html(f'<p class="answer">{words}{simulated_mark(is_simulated)}</p>')


def page_title(title: str, *, is_simulated: bool) -> None:
    """A page's title, with 模拟数据 beside it when anything on it is."""
    st.html(f'<p class="answer">{escape(title)}{simulated_mark(is_simulated)}</p>')


def simulated_mark(is_simulated: bool) -> str:
    """The mark as HTML, or nothing."""
    return ' <span class="mark">模拟数据</span>' if is_simulated else ""


def light_chip(light: str | None) -> str:
    """A light as HTML: sign, word and colour."""
    if light is None or pd.isna(light):
        return ""
    known = Light(light)
    return f'<span class="chip {known.value}">{known.sign} {known.label}</span>'


def batch_head(
    row: pd.Series, parts: pd.DataFrame, forecast: pd.Series | None = None
) -> str:
    """Head of one batch as HTML: its light and its figures, each with its word.

    Parameters
    ----------
    row : the batch in `metrics.progress` by batch.
    parts : its regions in `metrics.progress` by region; shown when there are two.
    forecast : the batch in `metrics.forecast` by batch; None shows none.
    """
    light = light_chip(row["light"])
    if row["rostered_count"] and not row["reported_count"]:
        light = _SILENT_CHIP
    title = f"{row['group_name']} {light}"
    if row["is_overdue"]:
        title += '<span class="chip overdue">逾期未完成</span>'
    if forecast is not None and forecast["remaining_count"]:
        title += f'<span class="outlook">预计完成：{_outlook(forecast)}</span>'
    return (
        f'<div class="batch"><div class="batch-title">{title}</div>'
        f'<div class="figures">{"".join(_batch_cells(row, parts))}</div></div>'
    )


def _batch_cells(row: pd.Series, parts: pd.DataFrame) -> list[str]:
    rostered = int(row["rostered_count"])
    cells = [
        _cell("上报建成", f"{int(row['complete_count']):,}", f"/ {rostered:,}"),
        _cell("核验达标", f"{int(row['verified_count']):,}", "个"),
    ]
    if len(parts) > 1:
        cells += [_part_cell(part) for _, part in parts.iterrows()]
    elif rostered:
        cells.append(_cell("完成率", percent_text(row["completion_rate"]), ""))
    if not rostered:
        return cells
    days = int(row["days_left"])
    if days >= 0:
        cells.append(_cell("距时限", f"{days}", "天"))
    else:
        cells.append(_cell("已逾期", f"{-days}", "天"))
    if pd.notna(row["needed_per_week"]):
        weekly = whole_needed(float(row["needed_per_week"]))
        cells.append(_cell("每周需建成", f"{weekly:,}", "个"))
    return cells


def _outlook(forecast: pd.Series) -> str:
    """The expected day with its range as HTML, or why there is none."""
    day = forecast["forecast_date"]
    if pd.isna(day):
        return f"<b>{ForecastStatus(forecast['forecast_status']).label}</b>"
    low, high = forecast["forecast_low"], forecast["forecast_high"]
    late = "两年以后" if pd.isna(high) else _short_day(high, beside=low)
    return f"<b>{day:%Y-%m-%d}</b>（{_short_day(low, beside=day)}至{late}）"


def _short_day(day: pd.Timestamp, *, beside: pd.Timestamp) -> str:
    """A day without its year where the one beside it says which."""
    return f"{day:%m-%d}" if day.year == beside.year else f"{day:%Y-%m-%d}"


def _part_cell(part: pd.Series) -> str:
    count = f"{int(part['complete_count']):,}/{int(part['rostered_count']):,}"
    rate = part["completion_rate"]
    shown = "—" if pd.isna(rate) else percent_text(rate, digits=0)
    return _cell(str(part["group_name"]), shown, count)


def _cell(word: str, figure: str, rest: str) -> str:
    return (
        f'<div><span class="word">{escape(word)}</span>'
        f'<span class="figure">{escape(figure)}</span>'
        f'<span class="rest"> {escape(rest)}</span></div>'
    )


def tiles(cells: Sequence[tuple[str, str, str]]) -> None:
    """Figures side by side: the word over each, the figure, what belongs to it."""
    body = "".join(_cell(*cell) for cell in cells)
    st.html(f'<div class="figures">{body}</div>')


def small_print(*sentences: str) -> None:
    """Where it comes from and how it is judged, under the charts."""
    words = "；".join(escape(text.rstrip("。")) for text in sentences if text)
    st.html(f'<p class="source">{words}。</p>')


def attention_lists(prefectures: pd.DataFrame) -> None:
    """Who is red, who is yellow, who has reported nothing: by name, or nobody."""
    lights = prefectures["light"].fillna("")
    silent = is_silent(prefectures)
    rows = [
        (light_chip(light), prefectures.loc[lights == light, "group_name"])
        for light in ("red", "yellow")
    ]
    rows.append((_SILENT_CHIP, prefectures.loc[silent, "group_name"]))
    items = "".join(
        f"<div>{mark} {escape('、'.join(names)) if len(names) else '无'}</div>"
        for mark, names in rows
    )
    st.html(f'<div class="lists">{items}</div>')


def change_words(change: tuple[int, date] | None) -> str:
    """Change since the report before, in words."""
    if change is None:
        return "这是第一期上报，没有上期可比"
    count, day = change
    words = date_in_words(day)
    if count == 0:
        return f"上报建成数与上期（{words}）相同"
    return f"较上期（{words}）{'增加' if count > 0 else '减少'}{abs(count):,}个"
