"""From a bar to the offices behind it, and from each of them to its cells."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from hrss.sheets import column
from hrss.web import loaders
from hrss.web.behind_bars import Bars, Behind, behind_bar
from hrss.web.caching import once_per_view
from hrss.web.offices import in_words
from hrss.web.session import settings
from hrss.web.view import View, batch_word

_FEW = 7
_LOW = 286
_ALL = "all"
HINT = "点击条形，看背后是哪些机构、各填了什么、出自哪个单元格。"


def show_behind(view: View, bars: Bars, clicked: str | None) -> None:
    """Under a chart, the offices of the bar that was clicked; nothing without one.

    Parameters
    ----------
    clicked : the bar and the part that was hit, as `show` returns it.
    """
    if clicked is None:
        return
    code, _, part = clicked.partition(".")
    found = load_behind(view, bars, code)
    if found is None:
        return
    st.markdown(f"**{found.title}**")
    chosen = _pick_part(found, part, key=f"behind_{bars}_{code}_{part}")
    rows = behind_rows(view, bars, code, chosen)
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "出处": st.column_config.LinkColumn(
                display_text="看单元格",
                help="各项数据出自的文件、工作表和单元格（在新页打开）",
            )
        },
        height="content" if len(rows) <= _FEW else _LOW,
        key=f"offices_{bars}_{code}",
        placeholder="未填报",
    )


@once_per_view
def load_behind(view: View, bars: Bars, code: str) -> Behind | None:
    """Offices of the view behind a bar."""
    return behind_bar(
        loaders.load_snapshot(view),
        bars,
        code,
        by=loaders.finest_grouping(view),
        judges_window_area=settings().judges_window_area,
    )


def _pick_part(found: Behind, part: str, *, key: str) -> str:
    """The part of the bar whose offices are listed; at first the one clicked."""
    counts = found.answers.value_counts()
    if not found.parts:
        st.caption(f"共 {len(found.answers):,} 个")
        return _ALL
    words = {
        each: f"{word} {int(counts.get(each, 0)):,}"
        for each, word in found.parts.items()
    }
    chosen = st.segmented_control(
        "机构",
        list(words),
        format_func=words.__getitem__,
        default=part if part in words else None,
        required=True,
        label_visibility="collapsed",
        key=key,
    )
    return chosen or _ALL


@once_per_view
def behind_rows(view: View, bars: Bars, code: str, part: str) -> pd.DataFrame:
    """Offices of one part of a bar as they are listed: place, values, and a link.

    Returns
    -------
    Index ``township_code``; ``出处`` (the address of the office's page), ``机构``
    (where it is), and a column of words for each field, by its header.
    """
    found = load_behind(view, bars, code)
    if found is None:
        return pd.DataFrame()
    answers = found.answers
    codes = answers.index if part == _ALL else answers.index[answers == part]
    offices = loaders.load_snapshot(view).loc[codes]
    place = offices["county_name"].fillna("") + offices["township_name"]
    if view.prefecture is None:
        place = offices["prefecture_name"] + place
    values = {
        column(field).header: [in_words(field, value) for value in offices[field]]
        for field in found.fields
    }
    if found.held_by is not None:
        values["未达标条款"] = list(found.held_by[codes])
    # The link comes first: in a narrow column the last one would be cut.
    links = [office_address(view, each) for each in codes]
    return pd.DataFrame({"出处": links, "机构": place, **values}, index=codes)


def office_address(view: View, township_code: str) -> str:
    """Address of an office's page, on the view's day and in its scope."""
    chosen = {
        "as_of": view.as_of.isoformat(),
        "batch": None if view.batch is None else batch_word(view.batch),
        "area": None if view.prefecture is None else view.area,
        "office": township_code,
    }
    return f"offices?{urlencode({k: v for k, v in chosen.items() if v is not None})}"
