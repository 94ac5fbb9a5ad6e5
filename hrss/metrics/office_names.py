"""Names of offices by kind of fault; the missing 和 is a kind of its own."""

from enum import StrEnum

import pandas as pd


class NameKind(StrEnum):
    """What is right or wrong with an office's name."""

    CONFORMS = "conforms"
    LACKS_HE = "lacks_he"
    GENERIC = "generic"
    OTHER = "other"
    NOT_REPORTED = "not_reported"


NAME_KIND_LABELS: dict[NameKind, str] = {
    NameKind.CONFORMS: "名称规范",
    NameKind.LACKS_HE: "缺“和”字",
    NameKind.GENERIC: "未写地名",
    NameKind.OTHER: "其他名称",
    NameKind.NOT_REPORTED: "未填报",
}

PLACEHOLDER = "[×Xx*○〇某]+"
"""What stands for a place and names none: ×× as in the decree's own generic form."""

# 民族乡 ends in 乡. The text must have 和, which village stations must not have.
_PLACE = r"^.+(?:镇|乡|街道|街)"
_CONFORMS = _PLACE + "人力资源和社会保障服务所$"
_LACKS_HE = _PLACE + "人力资源社会保障服务所$"
_GENERIC = (
    rf"^(?:{PLACEHOLDER}[市县区])*(?:{PLACEHOLDER})?"
    r"(?:乡镇|镇|乡)?\(?(?:街道|街)?\)?人力资源和?社会保障服务所$"
)


def name_kinds(names: pd.Series) -> pd.Series:
    """Kind of each office's name.

    Widths of brackets and spaces do not count. A name without a place is generic
    whether or not it has 和; one that lacks more than 和 (劳动保障所, 事务所, no
    镇 or 街道) is another name.

    Parameters
    ----------
    names : text, NA = not reported.

    Returns
    -------
    Index of `names`; values of `NameKind` (string).

    References
    ----------
    粤府办〔2011〕65号 二(一): rule R15.
    """
    plain = names.str.normalize("NFKC").str.replace(r"\s+", "", regex=True)
    kinds = pd.Series(NameKind.OTHER.value, index=names.index, dtype="string")
    for kind, pattern in (
        (NameKind.LACKS_HE, _LACKS_HE),
        (NameKind.CONFORMS, _CONFORMS),
        (NameKind.GENERIC, _GENERIC),
    ):
        matches = plain.str.match(pattern).fillna(False).astype(bool)
        kinds = kinds.mask(matches, kind.value)
    return kinds.mask(names.isna(), NameKind.NOT_REPORTED.value)
