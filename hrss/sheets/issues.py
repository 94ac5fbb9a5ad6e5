"""Issues of a sheet: codes here, wording in one table, never mixed.

Comes in: code and cell of a fault. Goes out: a sentence for the clerk: where it
is, what stands there, what to write instead. Knows nothing of how faults are
found.
"""

from dataclasses import dataclass
from enum import StrEnum

from hrss.sheets.columns import column


class Severity(StrEnum):
    """An error blocks the row, a warning is stored with it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault at its place; `message` makes the sentence.

    `row` and `column` are as the sheet shows them (row number, letter); None
    when the fault is of the whole sheet or file. `value` is what stands there,
    `detail` what the sentence needs besides.
    """

    code: str
    severity: Severity
    sheet: str | None
    row: int | None
    column: str | None
    field: str | None
    value: str | None
    detail: str | None


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

MESSAGES: dict[str, tuple[Severity, str]] = {
    # The file and its sheets
    "empty_workbook": (
        _ERROR,
        "文件中没有可读的工作表（空白或隐藏的工作表不读），请检查后重新上传",
    ),
    "no_table": (
        _ERROR,
        "没有找到表头，应有“乡镇（街道）”“是否建成”等列名{strange}；可下载模板对照",
    ),
    "no_body_row": (_ERROR, "表头下面没有数据行，请填写后重新上传"),
    "no_as_of": (
        _ERROR,
        "没有找到截止日期，请在上传时选择，或在表头上方写明“截至2011年12月31日”",
    ),
    "as_of_differs": (
        _WARNING,
        "表中写明的日期是{value}，与选定的截止日期{detail}不一致，按选定日期处理",
    ),
    "as_of_conflict": (_WARNING, "各工作表写明的日期不一致（{detail}），按最晚的处理"),
    "unknown_header": (
        _WARNING,
        "列名“{value}”不认识，这一列没有读入；需要时请改用模板中的列名",
    ),
    "duplicate_header": (
        _WARNING,
        "列名“{value}”与前面的列重复（都是“{label}”），这一列没有读入",
    ),
    "unnamed_column": (
        _WARNING,
        "这一列有内容而没有列名，没有读入；需要时请补上列名",
    ),
    "doubtful_unit": (
        _WARNING,
        "表头上方写明单位是“{value}”，而本列没有写明单位，按“{detail}”读入，请核对；"
        "需要时请在列名后写明单位",
    ),
    "missing_identification": (
        _ERROR,
        "缺少“乡镇（街道）”列，无法知道每行是哪个乡镇；请补上该列，或补上“行政区划代码”",
    ),
    "missing_completion": (
        _ERROR,
        "缺少“是否建成”“建设状态”“建成时间”中的任何一列，无法知道是否建成；请至少补上一列",
    ),
    "missing_headers": (_WARNING, "表中没有这些列，按未填报处理：{detail}"),
    # Which office
    "missing_office": (_ERROR, "没有写乡镇（街道）名称，请补上；如是多余的行请删去"),
    "unknown_office": (_ERROR, "“{value}”不在名册中{suggestions}"),
    "ambiguous_office": (
        _ERROR,
        "“{value}”对应不止一个乡镇，请写明所属县（市、区）{suggestions}",
    ),
    "unknown_prefecture": (_ERROR, "“{value}”不是名册中的地级以上市{suggestions}"),
    "unknown_county": (_ERROR, "“{value}”不是该市的县（市、区）{suggestions}"),
    "code_disagrees": (
        _ERROR,
        "区划代码“{value}”与乡镇名称不一致，请核对{suggestions}",
    ),
    "place_from_unit": (
        _WARNING,
        "表中没有写明“{label}”，按{detail}读作“{value}”，请确认",
    ),
    "known_by_alias": (_WARNING, "“{value}”按此前确认的名称读作{detail}"),
    "known_by_change": (_WARNING, "“{value}”按区划变动前后的名称读作{detail}"),
    "area_sum": (
        _WARNING,
        "“{value}”不是乡镇（街道），这一行按合计行处理，没有读入；请确认",
    ),
    "duplicate_office": (_ERROR, "“{value}”重复填报，{detail}已有，请只保留一行"),
    "outside_reporting_unit": (
        _WARNING,
        "“{value}”不属于填报单位所在的{detail}，请核对",
    ),
    "other_kind": (
        _ERROR,
        "这张工作表是{value}表，而本文件按{detail}表读入，一个文件只能报一种表；"
        "请把这张工作表另存为单独的文件，分开上报",
    ),
    # Which station
    "missing_township": (
        _ERROR,
        "缺少“乡镇（街道）”列，无法知道站点属于哪个乡镇；请补上该列，或补上“行政区划代码”",
    ),
    "missing_village": (_ERROR, "没有写村（社区）名称，请补上；如是多余的行请删去"),
    "unused_row": (
        _WARNING,
        "只有乡镇（街道）名称，没有填写村（社区），这一行没有读入",
    ),
    "duplicate_station": (_ERROR, "“{value}”重复填报，{detail}已有，请只保留一行"),
    "other_guiding_office": (
        _WARNING,
        "指导服务所“{value}”不是所在的{detail}服务所，请核对",
    ),
    "paid_public_servants": (
        _WARNING,
        "有{value}名公职人员领取兼职报酬，按规定不得领取，请核实并纠正",
    ),
    # Which area
    "missing_area": (_ERROR, "没有写地级市和县（市、区），请补上；如是多余的行请删去"),
    "duplicate_area": (_ERROR, "“{value}”重复填报，{detail}已有，请只保留一行"),
    "filed_after_as_of": (
        _ERROR,
        "方案备案日期{value}在截止日期{detail}之后，请更正；尚未备案的请留空",
    ),
    "county_plan": (
        _WARNING,
        "按月计划由地级以上市填报，县（市、区）行的计划数不作为序时进度的依据",
    ),
    "plan_differs": (_WARNING, "按月计划建成数{detail}，请核对"),
    # A cell's form
    "formula_error": (_ERROR, "“{value}”是公式出错的结果，请改写为正确的值"),
    "formula_uncomputed": (
        _ERROR,
        "公式没有计算结果，请用Excel或WPS打开并保存后重新上传，或直接填写数值",
    ),
    "not_a_number": (_ERROR, "“{value}”不是数字，{number}"),
    "date_in_number": (_ERROR, "“{value}”是日期，这一列应填数字；请检查单元格格式"),
    "not_an_integer": (_ERROR, "“{value}”不是整数，应写成12这样的整数"),
    "wrong_unit": (_ERROR, "“{value}”的计量单位与本列不符，{number}"),
    "not_a_date": (_ERROR, "“{value}”不是日期，应写成2011-12-31这样的格式"),
    "date_out_of_range": (_ERROR, "“{value}”的年份不合理，应写成2011-12-31这样的格式"),
    "not_yes_no": (_ERROR, "“{value}”看不出是或否，应填“是”或“否”"),
    "not_a_choice": (_ERROR, "“{value}”不在可选范围内，应填{choices}"),
    "out_of_range": (_ERROR, "“{value}”{as_read}超出合理范围，应在{range}之间"),
    "approximate_value": (
        _WARNING,
        "“{value}”是约数，按其中的数值读入；请尽量填准确数",
    ),
    # Complete or not
    "status_contradicts": (
        _ERROR,
        "“是否建成”与“建设状态”矛盾（{detail}），请改为一致",
    ),
    "complete_without_date": (_WARNING, "已建成但没有建成时间，请补填"),
    "complete_after_as_of": (
        _ERROR,
        "填为已建成，但建成时间{value}在截止日期{detail}之后；请更正时间，未建成的请改为“否”",
    ),
    "complete_this_month": (
        _WARNING,
        "建成时间“{value}”没有写到日，而截止日期{detail}在当月之内，"
        "按截止日期前建成读入；请补填到日",
    ),
    "incomplete_with_date": (
        _WARNING,
        "填为未建成，却有建成时间{value}；如已建成请改为“是”，否则请删去时间",
    ),
    "planned_date": (
        _WARNING,
        "“{value}”是计划时间，不作为建成时间，已读入“计划建成时间”；请填在该列",
    ),
    "planned_date_kept": (
        _WARNING,
        "“{value}”是计划时间，不作为建成时间；“计划建成时间”已填{detail}，以该列为准，"
        "请核对",
    ),
    "complete_but_not_yet": (
        _ERROR,
        "填为已建成，建成时间却写“{value}”；请填实际建成时间，未建成的请改为“否”",
    ),
    "complete_by_date": (
        _WARNING,
        "没有填是否建成，因建成时间{value}不晚于截止日期，按已建成读入；请补填“是”",
    ),
    "no_longer_complete": (_WARNING, "此前已上报建成，本次{detail}，请核对"),
    "plan_left_out": (
        _WARNING,
        "“{value}”是计划时间，“{label}”只填已经发生的日期，这一处没有读入",
    ),
    "date_after_as_of": (
        _WARNING,
        "日期{value}在截止日期{detail}之后，请核对；尚未发生的请留空",
    ),
    "dates_out_of_order": (_WARNING, "开工时间{value}晚于建成时间{detail}，请核对"),
    # Against the roster, against itself
    "claim_differs": (_WARNING, "“{label}”填为“{value}”，名册为“{detail}”，以名册为准"),
    "total_differs": (_WARNING, "“{label}”合计为{value}，{detail}"),
    "function_count_differs": (
        _WARNING,
        "职能项数填为{value}，而八项职能中填“是”的有{detail}项，请核对",
    ),
    "part_exceeds_whole": (_WARNING, "“{label}”为{value}，大于{detail}，请核对"),
}
"""Severity and sentence of each code."""


