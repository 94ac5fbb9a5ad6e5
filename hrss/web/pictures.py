"""Pictures made by the server: of one chart, and of all charts of a page.

Nothing is drawn until it is asked for, so that a rerun costs no more than before.
"""

from functools import partial
from typing import get_args

import plotly.graph_objects as go
import streamlit as st

from hrss.reports.pictures import PictureFormat, file_name
from hrss.service.pictures import pictures
from hrss.settings import Settings
from hrss.web.session import settings

_SHOWN = "charts_shown"
_MIME: dict[PictureFormat, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}

Shown = tuple[str, go.Figure, int]


@st.cache_resource(ttl=60, show_spinner=False)
def _fault_of(_settings: Settings, browser: str | None) -> str | None:
    return pictures(_settings).check()


def _why_none() -> str | None:
    """Why this server makes no pictures; looked into again every minute."""
    return _fault_of(settings(), settings().browser)


def forget_charts() -> None:
    """Begin a page: no chart of it has been shown yet."""
    st.session_state[_SHOWN] = []


def remember_chart(title: str, figure: go.Figure, width: int) -> None:
    """Count a chart among those of the page."""
    st.session_state.setdefault(_SHOWN, []).append((title, figure, width))


def picture_buttons(figure: go.Figure, *, key: str, title: str, width: int) -> None:
    """Offer a chart as PNG for printing, SVG and PDF; or say why there is none."""
    if (reason := _why_none()) is not None:
        st.caption(reason)
        return
    st.markdown("下载图片（带标题，可直接印刷）")
    with st.container(horizontal=True, gap="small"):
        for form in get_args(PictureFormat):
            make = partial(
                _picture, figure, title=title, width=width, picture_format=form
            )
            st.download_button(
                form.upper(),
                data=make,
                file_name=f"{file_name(title)}.{form}",
                mime=_MIME[form],
                key=f"{form}_{key}",
                on_click="ignore",
            )


def page_pictures_button(page_title: str) -> None:
    """Offer all charts of this page in one archive; after the page, in the sidebar."""
    shown: tuple[Shown, ...] = tuple(st.session_state.get(_SHOWN, ()))
    if not shown or _why_none() is not None:
        return
    with st.sidebar.container(key="page_pictures"):
        st.download_button(
            f"本页全部图片（{len(shown)}张）",
            data=partial(_archive, shown),
            file_name=f"{page_title}_图片.zip",
            mime="application/zip",
            icon=":material/photo_library:",
            type="tertiary",
            key="page_pictures_zip",
            on_click="ignore",
            help="由服务器生成，带标题，可直接印刷；每张约需一秒",
        )


def _picture(
    figure: go.Figure, *, title: str, width: int, picture_format: PictureFormat
) -> bytes:
    return pictures(settings()).picture(
        figure, title=title, width=width, picture_format=picture_format
    )


def _archive(shown: tuple[Shown, ...]) -> bytes:
    return pictures(settings()).pictures_zip(shown)
