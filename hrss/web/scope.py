"""What is said where a batch and an area have no office."""

import streamlit as st

from hrss.decree import load_targets
from hrss.web import loaders
from hrss.web.view import View


def require_offices(view: View) -> None:
    """Stop where the view's batch and area have no office, and say what to choose."""
    if not loaders.load_snapshot(view).empty:
        return
    st.info(why_empty(view))
    st.stop()


def all_in_first_batch(view: View) -> str | None:
    """That the area is of the Delta, all of it due in the first batch; else None."""
    if view.prefecture not in loaders.delta_codes():
        return None
    count = len(loaders.load_snapshot(view, all_batches=True))
    first = load_targets()[0].batch
    return f"{view.area}属珠三角，{count:,}个机构全部列入{first}年批次"


def why_empty(view: View) -> str:
    """Why there is nothing to show, and what to choose instead."""
    whole = loaders.load_snapshot(view, all_batches=True)
    if view.batch is None or whole.empty:
        return f"名册中没有{view.area}的机构，请在左侧“范围”另选。"
    first = str(load_targets()[0].batch)
    opening = f"{view.area}没有{loaders.batch_name(view)}的机构"
    if (reason := all_in_first_batch(view)) and view.batch != first:
        return f"{reason}；请在左侧把“批次”改为“全部”或“{first}年”。"
    if waiting := int(whole["batch"].isna().sum()):
        opening += f"，{waiting:,}个机构批次待定，待认定中心镇后确定"
    return f"{opening}；请在左侧把“批次”改为“全部”，或另选“范围”。"
