"""One oddity: why, where to look, what was said of it, and a form to say more.

Names and notes are anybody's text: they are shown as they were written, never taken
for HTML or Markdown.
"""

from html import escape

import pandas as pd
import streamlit as st

from hrss import service
from hrss.accounts import Action
from hrss.service import gate
from hrss.store import fetch_notes
from hrss.web.accounts import acting, may, name_input
from hrss.web.plain_text import plain
from hrss.web.session import store
from hrss.web.view import View

_LONGEST_NOTE = 500
_LONGEST_NAME = 40
_NAME, _MESSAGE = "last_noted_by", "oddity_noted"


def take_message() -> str | None:
    """What is to be said after a note was kept, once."""
    message: str | None = st.session_state.pop(_MESSAGE, None)
    return message


def oddity_detail(oddity: pd.Series, view: View) -> None:
    """The oddity in words, a link to its offices, the notes on it, and the form."""
    with st.container(border=True):
        st.html(
            f'<p class="oddity"><b>{escape(oddity["oddity_label"])}　'
            f"{escape(oddity['place'])}</b><br>{escape(oddity['reason'])}</p>"
        )
        st.page_link(
            "pages/offices.py",
            label=_link_label(oddity),
            icon=":material/apartment:",
            query_params=_address(oddity, view),
        )
        _notes_so_far(oddity)
        _note_form(oddity)


def _link_label(oddity: pd.Series) -> str:
    if pd.notna(oddity["township_code"]):
        return "看这个机构的历次上报和每个数的出处"
    return f"看所涉及的{oddity['office_count']}个机构"


def _address(oddity: pd.Series, view: View) -> dict[str, str]:
    """Where the offices page shows what the oddity is about."""
    address = {"as_of": view.as_of.isoformat(), "area": str(oddity["prefecture_name"])}
    if pd.notna(oddity["township_code"]):
        return address | {"office": str(oddity["township_code"])}
    is_prefecture = oddity["county_code"] == oddity["prefecture_code"]
    if pd.notna(oddity["county_name"]) and not is_prefecture:
        return address | {"search": str(oddity["county_name"])}
    return address


def _notes_so_far(oddity: pd.Series) -> None:
    """Every note on the oddity, the newest first, and the one on its forerunner."""
    lines = []
    if oddity["note_count"]:
        notes = fetch_notes(store())
        own = notes[notes["oddity_key"] == oddity["oddity_key"]]
        when = own["noted_at"].dt.tz_convert(service.LOCAL_TIME)
        lines = [
            f"{moment:%Y-%m-%d %H:%M}　{by}：{note}{'（已被取代）' if is_old else ''}"
            for moment, by, note, is_old in zip(
                when, own["noted_by"], own["note"], own["is_superseded"], strict=True
            )
        ]
    if pd.notna(oddity["former_note"]):
        lines.append(f"以前报表中出现时的说明：{oddity['former_note']}")
    if lines:
        st.html(f'<p class="source">{"<br>".join(map(escape, lines))}</p>')


def _note_form(oddity: pd.Series) -> None:
    if not may(Action.NOTE):
        return
    key = str(oddity["oddity_key"])
    with st.form(f"note_{key}", border=False):
        left, right = st.columns([1, 3])
        with left:
            by = name_input(
                "核实人",
                value=st.session_state.get(_NAME, ""),
                max_chars=_LONGEST_NAME,
                key=f"by_{key}",
            )
        note = right.text_area(
            "核实说明",
            max_chars=_LONGEST_NOTE,
            placeholder="例如：已与某市核实，面积含新租二楼，属实",
            height=80,
            key=f"text_{key}",
        )
        label = "补充说明" if oddity["is_looked_at"] else "标为已核实"
        is_sent = st.form_submit_button(label, type="primary")
    if not is_sent:
        return
    if not by.strip() or not note.strip():
        st.error("请填写核实人和核实说明。")
        return
    numbers = [int(number) for number in str(oddity["submission_ids"]).split()]
    try:
        gate.note_oddity(store(), acting(by), key, submission_ids=numbers, note=note)
    except gate.RefusedError as refusal:
        st.error(plain(str(refusal)))
        return
    st.session_state[_NAME] = by.strip()
    st.session_state[_MESSAGE] = "已记下核实说明。"
    st.rerun()
