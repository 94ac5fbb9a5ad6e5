"""Names that Excel takes, for sheets and for tables, each given once."""

import re

# Excel's own limit is 31; a tab of more is wider than a reader looks for.
LONGEST_SHEET_NAME = 20
_BAD_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_BAD_IN_TABLES = re.compile(r"[^0-9A-Za-z_]")
_LIKE_A_CELL = re.compile(r"(?i)([a-z]{1,3}[0-9]+|r[0-9]*c?[0-9]*|c[0-9]*)")


class Names:
    """The names of one workbook: none twice, in whatever case."""

    def __init__(self) -> None:
        self._sheets: set[str] = set()
        self._tables: set[str] = set()

    def of_sheet(self, title: str) -> str:
        """Name of a tab: the title without what a tab may not have, cut to fit."""
        plain = _BAD_IN_SHEETS.sub(" ", title).strip(" '") or "表"
        name, number = _cut(plain, LONGEST_SHEET_NAME), 1
        while name.casefold() in self._sheets:
            number += 1
            tail = f"_{number}"
            name = _cut(plain, LONGEST_SHEET_NAME - len(tail)) + tail
        self._sheets.add(name.casefold())
        return name

    def of_table(self, key: str) -> str:
        """Name of an Excel table: the key in ASCII, never like a cell's address."""
        plain = _BAD_IN_TABLES.sub("_", key)
        if not plain[:1].isalpha() or _LIKE_A_CELL.fullmatch(plain):
            plain = f"table_{plain}"
        name, number = plain, 1
        while name.casefold() in self._tables:
            number += 1
            name = f"{plain}_{number}"
        self._tables.add(name.casefold())
        return name


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
