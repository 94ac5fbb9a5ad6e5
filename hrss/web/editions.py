"""Numbered editions: publish the next one, find the others, hold two together."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from hrss import metrics
from hrss.accounts import Action
from hrss.decree import PROVINCE_CODE
from hrss.service import LOCAL_TIME, gate
from hrss.service.document_jobs import Job
from hrss.service.editions import (
    Draft,
    compare_editions,
    draft_edition,
    editions_of,
    is_unchanged,
)
from hrss.service.reviewed import count_waiting
from hrss.store import (
    Edition,
    OutdatedPreviewError,
    fetch_edition_document,
    fetch_edition_documents,
    fetch_edition_figures,
    next_number,
)
from hrss.web.accounts import acting, may, name_input
from hrss.web.brief_preview import brief_preview
from hrss.web.plain_text import plain
from hrss.web.report_jobs import document_jobs, labels, today, watch
from hrss.web.session import settings, store
from hrss.web.tables import measure_table
from hrss.web.view import View

_PUBLISHING, _MESSAGE, _NAME = "publishing", "edition_published", "last_publisher"
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class _Publishing:
    """An edition whose documents are being made."""

    draft: Draft
    job: Job
    by: str


def publish_panel(view: View) -> None:
    """Publish the next edition of the view's area and day."""
    if (said := st.session_state.pop(_MESSAGE, None)) is not None:
        (st.success if said[0] else st.error)(plain(said[1]))
    going: _Publishing | None = st.session_state.get(_PUBLISHING)
    if going is not None:
        _go_on(going)
        return
    if not may(Action.PUBLISH):
        return
    number = next_number(store(), view.prefecture or PROVINCE_CODE)
    with st.form("publish", border=True):
        st.markdown(
            f"**发布第{number}期**　{view.area}，数据截至{view.as_of:%Y-%m-%d}。"
            "发布后这一期的数字和文件不再变；以后的更正在下一期以勘误列出。"
        )
        if settings().has_accounts:
            _say_what_closes(view)
        left, right = st.columns([1, 3], vertical_alignment="bottom")
        with left:
            by = name_input(
                "发布人",
                value=st.session_state.get(_NAME, ""),
                max_chars=_LONGEST_NAME,
                key="publisher",
            )
        is_asked = right.form_submit_button(f"发布第{number}期", type="primary")
    if not is_asked:
        return
    if not by.strip():
        st.error("请填写发布人。")
        return
    st.session_state[_NAME] = by.strip()
    draft = draft_edition(
        store(),
        settings(),
        as_of=view.as_of,
        prefecture=view.prefecture,
        prepared_on=today(),
        template=None,
    )
    job = document_jobs().submit(draft.request)
    st.session_state[_PUBLISHING] = _Publishing(draft, job, by.strip())
    st.rerun()


def _go_on(going: _Publishing) -> None:
    """Wait for the documents; publish when they are there."""
    if not going.job.is_finished:
        watch(going.job)
        return
    del st.session_state[_PUBLISHING]
    st.session_state[_MESSAGE] = _finish(going)
    st.rerun()


def _finish(going: _Publishing) -> tuple[bool, str]:
    """Whether it was published, and what is to be said."""
    job, number = going.job, going.draft.number
    if job.failure is not None or job.prepared is None:
        return False, f"第{number}期没有发布。{job.failure or ''}"
    try:
        gate.publish_edition(
            store(),
            acting(going.by),
            going.draft,
            prepared=job.prepared,
            written=job.written,
        )
    except OutdatedPreviewError:
        return False, (
            "生成期间数据有变动（报送、撤回、审核或重新开放）或另一期已发布，"
            f"第{number}期没有发布，请再试。"
        )
    except gate.RefusedError as refusal:
        return False, str(refusal)
    return True, f"第{number}期已发布。"


def _say_what_closes(view: View) -> None:
    """What the edition leaves out, and what nobody can change once it is published."""
    area = view.prefecture or PROVINCE_CODE
    count = count_waiting(store(), area_code=area, as_of=view.as_of)
    left_out = f"，现有{count}份待审核未计入" if count else ""
    st.caption(
        f"通报只统计已审核的上报{left_out}。发布后，{view.area}"
        f"截至{view.as_of:%Y-%m-%d}的各期关闭，不再收报、审核和撤回；"
        "确需更正的，由系统管理员重新开放。"
    )


def edition_panel(view: View) -> None:
    """The editions of the area, and one of them with its documents."""
    editions = editions_of(store(), view.prefecture)
    if not editions:
        st.caption(f"{view.area}还没有发布过通报。")
        return
    chosen = st.selectbox(
        "已发布的各期", editions, format_func=_label, key="edition", width=580
    )
    _documents(chosen)
    others = [each for each in editions if each.id != chosen.id]
    said, held = st.columns([3, 2], gap="large")
    with said:
        brief_preview(fetch_edition_figures(store(), chosen.id))
    with held:
        _check(chosen)
        if others:
            _comparison(chosen, others)


def _label(edition: Edition) -> str:
    mark = "（模拟数据）" if edition.is_simulated else ""
    published = edition.published_at.astimezone(LOCAL_TIME)
    return (
        f"第{edition.number}期{mark}　数据截至{edition.as_of:%Y-%m-%d}　"
        f"{edition.published_by}于{published:%Y-%m-%d %H:%M}发布"
    )


def _documents(edition: Edition) -> None:
    with st.container(horizontal=True, gap="small"):
        for form, name in labels(fetch_edition_documents(store(), edition.id)):
            st.download_button(
                f"下载{form.label}",
                data=partial(fetch_edition_document, store(), edition.id, form.value),
                file_name=name,
                mime=form.media_type,
                key=f"edition_{edition.id}_{form}",
                on_click="ignore",
            )


def _check(edition: Edition) -> None:
    """Make the edition's content anew, and say whether it is what was published."""
    if not st.button("核对：按当时数据重新生成", key=f"check_{edition.id}"):
        return
    with st.spinner("正在重新生成…"):
        same = is_unchanged(store(), settings(), edition)
    if same:
        st.success("与发布时逐字逐数一致。")
    else:
        st.error(
            "与发布时不一致，请以发布时的文件为准。系统升级后口径或文字有调整的，"
            "此前各期会有此提示；不是升级所致的，请联系系统管理员。"
        )


def _comparison(chosen: Edition, others: list[Edition]) -> None:
    other = st.selectbox(
        "与另一期对照", others, format_func=_label, key="other_edition"
    )
    earlier, later = sorted((chosen, other), key=lambda each: each.number)
    rows = _compared(earlier, later)
    measure_table(
        rows,
        title=f"第{earlier.number}期（原）与第{later.number}期（现）",
        note=f"数据截至{earlier.as_of}与{later.as_of}",
    )


@st.cache_resource(
    max_entries=16, show_spinner="正在对照两期…", hash_funcs={Edition: repr}
)
def _compared(earlier: Edition, later: Edition) -> pd.DataFrame:
    rows = compare_editions(store(), settings(), earlier, later)
    worded = rows.assign(light=metrics.light_words(rows))
    return worded.drop(columns=["group_code", "reported_count"])
