"""What is made once for a view and the store's version, and shared by all visitors.

A view knows the store's version, so that what is kept for it never grows stale. Of a
version that a submission has outdated nobody asks again; what was kept for it goes
after `KEEP_SECONDS`. Nobody may alter what comes from here.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st

from hrss.web.view import View

P = ParamSpec("P")
R = TypeVar("R")

KEEP_SECONDS = 2 * 60 * 60
"""How long anything computed is kept; then who asks first waits for it once more."""

_KEEP, _KEEP_LARGE = 256, 6


def once_per_view(make: Callable[P, R]) -> Callable[P, R]:
    """Keep what `make` returns for each view and the other arguments it is given."""
    return _kept(make, most=_KEEP)


def once_per_large_view(make: Callable[P, R]) -> Callable[P, R]:
    """As `once_per_view`, for what has a row a station: megabytes each time."""
    return _kept(make, most=_KEEP_LARGE)


def _kept(make: Callable[P, R], *, most: int) -> Callable[P, R]:
    keep = st.cache_resource(
        max_entries=most,
        ttl=KEEP_SECONDS,
        show_spinner=False,
        hash_funcs={View: repr},
    )
    return keep(make)
