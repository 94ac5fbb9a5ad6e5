"""The brief of the view as documents: made when asked, and read before it is sent."""

import streamlit as st

from hrss.reports.document import house_template
from hrss.service.document_jobs import Job
from hrss.service.document_requests import DocumentRequest
from hrss.store import fetch_known, parse_version
from hrss.web.brief_preview import brief_preview
from hrss.web.plain_text import plain
from hrss.web.report_jobs import (
    document_jobs,
    download_buttons,
    pick_formats,
    today,
    warm_up,
    watch,
)
from hrss.web.session import settings, store
from hrss.web.view import View

_JOB, _MADE_OF = "report_job", "report_made_of"
_TEMPLATE_KEY = "report_template"


def report_title(view: View) -> str:
    """What the page is about."""
    return f"{view.area}建设进展情况通报（数据截至{view.as_of:%Y-%m-%d}）"


def document_panel(view: View) -> None:
    """Ask for the documents of the view, wait for them, and take them away."""
    warm_up()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        formats = pick_formats("report_formats")
        template = pick_template()
        is_asked = st.button(
            "生成通报", type="primary", disabled=not formats, key="make_report"
        )
    if is_asked:
        known = fetch_known(store())
        st.session_state[_MADE_OF] = known.version
        st.session_state[_JOB] = document_jobs().submit(
            DocumentRequest(
                settings=settings(),
                as_of=view.as_of,
                known_at=known.at,
                prefecture=view.prefecture,
                prepared_on=today(),
                formats=formats,
                template=template,
                is_approved_only=view.is_approved_only,
            )
        )
    job: Job | None = st.session_state.get(_JOB)
    if job is None or not _is_of(job, view):
        st.caption(
            "按左侧选定的截至日期和范围生成；数字与各页相同，"
            "Word和幻灯片中的图表可以直接修改。"
        )
        return
    _say_if_outdated(view)
    show_job(job, key="report")


def _say_if_outdated(view: View) -> None:
    """Say so where what the documents were made of is no longer what is known."""
    made_of: str | None = st.session_state.get(_MADE_OF)
    if made_of is None:
        return
    then, now = _counts(made_of), _counts(view.version)
    # A replica may be behind what the documents were made of.
    if any(count > before for before, count in zip(then, now, strict=True)):
        st.warning(
            "生成以后又有上报、审核或名册变动，下面的文件仍是当时的数字；"
            "如需最新数字，请重新生成。"
        )


def _counts(version: str) -> tuple[int, ...]:
    """What has come in so far; its moment moves when an edition is published too."""
    known = parse_version(version)
    return (
        known.submission_id,
        known.withdrawal_id,
        known.roster_id,
        known.review_id,
        known.clear_count,
    )


def show_job(job: Job, *, key: str) -> None:
    """A job as far as it is: progress, what went wrong, or the documents."""
    if not job.is_finished:
        watch(job)
        return
    if job.failure is not None:
        st.error(plain(job.failure))
    if job.written:
        name = job.written[0].name.rpartition(".")[0]
        download_buttons(job.written, name=name, key=key)
    if job.prepared is not None:
        brief_preview(job.prepared.figures)


def pick_template() -> bytes | None:
    """The office's own Word template, if it gives one."""
    with st.popover("使用本单位的Word模板"):
        st.caption(
            "可先下载默认模板，在Word或WPS中改好页眉、字体和版式，再从这里上传。"
            "模板中的{{ 正文 }}一段会换成通报内容。"
        )
        st.download_button(
            "下载默认模板",
            data=house_template,
            file_name="通报模板.docx",
            key="house_template",
            on_click="ignore",
        )
        given = st.file_uploader(
            "上传模板（.docx）", type=["docx"], key=_TEMPLATE_KEY, max_upload_size=20
        )
    return None if given is None else given.getvalue()


def _is_of(job: Job, view: View) -> bool:
    asked = job.request
    return (asked.as_of, asked.prefecture, asked.is_approved_only) == (
        view.as_of,
        view.prefecture,
        view.is_approved_only,
    )
