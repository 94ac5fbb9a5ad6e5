"""The steps of sending a sheet: what was read, faults, what would change, confirm."""

import pandas as pd
import streamlit as st

from hrss import service
from hrss.accounts import ReviewState
from hrss.reports import date_in_words, write_table
from hrss.service.gate.closed import closed_sentence
from hrss.sheets import KIND_LABELS, CheckedSubmission
from hrss.store import find_closure
from hrss.web.charts import XLSX
from hrss.web.fault_table import fault_rows, fault_table
from hrss.web.plain_text import plain
from hrss.web.sending import Sent, keep, sent_before
from hrss.web.session import settings, store
from hrss.web.uploads import Preview

_REVIEWED = {
    ReviewState.SUBMITTED: "现为待审核，审核结果见“最近收到”。",
    ReviewState.APPROVED: "已审核通过。",
}


def show_understanding(checked: CheckedSubmission) -> None:
    """What was understood: sheets, header rows, day, unit, and how rows add up."""
    day = date_in_words(checked.as_of) if checked.as_of else "未找到"
    unit = plain(checked.reporting_unit or "未写明")
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
    faults = fault_rows(checked.issues)
    fault_table(faults)
    buttons = st.container(horizontal=True)
    buttons.download_button(
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
    buttons.download_button(
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
    if (sent := sent_before(checked)) is not None:
        _show_receipt(sent, checked.file_name)
        return
    if (closed := closed_for(checked)) is not None:
        st.warning(plain(closed))
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


def closed_for(checked: CheckedSubmission) -> str | None:
    """Why nothing may be sent for that day any more; None when it may."""
    if not settings().has_accounts or checked.as_of is None:
        return None
    for code in checked.prefecture_codes:
        closure = find_closure(store(), code, checked.as_of)
        if closure is not None:
            return closed_sentence(closure, checked.as_of)
    return None


def _show_receipt(sent: Sent, file_name: str) -> None:
    """What the sender is told."""
    receipt = sent.receipt
    when = receipt.received_at.astimezone(service.LOCAL_TIME)
    if receipt.is_duplicate:
        opening = f"这份文件已于{when:%Y-%m-%d %H:%M}提交过，没有重复写入。"
    else:
        opening = f"提交成功，收到时间{when:%Y-%m-%d %H:%M}。"
    st.success(
        f"{opening}文件“{plain(file_name)}”，报送编号 {receipt.submission_id}，"
        f"数据截至{date_in_words(receipt.as_of)}，"
        f"收下{receipt.rows}行，提示{receipt.warnings}处。"
        + (
            f"退回修改{receipt.rows_held_back}行，改好后请重新上传。"
            if receipt.rows_held_back
            else ""
        )
        + _REVIEWED.get(sent.state, "")
    )
    st.page_link("pages/overview.py", label="查看总览", icon=":material/dashboard:")
