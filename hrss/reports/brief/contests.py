"""Who is ranked against whom: places with the same deadlines."""

from dataclasses import dataclass

from hrss.reports.brief.inputs import BriefInputs, Standing
from hrss.reports.brief.rows import Placed, Row, ranked


@dataclass(frozen=True, slots=True)
class Contest:
    """Places that are ranked together: all have the same deadlines.

    Parameters
    ----------
    name : 珠三角, 其他地区, or the prefecture's own name.
    before : the same places at the last report; None when there was none.
    """

    key: str
    name: str
    is_delta: bool
    placed: tuple[Placed, ...]
    before: tuple[Row, ...] | None


def contests(inputs: BriefInputs) -> tuple[Contest, ...]:
    """Rankings of the brief; none where a prefecture has no counties or no offices."""
    if not inputs.is_province:
        if not inputs.has_counties or not inputs.now.whole_row.rostered:
            return ()
        is_delta = inputs.area in inputs.delta_names
        return (_contest(inputs, "counties", inputs.area, is_delta, codes=None),)
    delta = inputs.delta_codes
    others = frozenset(row.code for row in inputs.now.place_rows) - delta
    found = (
        _contest(inputs, "delta", "珠三角", True, codes=delta),
        _contest(inputs, "others", "其他地区", False, codes=others),
    )
    return tuple(each for each in found if each.placed)


def _contest(
    inputs: BriefInputs,
    key: str,
    name: str,
    is_delta: bool,
    *,
    codes: frozenset[str] | None,
) -> Contest:
    now = _own(inputs.now, codes)
    before = None if inputs.previous is None else _own(inputs.previous, codes)
    return Contest(key, name, is_delta, ranked(now, before), before)


def _own(standing: Standing, codes: frozenset[str] | None) -> tuple[Row, ...]:
    return tuple(
        row for row in standing.place_rows if codes is None or row.code in codes
    )
