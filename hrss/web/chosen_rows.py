"""Tables whose rows are chosen: by number, so that others may come and go."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A table as it was drawn last, and the rows that were chosen to begin with."""

    key: str
    numbers: tuple[int, ...]
    first_rows: tuple[int, ...]


def choose_rows(
    words: pd.DataFrame,
    numbers: Sequence[int],
    *,
    key: str,
    is_several: bool = False,
    next_number: int | None = None,
    height: int | Literal["content"] = "content",
    columns: dict[str, ColumnConfig | str | None] | None = None,
    placeholder: str | None = None,
) -> list[int]:
    """Show a table; the numbers of the rows that are chosen.

    A row's place means another number once one has come or gone. Then what was
    chosen stays so by its number, a choice made in the same moment among it.

    Parameters
    ----------
    numbers : of the rows, each once.
    key : of the table, before what tells its rows apart.
    is_several : more than one may be chosen.
    next_number : what to choose where nothing that was chosen is left.
    """
    drawn = _now(tuple(numbers), key=key, next_number=next_number)
    st.session_state[f"{key}_drawn"] = drawn
    state = st.dataframe(
        words,
        hide_index=True,
        height=height,
        column_config=columns,
        placeholder=placeholder,
        on_select="rerun",
        selection_mode="multi-row" if is_several else "single-row",
        selection_default={
            "selection": {"rows": list(drawn.first_rows), "columns": []}
        },
        key=drawn.key,
    )
    rows = state["selection"]["rows"]
    return [drawn.numbers[row] for row in rows if row < len(numbers)]


def _now(numbers: tuple[int, ...], *, key: str, next_number: int | None) -> _Drawn:
    own_key = f"{key}_{zlib.crc32(' '.join(map(str, numbers)).encode())}"
    before: _Drawn | None = st.session_state.get(f"{key}_drawn")
    # Who comes back to the page begins anew.
    if before is not None and before.key == own_key and own_key in st.session_state:
        return before
    left = [each for each in _chosen(before) if each in numbers]
    if not left and next_number in numbers:
        left = [next_number]
    rows = tuple(numbers.index(each) for each in left)
    return _Drawn(own_key, numbers, rows)


def _chosen(drawn: _Drawn | None) -> list[int]:
    """What was chosen in a table that is not drawn any more."""
    state = None if drawn is None else st.session_state.get(drawn.key)
    if drawn is None or state is None:
        return []
    return [drawn.numbers[row] for row in state["selection"]["rows"]]
