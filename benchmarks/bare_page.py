"""The floor of a page: the same figures, made beforehand, and as many other elements.

It stands in a registry of ten pages, as ours do: what Streamlit spends on that at each
rerun is part of the least that such a page can cost.

A script for Streamlit, not a module: its session holds the path of what it shows.
"""

import pickle
from pathlib import Path
from typing import Any

import streamlit as st


@st.cache_resource(show_spinner=False)
def _contents(path: str) -> Any:
    return pickle.loads(Path(path).read_bytes())


_PAGES = 10


def _show() -> None:
    contents = _contents(st.session_state["contents"])
    for number, kind in enumerate(contents["kinds"]):
        key, label = f"{kind}_{number}", str(number)
        if kind == "download_button":
            st.download_button(label, b"bytes", key=key, on_click="ignore")
        elif kind == "button_group":
            st.segmented_control(label, ["a", "b"], key=key)
        elif kind in ("selectbox", "multiselect", "text_input"):
            getattr(st, kind)(
                label, *([["a", "b"]] if kind != "text_input" else []), key=key
            )
        elif kind == "html":
            st.html(f"<p>{label}</p>")
        else:
            st.markdown(label)
    for rows in contents["frames"]:
        st.dataframe(rows)
    for number, figure in enumerate(contents["figures"]):
        st.plotly_chart(figure, theme=None, key=f"figure_{number}")


st.set_page_config(page_title="bare", layout="wide")
st.navigation(
    [
        st.Page(_show, title=str(number), url_path=f"bare_{number}")
        for number in range(_PAGES)
    ]
).run()
