from datetime import date

import pytest

from hrss.reports.cell_texts import cell_text, is_right_aligned


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (1003, "count", "1,003"),
        (0, "count", "0"),
        (0.8594, "rate", "85.9%"),
        (1.0, "rate", "100.0%"),
        (25_995 / 26_000, "rate", "99.9%"),
        (-5.64, "pp", "-5.6"),
        (8.0, "pp", "+8.0"),
        (-0.04, "pp", "0.0"),
        (1234.56, "number", "1,234.6"),
        (date(2011, 12, 31), "date", "2011-12-31"),
        ("红灯", "light", "■红灯"),
        ("未到期", "light", "○未到期"),
        ("未上报", "light", "未上报"),
        ("广州市", "text", "广州市"),
        (None, "rate", "—"),
    ],
)
def test_a_cell_is_printed_as_documents_print_it(value, kind, expected):
    assert cell_text(value, kind) == expected


def test_numbers_are_flush_right_and_words_are_not():
    assert is_right_aligned("rate")
    assert not is_right_aligned("light")
    assert not is_right_aligned("text")
