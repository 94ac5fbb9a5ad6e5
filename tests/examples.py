"""How many cases a property is tried on."""

import os


def examples(number: int) -> int:
    """So many in a usual run, HRSS_EXAMPLES times as many where that is set.

    Every run draws others; `make fuzz` draws many.
    """
    return number * int(os.environ.get("HRSS_EXAMPLES", "1"))
