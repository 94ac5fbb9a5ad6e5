"""Who is to be asked for a report, with the words to ask them."""

from datetime import date

import pandas as pd
import streamlit as st

from hrss.metrics import ReportStatus
from hrss.reports import chase_text
from hrss.service import trust
from hrss.service.briefs import load_chase_list
from hrss.web.caching import once_per_view
from hrss.web.loaders import is_simulated, source
from hrss.web.session import settings, store
from hrss.web.tables import measure_table
from hrss.web.trust_data import of_all_received
from hrss.web.view import View

_SHOWN = (
    *("prefecture_name", "report_status", "returned_count"),
    *("received_on", "days_late"),
    *("days_overdue", "rostered_count", "period_reported_count"),
    *("unreported_count", "held_back_count", "unreported_names"),
)


@once_per_view
def _chased(view: View, today: date) -> pd.DataFrame:
    # What is overdue changes with the day, though nothing comes in.
    rows = load_chase_list(store(), settings(), as_of=view.as_of)
    if view.prefecture is not None:
        rows = rows[rows["prefecture_code"] == view.prefecture]
    return rows.reset_index(drop=True)


@once_per_view
def _texts(view: View, today: date) -> tuple[str, ...]:
    return tuple(
        chase_text(
            row,
            organisation=settings().organisation,
            today=today,
            is_simulated=is_simulated(view),
        )
        for _, row in _chased(view, today).iterrows()
    )


def _status_words(statuses: pd.Series) -> pd.Series:
    words = {each.value: f"{each.sign}{each.label}" for each in ReportStatus}
    return statuses.map(words).astype("string")


def chase_panel(view: View) -> None:
    """The list, and the text for one prefecture or for all.

    Who has reported does not wait for a review.
    """
    view = of_all_received(view)
    today = trust.judging_day(store())
    rows = _chased(view, today)
    if rows.empty:
        st.success("本期没有需要催报的市。")
        return
    period = pd.Timestamp(rows["period"].iloc[0])
    due = pd.Timestamp(rows["report_due_date"].iloc[0])
    st.caption(f"{period.year}年{period.month}月报表，应报日{due:%Y-%m-%d}")
    texts = dict(
        zip(
            rows["prefecture_name"],
            _texts(view, today),
            strict=True,
        )
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        worded = rows.assign(report_status=_status_words(rows["report_status"]))
        # Only where there is a review can anything be sent back.
        names = [name for name in _SHOWN if name in worded]
        measure_table(worded[names], title="催报清单", note=source(view))
    with right:
        name = st.selectbox("催报文字", list(texts), key="chased_prefecture")
        st.code(texts[name], language=None, wrap_lines=True)
        st.download_button(
            f"下载全部{len(texts)}个市的催报文字",
            data="\n\n\n".join(texts.values()).encode(),
            file_name=f"催报_{view.as_of:%Y-%m-%d}.txt",
            mime="text/plain",
            key="chase_texts",
            on_click="ignore",
        )
