"""Headers that nobody knows: explained once, remembered for that layout."""

import streamlit as st

from hrss.accounts import Action
from hrss.service import gate
from hrss.sheets import CheckedSubmission, OpenHeader, OpenLayout, column
from hrss.web.accounts import acting, may
from hrss.web.plain_text import plain
from hrss.web.session import store
from hrss.web.uploads import forget_previews

_NOT_READ = ""
_NOT_READ_WORDS = "不读入"


def explain_headers(checked: CheckedSubmission, sender: str) -> None:
    """Ask what the unknown headers of each sheet mean, and remember the answers."""
    for layout in checked.open_layouts:
        _explain(layout, sender)


def _explain(layout: OpenLayout, sender: str) -> None:
    st.markdown(f"##### 工作表“{plain(layout.sheet)}”有 {len(layout.headers)} 列不认识")
    if not may(Action.EXPLAIN_HEADERS):
        st.caption("您的账号不能确认各列含义；需要读入的，请改用模板或联系省厅。")
        return
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
        try:
            gate.explain_headers(store(), acting(sender), layout.key, said)
        except gate.RefusedError as refusal:
            st.error(plain(str(refusal)))
            return
        forget_previews()
        st.rerun()


def _ask(
    place: "st.delta_generator.DeltaGenerator", header: OpenHeader, layout: OpenLayout
) -> str | None:
    """The column that a header names, "" for none, None while nobody has said."""
    options = [_NOT_READ, *layout.choices]
    chosen: str | None = place.selectbox(
        f"{header.letter}列“{plain(header.text)}”",
        options,
        index=options.index(header.guess) if header.guess else None,
        format_func=_label,
        placeholder="暂不处理",
        key=f"header_{layout.key}_{header.letter}",
    )
    return chosen


def _label(name: str) -> str:
    return column(name).header if name else _NOT_READ_WORDS
