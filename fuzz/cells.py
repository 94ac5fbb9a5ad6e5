"""Cells that lead the parser to code not seen before, found by atheris.

Comes in: bytes chosen by libFuzzer. They become a small sheet: known headers with
something changed, a title, and cells made of the words and signs officials use.
Parsing it must not fail, and each of its rows must be counted once.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["hrss.sheets"]):
    from hrss.sheets import COLUMNS, Workbook, parse_workbook

import numpy as np

from hrss.sheets import Grid, MergedRange
from hrss.sheets.grid import UNCOMPUTED, CellValue

_HEADERS = tuple(column.header for column in COLUMNS)
_WORDS = (
    "合计", "小计", "其中：", "填报单位：广州市", "截至2011年12月31日", "填表人：",
    "是", "否", "√", "约300", "1.2万", "300㎡", "—", "#REF!", UNCOMPUTED, "已建成",
    "预计2012年6月", "二○一一年十二月", "2011.12", "99999999", "甲", "1", "越秀区",
    "塱镇", "洪桥街道", "广州市", "200+150", "　", "\u200b", "0", "-1", "1e309",
)  # fmt: skip
_MOST_ROWS, _MOST_COLUMNS = 12, 8


def make_grid(data: atheris.FuzzedDataProvider) -> Grid:
    """A sheet made of the bytes."""
    height = data.ConsumeIntInRange(1, _MOST_ROWS)
    width = data.ConsumeIntInRange(1, _MOST_COLUMNS)
    header = data.ConsumeIntInRange(0, 3)
    uniques: list[CellValue] = [None]
    codes = np.zeros((height, width), dtype=np.int32)
    for row in range(height):
        for column in range(width):
            value = _header(data) if row == header else _cell(data)
            if isinstance(value, str) and not value.strip():
                value = None
            if value is not None:
                uniques.append(value)
                codes[row, column] = len(uniques) - 1
    merged = []
    for _ in range(data.ConsumeIntInRange(0, 3)):
        top = data.ConsumeIntInRange(0, height - 1)
        left = data.ConsumeIntInRange(0, width - 1)
        bottom = data.ConsumeIntInRange(top, height - 1)
        right = data.ConsumeIntInRange(left, width - 1)
        merged.append(MergedRange(top, left, bottom, right))
    return Grid("表", True, tuple(uniques), codes, tuple(merged))


def _header(data: atheris.FuzzedDataProvider) -> CellValue:
    if data.ConsumeProbability() < 0.8:
        return _HEADERS[data.ConsumeIntInRange(0, len(_HEADERS) - 1)]
    return _cell(data)


def _cell(data: atheris.FuzzedDataProvider) -> CellValue:
    match data.ConsumeIntInRange(0, 5):
        case 0:
            return None
        case 1:
            return float(data.ConsumeRegularFloat())
        case 2:
            return bool(data.ConsumeBool())
        case 3:
            text = data.ConsumeUnicodeNoSurrogates(12)
            return str(text).replace("\0", "")
        case _:
            first = _WORDS[data.ConsumeIntInRange(0, len(_WORDS) - 1)]
            second = _WORDS[data.ConsumeIntInRange(0, len(_WORDS) - 1)]
            return first + second if data.ConsumeBool() else first


def parse_one(chosen: bytes) -> None:
    """Parse one sheet; every row is of exactly one kind."""
    grid = make_grid(atheris.FuzzedDataProvider(chosen))
    for sheet in parse_workbook(Workbook("表.xlsx", "", (grid,))).sheets:
        counts = sheet.counts
        parts = (counts.title, counts.header, counts.body, counts.blank,
                 counts.total, counts.footer)  # fmt: skip
        if counts.read != sum(parts):
            raise AssertionError(f"{counts} do not add up")


def main() -> None:
    """Run libFuzzer with its own options; what fails is kept in var/fuzz."""
    kept = Path("var/fuzz")
    corpus = kept / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    options = ["-max_len=2000", "-len_control=0", f"-artifact_prefix={kept}/"]
    atheris.Setup([*sys.argv, *options, str(corpus)], parse_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
