"""Each office's schedule: linear, or by the plan its prefecture filed.

Base of every metric that holds something against a schedule. Comes in: rostered
townships and what prefectures said of their plans. Goes out: one schedule an office,
so that any group's is the sum of its offices'.
"""

from datetime import date

import numpy as np
import pandas as pd

from hrss.decree import PLAN_MONTHS, Plan, Schedule, Target, load_targets

PLAN_FIELDS = tuple(f"planned_{year}_{month:02d}" for year, month in PLAN_MONTHS)
"""Value columns of the offices planned in each month, in order."""


def filed_plans(plans: pd.DataFrame, *, as_of: date) -> dict[str, Plan]:
    """The plan that each prefecture goes by on a day; those without one are left out.

    The newest report up to the day counts as a whole: one that leaves the months
    blank again has taken the plan back. A plan counts from the day on which it was
    filed; without that date, and without a number above zero, it is none.

    Parameters
    ----------
    plans : one row per prefecture and day reported on, in order of the day: reads
        ``prefecture_code``, ``report_as_of``, ``plan_filed_date``, `PLAN_FIELDS`.
    as_of : the day looked at.
    """
    day = pd.Timestamp(as_of)
    known = plans[plans["report_as_of"] <= day]
    newest = known.drop_duplicates("prefecture_code", keep="last")
    filed = newest[newest["plan_filed_date"] <= day]
    months = filed[list(PLAN_FIELDS)].astype("Int64").fillna(0)
    found = {
        str(code): Plan(tuple(int(each) for each in row))
        for code, row in zip(
            filed["prefecture_code"],
            months.itertuples(index=False, name=None),
            strict=True,
        )
    }
    return {code: plan for code, plan in found.items() if any(plan.monthly)}


def office_schedules(
    places: pd.DataFrame, plans: pd.DataFrame | None = None, *, as_of: date = date.max
) -> pd.Series:
    """The schedule of each office.

    Parameters
    ----------
    places : one row per rostered township, the whole roster: a plan is shared out
        over all offices of its prefecture; reads ``prefecture_code``, ``batch``.
    plans : as for `filed_plans`; None means that every schedule is linear.
    as_of : the day whose plans count.

    Returns
    -------
    Categorical of `Schedule`, index of `places`; NA where no batch is designated.

    References
    ----------
    粤府办〔2011〕65号 六(一), 六(二).
    """
    filed = {} if plans is None else filed_plans(plans, as_of=as_of)
    batch = places["batch"].astype("Int64").fillna(0).to_numpy()
    prefecture = places["prefecture_code"].to_numpy(object)
    codes = np.full(len(places), -1)
    found: dict[Schedule, int] = {}
    for target in load_targets():
        codes[batch == target.batch] = found.setdefault(Schedule(target), len(found))
    for code, plan in filed.items():
        here = prefecture == code
        for schedule in _plan_schedules(plan, batch[here]):
            own = here & (batch == schedule.target.batch)
            codes[own] = found.setdefault(schedule, len(found))
    values = pd.Categorical.from_codes(codes, categories=pd.Index([*found]))
    return pd.Series(values, index=places.index)


def _plan_schedules(plan: Plan, batches: np.ndarray) -> list[Schedule]:
    """A plan shared out over the batches of its prefecture, the earlier one first."""
    counts = [(target, int((batches == target.batch).sum())) for target in _targets()]
    return [
        Schedule(
            target,
            plan,
            before_count=sum(count for _, count in counts[:at]),
            own_count=own,
        )
        for at, (target, own) in enumerate(counts)
        if own
    ]


def _targets() -> tuple[Target, ...]:
    return tuple(sorted(load_targets(), key=lambda target: target.due_date))


def schedules_of(snapshot: pd.DataFrame) -> pd.Series:
    """Schedule of each office of a snapshot; linear where it carries none.

    Parameters
    ----------
    snapshot : one row per township; reads ``schedule`` (`office_schedules`) where it
        is there, else ``prefecture_code`` and ``batch``.
    """
    if "schedule" in snapshot.columns:
        return snapshot["schedule"]
    return office_schedules(snapshot)


def scheduled(snapshot: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """What each office is scheduled to have done by a day.

    Returns
    -------
    Index of `snapshot`: ``scheduled_count`` (its share of an office, 0 to 1; 0
    without a batch), ``is_started``, ``follows_plan`` (bool), ``is_pending`` (bool,
    its due date is to come), ``due_date`` (datetime64[s]; NaT without a batch).
    """
    schedules = schedules_of(snapshot)
    codes = schedules.cat.codes.to_numpy()
    each = list(schedules.cat.categories)

    def spread(values: list[object], blank: object, dtype: str) -> np.ndarray:
        # Offices without a schedule have the code -1: the last place.
        return np.array([*values, blank], dtype=dtype)[codes]

    return pd.DataFrame(
        {
            "scheduled_count": spread([s.share(as_of) for s in each], 0.0, "float64"),
            "is_started": spread([s.is_started(as_of) for s in each], False, "bool"),
            "follows_plan": spread(
                [s.follows_plan(as_of) for s in each], False, "bool"
            ),
            "is_pending": spread(
                [as_of < s.target.due_date for s in each], False, "bool"
            ),
            "due_date": spread([s.target.due_date for s in each], "NaT", "M8[s]"),
        },
        index=snapshot.index,
    )
