"""What the command line and the pages do alike, put together once.

Comes in: a store and the settings. Goes out: snapshots ready to be counted, checked
sheets ready to be stored, and the words that say which roster a figure rests on.
Knows nothing of argparse or streamlit.
"""

from hrss.service.in_force import (
    LOCAL_TIME,
    counting_words,
    lights,
    read_limits,
    reporting_calendar,
)
from hrss.service.loading import (
    describe_roster,
    is_simulated,
    load_completions,
    load_snapshot,
    load_states,
    with_forecast,
    with_schedules,
)
from hrss.service.rosters import (
    RosterDifference,
    roster_difference,
)
from hrss.service.sheets import (
    TEMPLATE_NAMES,
    Template,
    check_file,
    prefecture_template,
    present_state,
    returned_file,
    returned_name,
)

__all__ = [
    "LOCAL_TIME",
    "TEMPLATE_NAMES",
    "RosterDifference",
    "Template",
    "check_file",
    "counting_words",
    "describe_roster",
    "is_simulated",
    "lights",
    "load_completions",
    "load_snapshot",
    "load_states",
    "prefecture_template",
    "present_state",
    "read_limits",
    "reporting_calendar",
    "returned_file",
    "returned_name",
    "roster_difference",
    "with_forecast",
    "with_schedules",
]
