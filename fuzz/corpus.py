"""One small and honest file of every format that is read."""

from tests.factories import make_workbook
from tests.sheets.sent_files import (
    make_biff5,
    make_ods,
    make_spreadsheetml,
    make_xls,
    make_xlsb,
    make_xlsx,
)

_ROWS = [
    ["乡镇机构建设进度表", None, None],
    ["县（市、区）", "乡镇", "面积"],
    ["越秀区", "洪桥街道", 300],
    ["越秀区", "塱镇", "#REF!"],
    ["合计", None, 600.5],
]
_LINES = "\r\n".join(
    ",".join("" if value is None else str(value) for value in row) for row in _ROWS
)
_MERGES = ["A1:C1", "A3:A4"]
_PLAIN = [[None if value == "#REF!" else value for value in row] for row in _ROWS]


def _formulas() -> bytes:
    rows = [*_PLAIN, ["=SUM(C3:C5)", True, "1.2万"]]
    return make_workbook(
        {"进度表": rows, "字典": [["是"]]}, merges=_MERGES, hidden=["字典"]
    )


def _ods() -> bytes:
    cells = "".join(
        '<table:table-cell office:value-type="string" '
        f'table:number-columns-spanned="{n}">'
        f"<text:p>塱镇<text:s/>{n}</text:p></table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="300"/>'
        '<table:table-cell office:value-type="date" office:date-value="2011-12-31"/>'
        for n in (1, 2)
    )
    row = f'<table:table-row table:number-rows-repeated="2">{cells}</table:table-row>'
    return make_ods(f'<table:table table:name="进度表">{row * 3}</table:table>')


def _spreadsheetml() -> bytes:
    cells = (
        '<Cell ss:MergeAcross="1"><Data ss:Type="String">塱镇</Data></Cell>'
        '<Cell ss:Index="4"><Data ss:Type="Number">300</Data></Cell>'
        '<Cell ss:MergeDown="1">'
        '<Data ss:Type="DateTime">2011-12-31T00:00:00</Data></Cell>'
        '<Cell ss:Formula="=R1C1"/>'
    )
    rows = f'<Column ss:Hidden="1"/><Row ss:Index="2">{cells}</Row><Row>{cells}</Row>'
    return make_spreadsheetml(
        f'<Worksheet ss:Name="进度表"><Table>{rows}</Table></Worksheet>'
    )


def _page() -> bytes:
    row = "<tr><td rowspan=2>越秀区<td>塱镇<br>二<td colspan=2>300<tr><td>甲<td>乙"
    return f"<html><meta charset=gbk><h1>进度表</h1><table>{row * 3}</table>".encode(
        "gb18030"
    )


def _archive() -> bytes:
    return (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        b"Content-Type: text/html\nContent-Location: a.htm\n\n" + _page() + b"\n--x--\n"
    )


def files() -> dict[str, bytes]:
    """The files by their names."""
    return {
        "shared.xlsx": make_xlsx(_ROWS),
        "formulas.xlsx": _formulas(),
        "binary.xlsb": make_xlsb(_ROWS, merged=[(0, 0, 0, 2)], hidden_rows=[3]),
        "biff8.xls": make_xls(_ROWS),
        "biff5.xls": make_biff5(_ROWS),
        "open.ods": _ods(),
        "excel2003.xml": _spreadsheetml(),
        "page.html": _page(),
        "archive.mht": _archive(),
        "utf8.csv": _LINES.encode(),
        "gb18030.csv": _LINES.encode("gb18030"),
        "utf16.tsv": _LINES.replace(",", "\t").encode("utf-16"),
    }
