"""Three ways in which prefectures draw up their list of stations.

Goes out: layouts as data. What a list has no column for, its prefecture does not
report: one asks neither who guides a station nor how it is paid.
"""

from hrss.sheets import COLUMNS, SheetKind
from hrss.simulation.headings import Heading
from hrss.simulation.layouts import Layout

_TITLE = "{unit}村（社区）人力资源社会保障服务站情况表"
_SIGNED = ("填表人：", "", "", "审核人：", "", "", "联系电话：")
_COMPLETE = tuple(
    Heading((each.group, each.header) if each.group else (each.header,), each.name)
    for each in COLUMNS
    if SheetKind.STATION in each.kinds
    and (not each.is_ignored or each.name == "sequence")
)
_GROUPED = (
    Heading(("序号",), "sequence"),
    Heading(("所在地", "县（区）"), "county_name"),
    Heading(("所在地", "镇（街道）"), "township_name"),
    Heading(("所在地", "村（居）"), "village_name"),
    Heading(("站点情况", "站点名称"), "station_name"),
    Heading(("站点情况", "是否建成"), "is_complete"),
    Heading(("站点情况", "建成时间"), "completion_date"),
    Heading(("站点情况", "是否挂牌"), "has_unified_sign"),
    Heading(("站点情况", "是否整合"), "is_integrated"),
    Heading(("站点情况", "运作方式"), "operation_mode"),
    Heading(("站点情况", "业务指导所"), "guiding_office"),
    Heading(("人员情况", "用工方式"), "employment_mode"),
    Heading(("人员情况", "人数"), "station_staff_count"),
    Heading(("人员情况", "按量按质计酬"), "pays_by_performance"),
    Heading(("人员情况", "公职人员兼职"), "public_servant_count"),
    Heading(("人员情况", "其中领取报酬人数"), "paid_public_servant_count"),
)
_SHORT = (
    Heading(("编号",), "sequence"),
    Heading(("县区",), "county_name"),
    Heading(("乡镇（街道）",), "township_name"),
    Heading(("村（社区）名称",), "village_name"),
    Heading(("类别",), "station_type"),
    Heading(("服务站名称",), "station_name"),
    Heading(("建设进展",), "construction_status"),
    Heading(("统一标识",), "has_unified_sign"),
    Heading(("聘用方式",), "employment_mode"),
    Heading(("工作人员数",), "station_staff_count"),
    Heading(("兼职公职人员数",), "public_servant_count"),
    Heading(("公职人员领取报酬人数",), "paid_public_servant_count"),
    Heading(("备注",), "remarks"),
)

STATION_LAYOUTS = (
    Layout(
        name="complete",
        sheet="站点表",
        above=((_TITLE,), ("填报单位：{unit}", "", "", "截止日期：{iso}")),
        headings=_COMPLETE,
        below=(_SIGNED,),
    ),
    Layout(
        name="grouped",
        sheet="村居站点",
        above=(
            ("附件3",),
            (_TITLE,),
            ("填报单位：{unit}人力资源和社会保障局", "", "", "", "填报日期：{day}"),
        ),
        headings=_GROUPED,
        below=(("注：√为是，×为否。",), _SIGNED),
        yes="√",
        no="×",
        dates="dots",
        totals="last",
        merges_places=True,
        no_county="市直",
    ),
    Layout(
        name="short",
        sheet="Sheet1",
        above=((_TITLE + "（截至{day}）",), ("填报单位：{unit}",)),
        headings=_SHORT,
        below=(("填报日期：{day}",),),
        words=("已挂牌运行", "筹建中", "未启动"),
    ),
)


def station_layout_of(prefecture_code: str) -> Layout:
    """The layout of a prefecture's list."""
    return STATION_LAYOUTS[int(prefecture_code) // 100 % len(STATION_LAYOUTS)]
