from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd

from hrss.metrics import Grouping, progress
from hrss.reports import write_table
from tests.snapshots import make_snapshot


def opened(content):
    return openpyxl.load_workbook(BytesIO(content)).active


def test_values_are_values_with_the_vocabularys_labels():
    snapshot = make_snapshot(batch=[2011] * 4, is_complete=[True, False, False, False])
    table = progress(snapshot, as_of=date(2011, 7, 2), by=Grouping.PROVINCE)

    sheet = opened(write_table(table, title="全省进度", note="数据截至2011年7月2日"))

    row = dict(
        zip(
            [cell.value for cell in sheet[4]],
            [(cell.value, cell.number_format) for cell in sheet[5]],
            strict=True,
        )
    )
    assert sheet["A1"].value == "全省进度"
    assert sheet["A2"].value == "数据截至2011年7月2日"
    assert row["应建"] == (4, "#,##0")
    assert row["完成率"] == (0.25, '[>=1]0.0%;[>=0.9995]"99.9%";0.0%')
    assert row["亮灯"][0] == "黄灯"
    assert row["时限"][0].date() == date(2011, 12, 31)


def test_a_name_that_looks_like_a_formula_stays_text():
    table = pd.DataFrame({"group_name": ["=1+1", "@x"], "rostered_count": [1, 2]})

    sheet = opened(write_table(table, title="表", note=""))

    assert [sheet["A5"].value, sheet["A6"].value] == ["=1+1", "@x"]
    assert sheet["A5"].data_type == "s"


def test_what_is_not_known_is_an_empty_cell():
    table = pd.DataFrame({"completion_rate": pd.array([pd.NA, 0.5], dtype="Float64")})

    sheet = opened(write_table(table, title="表", note=""))

    assert sheet["A5"].value is None
    assert sheet["A6"].value == 0.5
