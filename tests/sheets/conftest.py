from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pytest

from hrss.sheets import (
    CheckedSubmission,
    ParsedSheet,
    check_workbook,
    parse_workbook,
    read_workbook,
)
from tests.factories import Rows, make_roster, make_sheet


@pytest.fixture
def roster() -> pd.DataFrame:
    return make_roster(
        ("440104001", "广州市", "越秀区", "洪桥街道"),
        ("440104003", "广州市", "越秀区", "北京街道"),
        ("440183101", "广州市", "增城市", "新塘镇"),
        ("440183102", "广州市", "增城市", "石滩镇"),
        ("441403101", "梅州市", "梅县", "城东镇"),
        ("441481101", "梅州市", "兴宁市", "新陂镇"),
        ("441900006", "东莞市", None, "莞城街道"),
    )


@pytest.fixture
def parse() -> Callable[..., ParsedSheet]:
    """Parse the first table of a mini-sheet, through the child process."""

    def parse_rows(rows: Rows, *, merges: Iterable[str] = ()) -> ParsedSheet:
        content = make_sheet(rows, merges=merges)
        return parse_workbook(read_workbook(content, file_name="表.xlsx")).sheets[0]

    return parse_rows


@pytest.fixture
def check(roster: pd.DataFrame) -> Callable[..., CheckedSubmission]:
    """Read, parse and check a mini-sheet against the small roster."""

    def check_rows(
        rows: Rows,
        *,
        merges: Iterable[str] = (),
        file_name: str = "表.xlsx",
        **options: Any,
    ) -> CheckedSubmission:
        content = make_sheet(rows, merges=merges)
        parsed = parse_workbook(read_workbook(content, file_name=file_name))
        options.setdefault("roster", roster)
        return check_workbook(parsed, **({"as_of": None} | options))

    return check_rows
