"""A checked sheet in words: what was read, what is wrong, whether it may be sent."""

from collections.abc import Iterator

from hrss.sheets import CheckedSubmission, Severity, SheetSummary, column, message

_NAMED_HEADERS = 12


def verdict_lines(checked: CheckedSubmission) -> Iterator[str]:
    """Lines for the clerk, errors before warnings, each in sheet order."""
    yield f"文件：{checked.file_name}"
    for sheet in checked.sheets:
        yield from _sheet_lines(sheet)
    for name in checked.sheets_without_table:
        yield f"工作表“{name}”没有表格，未读"
    for name in checked.hidden_sheets:
        yield f"工作表“{name}”是隐藏的，未读"
    yield f"填报单位：{checked.reporting_unit or '未写明'}"
    yield f"截止日期：{checked.as_of or '未写明'}"
    for severity, word in ((Severity.ERROR, "错误"), (Severity.WARNING, "提示")):
        found = [each for each in checked.issues if each.severity is severity]
        yield f"{word}：{len(found)}条"
        for issue in found:
            yield f"  {message(issue)}"
    if checked.has_errors:
        yield f"结论：有错误，不能入库；无误的有{checked.rows_valid}行"
    else:
        yield f"结论：可以入库，共{checked.rows_valid}行"


def _sheet_lines(sheet: SheetSummary) -> Iterator[str]:
    header = "、".join(map(str, sheet.header_rows))
    yield (
        f"工作表“{sheet.name}”：表头在第{header}行；共{sheet.rows_read}行，"
        f"标题{sheet.rows_title}、表头{sheet.rows_header}、数据{sheet.rows_body}、"
        f"空行{sheet.rows_blank}、合计{sheet.rows_total}、表尾{sheet.rows_footer}"
    )
    if sheet.unknown_headers:
        yield f"  没有读入的列：{'、'.join(sheet.unknown_headers)}"
    if sheet.missing_headers:
        headers = [column(name).header for name in sheet.missing_headers]
        more = f"等{len(headers)}列" if len(headers) > _NAMED_HEADERS else ""
        yield f"  表中没有的列：{'、'.join(headers[:_NAMED_HEADERS])}{more}"
