"""What an edition said of a day otherwise than is known now.

Comes in: the same day as it was published and as it is known. Goes out: each figure
that differs, by place.
"""

from datetime import date

import pandas as pd

from hrss import metrics
from hrss.metrics import Grouping
from hrss.service.brief_states import Loaded, narrowed

_MEASURES = ("rostered_count", "reported_count", "complete_count", "verified_count")
_COLUMNS = ["group_code", "group_name", "measure", "before_value", "after_value"]


def corrections(loaded: Loaded, *, prefecture: str | None) -> pd.DataFrame:
    """Figures that the last edition said otherwise, the whole first, then by place.

    Places are prefectures, or of one prefecture its counties. One that the roster had
    not, or has no more, counts as nothing there. An edition that knew more than this
    brief does (of a later time) is not corrected by it.

    Returns
    -------
    ``group_code``, ``group_name``, ``measure`` (a name of `metrics.MEASURES`),
    ``before_value``, ``after_value`` (offices); empty when nothing differs.
    """
    nothing = pd.DataFrame(columns=_COLUMNS)
    if loaded.edition is None or loaded.published is None:
        return nothing
    as_of, known_at = loaded.edition
    if known_at > loaded.known_at:
        return nothing
    by = Grouping.PREFECTURE if prefecture is None else Grouping.COUNTY
    tables = []
    for grouping in (Grouping.PROVINCE, by):
        was, now = (
            _counts(narrowed(state, prefecture), grouping, as_of)
            for state in (loaded.published, loaded.states[as_of])
        )
        tables.append(_differences(was, now))
    return pd.concat(tables, ignore_index=True)


def _counts(state: pd.DataFrame, by: Grouping, as_of: date) -> pd.DataFrame:
    table = metrics.progress(state, as_of=as_of, by=by)
    return table.set_index("group_code")[["group_name", *_MEASURES]]


def _differences(was: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    codes = now.index.union(was.index)
    names = now["group_name"].reindex(codes).fillna(was["group_name"].reindex(codes))
    before, after = (
        table[list(_MEASURES)].reindex(codes).fillna(0).astype("int64")
        for table in (was, now)
    )
    rows = [
        (code, names[code], measure, said, known)
        for code in codes
        for measure, said, known in zip(
            _MEASURES, before.loc[code], after.loc[code], strict=True
        )
        if said != known
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)
