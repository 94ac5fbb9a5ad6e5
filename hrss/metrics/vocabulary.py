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


class ScheduleSource(StrEnum):
    """What the schedule of a group is drawn from."""

    LINEAR = "linear"
    PLAN = "plan"
    MIXED = "mixed"

    @property
    def label(self) -> str:
        """Its word in Chinese."""
        return {
            ScheduleSource.LINEAR: "线性",
            ScheduleSource.PLAN: "按备案计划",
            ScheduleSource.MIXED: "部分按备案计划",
        }[self]


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
    Measure(
        "answered_count",
        "已填报本项",
        "count",
        "填了所问事项的机构数：进度表中为是否建成，标准化表中为该条款或该项",
    ),
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
    Measure(
        "light",
        "亮灯",
        "light",
        "按与序时差距亮灯；含两个批次的，分批次判断，以较差的为准；从未上报的不亮灯",
    ),
    Measure("is_overdue", "逾期未完成", "flag", "时限已过仍有未建成"),
    Measure("due_date", "时限", "date", "该批次时限；含两个批次的分组不列"),
    Measure("days_left", "距时限天数", "count", "时限减截至日，负数为已逾期"),
    Measure("needed_per_week", "每周需建成", "number", "未到期批次的未建成数÷剩余周数"),
    Measure("as_of", "数据截至", "date", "数据截至日期"),
    Measure("change_count", "较上期", "count", "上报建成较上一报告期的变化"),
    Measure("rule", "条款", "text", "文件条款编号"),
    Measure("strength", "约束力", "text", "硬性、原则性、可选或工作要求"),
    Measure("title", "项目", "text", "条款、事项或类别的名称"),
    Measure("quote", "依据原文", "text", "文件原句"),
    Measure("pass_count", "符合", "count", "填报且符合该条款的机构数"),
    Measure("fail_count", "不符合", "count", "填报但不符合该条款的机构数"),
    Measure("unanswered_count", "未填报", "count", "没有填报该项的机构数"),
    Measure("pass_rate", "符合率（占应建）", "rate", "符合÷应建"),
    Measure("answered_pass_rate", "符合率（占填报）", "rate", "符合÷已填报本项"),
    Measure("used_count", "采用", "count", "采用该可选做法的机构数，不采用不算问题"),
    Measure("only_count", "仅此一项", "count", "只因这一项未核验达标的机构数"),
    Measure("item", "事项代码", "text", "报表字段名"),
    Measure("has_count", "已具备", "count", "填报为有的机构数"),
    Measure("lacks_count", "缺少", "count", "填报为无的机构数"),
    Measure("has_rate", "具备率（占应建）", "rate", "已具备÷应建"),
    Measure("lacks_rate", "缺少率（占填报）", "rate", "缺少÷已填报本项"),
    Measure("kind", "类别代码", "text", "类别代码"),
    Measure("office_count", "机构数", "count", "属于该类的机构数"),
    Measure("office_rate", "占应建", "rate", "机构数÷应建"),
    Measure("conforms_count", "名称规范", "count", "机构全称符合文件规定"),
    Measure("lacks_he_count", "缺“和”字", "count", "写成“人力资源社会保障服务所”"),
    Measure("generic_count", "未写地名", "count", "只写了通名，没有乡镇（街道）名"),
    Measure("other_count", "其他名称", "count", "劳动保障所、事务所等其他名称"),
    Measure("not_reported_count", "名称未填报", "count", "没有填报机构全称"),
    Measure("large_enough_count", "面积达标", "count", "建筑面积不少于300㎡"),
    Measure("too_small_count", "面积不足", "count", "建筑面积少于300㎡"),
    Measure("small_window_count", "其中专门窗口", "count", "面积不足的平台专门窗口"),
    Measure("large_enough_rate", "面积达标率", "rate", "面积达标÷已填报面积"),
    Measure("median_area_m2", "面积中位数（㎡）", "number", "已填报面积的中位数"),
    Measure("missing_area_m2", "缺口面积（㎡）", "number", "各所距300㎡的差额合计"),
    Measure("low_m2", "面积下限（㎡）", "count", "含下限"),
    Measure("high_m2", "面积上限（㎡）", "count", "不含上限"),
    Measure("is_large_enough", "达到300㎡", "flag", "该段是否达到300㎡"),
    Measure("served_count", "服务对象数", "count", "两数都填报的机构的服务对象合计"),
    Measure("staff_count", "工作人员数", "count", "工作人员合计"),
    Measure("served_per_staff", "每名人员服务", "number", "服务对象数÷工作人员数"),
    Measure("shortage_count", "缺口人数", "count", "服务对象数÷8000进位后减工作人员"),
    Measure("understaffed_count", "人员不足", "count", "每名人员服务超过8000人的机构"),
    Measure("no_staff_count", "没有工作人员", "count", "工作人员填报为0的机构"),
    Measure("population_count", "常住人口", "count", "2010年第六次全国人口普查"),
    Measure("fewest_needed_count", "估算需配（8000）", "count", "常住人口÷8000"),
    Measure("most_needed_count", "估算需配（6000）", "count", "常住人口÷6000"),
    Measure("population_per_staff", "估算人均服务", "number", "常住人口÷工作人员"),
    Measure("value_label", "指标", "text", "指标名称"),
    Measure("unit", "单位", "text", "计量单位"),
    Measure("value_sum", "合计", "number", "填报合计"),
    Measure("base_label", "对照", "text", "与之相比的数"),
    Measure("base_sum", "对照合计", "number", "对照数合计"),
    Measure("value_rate", "占比", "rate", "合计÷对照合计"),
    Measure("value_per_base", "平均", "number", "合计÷对照合计"),
    Measure("week_end", "周末日", "date", "这一周的最后一天"),
    Measure("weekly_count", "当周建成", "count", "当周新建成的机构数"),
    Measure("inexact_count", "其中日期不确切", "count", "只写到月份或按首次上报估计"),
    Measure("unplaced_count", "不知建于哪周", "count", "首次上报即已建成且未填时间"),
    Measure("pace_per_week", "近期每周建成", "number", "最近8周平均每周建成数"),
    Measure("recent_count", "最近8周建成", "count", "最近8周新建成的机构数"),
    Measure("busy_weeks", "有建成的周数", "count", "最近8周中有新建成的周数"),
    Measure("forecast_status", "推算情况", "text", "能否推算预计完成日期"),
    Measure("forecast_date", "预计完成", "date", "按最近8周速度推算，居中的日期"),
    Measure("forecast_low", "最早可能", "date", "推算结果的第10百分位"),
    Measure("forecast_high", "最晚可能", "date", "推算结果的第90百分位"),
    Measure("chance_by_due", "按期完成可能", "rate", "推算结果不晚于时限的比例"),
    Measure("expected_count", "预计建成", "count", "推算结果居中的建成数"),
    Measure("low_count", "预计建成（少）", "count", "推算建成数的第10百分位"),
    Measure("high_count", "预计建成（多）", "count", "推算建成数的第90百分位"),
    Measure("on_time_count", "按时建成", "count", "建成时间不晚于时限"),
    Measure(
        "undated_by_due_count",
        "按时（时间未填）",
        "count",
        "建成时间未填，但时限前的报表已报为建成",
    ),
    Measure(
        "undated_count",
        "时间未填",
        "count",
        "建成时间未填，时限后的报表才报为建成，是否按时不明",
    ),
    Measure("late_count", "逾期建成", "count", "建成时间晚于时限"),
    Measure("overdue_count", "逾期未建成", "count", "时限已过仍未建成"),
    Measure("no_due_count", "时限未定", "count", "批次待定的机构数"),
    Measure(
        "on_time_rate", "按时建成率", "rate", "按时建成（含时间未填）÷有时限的应建"
    ),
    Measure("before_count", "原上报建成", "count", "前一截至日或时点的上报建成数"),
    Measure("newly_complete_count", "新建成", "count", "较新一期报表报为建成"),
    Measure("withdrawn_count", "撤回或改报", "count", "报表撤回或较新一期不再报为建成"),
    Measure("corrected_count", "更正、补报", "count", "同期或更早一期报表更正的净数"),
    Measure("re_scoped_count", "名册批次调整", "count", "进入或离开统计范围的净数"),
    Measure("net_change_count", "净变化", "count", "各项原因相加，即现减原"),
    Measure("after_count", "现上报建成", "count", "后一截至日或时点的上报建成数"),
    Measure("period", "报告期", "date", "每月一期，以当月最后一天为名"),
    Measure("report_due_date", "应报日", "date", "该期报表的最后期限"),
    Measure("report_status", "报送情况", "text", "按时、迟报、缺报或未到期"),
    Measure("received_on", "首次收到", "date", "该期第一份报表的收到日期（北京时间）"),
    Measure("days_late", "迟报天数", "count", "首次收到日期减应报日"),
    Measure("submission_count", "报表份数", "count", "该期收到的报表份数，含更正"),
    Measure("period_reported_count", "本期上报", "count", "本期报表中的应建机构数"),
    Measure("period_reporting_rate", "本期上报率", "rate", "本期上报÷应建"),
    Measure("period_count", "期数", "count", "截至日前的报告期数"),
    Measure("on_time_period_count", "按时", "count", "按时报送的期数"),
    Measure("late_period_count", "迟报", "count", "逾应报日才报送的期数"),
    Measure("missing_period_count", "缺报", "count", "已过应报日仍未报送的期数"),
    Measure("not_due_period_count", "未到期", "count", "未报送且未过应报日的期数"),
    Measure("arrived_rate", "报送率", "rate", "按时和迟报期数÷已到应报的期数"),
    Measure("punctual_rate", "按时率", "rate", "按时期数÷已到应报的期数"),
    Measure("most_days_late", "最长迟报天数", "count", "各期迟报天数中最大的"),
    Measure("report_as_of", "最近报表", "date", "最近一份报表的数据截至日期"),
    Measure("stale_days", "数据已陈旧天数", "count", "截至日减最近报表的数据截至日期"),
    Measure("stale_count", "仍用旧数据", "count", "最近报表早于本期的机构数"),
    Measure("silent_count", "从未上报", "count", "没有任何报表的机构数"),
    Measure("unreported_count", "本期未报", "count", "本期报表中没有的应建机构数"),
    Measure("held_back_count", "退回行数", "count", "因有错误未入库、退回修改的行数"),
    Measure("returned_count", "审核退回", "count", "审核退回、尚未重报的本期报表份数"),
    Measure("unreported_names", "未报机构", "text", "本期未报的机构，最多列十个"),
    Measure("oddity_key", "编号", "text", "异常的编号，随所依据的报表而变"),
    Measure("county_code", "县级代码", "text", "所属县（市、区）代码"),
    Measure("county_name", "县（市、区）", "text", "所属县（市、区）"),
    Measure("township_code", "乡镇代码", "text", "乡镇（街道）代码"),
    Measure("township_name", "乡镇（街道）", "text", "乡镇（街道）名称"),
    Measure("fields", "涉及字段", "text", "报表字段名"),
    Measure("before_value", "前值", "number", "上一期报表的值"),
    Measure("after_value", "现值", "number", "本期报表的值"),
    Measure("typical_value", "本市中位数", "number", "同一地级市各机构的中位数"),
    Measure("robust_z", "稳健z值", "number", "0.6745×（值−中位数）÷绝对中位差"),
    Measure("one_day", "同一日期", "date", "全市各机构填写的同一天"),
    Measure("previous_as_of", "前次报表", "date", "上一期报表的数据截至日期"),
    Measure("submission_ids", "所依据的报表", "text", "报送编号"),
    Measure("is_simulated", "模拟数据", "flag", "是否依据模拟报表"),
    Measure("oddity_label", "异常类别", "text", "异常类别的名称"),
    Measure("place", "地区", "text", "所在的市、县（市、区）、乡镇（街道）"),
    Measure("reason", "为何要核实", "text", "异常的理由和数值"),
    Measure("is_looked_at", "已核实", "flag", "是否已有人核实并说明"),
    Measure("noted_by", "核实人", "text", "写说明的人"),
    Measure("noted_at", "核实时间", "text", "写说明的时间（北京时间）"),
    Measure("note", "核实说明", "text", "核实后的说明，以最后一条为准"),
    Measure("note_count", "说明条数", "count", "同一异常的说明条数，含已被取代的"),
    Measure("former_note", "此前说明", "text", "同一问题在以前报表中出现时的说明"),
    Measure("listing_count", "已报名单乡镇", "count", "报来站点名单的乡镇（街道）数"),
    Measure("township_count", "乡镇（街道）", "count", "名册内的乡镇（街道）数"),
    Measure("listing_rate", "名单报送率", "rate", "已报名单乡镇÷乡镇（街道）"),
    Measure("listed_count", "名单站点", "count", "名单列出的村（社区）站点数"),
    Measure("listed_complete_count", "名单建成", "count", "名单填为已建成的站点数"),
    Measure("listed_unstated_count", "未填建否", "count", "名单未填是否建成的站点数"),
    Measure("listed_coverage_rate", "覆盖率（名单）", "rate", "名单建成÷名单站点"),
    Measure("due_answered_count", "填站点数乡镇", "count", "进度表填了应建和已建站点"),
    Measure("station_due_count", "进度表应建站点", "count", "服务所进度表的应建站点数"),
    Measure("station_complete_count", "进度表已建站点", "count", "进度表的已建站点数"),
    Measure("station_coverage_rate", "覆盖率（进度表）", "rate", "已建站点÷应建站点"),
    Measure("differing_count", "两数不一乡镇", "count", "进度表应建数与名单数不同"),
    Measure("listed_pass_rate", "符合率（占名单）", "rate", "符合÷名单站点"),
    Measure("station_count", "站点数", "count", "属于该类的站点数"),
    Measure("station_rate", "占名单", "rate", "站点数÷名单站点"),
    Measure("has_he_count", "多一个“和”字", "count", "写成“和社会保障服务站”"),
    Measure("paid_station_count", "触红线站点", "count", "有公职人员领取报酬的站点"),
    Measure("paid_person_count", "违规领酬人数", "count", "领取兼职报酬的公职人员"),
    Measure("level", "层级", "text", "地级以上市本级，或县（市、区）"),
    Measure("area_count", "市县数", "count", "应填报该项的市、县（市、区）数"),
    Measure("yes_count", "是", "count", "填报为“是”的市县数"),
    Measure("no_count", "否", "count", "填报为“否”的市县数"),
    Measure("yes_rate", "是（占市县数）", "rate", "是÷应填报该项的市县数"),
    Measure("answered_yes_rate", "是（占填报）", "rate", "是÷已填报本项"),
    Measure("budget_wan_yuan", "年度经费（万元）", "number", "已填报的年度经费合计"),
    Measure(
        "budget_per_office_wan_yuan",
        "平均每所（万元）",
        "number",
        "年度经费÷填报经费的市县应建机构数",
    ),
    Measure("plan_due_date", "备案期限", "date", "方案报省厅备案的最后日期"),
    Measure("plan_filed_date", "备案日期", "date", "方案报省厅备案的日期"),
    Measure("filing_status", "备案情况", "text", "按时、逾期、未备案或未到期"),
    Measure("days_overdue", "逾期天数", "count", "算到备案日，未备案的算到截至日"),
    Measure("planned_count", "计划建成合计", "count", "分月计划建成数合计，与应建对照"),
    Measure("linear_count", "线性应建成", "number", "不按备案计划、按时间平均应建成数"),
    Measure("schedule_source", "序时依据", "text", "线性、备案计划，或两者兼有"),
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

NOT_REPORTED = "未上报"
"""Word for a group of which nothing has been reported, in place of a light."""

PROVINCE_LABEL = "全省"
