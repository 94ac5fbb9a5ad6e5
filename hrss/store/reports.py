"""Which report counts: the one rule that every query of reports shares."""

from sqlalchemy import ColumnElement, Select, and_, exists, literal, not_, select

from hrss.sheets import SheetKind
from hrss.store.clock import Horizon
from hrss.store.tables import REPORT_TABLES, roster_unit, withdrawal

CLAIMS = {
    "is_delta": "claimed_is_delta",
    "is_central_town": "claimed_is_central_town",
}
"""What the sheet says of things that the roster decides, and its name beside it."""


def is_in_force(
    submission_id: ColumnElement[int], known: Horizon
) -> ColumnElement[bool]:
    """Received by then, and not withdrawn by then."""
    gone = exists(literal(1)).where(
        withdrawal.c.submission_id == submission_id,
        withdrawal.c.id <= known.withdrawal_id,
    )
    return and_(submission_id <= known.submission_id, not_(gone))


def newest_report_id(
    as_of: object, known: Horizon, kind: SheetKind = SheetKind.OFFICE
) -> Select[tuple[int]]:
    """Submission that counts for the township of the surrounding `roster_unit`.

    The newest by as-of, then by order of receipt; the index on (prefecture,
    township, as-of, submission) answers it with one step per township.
    """
    report = REPORT_TABLES[kind].alias("candidate")
    return (
        select(report.c.submission_id)
        .where(
            report.c.prefecture_code == roster_unit.c.prefecture_code,
            report.c.township_code == roster_unit.c.township_code,
            report.c.as_of <= as_of,
            is_in_force(report.c.submission_id, known),
        )
        .order_by(report.c.as_of.desc(), report.c.submission_id.desc())
        .limit(1)
        .correlate(roster_unit)
    )
