"""Small pieces of official Chinese that every part of the brief is written with."""

from collections.abc import Iterable, Sequence
from datetime import date

from hrss.metrics import percent_text
from hrss.reports.content import Paragraph
from hrss.reports.sentences import Span, Tone

_NUMERALS = "一二三四五六七八九十"
_SMALL = 10
"""Below so many offices a share is written as n/N: 1 of 3 is no third of a city."""


def plain(text: str) -> Span:
    """Text as it is."""
    return Span(text)


def figure(number: int, unit: str = "个") -> Span:
    """A number that matters, with its unit."""
    return Span(f"{number:,}{unit}", "figure")


def said(*pieces: Span | str) -> Paragraph:
    """A paragraph of prose of these pieces."""
    return Paragraph(_spans(pieces))


def item(*pieces: Span | str) -> Paragraph:
    """One of a list."""
    return Paragraph(_spans(pieces), is_item=True)


def _spans(pieces: Iterable[Span | str]) -> tuple[Span, ...]:
    spans = (Span(each) if isinstance(each, str) else each for each in pieces)
    return tuple(span for span in spans if span.text)


def without_gaps(spans: Sequence[Span]) -> tuple[Span, ...]:
    """A sentence of the screen as documents set it: no blanks around numbers."""
    return tuple(Span(span.text.replace(" ", ""), span.tone) for span in spans)


def numeral(number: int) -> str:
    """一, 二 ... 十 for a heading's number."""
    return _NUMERALS[number - 1]


def percent(rate: float) -> str:
    """A rate to one decimal."""
    return percent_text(rate)


def whole_percent(rate: float) -> str:
    """A rate in whole percent that says 0% and 100% only when it is."""
    return percent_text(rate, digits=0)


def share(part: int, whole: int) -> str:
    """A part of a whole: 85.9%, or 3/8 where the whole is small."""
    return f"{part}/{whole}" if whole < _SMALL else percent(part / whole)


def points(gap_pp: float) -> str:
    """Percentage points without a sign: 5.6个百分点."""
    return f"{abs(round(gap_pp, 1)):.1f}个百分点"


def against_schedule(gap_pp: float, *, schedule: str = "序时进度") -> str:
    """Ahead of schedule, behind it, or on it."""
    gap = round(gap_pp, 1)
    if gap == 0:
        return f"与{schedule}持平" if schedule else "与之持平"
    return f"比{schedule}{'快' if gap > 0 else '慢'}{points(gap)}"


def light_tone(light: str | None) -> Tone:
    """Tone of a light's word."""
    return "alarm" if light in ("红灯", "黄灯") else "plain"


def joined(names: Sequence[str]) -> str:
    """Names as an enumeration: 甲市、乙市."""
    return "、".join(names)


def day_words(day: date) -> str:
    """2011年11月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_words(day: date) -> str:
    """2011年11月."""
    return f"{day.year}年{day.month}月"


def changed(before: int, after: int) -> str:
    """增加3个, 减少3个, or 没有变化."""
    change = after - before
    if not change:
        return "没有变化"
    return f"{'增加' if change > 0 else '减少'}{abs(change):,}个"
