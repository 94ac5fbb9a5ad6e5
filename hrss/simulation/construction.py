"""How far a simulated office is, in the words and days of its prefecture's clerk."""

import numpy as np

from hrss.simulation.moment import Days, Moment, Stage, Values, unless

_STATUSES = np.array(["not_started", "in_progress", "complete"])
_METHODS = np.array(
    ["conversion", "new_build", "shared_platform", "lease", "extension", "purchase"]
)
_METHOD_EDGES = (0.38, 0.58, 0.74, 0.88, 0.96)
_LAST_PLAN = np.datetime64("2012-12-31", "D")
_NEVER = np.datetime64("NaT", "D")


def claim_values(moment: Moment) -> dict[str, Values]:
    """What the sheet says of Delta, central town and batch; one batch in 100 is wrong.

    Where nobody has designated central towns, the clerk leaves both cells empty.
    """
    facts = moment.facts
    is_wrong = moment.draws.values["claimed_batch"] > 0.99
    batch = np.where(facts["is_first"] ^ is_wrong, "2011", "2012")
    return {
        "is_delta": facts["is_delta"],
        "is_central_town": facts["is_central_town"],
        "claimed_batch": unless(~facts["is_designated"], batch),
    }


def construction_values(moment: Moment) -> dict[str, Values]:
    """Status, days and method of construction."""
    u, facts, stage = moment.draws.values, moment.facts, moment.stage
    # A clerk leaves the cell of an office that nobody has begun empty now and then.
    is_silent = (stage == Stage.NOT_STARTED) & (u["is_complete"] > 0.93)
    done = np.where(moment.is_complete, moment.completion, _NEVER)
    methods = _METHODS[np.searchsorted(_METHOD_EDGES, u["construction_method"])]
    is_buying = (stage == Stage.IN_PROGRESS) & (u["remarks"] > 0.9)
    return {
        "is_complete": unless(is_silent, moment.is_complete),
        "construction_status": unless(is_silent, _STATUSES[stage]),
        "start_date": np.where(moment.is_begun, facts["start"], _NEVER),
        "completion_date": np.where(facts["is_undated"], _NEVER, done),
        "acceptance_date": _acceptance(moment, done),
        "planned_completion_date": np.where(
            moment.is_complete, _NEVER, _planned(moment)
        ),
        "construction_method": methods,
        "remarks": unless(~is_buying, np.full(len(stage), "设备正在采购")),
    }


def _acceptance(moment: Moment, done: Days) -> Days:
    wait = np.round(moment.draws.values["acceptance_date"] * 60)
    accepted = done + wait.astype("timedelta64[D]")
    is_accepted = accepted <= np.datetime64(moment.as_of, "D")
    is_accepted &= moment.draws.blanks["acceptance_date"] < 0.5
    return np.where(is_accepted, accepted, _NEVER)


def _planned(moment: Moment) -> Days:
    """End of the quarter in which it will stand, and never a day gone by."""
    completion = moment.facts["completion"]
    completion = np.where(np.isnat(completion), _LAST_PLAN, completion)
    months = completion.astype("datetime64[M]").astype(int)
    quarter_end = ((months // 3 + 1) * 3).astype("datetime64[M]").astype(
        "datetime64[D]"
    ) - np.timedelta64(1, "D")
    tomorrow = np.datetime64(moment.as_of, "D") + np.timedelta64(1, "D")
    return np.maximum(quarter_end, tomorrow)
