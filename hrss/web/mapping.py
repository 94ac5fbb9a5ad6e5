"""Headers that nobody knows: explained once, remembered for that layout."""

import streamlit as st

from hrss.sheets import CheckedSubmission, OpenHeader, OpenLayout, column
from hrss.store import append_mapping
from hrss.web.session import store
from hrss.web.uploads import forget_previews

_NOT_READ = ""
_NOT_READ_WORDS = "不读入"


def explain_headers(checked: CheckedSubmission, sender: str) -> None:
    """Ask what the unknown headers of each sheet mean, and remember the answers."""
    for layout in checked.open_layouts:
        _explain(layout, sender)


def _explain(layout: OpenLayout, sender: str) -> None:
    st.markdown(f"##### 工作表“{layout.sheet}”有 {len(layout.headers)} 列不认识")
    st.caption(
        "请选择每一列对应的项目（已给出最接近的），不需要的选“不读入”。"
        "系统会记住，以后同样格式的表直接认得。"
    )
    with st.form(f"explain_{layout.key}", border=True):
        places = st.columns(3)
        chosen = {
            header.text: _ask(places[number % 3], header, layout)
            for number, header in enumerate(layout.headers)
        }
        is_sent = st.form_submit_button(
            "确认各列含义",
            disabled=not sender,
            help=None if sender else "请先填写报送人",
        )
    said = {text: name for text, name in chosen.items() if name is not None}
    if is_sent and said:
        append_mapping(store(), layout.key, said, by=sender)
        forget_previews()
        st.rerun()


def _ask(
    place: "st.delta_generator.DeltaGenerator", header: OpenHeader, layout: OpenLayout
) -> str | None:
    """The column that a header names, "" for none, None while nobody has said."""
    options = [_NOT_READ, *layout.choices]
    chosen: str | None = place.selectbox(
        f"{header.letter}列“{header.text}”",
        options,
        index=options.index(header.guess) if header.guess else None,
        format_func=_label,
        placeholder="暂不处理",
        key=f"header_{layout.key}_{header.letter}",
    )
    return chosen


def _label(name: str) -> str:
    return column(name).header if name else _NOT_READ_WORDS
