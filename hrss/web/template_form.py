"""The sheet to be filled in: one prefecture's places with their last values."""

import streamlit as st

from hrss import places, service
from hrss.sheets import KIND_LABELS, SheetKind
from hrss.web.charts import XLSX
from hrss.web.session import store


def template_form() -> None:
    """Offer a sheet of one prefecture, filled with its own places and last values."""
    table = places.load_prefectures()
    names = dict(zip(table["prefecture_code"], table["prefecture_name"], strict=True))
    code = st.selectbox(
        "下载本市填报模板",
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder="请选择地级市",
        key="template_area",
    )
    kind = st.selectbox(
        "表的种类",
        list(SheetKind),
        format_func=KIND_LABELS.__getitem__,
        key="template_kind",
    )
    if code is None or kind is None:
        return
    st.download_button(
        f"下载{names[code]}{KIND_LABELS[kind]}模板",
        data=lambda: (
            service.prefecture_template(store(), kind=kind, prefecture=code).content
        ),
        file_name=f"{names[code]}{service.TEMPLATE_NAMES[kind]}.xlsx",
        mime=XLSX,
        on_click="ignore",
        icon=":material/download:",
    )
