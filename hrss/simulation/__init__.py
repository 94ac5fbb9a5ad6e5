"""Simulated reports: prefectures that send sheets about what never happened.

Comes in: a store and a seed. Goes out: a store full of reports that went through
the real reader and the real checks, each marked as simulated (模拟数据). Nothing
here is a record of what any prefecture did.
"""

from hrss.simulation.roster import (
    SIMULATED_ROSTER_NAME,
    ScaleTooLargeError,
    simulated_roster,
)
from hrss.simulation.run import (
    RealDataError,
    SimulatedDataError,
    SimulationSummary,
    simulate,
)
from hrss.simulation.schedule import month_ends
from hrss.simulation.sheets import TITLE_MARK, sheet_name, write_sheet
from hrss.simulation.truth import Course, course_of, report_of

__all__ = [
    "SIMULATED_ROSTER_NAME",
    "TITLE_MARK",
    "Course",
    "RealDataError",
    "ScaleTooLargeError",
    "SimulatedDataError",
    "SimulationSummary",
    "course_of",
    "month_ends",
    "report_of",
    "sheet_name",
    "simulate",
    "simulated_roster",
    "write_sheet",
]
