"""The meeting view: one thing at a time, readable from the back of the room.

Arrow keys and the clicker of a presenter go from step to step; the step is in the
address, as the view is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import streamlit as st

from hrss.web.charts import at_size

_STYLE = (Path(__file__).parent / "meeting.css").read_text(encoding="utf-8")
_KEY, _SIZE = "step", "size"
_SIZES = {"适中": 1.25, "大": 1.6, "特大": 2.0}


class MeetingStep(StrEnum):
    """What is shown, in the order it is shown."""

    WHOLE = "总体"
    WHERE = "分布"
    RANKING = "排名"
    GAPS = "与序时差距"


_STEPS = [each.value for each in MeetingStep]


@contextmanager
def meeting_frame() -> Iterator[None]:
    """Hide what stands around the page, and enlarge what is on it."""
    factor = _SIZES[st.session_state.setdefault(_SIZE, "大")]
    st.html(f"<style>:root {{ --large: {factor}; }} {_STYLE}</style>")
    with at_size(factor):
        yield


def pick_meeting_step() -> MeetingStep:
    """The row that leads from step to step; the step that is shown."""
    with st.container(key="meeting_steps", horizontal=True, gap="small"):
        # A bound control takes its first value from the address, else from here.
        at = _STEPS.index(st.session_state.setdefault(_KEY, _STEPS[0]))
        st.button(
            "上一步",
            icon=":material/chevron_left:",
            disabled=at == 0,
            on_click=_go,
            args=(at - 1,),
            shortcut="Left",
            key="step_back",
        )
        chosen = st.segmented_control(
            "内容",
            _STEPS,
            required=True,
            key=_KEY,
            bind="query-params",
            label_visibility="collapsed",
        )
        st.button(
            "下一步",
            icon=":material/chevron_right:",
            disabled=at == len(_STEPS) - 1,
            on_click=_go,
            args=(at + 1,),
            shortcut="Right",
            key="step_on",
        )
        st.segmented_control(
            "字号",
            list(_SIZES),
            required=True,
            key=_SIZE,
            bind="query-params",
            label_visibility="collapsed",
        )
        st.page_link(
            "pages/overview.py",
            label="退出",
            icon=":material/close:",
            query_params={
                name: value
                for name, value in st.query_params.to_dict().items()
                if name not in (_KEY, _SIZE)
            },
        )
    return MeetingStep(chosen or _STEPS[0])


def meeting_link() -> None:
    """A link to the meeting view, with the view as it is."""
    st.page_link(
        "pages/meeting.py",
        label="会议演示",
        icon=":material/slideshow:",
        query_params=st.query_params.to_dict(),
    )


def _go(at: int) -> None:
    st.session_state[_KEY] = _STEPS[at]
