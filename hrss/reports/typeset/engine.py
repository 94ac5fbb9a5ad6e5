"""The typesetter: values in, a PDF or a picture out; no network, no files of ours.

Comes in: a form (text and numbers) and the template that lays it out. Goes out: bytes.
Only faces under a free licence are embedded: Noto and Source Han (OFL), and LXGW
WenKai (OFL) for headings of the second level where it is installed.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

_FOLDER = Path(__file__).parent
_SONG = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
)
_HEI = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN")
_KAI = ("LXGW WenKai GB", "LXGW WenKai")

NO_FONT = (
    "服务器上没有可嵌入的中文字体，无法排版。请安装思源宋体和思源黑体："
    "Debian、Ubuntu系统执行 apt-get install fonts-noto-cjk；"
    "Windows系统下载思源字体（Source Han Serif SC、Source Han Sans SC）后"
    "右键“为所有用户安装”，再重启服务"
)

_STANDARDS: "tuple[typst.PDFStandard, ...]" = ("a-2a", "ua-1")


class TypesetError(RuntimeError):
    """A document could not be set; says in Chinese why and what to do."""


class FontError(TypesetError):
    """There is no Chinese font that may be embedded; says how to get one."""


@cache
def _installed() -> typst.Fonts:
    return typst.Fonts(include_embedded_fonts=False)


@cache
def families() -> frozenset[str]:
    """Every family of fonts that is installed."""
    return frozenset(_installed().families())


@cache
def faces() -> dict[str, list[str]]:
    """Installed families of each face, best first: song, hei and kai.

    Raises
    ------
    FontError : there is no Chinese family that may be embedded.
    """
    present = families()
    song = [name for name in _SONG if name in present]
    hei = [name for name in _HEI if name in present]
    if not song and not hei:
        raise FontError(NO_FONT)
    kai = [name for name in _KAI if name in present]
    return {"song": song or hei, "hei": hei or song, "kai": kai or song or hei}


def missing_font() -> str | None:
    """Why nothing can be set for want of a font, or None."""
    try:
        faces()
    except FontError as error:
        return str(error)
    return None


def set_pdf(template: Path, form: Mapping[str, object], *, made_at: datetime) -> bytes:
    """PDF/A-2a and PDF/UA-1 of a form: archived, tagged, the text selectable.

    Parameters
    ----------
    template : lays the form out; reads it from ``data.json``.
    made_at : time of making that the file states; the same values give the same
        bytes.

    Raises
    ------
    FontError : there is no Chinese font that may be embedded.
    TypesetError : the template cannot be set.
    """
    return _compiled(template, form, made_at=made_at, ppi=None)


def set_picture(template: Path, form: Mapping[str, object], *, ppi: float) -> bytes:
    """PNG of a form's only page.

    Raises
    ------
    FontError : there is no Chinese font that may be embedded.
    TypesetError : the template cannot be set.
    """
    return _compiled(template, form, made_at=None, ppi=ppi)


def _attempted(
    files: Mapping[str, bytes], *, made_at: datetime | None, ppi: float | None
) -> bytes | list[bytes] | None:
    if ppi is not None:
        return _compiler(files).compile(format="png", ppi=ppi)
    second = made_at and made_at.replace(microsecond=0)
    try:
        return _compiler(files).compile(
            format="pdf", pdf_standards=list(_STANDARDS), timestamp=second
        )
    except typst.TypstError:
        # A sign that no font has is against the standards; better a box in its place
        # than no document.
        return _compiler(files).compile(format="pdf", timestamp=second)


def _compiler(files: Mapping[str, bytes]) -> typst.Compiler:
    return typst.Compiler(
        dict(files),  # type: ignore[type-var]  # documented, missing in its stubs
        font_paths=_installed(),
        ignore_system_fonts=True,
    )


def _compiled(
    template: Path,
    form: Mapping[str, object],
    *,
    made_at: datetime | None,
    ppi: float | None,
) -> bytes:
    # User text is data that the template reads, never part of the template.
    data = json.dumps({**form, "faces": faces()}, ensure_ascii=False)
    files = {path.name: path.read_bytes() for path in _FOLDER.glob("*.typ")}
    files["main.typ"] = template.read_bytes()
    files["data.json"] = data.encode()
    try:
        made = _attempted(files, made_at=made_at, ppi=ppi)
    except typst.TypstError as error:
        raise TypesetError(f"排版未成功：{error.message}") from error
    if not isinstance(made, bytes):
        raise TypesetError("排版未成功：内容超出一页")
    return made
