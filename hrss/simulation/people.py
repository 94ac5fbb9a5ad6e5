"""Staff, training, money and village stations of a simulated office on a day."""

from datetime import date

import numpy as np

from hrss.simulation.moment import Moment, Numbers, Stage, Values

_STATIONS_BEGIN = date(2011, 4, 1)
_STATIONS_END = date(2012, 12, 31)
_PRESENT = {Stage.NOT_STARTED: 0.55, Stage.IN_PROGRESS: 0.8, Stage.COMPLETE: 1.0}


def people_values(moment: Moment) -> dict[str, Values]:
    """Counts of people and stations, and money in 10,000 yuan.

    Parts never exceed their whole: the established, hired and purchased add up to
    the staff, those recruited are among the new ones.
    """
    served = moment.facts["residents"].astype(float)
    load = 6000 + 2600 * moment.draws.values["staff_count"] - 4000 * moment.care
    enough = np.ceil(served / load)
    staff = np.maximum(1, np.floor(enough * moment.by_stage(_PRESENT)))
    found: dict[str, Values] = {"served_count": served, "staff_count": staff}
    found |= _staff(moment, staff) | _training(moment, staff)
    return found | _money(moment, staff) | _stations(moment)


def _staff(moment: Moment, staff: Numbers) -> dict[str, Values]:
    u = moment.draws.values
    established = np.floor(staff * (0.25 + 0.5 * u["staff_established_count"]))
    purchased = np.floor((staff - established) * u["staff_purchased_count"])
    new = np.where(moment.is_begun, np.floor(staff * 0.4 * u["new_staff_count"]), 0)
    new_purchased = np.minimum(new, purchased) * u["new_staff_purchased_count"]
    recruited = np.floor(new * u["openly_recruited_count"])
    return {
        "staff_established_count": established,
        "staff_hired_count": staff - established - purchased,
        "staff_purchased_count": purchased,
        "new_staff_count": new,
        "new_staff_purchased_count": np.floor(new_purchased),
        "openly_recruited_count": recruited,
        "priority_recruited_count": np.floor(recruited * u["priority_recruited_count"]),
    }


def _training(moment: Moment, staff: Numbers) -> dict[str, Values]:
    u = moment.draws.values
    months = (moment.as_of.year - 2011) * 12 + moment.as_of.month - 6
    sessions = np.floor(u["training_session_count"] * max(months, 1) * 0.6)
    sessions = np.where(moment.is_begun, sessions, 0)
    trained = np.round(sessions * staff * (0.3 + 0.5 * u["trained_person_count"]))
    return {
        "training_session_count": sessions,
        "trained_person_count": trained,
        "training_passed_count": np.floor(
            trained * (0.85 + 0.15 * u["training_passed_count"])
        ),
    }


def _money(moment: Moment, staff: Numbers) -> dict[str, Values]:
    u = moment.draws.values
    budget = np.round(6 + staff * (2.4 + 2 * u["annual_budget_wan_yuan"]), 1)
    subsidy = np.round(staff * 0.9 * u["township_subsidy_wan_yuan"], 1)
    is_subsidised = moment.draws.blanks["township_subsidy_wan_yuan"] > 0.4
    return {
        "annual_budget_wan_yuan": np.where(moment.is_begun, budget, np.nan),
        "township_subsidy_wan_yuan": np.where(is_subsidised, subsidy, np.nan),
    }


def _stations(moment: Moment) -> dict[str, Values]:
    u = moment.draws.values
    due = np.floor(4 + u["station_due_count"] * 22)
    elapsed = (moment.as_of - _STATIONS_BEGIN).days
    share = min(max(elapsed / (_STATIONS_END - _STATIONS_BEGIN).days, 0.0), 1.0)
    # A village's station is opened once and stays.
    own = np.clip(share * (0.7 + 0.8 * u["station_complete_count"]), 0.0, 1.0)
    return {
        "station_due_count": due,
        "station_complete_count": np.floor(due * own),
    }
