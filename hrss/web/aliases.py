"""Names that the roster does not have: confirmed once, remembered, revocable."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from hrss import service
from hrss.accounts import Action
from hrss.service import gate
from hrss.sheets import CheckedSubmission, UnknownPlace
from hrss.store import fetch_aliases, fetch_roster
from hrss.web.accounts import acting, may
from hrss.web.plain_text import plain
from hrss.web.session import store
from hrss.web.uploads import forget_previews

_SHOWN = 20
"""Names that are asked about at once; the others after these."""


def confirm_names(checked: CheckedSubmission, sender: str) -> None:
    """Ask which township each unknown name means, and remember the answers."""
    unknown = checked.unknown_places[:_SHOWN]
    if not unknown:
        return
    more = len(checked.unknown_places) - len(unknown)
    st.markdown(f"##### 名册中没有的名称：{len(checked.unknown_places)} 个")
    st.caption(
        "如果只是写法不同，请选择它对应的乡镇（街道）并确认。"
        "系统会记住，以后同样的写法直接认得；确实写错的，请改表后重新上传。"
        + (f"先列出{_SHOWN}个，其余{more}个在确认后列出。" if more else "")
    )
    if not may(Action.CONFIRM_NAMES):
        st.caption("您的账号不能确认名称；写法不同的，请联系市级经办或省厅确认。")
        return
    _, roster = fetch_roster(store())
    with st.form("confirm_names", border=True):
        chosen = [_ask(place, roster) for place in unknown]
        is_sent = st.form_submit_button(
            "确认所选名称",
            disabled=not sender,
            help=None if sender else "请先填写报送人",
        )
    if is_sent and any(chosen):
        _confirm(zip(unknown, chosen, strict=True), sender)


def _confirm(said: Iterable[tuple[UnknownPlace, str | None]], sender: str) -> None:
    """Remember what was chosen, up to the first that the account may not confirm."""
    actor = acting(sender)
    try:
        for place, code in said:
            if code is not None:
                gate.confirm_name(
                    store(),
                    actor,
                    county=place.county,
                    written=place.written,
                    township_code=code,
                )
    except gate.RefusedError as refusal:
        st.error(plain(str(refusal)))
        return
    forget_previews()
    st.rerun()


def _ask(place: UnknownPlace, roster: pd.DataFrame) -> str | None:
    """The township that a name means, or None as long as nobody has said."""
    own = roster[roster["prefecture_code"] == place.prefecture_code]
    labels = dict(
        zip(
            own["township_code"],
            own["county_name"].fillna(own["prefecture_name"]) + own["township_name"],
            strict=True,
        )
    )
    # What is most alike comes first.
    near = [code for code, label in labels.items() if label in place.suggestions]
    options = [*near, *(code for code in labels if code not in near)]
    prefecture = str(own["prefecture_name"].iloc[0]) if len(own) else ""
    chosen: str | None = st.selectbox(
        f"“{plain(prefecture + place.county + place.written)}”是",
        options,
        index=None,
        format_func=labels.__getitem__,
        placeholder="不确认",
        key=f"alias_{place.prefecture_code}_{place.county}_{place.written}",
    )
    return chosen


def confirmed_names(by: str) -> None:
    """List what was confirmed, and let it be revoked."""
    aliases = fetch_aliases(store())
    if aliases.empty:
        return
    _, roster = fetch_roster(store())
    names = roster.set_index("township_code")
    label = names["county_name"].fillna(names["prefecture_name"])
    label = names["prefecture_name"] + label + names["township_name"]
    when = aliases["confirmed_at"].dt.tz_convert(service.LOCAL_TIME)
    with st.expander(f"已确认的名称（{int(aliases['is_in_force'].sum())}个有效）"):
        shown = pd.DataFrame(
            {
                "表中写法": aliases["county_name"] + aliases["written"],
                "读作": aliases["township_code"].map(label),
                "确认人": aliases["confirmed_by"],
                "确认时间": when.dt.strftime("%Y-%m-%d %H:%M"),
                "状态": aliases["is_in_force"].map({True: "有效", False: "已失效"}),
                "撤销人": aliases["revoked_by"],
            }
        )
        picked = st.dataframe(
            shown,
            hide_index=True,
            placeholder="—",
            on_select="rerun",
            selection_mode="single-row",
            key="aliases",
        )
        rows = picked["selection"]["rows"]
        if not rows:
            st.caption("选中一行可以撤销。")
            return
        alias = aliases.iloc[rows[0]]
        if not alias["is_in_force"]:
            st.caption("这个名称已经失效。")
        elif st.button(f"撤销“{plain(alias['written'])}”", disabled=not by):
            try:
                gate.revoke_name(store(), acting(by), int(aliases.index[rows[0]]))
            except gate.RefusedError as refusal:
                st.error(plain(str(refusal)))
                return
            st.rerun()
        elif not by:
            st.caption("请先填写报送人，再撤销。")
