"""Ways of writing a division's name, brought to one.

Comes in: a name as somebody wrote it. Goes out: the name to compare. Knows no
roster.
"""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_NUMBERING = re.compile(
    r"^(?:[(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[).、．]|[①-⑳])(?=.{2})"
)
_NOTE_MARKS = re.compile(r"[①-⑳*＊※★☆△▲●◆]+$|^[①-⑳](?=.{2})")
_NOTE = re.compile(r"\((?:[^()]*中心镇[^()]*|镇|乡|街道)\)$")
_SUBDISTRICT = re.compile(
    r"(?:街道办事处|街道办公室|街道办|街办事处|街办|办事处|街道|街)$"
)
_GOVERNMENT = re.compile(r"(?<=[镇乡])(?:人民政府|政府|镇府)$")
_NATIONALITY = re.compile(r"(?:[壮瑶畲回满]族)+(?=(?:自治县|乡)$)")
_OFFICE = re.compile(
    r"(?:(?:公共)?(?:就业和)?(?:人力资源|劳动|人事|人社|社会保障|社保|公共服务|公共|就业)"
    r".*|服务所)$"
)
_COUNTY_END = re.compile(r"(?:自治县|[市县区])$")
_TOWNSHIP_END = re.compile(r"(?:街道|镇|乡)$")


def without_spaces(text: str) -> str:
    """Half-width, without spaces and invisible characters."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=65536)
def normalise_name(text: str) -> str:
    """A division's name without differences of writing.

    Width, spaces and letter-spacing do not count, 广东省 and a number in front are
    dropped;
    街道办事处, 街道办, 办事处 and 街 are 街道, 镇人民政府 is 镇, 瑶族乡 is 乡. A mark
    that points to a note (*, ①) is dropped, and so is （中心镇） behind the name.
    """
    unmarked = _NOTE_MARKS.sub("", text.strip())
    name = _NUMBERING.sub("", without_spaces(unmarked).removeprefix("#"))
    name = _NOTE.sub("", name)
    if len(name) > 3:
        name = name.removeprefix("广东省")
    name = _GOVERNMENT.sub("", name)
    if len(name) > 2:
        name = _SUBDISTRICT.sub("街道", name)
    return _NATIONALITY.sub("", name)


def township_of_office(text: str) -> str:
    """The place in an office's name: 洪桥街道…服务所 is of 洪桥街道."""
    return _OFFICE.sub("", normalise_name(text))


def stem_of(name: str, *, county: bool = False) -> str:
    """A normalised name without 市, 县, 区 or 镇, 乡, 街道 at its end."""
    short = (_COUNTY_END if county else _TOWNSHIP_END).sub("", name)
    return short if len(short) >= 2 or (short and not county) else name


def is_office_of(text: str, township_name: str) -> bool:
    """Whether an office as written is the one of a township."""
    name = normalise_name(township_name)
    written = without_spaces(text)
    return name in written or stem_of(name) in written