def make_issue(
    code: str,
    *,
    sheet: str | None = None,
    row: int | None = None,
    letter: str | None = None,
    field: str | None = None,
    value: str | None = None,
    detail: str | None = None,
) -> Issue:
    """An issue with the severity that its code has."""
    severity, _ = MESSAGES[code]
    return Issue(code, severity, sheet, row, letter, field, value, detail)


def message(issue: Issue, file_name: str | None = None) -> str:
    """The issue as a sentence in Chinese, with its place in front.

    `第14行E列「建成时间」：“2025.13.1”不是日期，应写成2011-12-31这样的格式`
    """
    _, template = MESSAGES[issue.code]
    label = column(issue.field).header if issue.field else ""
    sentence = template.format(
        value=_shorten(issue.value or ""),
        detail=issue.detail or "",
        suggestions=f"；名册中相近的有{issue.detail}" if issue.detail else "",
        strange=f"，不认识的列名有{issue.detail}" if issue.detail else "",
        as_read=f"（即{issue.detail}）" if issue.detail else "",
        label=label,
        **_hints(issue.field),
    )
    place = _place(issue, label, file_name)
    return f"{place}：{sentence}" if place else sentence


def _place(issue: Issue, label: str, file_name: str | None) -> str:
    place = f"文件“{file_name}”" if file_name else ""
    if issue.sheet:
        place += f"工作表“{issue.sheet}”"
    if issue.row is not None:
        place += f"第{issue.row}行"
    if issue.column is not None:
        place += f"{issue.column}列"
    return place + (f"「{label}」" if label and issue.row is not None else "")


def _shorten(text: str, length: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def _hints(field: str | None) -> dict[str, str]:
    """What a column wants, in the words the templates ask for."""
    if field is None:
        return {"choices": "", "range": "", "number": ""}
    known = column(field)
    unit = known.unit or ""
    return {
        "choices": "、".join(f"“{choice.label}”" for choice in known.choices),
        "range": f"{known.minimum or 0:.0f}至{known.maximum or 0:.0f}{unit}",
        "number": f"应填数字，单位为{unit}" if unit else "应填数字",
    }
