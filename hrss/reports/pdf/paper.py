"""What fits where: the type and the paper of a table, the lines of a title."""

import math
from collections.abc import Sequence

from hrss.figures.theme import text_width
from hrss.reports.content import Column

# Characters that the width of the text holds at the largest size, upright and turned.
_UPRIGHT, _TURNED = 42.1, 60.7
_SIZES = (10.5, 9.0)
_SMALLEST = 7.5
# White on both sides of a cell, in characters.
_MARGIN = 0.9
# A cell of running text is broken from here on, unless its column asks for more.
_LONGEST = 12.0

_SHORT_LABEL = 4.0
_LINE_OF_TITLE = 20
# Neither a title nor a heading is ever broken inside one of these.
_WORDS = (
    "乡镇（街道）",
    "人力资源和社会保障",
    "基层服务平台",
    "服务所",
    "服务站",
    "批次待定",
    "核验",
    "达标",
    "达标率",
    "完成率",
    "未建成",
    "建成",
    "年批次",
    "批次",
    "序时",
    "差距",
    "数据",
    "上报",
    "地级市",
    "广东省",
    "全省",
    "建设",
    "进展",
    "情况",
    "通报",
    "报告",
)


def column_widths(
    columns: Sequence[Column], texts: Sequence[Sequence[str]]
) -> list[float]:
    """What each column needs, in characters, margins included.

    Its longest cell and its heading, a long one in two lines. A text longer than a
    dozen characters is broken over lines, unless the column asks for more room.
    """
    widths = []
    for at, column in enumerate(columns):
        longest = max((text_width(row[at], size=1) for row in texts), default=0.0)
        heading = max(text_width(line, size=1) for line in label_lines(column.label))
        kept = min(longest, max(_LONGEST, column.width))
        widths.append(max(kept, heading, 2.0) + _MARGIN)
    return widths


def label_lines(label: str, *, room: float = _SHORT_LABEL) -> list[str]:
    """A column's heading, in two lines where it is wider than its room of characters.

    No word of it is broken.
    """
    if text_width(label, size=1) <= max(room - _MARGIN, _SHORT_LABEL):
        return [label]
    cuts = [at for at in range(1, len(label)) if _may_break(label, at)]
    if not cuts:
        return [label]
    cut = min(cuts, key=lambda at: (_longer(label, at), at))
    return [label[:cut], label[cut:]]


def _longer(label: str, cut: int) -> float:
    return max(text_width(label[:cut], size=1), text_width(label[cut:], size=1))


def paper_of(widths: Sequence[float]) -> tuple[bool, float]:
    """Whether a table is printed across a turned page, and its type's size in points.

    The largest type in which every column has the width it needs; upright where that
    can be. A table too wide for any has smaller type, and its cells are broken.
    """
    needed = sum(widths)
    for is_wide, room in ((False, _UPRIGHT), (True, _TURNED)):
        for size in _SIZES:
            if needed <= room * _SIZES[0] / size:
                return is_wide, size
    return True, max(_SMALLEST, _SIZES[0] * _TURNED / needed)


def title_lines(title: str) -> list[str]:
    """A title in lines of about one length, no word broken.

    Of the places nearest to even lines, the longer line comes first, as titles are
    set in a trapezium.
    """
    if len(title) <= _LINE_OF_TITLE:
        return [title]
    count = math.ceil(len(title) / _LINE_OF_TITLE)
    even = math.ceil(len(title) / count)
    reach = range(2, min(_LINE_OF_TITLE, len(title) - 2) + 1)
    cut = min(
        (at for at in reach if _may_break(title, at)),
        key=lambda at: (abs(at - even), -at),
        default=even,
    )
    return [title[:cut], *title_lines(title[cut:])]


def _may_break(title: str, at: int) -> bool:
    if title[at] in "、，。）》”的" or title[at - 1] in "（《“":
        return False
    if title[at - 1].isascii() and title[at].isascii():
        return False
    if title[at - 1].isdigit() and title[at] in "年月日个批期":
        return False
    for word in _WORDS:
        start = title.find(word)
        while start >= 0:
            if start < at < start + len(word):
                return False
            start = title.find(word, start + 1)
    return True
