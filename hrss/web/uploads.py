"""Files that are to be sent: chosen, read, judged, held until they are confirmed."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from hrss import service
from hrss.accounts import Action
from hrss.sheets import KIND_LABELS, CheckedSubmission, UnreadableWorkbookError
from hrss.store import data_version, fetch_aliases, fetch_mappings
from hrss.web.accounts import may, name_input
from hrss.web.plain_text import plain
from hrss.web.session import settings, store

FILE_TYPES = [
    "xlsx",
    "xls",
    "csv",
    "tsv",
    "txt",
    "xlsm",
    "xlsb",
    "ods",
    "et",
    "xml",
    "html",
    "htm",
    "mht",
    "mhtml",
    "fods",
]
_PREVIEWS = "previews"


@dataclass(frozen=True, slots=True)
class Preview:
    """A sheet that has been read and judged, and the state it was held against."""

    checked: CheckedSubmission
    content: bytes
    version: str


class _PassingRefusal(str):
    """Why a file could not be read this time; it is not to be remembered."""

    __slots__ = ()


def upload_form() -> tuple[list[UploadedFile], date | None, str]:
    """Draw the file chooser, the day described, and who sends."""
    if not may(Action.SUBMIT):
        st.info("您的账号可以查看各项数据，不能报送。")
        return [], None, ""
    limit = math.ceil(settings().upload_limit_mb)
    files = st.file_uploader(
        f"选择报表（Excel、WPS或CSV，可多选，每个不超过{limit}MB）",
        type=FILE_TYPES,
        accept_multiple_files=True,
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
        sender = name_input("报送人", key="sheet_sender")
    return files, as_of, sender


def read_uploads(files: Sequence[UploadedFile], as_of: date | None) -> list[Preview]:
    """Read and judge the files, each once; those that cannot be read are named.

    What comes in meanwhile does not change a preview: it is found out of date when
    it is confirmed.
    """
    known = st.session_state.get(_PREVIEWS, {})
    said = _what_was_said()
    current: dict[tuple[object, ...], Preview | str] = {}
    unread = []
    for file in files:
        content = file.getvalue()
        key = (hashlib.sha256(content).hexdigest(), file.name, as_of, said)
        if key in known:
            current[key] = known[key]
        else:
            unread.append((key, file.name, content))
    if unread:
        current |= _read_all(unread, as_of)
    st.session_state[_PREVIEWS] = {
        key: found
        for key, found in current.items()
        if not isinstance(found, _PassingRefusal)
    }
    for found in current.values():
        if isinstance(found, str):
            st.error(plain(found))
    return [found for found in current.values() if isinstance(found, Preview)]


def forget_previews() -> None:
    """Read and judge everything again on the next run."""
    st.session_state.pop(_PREVIEWS, None)


def read_again(preview: Preview) -> Preview | str:
    """The same file, held against what is stored now; or why it cannot be read."""
    checked = preview.checked
    return _judge(checked.file_name, preview.content, checked.as_of)


def pick_preview(previews: Sequence[Preview]) -> Preview | None:
    """The file to be looked at; of several one is chosen from their table."""
    if len(previews) < 2:
        return previews[0] if previews else None
    st.markdown(f"##### 共读入 {len(previews)} 个文件")
    checked = [preview.checked for preview in previews]
    st.dataframe(
        pd.DataFrame(
            {
                "文件": [each.file_name for each in checked],
                "种类": [KIND_LABELS[each.kind] for each in checked],
                "填报单位": [each.reporting_unit or "未写明" for each in checked],
                "数据截至": [f"{each.as_of or '未找到'}" for each in checked],
                "无误行": [each.rows_valid for each in checked],
                "错误": [each.error_count for each in checked],
                "提示": [each.warning_count for each in checked],
                "结论": [
                    "有错误，退回修改" if each.has_errors else "可以提交"
                    for each in checked
                ],
            }
        ),
        hide_index=True,
        height="content",
    )
    number = st.selectbox(
        "查看哪个文件",
        range(len(previews)),
        format_func=lambda place: checked[place].file_name,
        key="picked_file",
    )
    return previews[number or 0]


def _what_was_said() -> tuple[object, ...]:
    """Names and headers that were explained; a sheet is read anew when they change."""
    names = fetch_aliases(store())
    confirmed = tuple(names.index[names["is_in_force"]])
    return *confirmed, "|", sum(map(len, fetch_mappings(store()).values()))


def _read_all(
    files: Sequence[tuple[tuple[object, ...], str, bytes]], as_of: date | None
) -> dict[tuple[object, ...], Preview | str]:
    found: dict[tuple[object, ...], Preview | str] = {}
    with st.status("正在读取和核对…", expanded=len(files) > 1) as status:
        bar = st.progress(0.0) if len(files) > 1 else None
        for number, (key, name, content) in enumerate(files, start=1):
            found[key] = _judge(name, content, as_of)
            if bar is not None:
                words = f"{number}/{len(files)} {plain(name)}"
                bar.progress(number / len(files), words)
        status.update(label="已读取和核对", state="complete", expanded=False)
    return found


def _judge(file_name: str, content: bytes, as_of: date | None) -> Preview | str:
    """The verdict on one file, or the sentence that says why it cannot be read."""
    version = data_version(store())
    try:
        checked = service.check_file(
            store(), settings(), content=content, file_name=file_name, as_of=as_of
        )
    except UnreadableWorkbookError as error:
        # The same file may be read at the next try.
        return (_PassingRefusal if error.reason == "killed" else str)(error)
    return Preview(checked, content, version)
