"""Names of figures: one identifier, one Chinese label, one meaning each.

Every column that a metric returns is in `MEASURES`; pages, charts, exports and the
command line take their labels from here.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["text", "count", "rate", "pp", "date", "number", "flag", "light"]


class Grouping(StrEnum):
    """What a table of progress is grouped by."""

    PROVINCE = "province"
    BATCH = "batch"
    REGION = "region"
    PREFECTURE = "prefecture"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its identifier, label, kind and meaning."""

    name: str
    label: str
    kind: Kind
    meaning: str


_MEASURES = (
    Measure("group_code", "代码", "text", "区划代码或分组代码"),
    Measure("group_name", "名称", "text", "分组名称"),
    Measure("prefecture_code", "地级市代码", "text", "所属地级市代码"),
    Measure("prefecture_name", "地级市", "text", "所属地级市"),
    Measure("rostered_count", "应建", "count", "名册内应建机构数，未上报的不剔除"),
    Measure("reported_count", "已上报", "count", "截至日前已有报表的机构数"),
    Measure("answered_count", "已填报建设状态", "count", "报表中填了是否建成的机构数"),
    Measure("complete_count", "上报建成", "count", "报表填为已建成"),
    Measure("verified_count", "核验达标", "count", "上报建成且硬性条款均符合"),
    Measure("unverified_count", "建成未核验", "count", "上报建成但未核验达标的机构数"),
    Measure("remaining_count", "未建成", "count", "应建减上报建成"),
    Measure("completion_rate", "完成率", "rate", "上报建成÷应建"),
    Measure("verified_rate", "核验达标率", "rate", "核验达标÷应建"),
    Measure("reporting_rate", "上报率", "rate", "已上报÷应建"),
    Measure("scheduled_count", "序时应建成", "number", "截至日按序时应建成数"),
    Measure("scheduled_rate", "序时进度", "rate", "序时应建成÷应建"),
    Measure("gap_pp", "与序时差距", "pp", "完成率减序时进度，负数为滞后"),
    Measure("light", "亮灯", "light", "按与序时差距亮灯"),
    Measure("is_overdue", "逾期未完成", "flag", "时限已过仍有未建成"),
    Measure("due_date", "时限", "date", "该批次时限；含两个批次的分组不列"),
    Measure("days_left", "距时限天数", "count", "时限减截至日，负数为已逾期"),
    Measure("needed_per_week", "每周需建成", "number", "未到期批次的未建成数÷剩余周数"),
    Measure("as_of", "数据截至", "date", "数据截至日期"),
    Measure("change_count", "较上期", "count", "上报建成较上一报告期的变化"),
)

MEASURES: dict[str, Measure] = {measure.name: measure for measure in _MEASURES}

REGION_LABELS: dict[str, str] = {
    "delta": "珠三角",
    "central": "其他地区中心镇",
    "other": "其他地区其余乡镇",
    "undesignated": "批次待定",
}

BATCH_LABELS: dict[str, str] = {
    "2011": "2011年批次",
    "2012": "2012年批次",
    "undesignated": "批次待定",
}

PROVINCE_CODE = "440000"
PROVINCE_LABEL = "全省"
