"""The columns of six prefectures' tables, each headed as its clerk heads it.

Goes out: headings as data. What a table has no column for, its prefecture does not
report: one asks no equipment, one no systems, one no functions.
"""

from dataclasses import dataclass

from hrss.sheets import COLUMNS, SheetKind


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as the sheet heads it: texts from the top row down, and its field.

    `field` is ``"sequence"`` for the numbering of rows.
    """

    path: tuple[str, ...]
    field: str


def _headings(text: str) -> tuple[Heading, ...]:
    """Headings from ``group>header=field``, one a line."""
    pairs = (line.strip().split("=") for line in text.strip().splitlines())
    return tuple(Heading(tuple(path.split(">")), field) for path, field in pairs)


COMPLETE = tuple(
    Heading((each.group, each.header) if each.group else (each.header,), each.name)
    for each in COLUMNS
    if SheetKind.OFFICE in each.kinds
    and (not each.is_ignored or each.name == "sequence")
)

LEDGER = _headings(
    """
    序号=sequence
    县(市、区)=county_name
    镇（街道）名称=township_name
    机构名称=office_name
    单位性质=institution_type
    是否建成=is_complete
    开工日期=start_date
    建成日期=completion_date
    计划建成时间=planned_completion_date
    建筑面积（㎡）=floor_area_m2
    窗口数（个）=window_count
    电脑=has_computer
    打印机=has_printer
    传真=has_fax
    电话=has_telephone
    档案柜=has_filing_cabinet
    信息公告栏=has_notice_board
    统一标识=has_unified_sign
    工作人员数=staff_count
    在编=staff_established_count
    服务对象人数=served_count
    首问责任制=has_first_inquiry
    限时办结制=has_time_limit
    责任追究制=has_accountability
    列入县级财政预算=has_county_budget
    年度经费（万元）=annual_budget_wan_yuan
    备注=remarks
    """
)

GROUPED = _headings(
    """
    序号=sequence
    所在地>市=prefecture_name
    所在地>县（区）=county_name
    所在地>乡镇（街道）=township_name
    机构情况>机构名称=office_name
    机构情况>机构性质=institution_type
    机构情况>批复文号=approval_number
    机构情况>设置形式=platform_type
    建设进展>是否中心镇=is_central_town
    建设进展>是否建成=is_complete
    建设进展>开工时间=start_date
    建设进展>完成时间=completion_date
    建设进展>建设方式=construction_method
    服务条件>场所>建筑面积(平方米)=floor_area_m2
    服务条件>场所>服务窗口=has_window
    服务条件>设备>电脑（网络设备）=has_computer
    服务条件>设备>打印机=has_printer
    服务条件>设备>传真机=has_fax
    服务条件>设备>电话=has_telephone
    服务条件>设备>档案柜=has_filing_cabinet
    服务条件>设备>信息发布栏=has_notice_board
    服务条件>标识>是否挂牌=has_unified_sign
    人员>实有=staff_count
    人员>编制=staff_established_count
    人员>购买服务=staff_purchased_count
    人员>服务对象=served_count
    经费>列入预算=has_county_budget
    经费>年度经费（万元）=annual_budget_wan_yuan
    制度>首问责任制=has_first_inquiry
    制度>限时办结制=has_time_limit
    制度>责任追究制=has_accountability
    站点>应建=station_due_count
    站点>已建=station_complete_count
    """
)

PROSE = _headings(
    """
    序号=sequence
    县（市、区）=county_name
    镇街名称=township_name
    所名称=office_name
    机构性质=institution_type
    建设情况=construction_status
    建成时间=completion_date
    预计完成时间=planned_completion_date
    办公服务面积=floor_area_m2
    是否设窗口=has_window
    统一标识=has_unified_sign
    现有工作人员=staff_count
    服务人口=served_count
    培训期数=training_session_count
    培训人次=trained_person_count
    首问责任制=has_first_inquiry
    限时办结制=has_time_limit
    责任追究制=has_accountability
    应建站点=station_due_count
    已建站点=station_complete_count
    说明=remarks
    """
)

TOTALS_FIRST = _headings(
    """
    县区=county_name
    乡镇（街道）=township_name
    建设>建成=is_complete
    建设>状态=construction_status
    建设>开工时间=start_date
    建设>建成时间=completion_date
    机构>机构名称=office_name
    机构>机构性质=institution_type
    机构>管理体制=management_system
    职能>就业服务=has_function_employment
    职能>职业培训=has_function_training
    职能>社会保险=has_function_insurance
    职能>退休人员管理=has_function_retirees
    职能>劳动关系协调及劳动人事争议处理=has_function_labour_relations
    职能>人事人才管理=has_function_personnel
    职能>自主择业军转干部管理服务=has_function_veterans
    职能>普法宣传=has_function_legal_education
    场所及标识>面积=floor_area_m2
    场所及标识>窗口个数=window_count
    场所及标识>挂牌=has_unified_sign
    设备>电脑=has_computer
    设备>打印机=has_printer
    设备>传真机=has_fax
    设备>电话=has_telephone
    设备>档案柜=has_filing_cabinet
    设备>信息栏=has_notice_board
    人员及经费>人员数=staff_count
    人员及经费>服务对象数=served_count
    人员及经费>列入预算=has_county_budget
    人员及经费>工作经费（元）=annual_budget_wan_yuan
    制度>首问=has_first_inquiry
    制度>限时=has_time_limit
    制度>追责=has_accountability
    制度>制度公开=publishes_rules
    制度>流程公开=publishes_workflow
    """
)

CODED = _headings(
    """
    区划代码=township_code
    地市=prefecture_name
    县、区=county_name
    乡镇=township_name
    建设年度=claimed_batch
    是否完成=is_complete
    完成日期=completion_date
    验收时间=acceptance_date
    机构全称=office_name
    机构性质=institution_type
    场地面积（㎡）=floor_area_m2
    服务窗口数=window_count
    电脑=has_computer
    打印机=has_printer
    传真机=has_fax
    电话=has_telephone
    档案柜=has_filing_cabinet
    信息发布栏=has_notice_board
    统一标识=has_unified_sign
    挂牌日期=sign_date
    服务对象数=served_count
    工作人员数=staff_count
    新增人员数=new_staff_count
    新增中购买服务人数=new_staff_purchased_count
    列入县级预算=has_county_budget
    年度经费（万元）=annual_budget_wan_yuan
    乡镇补助（万元）=township_subsidy_wan_yuan
    """
)
