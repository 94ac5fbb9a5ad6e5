"""The styles of a printed brief, as the standard of official documents has them.

Comes in: nothing. Goes out: every style by its Chinese name. Fonts are named as offices
have them and never shipped; a program without them falls back.

References
----------
GB/T 9704-2012: 3号仿宋, 22 lines a page; title 2号小标宋; 一、黑体; （一）楷体.
"""

from dataclasses import dataclass
from typing import Literal

from hrss.figures.theme import LIGHTS, SECONDARY

FANGSONG = "仿宋_GB2312"
HEITI = "黑体"
KAITI = "楷体_GB2312"
SONGTI = "宋体"
TITLE_SONG = "方正小标宋简体"
LATIN = "Times New Roman"
LINE = 29.0
HEAD_RED = "#C8102E"


@dataclass(frozen=True, slots=True)
class StyleForm:
    """One style.

    Parameters
    ----------
    name : as the office sees it in its list.
    key : its id in the file.
    base : name of the style that it is based on; "" for none.
    font : for Chinese; "" is its base's.
    size, line, before, after : in points; 0 is its base's, line exact.
    indent : of the first line, in characters; None is its base's.
    """

    name: str
    key: str
    base: str
    kind: Literal["paragraph", "character"] = "paragraph"
    font: str = ""
    size: float = 0.0
    line: float = 0.0
    before: float = 0.0
    after: float = 0.0
    align: str = ""
    indent: int | None = None
    right: int = 0
    is_bold: bool | None = None
    ink: str = ""
    is_kept_with_next: bool = False
    is_kept_together: bool = False
    outline: int | None = None
    is_single_spaced: bool = False


def row_line(size: float) -> float:
    """Height of a line in a table of this type."""
    return round(size * 1.45)


def _table_forms(suffix: str, key: str, size: float) -> tuple[StyleForm, ...]:
    line = row_line(size)
    text = f"通报表文{suffix}"
    return (
        StyleForm(text, f"HrssCell{key}", "Normal", size=size, line=line, align="left"),
        StyleForm(f"通报表数{suffix}", f"HrssNumber{key}", text, align="right"),
        StyleForm(
            f"通报表头{suffix}",
            f"HrssHead{key}",
            text,
            font=HEITI,
            align="center",
            is_kept_with_next=True,
        ),
    )


BUILT_IN = (
    StyleForm("Normal", "Normal", "", font=FANGSONG, size=16, line=LINE, align="both"),
    StyleForm(
        "Title", "Title", "Normal", font=TITLE_SONG, size=22, line=36, align="center"
    ),
    StyleForm(
        "heading 1",
        "Heading1",
        "Normal",
        font=HEITI,
        size=16,
        indent=2,
        is_bold=False,
        ink="#000000",
        is_kept_with_next=True,
        outline=0,
    ),
    StyleForm(
        "heading 2",
        "Heading2",
        "Normal",
        font=KAITI,
        size=16,
        indent=2,
        is_bold=False,
        ink="#000000",
        is_kept_with_next=True,
        outline=1,
    ),
    StyleForm("header", "Header", "Normal", size=10.5, line=16),
    StyleForm("footer", "Footer", "Normal", font=SONGTI, size=14, line=20),
)

HOUSE = (
    StyleForm("通报标题", "HrssTitle", "Title", before=14, after=22),
    StyleForm("通报正文", "HrssBody", "Normal", indent=2),
    StyleForm("通报条目", "HrssItem", "通报正文"),
    StyleForm("通报一级标题", "HrssHeading1", "heading 1"),
    StyleForm("通报二级标题", "HrssHeading2", "heading 2"),
    StyleForm("通报附表标题", "HrssAppendix", "heading 1", before=8, after=6, indent=0),
    StyleForm(
        "通报落款",
        "HrssSignature",
        "Normal",
        align="right",
        right=4,
        is_kept_with_next=True,
    ),
    StyleForm(
        "通报图表标题",
        "HrssCaption",
        "Normal",
        font=HEITI,
        size=12,
        line=20,
        before=8,
        after=3,
        align="center",
        is_kept_with_next=True,
    ),
    StyleForm(
        "通报图表说明",
        "HrssNote",
        "Normal",
        size=9,
        line=13,
        before=3,
        after=6,
        align="left",
        ink=SECONDARY,
        is_kept_together=True,
    ),
    StyleForm(
        "通报图",
        "HrssDrawing",
        "Normal",
        align="center",
        is_kept_with_next=True,
        is_single_spaced=True,
    ),
    StyleForm("通报间隔", "HrssGap", "Normal", size=2, line=8),
    *_table_forms("", "", 10.5),
    *_table_forms("（小）", "Small", 9),
    StyleForm("通报要点名", "HrssKeyName", "通报表文", align="center", before=4),
    StyleForm(
        "通报要点数",
        "HrssKeyValue",
        "通报表文",
        font=HEITI,
        size=20,
        line=28,
        align="center",
    ),
    StyleForm("通报要点数（中）", "HrssKeyValueMiddle", "通报要点数", size=16, line=24),
    StyleForm("通报要点数（小）", "HrssKeyValueSmall", "通报要点数", size=13, line=21),
    StyleForm("通报要点注", "HrssKeyDetail", "通报表文（小）", align="center", after=4),
    StyleForm(
        "报头名称",
        "HrssMasthead",
        "Normal",
        font=TITLE_SONG,
        size=42,
        line=64,
        before=12,
        align="center",
        ink=HEAD_RED,
    ),
    StyleForm("报头期号", "HrssEdition", "Normal", align="center", after=6),
    StyleForm("报头单位", "HrssIssuer", "Normal", align="left"),
    StyleForm(
        "通报页眉", "HrssHeader", "header", font=HEITI, align="right", ink="#B3261E"
    ),
    StyleForm("通报页码（单页）", "HrssPageOdd", "footer", align="right", right=1),
    StyleForm("通报页码（双页）", "HrssPageEven", "footer", align="left", indent=1),
    StyleForm("通报数字", "HrssFigure", "", "character", is_bold=True),
    StyleForm(
        "通报预警", "HrssAlarm", "", "character", is_bold=True, ink=LIGHTS["red"].ink
    ),
    StyleForm(
        "通报良好", "HrssGood", "", "character", is_bold=True, ink=LIGHTS["green"].ink
    ),
    StyleForm("通报合计", "HrssTotal", "", "character", is_bold=True),
    *(
        StyleForm(
            f"亮灯·{light.word}", f"HrssLight{code}", "", "character", ink=light.ink
        )
        for code, light in LIGHTS.items()
    ),
)
