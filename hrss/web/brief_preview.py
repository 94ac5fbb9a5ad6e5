"""What a brief says, to be read on the page before it is sent.

Comes in: the plain figures of a brief. What came from a sheet is escaped.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

_PICTURED = {"Table": "表", "Chart": "图", "Map": "图"}


def brief_preview(figures: Mapping[str, Any]) -> None:
    """The brief's text; its tables, charts and maps by their titles."""
    mark = ' <span class="mark">模拟数据</span>' if figures["is_simulated"] else ""
    number = "" if figures["edition"] is None else f"（第{figures['edition']}期）"
    parts = [f"<h3>{escape(figures['title'])}{number}{mark}</h3>"]
    for section in figures["sections"]:
        parts.append(f"<h4>{escape(section['title'])}</h4>")
        parts += [_block(block) for block in section["blocks"]]
    appendices = [
        f'<p class="pictured">〔附表{place}〕{escape(table["title"])}</p>'
        for place, table in enumerate(figures["appendices"], start=1)
    ]
    st.html(f'<div class="brief">{"".join(parts + appendices)}</div>')


def _block(block: Mapping[str, Any]) -> str:
    form = block["form"]
    if form == "Heading":
        return f"<h5>{escape(block['text'])}</h5>"
    if form == "Paragraph":
        words = "".join(
            f'<span class="tone-{escape(span["tone"])}">{escape(span["text"])}</span>'
            for span in block["spans"]
        )
        return f'<p class="{"item" if block["is_item"] else "prose"}">{words}</p>'
    if form in _PICTURED:
        title = escape(block["title"])
        return f'<p class="pictured">〔{_PICTURED[form]}〕{title}</p>'
    return ""
