"""Single words as they stand in cells: yes, no, nothing, a broken formula.

Comes in: a text. Goes out: the text to compare, and what it is. Knows no column.
"""

import re
import unicodedata

from hrss.sheets.grid import UNCOMPUTED

_YES_WORDS = """
√ ✓ ✔ ☑ ✅ ■ ● v 是 有 已 y yes true 1 对 已完成 完成 达标 已达标 已设 已设置 已配
已配备 已建 已有 已实行 已公开 已列入 列入 已统一 已挂牌 齐全 合格 属于 属
"""
_NO_WORDS = """
× ✗ ✘ ✕ ✖ ╳ ❌ □ ☐ x 否 无 未 n no false 0 没有 未完成 不是 未达标 不达标 未设 未设置
未配 未配备 未建 未建成 未实行 未公开 未列入 未统一 未挂牌 不属于 非 不合格
"""
_BLANK_WORDS = r"""
— - -- —— ― – ／ / \ 、 . 待定 不详 未填报 未填 未知 不清楚 待核实 待统计 空 null nan
n/a na
"""
YES = frozenset(_YES_WORDS.split())
NO = frozenset(_NO_WORDS.split())
BLANKS = frozenset(_BLANK_WORDS.split())
SYMBOL_YES = frozenset("RPþü")
SYMBOL_NO = frozenset("£ûý")
"""What the ticks and crosses of the fonts Wingdings are without their font.

O and o are left out: they may as well be circles that mean yes.
"""
_COMPACT = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]*")
_ERRORS = (
    "#REF!",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#N/A",
    "ERR:5",
)


def compact(text: str) -> str:
    """Half-width, without spaces and invisible characters; ㎡ is spelt out."""
    if _COMPACT.fullmatch(text):
        return text
    text = unicodedata.normalize("NFKC", text.replace("㎡", "平方米"))
    return re.sub(r"[\s\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]+", "", text)


def is_blank(text: str) -> bool:
    """Whether a compacted text means that nothing is reported."""
    return not text or text.casefold() in BLANKS


def error_fault(text: str) -> str | None:
    """The fault of a compacted text that is what a broken formula leaves, or None.

    A formula without a result was written by a program, and no office software has
    opened and saved the file since.
    """
    if text == UNCOMPUTED:
        return "formula_uncomputed"
    return "formula_error" if text.upper().startswith(_ERRORS) else None
