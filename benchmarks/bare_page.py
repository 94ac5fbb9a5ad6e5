"""The floor of a page: the same figures, made beforehand, and as many other elements.

A script for Streamlit, not a module: its session holds the path of what it shows.
"""

import pickle
from pathlib import Path
from typing import Any

import streamlit as st


@st.cache_resource(show_spinner=False)
def _contents(path: str) -> Any:
    return pickle.loads(Path(path).read_bytes())


st.set_page_config(page_title="bare", layout="wide")
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
