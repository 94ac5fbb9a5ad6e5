"""What a click asks for: done before the page is drawn, and told on whatever page.

What is drawn rests on what is stored: a form may be gone in the run that its button
began, because a colleague wrote something meanwhile. So the button only notes what is
asked, with the numbers that its visitor saw; the next run does it first of all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

_ASKED, _DONE, _OUTCOMES = "asked", "asked_and_done", "outcomes"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it, in Markdown."""

    words: str
    is_done: bool = True


@dataclass(frozen=True, slots=True)
class _Asked:
    by: object
    deed: Callable[..., Outcome]
    values: tuple[Any, ...]


def asks(deed: Callable[..., Outcome], *fields: str) -> Callable[[], None]:
    """What a button calls to have something done.

    Parameters
    ----------
    deed : is given what the fields hold at the click, in their order.
    fields : keys of the form's widgets.
    """
    button = object()

    def note() -> None:
        values = tuple(st.session_state.get(key) for key in fields)
        st.session_state[_ASKED] = _Asked(button, deed, values)

    return note


def tell(outcome: Outcome) -> None:
    """Have something told when a page is drawn again."""
    st.session_state.setdefault(_OUTCOMES, []).append(outcome)


def do_what_was_asked() -> None:
    """Do it, and tell what came of it; first on every page, for who may be there."""
    asked: _Asked | None = st.session_state.pop(_ASKED, None)
    if asked is not None:
        tell(_done_once(asked))
    told: list[Outcome] = st.session_state.pop(_OUTCOMES, [])
    # Always there, so that what is below it keeps its place on the page.
    with st.container(key="outcome"):
        for outcome in told:
            (st.success if outcome.is_done else st.error)(outcome.words)


def _done_once(asked: _Asked) -> Outcome:
    """What came of it; of a second click on the same button, what came of the first."""
    before = st.session_state.get(_DONE)
    if before is not None and before[0] is asked.by:
        outcome: Outcome = before[1]
        return outcome
    outcome = asked.deed(*asked.values)
    st.session_state[_DONE] = asked.by, outcome
    return outcome
