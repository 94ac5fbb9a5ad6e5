"""Documents on their way: asked for, waited for, taken away.

What makes them runs in a process of its own (`service.document_jobs`); a page only
looks at how far it is.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import streamlit as st

from hrss.service import LOCAL_TIME
from hrss.service.document_jobs import DocumentJobs, Job
from hrss.service.document_requests import Written
from hrss.service.documents import DocumentFormat, zipped

_LOOK_AGAIN = 0.4
ZIP = "application/zip"


@st.cache_resource(show_spinner=False, on_release=DocumentJobs.close)
def document_jobs() -> DocumentJobs:
    """The process that makes documents, shared by all visitors."""
    return DocumentJobs()


def warm_up() -> None:
    """Load what documents need while the visitor reads the page."""
    document_jobs().warm_up()


def today() -> date:
    """The day it is for the offices."""
    return datetime.now(LOCAL_TIME).date()


@st.fragment(run_every=_LOOK_AGAIN)
def watch(job: Job) -> None:
    """How far a job is; the whole page again when it is finished."""
    st.progress(job.share, job.stage)
    if job.is_finished:
        st.rerun()


def download_buttons(written: Sequence[Written], *, name: str, key: str) -> None:
    """A button for each document, and one for all of them."""
    with st.container(horizontal=True, gap="small"):
        for each in written:
            st.download_button(
                f"下载{each.form.label}（{_size(len(each.content))}）",
                data=each.content,
                file_name=each.name,
                mime=each.form.media_type,
                key=f"{key}_{each.form}",
                on_click="ignore",
            )
        if len(written) > 1:
            contents = {each.name: each.content for each in written}
            st.download_button(
                "全部下载（ZIP）",
                data=lambda: zipped(contents),
                file_name=f"{name}.zip",
                mime=ZIP,
                key=f"{key}_zip",
                on_click="ignore",
            )


def pick_formats(key: str) -> tuple[DocumentFormat, ...]:
    """Which documents are wanted; all of them to begin with."""
    chosen = st.pills(
        "要生成的文件",
        list(DocumentFormat),
        format_func=lambda form: form.label,
        selection_mode="multi",
        default=list(DocumentFormat),
        key=key,
        width="content",
    )
    return tuple(form for form in DocumentFormat if form in chosen)


def labels(documents: Mapping[str, str]) -> list[tuple[DocumentFormat, str]]:
    """Formats and names of an edition's documents, in the order they are offered."""
    return [(form, documents[form]) for form in DocumentFormat if form in documents]


def _size(count: int) -> str:
    return f"{count / 2**20:.1f}MB" if count >= 2**20 else f"{max(count // 1024, 1)}KB"
