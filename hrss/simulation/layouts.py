"""Six ways in which prefectures draw up the same table.

Goes out: layouts as data: titles, header rows with their groups, words for yes and
no, how a date is written, where the totals stand. What a layout has no column for,
its prefecture does not report.
"""

from dataclasses import dataclass
from typing import Literal

from hrss.simulation.headings import (
    CODED,
    COMPLETE,
    GROUPED,
    LEDGER,
    PROSE,
    TOTALS_FIRST,
    Heading,
)

DateStyle = Literal["iso", "dots", "chinese", "month", "slashes", "cell"]
Totals = Literal["none", "last", "counties_last", "counties_first"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one prefecture's clerk draws the table.

    Parameters
    ----------
    above : rows over the header, each a tuple of cell texts with ``{unit}``,
        ``{iso}``, ``{day}`` and ``{month}`` to fill in.
    below : rows after the table, likewise.
    words : status as the clerk writes it: complete, in progress, not started.
    no_county : what stands in the county column of 东莞 and 中山.
    """

    name: str
    sheet: str
    above: tuple[tuple[str, ...], ...]
    headings: tuple[Heading, ...]
    below: tuple[tuple[str, ...], ...]
    yes: str = "是"
    no: str = "否"
    words: tuple[str, str, str] = ("已建成", "在建", "未启动")
    dates: DateStyle = "iso"
    totals: Totals = "none"
    has_code_row: bool = False
    merges_places: bool = False
    counts_equipment: bool = False
    writes_square_metres: bool = False
    no_county: str = ""

    @property
    def header_height(self) -> int:
        """Number of header rows, without the row 甲 乙 1 2 3."""
        return max(len(heading.path) for heading in self.headings)


_TITLE = "{unit}乡镇（街道）人力资源和社会保障服务所建设进度表"
_SIGNED = ("填表人：", "", "", "审核人：", "", "", "联系电话：")

LAYOUTS = (
    Layout(
        name="complete",
        sheet="进度表",
        above=((_TITLE,), ("填报单位：{unit}", "", "", "截止日期：{iso}")),
        headings=COMPLETE,
        below=(_SIGNED,),
    ),
    Layout(
        name="ledger",
        sheet="Sheet1",
        above=(
            (_TITLE,),
            ("填报单位：{unit}人力资源和社会保障局", "", "", "", "填报日期：{day}"),
        ),
        headings=LEDGER,
        below=(_SIGNED, ("注：√为已具备，×为未具备。",)),
        yes="√",
        no="×",
        dates="cell",
        totals="counties_last",
        merges_places=True,
        counts_equipment=True,
        no_county="市直",
    ),
    Layout(
        name="grouped",
        sheet="服务所建设情况",
        above=(
            ("附件2",),
            ("乡镇（街道）人力资源和社会保障服务所建设情况统计表",),
            ("填报单位：{unit}", "", "", "填报时间：{day}", "", "", "单位：个、人"),
        ),
        headings=GROUPED,
        below=(("填表说明：1.建成指已挂牌运行。2.编制含事业编制。",), _SIGNED),
        dates="dots",
        totals="last",
        has_code_row=True,
        merges_places=True,
    ),
    Layout(
        name="prose",
        sheet="建设情况",
        above=((_TITLE + "（截至{day}）",), ("填报单位：{unit}",)),
        headings=PROSE,
        below=(("填报日期：{day}",),),
        yes="有",
        no="无",
        words=("已完成。人员、设备已到位。", "正在装修，设备采购中", "未开工"),
        dates="month",
        totals="last",
        writes_square_metres=True,
    ),
    Layout(
        name="totals_first",
        sheet="汇总",
        above=(
            ("附件1",),
            ("{unit}基层人力资源和社会保障服务所建设情况（{month}）",),
            ("填报单位：{unit}", "", "单位负责人：", "", "填报时间：{iso}"),
        ),
        headings=TOTALS_FIRST,
        below=(("说明：合计行在前。",),),
        yes="Y",
        no="N",
        dates="slashes",
        totals="counties_first",
    ),
    Layout(
        name="coded",
        sheet="{month}",
        above=((_TITLE,), ("填报单位：{unit}", "", "", "截至{day}")),
        headings=CODED,
        below=(_SIGNED,),
        dates="chinese",
        totals="last",
    ),
)


def layout_of(prefecture_code: str) -> Layout:
    """The layout a prefecture keeps from month to month."""
    return LAYOUTS[int(prefecture_code) // 100 % len(LAYOUTS)]
