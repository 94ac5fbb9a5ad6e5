"""What is made once for a view and the store's version, and shared by all visitors.

A view knows the store's version, so that what is kept for it never grows stale.
Nobody may alter what comes from here.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st

from hrss.web.view import View

P = ParamSpec("P")
R = TypeVar("R")


def once_per_view(make: Callable[P, R]) -> Callable[P, R]:
    """Keep what `make` returns for each view and the other arguments it is given."""
    keep = st.cache_resource(
        max_entries=256, show_spinner=False, hash_funcs={View: repr}
    )
    return keep(make)
