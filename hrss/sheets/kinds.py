"""The kinds of sheet that a prefecture sends, and what each one's rows are about."""

from enum import StrEnum


class SheetKind(StrEnum):
    """What one row of a sheet describes."""

    OFFICE = "office"
    STATION = "station"
    AREA = "area"


KIND_LABELS = {
    SheetKind.OFFICE: "服务所",
    SheetKind.STATION: "村（社区）站点",
    SheetKind.AREA: "市县工作",
}
"""Each kind in the words of a page."""

ROW_CODES = {
    SheetKind.OFFICE: ("prefecture_code", "township_code"),
    SheetKind.STATION: ("prefecture_code", "township_code"),
    SheetKind.AREA: ("prefecture_code", "area_code"),
}
"""The codes that a checked row of each kind carries; ``area_code`` is a county's, or
the prefecture's own where the row speaks for the prefecture as a whole."""
