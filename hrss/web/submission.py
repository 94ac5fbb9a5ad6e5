"""The steps of sending a sheet: choose, read, faults, what would change, confirm."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from hrss import places, service
from hrss.reports import date_in_words, write_table
from hrss.sheets import (
    KIND_LABELS,
    CheckedSubmission,
    SheetKind,
    UnreadableWorkbookError,
    column,
    message,
)
from hrss.store import (
    OutdatedPreviewError,
    Receipt,
    append_submission,
    data_version,
    fetch_aliases,
    fetch_mappings,
    fetch_submissions,
)
from hrss.web.charts import XLSX
from hrss.web.session import settings, store

FILE_TYPES = ["xlsx", "xls", "csv", "xlsm", "xlsb", "ods", "et"]
SEVERITIES = {"error": "错误", "warning": "提示"}
_WHOLE = 10
"""Rows up to which a table is shown whole, without a bar to scroll."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A sheet that has been read and judged, and the state it was held against."""

    checked: CheckedSubmission
    content: bytes
    version: str


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
    kind = st.segmented_control(
        "表的种类",
        list(SheetKind),
        default=SheetKind.OFFICE,
        required=True,
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


def upload_form() -> tuple[UploadedFile | None, date | None, str]:
    """Draw the file chooser, the day described, and who sends."""
    limit = int(settings().upload_limit_mb)
    file = st.file_uploader(
        f"选择进度表（Excel或CSV，不超过{limit}MB）",
        type=FILE_TYPES,
        max_upload_size=limit,
        key="sheet_file",
    )
    left, right = st.columns(2)
    with left:
        as_of = st.date_input(
            "数据截至日期（不填则取表中所写日期）",
            value=None,
            min_value=date(2011, 1, 1),
            max_value=date(2030, 12, 31),
            format="YYYY-MM-DD",
            key="sheet_as_of",
        )
    with right:
        sender = st.text_input("报送人", key="sheet_sender", placeholder="姓名或单位")
    return file, as_of, sender.strip()


def read_upload(file: UploadedFile, as_of: date | None) -> Preview | None:
    """Read and judge an upload, once; None: unreadable.

    What cannot be read is said on the page. What comes in meanwhile does not change
    the preview: it is found out of date when it is confirmed.
    """
    content = file.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    names = fetch_aliases(store())
    confirmed = tuple(names.index[names["is_in_force"]])
    explained = sum(map(len, fetch_mappings(store()).values()))
    key = (digest, file.name, as_of, confirmed, explained)
    if st.session_state.get("preview_key") == key:
        return _kept_preview()
    version = data_version(store())
    try:
        with st.status("正在读取和核对…", expanded=False) as status:
            checked = service.check_file(
                store(), settings(), content=content, file_name=file.name, as_of=as_of
            )
            status.update(label="已读取和核对", state="complete")
    except UnreadableWorkbookError as error:
        st.error(str(error))
        return None
    st.session_state["preview_key"] = key
    st.session_state["preview"] = Preview(checked, content, version)
    return _kept_preview()


def _kept_preview() -> Preview:
    preview = st.session_state["preview"]
    if not isinstance(preview, Preview):
        raise TypeError(f"expected a Preview, got {type(preview).__name__}")
    return preview


def show_understanding(checked: CheckedSubmission) -> None:
    """What was understood: sheets, header rows, day, unit, and how rows add up."""
    day = date_in_words(checked.as_of) if checked.as_of else "未找到"
    unit = checked.reporting_unit or "未写明"
    kind = KIND_LABELS[checked.kind]
    st.markdown(f"##### 识别结果：{kind}表，填报单位 {unit}，数据截至 {day}")
    st.dataframe(
        pd.DataFrame(
            {
                "工作表": [sheet.name for sheet in checked.sheets],
                "表头所在行": [
                    "、".join(map(str, sheet.header_rows)) for sheet in checked.sheets
                ],
                "识别列数": [len(sheet.letters) for sheet in checked.sheets],
                "读入行数": [sheet.rows_read for sheet in checked.sheets],
                "标题行": [sheet.rows_title for sheet in checked.sheets],
                "表头行": [sheet.rows_header for sheet in checked.sheets],
                "数据行": [sheet.rows_body for sheet in checked.sheets],
                "合计行": [sheet.rows_total for sheet in checked.sheets],
                "空行": [sheet.rows_blank for sheet in checked.sheets],
                "表尾行": [sheet.rows_footer for sheet in checked.sheets],
            }
        ),
        hide_index=True,
    )


def show_issues(preview: Preview) -> None:
    """Every fault at its cell, in the order of the sheet; also as a workbook.

    The clerk's own file is there to be taken back, with the places marked.
    """
    checked = preview.checked
    if not checked.issues:
        st.success("没有发现问题。")
        return
    st.markdown(f"##### 错误 {checked.error_count} 处，提示 {checked.warning_count} 处")
    faults = pd.DataFrame(
        {
            "程度": [SEVERITIES[issue.severity] for issue in checked.issues],
            "工作表": [issue.sheet or "" for issue in checked.issues],
            "单元格": [
                f"{issue.column or ''}{issue.row or ''}" for issue in checked.issues
            ],
            "项目": [
                column(issue.field).header if issue.field else ""
                for issue in checked.issues
            ],
            # The columns before it say where.
            "问题": [
                message(replace(issue, sheet=None, row=None, column=None))
                for issue in checked.issues
            ],
        }
    )
    st.dataframe(
        faults,
        hide_index=True,
        height="content" if len(faults) <= _WHOLE else 420,
        column_config={
            "程度": st.column_config.TextColumn(width=50),
            "工作表": st.column_config.TextColumn(width=90),
            "单元格": st.column_config.TextColumn(width=60),
            "项目": st.column_config.TextColumn(width=110),
            "问题": st.column_config.TextColumn(width=720),
        },
    )
    own, listed = st.columns([1, 3])
    own.download_button(
        "下载标注后的原表",
        data=lambda: service.returned_file(
            settings(), checked, content=preview.content
        ),
        file_name=service.returned_name(checked.file_name),
        mime=XLSX,
        on_click="ignore",
        type="primary" if checked.has_errors else "secondary",
        icon=":material/edit_note:",
        help="有问题的单元格已标色并加批注，首页列出全部问题；改好后重新上传即可",
    )
    listed.download_button(
        "下载问题清单（Excel）",
        data=lambda: write_table(faults, title="问题清单", note=checked.file_name),
        file_name="问题清单.xlsx",
        mime=XLSX,
        on_click="ignore",
    )


def confirm_form(preview: Preview, sender: str) -> None:
    """Confirm and keep; then the receipt."""
    checked = preview.checked
    if checked.has_errors and not checked.can_send_valid_rows:
        st.error("表中有错误，改正后请重新上传；没有写入任何数据。")
        return
    receipt = st.session_state.get("receipt")
    if isinstance(receipt, tuple) and receipt[0] == (checked.sha256, checked.as_of):
        show_receipt(receipt[1])
        return
    if checked.has_errors:
        st.error(
            f"表中有{checked.rows_held_back}行有错误，没有写入任何数据。"
            "请下载标注后的原表，改正后重新上传；"
            f"也可以先提交无误的{checked.rows_valid}行，其余各行改好后再报。"
        )
    if not sender:
        st.info("请先填写报送人，再确认提交。")
    label = f"只提交无误的{checked.rows_valid}行" if checked.has_errors else "确认提交"
    if st.button(
        label,
        type="secondary" if checked.has_errors else "primary",
        disabled=not sender,
    ):
        keep(preview, sender)


def keep(preview: Preview, sender: str) -> None:
    """Store the submission and remember its receipt."""
    checked = preview.checked
    if checked.as_of is None:
        raise ValueError("a sheet without an as-of date is an error, never kept")
    try:
        with st.spinner("正在写入…"):
            receipt = append_submission(
                store(),
                checked,
                content=preview.content,
                as_of=checked.as_of,
                sender=sender,
                expected_version=preview.version,
                only_valid_rows=checked.has_errors,
            )
    except OutdatedPreviewError:
        st.session_state.pop("preview_key", None)
        st.error(
            "在您核对期间又收到了同一地市的新报表，变化已重新计算，请再看一遍后确认。"
        )
        st.button("查看新的变化")
        return
    st.session_state["receipt"] = ((checked.sha256, checked.as_of), receipt)
    st.rerun()


def show_receipt(receipt: Receipt) -> None:
    """What the sender is told."""
    when = receipt.received_at.astimezone(service.LOCAL_TIME)
    if receipt.is_duplicate:
        opening = f"这份文件已于{when:%Y-%m-%d %H:%M}提交过，没有重复写入。"
    else:
        opening = f"提交成功，收到时间{when:%Y-%m-%d %H:%M}。"
    st.success(
        f"{opening}报送编号 {receipt.submission_id}，"
        f"数据截至{date_in_words(receipt.as_of)}，"
        f"收下{receipt.rows}行，提示{receipt.warnings}处。"
        + (
            f"退回修改{receipt.rows_held_back}行，改好后请重新上传。"
            if receipt.rows_held_back
            else ""
        )
    )
    st.page_link("pages/overview.py", label="查看总览", icon=":material/dashboard:")


def store_is_simulated() -> bool:
    """Whether the store holds simulated reports."""
    received = fetch_submissions(store())
    return bool(received["is_simulated"].any())


def warn_of_simulation() -> None:
    """Say how to clear simulated data before real sheets come in."""
    if store_is_simulated():
        st.warning(
            "库中现有模拟数据，供试用。"
            "正式上报前请在安装目录运行 make clear-demo 清除。"
        )


def recent_submissions() -> None:
    """What came in last."""
    received = fetch_submissions(store()).sort_index(ascending=False)
    if received.empty:
        st.caption("还没有收到过报表。")
        return
    st.markdown("##### 最近收到")
    shown = received.head(30)
    when = shown["received_at"].dt.tz_convert(service.LOCAL_TIME)
    st.dataframe(
        pd.DataFrame(
            {
                "编号": shown.index,
                "数据截至": shown["as_of"].dt.strftime("%Y-%m-%d"),
                "收到时间": when.dt.strftime("%Y-%m-%d %H:%M"),
                "填报单位": shown["reporting_unit"],
                "报送人": shown["sender"],
                "文件": shown["file_name"],
                "种类": shown["kind"].map(dict(KIND_LABELS)),
                "行数": shown["rows_valid"],
                "退回": shown["rows_held_back"],
                "提示": shown["warning_count"],
                "状态": shown["is_withdrawn"].map({True: "已撤回", False: "有效"}),
            }
        ),
        hide_index=True,
        height=420,
        placeholder="—",
    )
