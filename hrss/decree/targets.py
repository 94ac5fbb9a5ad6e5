"""Dated targets of the two batches, and the share that is due on a day."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from hrss.decree._tables import read_table


@dataclass(frozen=True, slots=True)
class Target:
    """What one batch owes.

    Parameters
    ----------
    batch : 2011 or 2012.
    start_date, due_date : first and last day of its work.
    value : number of offices the decree states; None where it states none.
    is_approximate : the decree says 约.
    rule_id, clause : the rule and the sentence it rests on.
    note : why it starts when it does.
    """

    batch: int
    start_date: date
    due_date: date
    value: int | None
    is_approximate: bool
    rule_id: str
    clause: str
    note: str


@cache
def load_targets() -> tuple[Target, ...]:
    """The targets of both batches, the earlier first."""
    return tuple(
        Target(
            batch=int(line["batch"]),
            start_date=date.fromisoformat(line["start_date"]),
            due_date=date.fromisoformat(line["due_date"]),
            value=int(line["value"]) if line["value"] else None,
            is_approximate=line["is_approximate"] == "1",
            rule_id=line["rule_id"],
            clause=line["clause"],
            note=line["note"],
        )
        for line in read_table("targets")
    )


def target_of(batch: int) -> Target:
    """The target of that batch.

    Raises
    ------
    KeyError : there is no such batch.
    """
    for target in load_targets():
        if target.batch == batch:
            return target
    raise KeyError(batch)


def scheduled_share(target: Target, as_of: date) -> float:
    """Share of a batch that is due by `as_of` (序时进度).

    Linear from the start date (0) to the due date (1); 0 before, 1 after.

    References
    ----------
    粤府办〔2011〕65号 六(一): the dates. That the work is spread evenly is our
    reading, as provinces print it in their 通报; the decree gives no curve.
    """
    span = (target.due_date - target.start_date).days
    elapsed = (as_of - target.start_date).days
    return min(max(elapsed / span, 0.0), 1.0)
