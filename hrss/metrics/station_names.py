"""Names of stations by kind of fault; a 和 too many is a kind of its own."""

from enum import StrEnum

import pandas as pd

from hrss.metrics.office_names import PLACEHOLDER


class StationNameKind(StrEnum):
    """What is right or wrong with a station's name."""

    CONFORMS = "conforms"
    HAS_HE = "has_he"
    GENERIC = "generic"
    OTHER = "other"
    NOT_REPORTED = "not_reported"


STATION_NAME_LABELS: dict[StationNameKind, str] = {
    StationNameKind.CONFORMS: "名称规范",
    StationNameKind.HAS_HE: "多一个“和”字",
    StationNameKind.GENERIC: "未写地名",
    StationNameKind.OTHER: "其他名称",
    StationNameKind.NOT_REPORTED: "未填报",
}

# Offices have 和 between 人力资源 and 社会保障, stations must not.
_PLACE = r"^.+(?:村|社区)"
_CONFORMS = _PLACE + "人力资源社会保障服务站$"
_HAS_HE = _PLACE + "人力资源和社会保障服务站$"
_GENERIC = (
    rf"^(?:{PLACEHOLDER}(?:[市县区镇乡]|街道))*(?:{PLACEHOLDER})?"
    r"(?:行政村|村)?\(?(?:社区)?\)?人力资源和?社会保障服务站$"
)


def station_name_kinds(names: pd.Series) -> pd.Series:
    """Kind of each station's name.

    Widths of brackets and spaces do not count. A name without a place is generic
    whether or not it has 和; anything else that departs from the form (劳动保障站,
    村委会 before 人力资源) is another name.

    Parameters
    ----------
    names : text, NA = not reported.

    Returns
    -------
    Index of `names`; values of `StationNameKind` (string).

    References
    ----------
    粤府办〔2011〕65号 二(一): rule R16.
    """
    plain = names.str.normalize("NFKC").str.replace(r"\s+", "", regex=True)
    kinds = pd.Series(StationNameKind.OTHER.value, index=names.index, dtype="string")
    for kind, pattern in (
        (StationNameKind.HAS_HE, _HAS_HE),
        (StationNameKind.CONFORMS, _CONFORMS),
        (StationNameKind.GENERIC, _GENERIC),
    ):
        matches = plain.str.match(pattern).fillna(False).astype(bool)
        kinds = kinds.mask(matches, kind.value)
    return kinds.mask(names.isna(), StationNameKind.NOT_REPORTED.value)
