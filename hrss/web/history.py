"""How a view came to be: its figures on every reported day until then."""

from datetime import date

import pandas as pd

from hrss import metrics
from hrss.metrics import Grouping
from hrss.web import loaders
from hrss.web.caching import once_per_view
from hrss.web.view import View


@once_per_view
def load_series(view: View) -> pd.DataFrame:
    """Rise of each batch over the reported days up to the view's day."""
    return metrics.completion_series(
        {
            day: loaders.state_on(view.version, day, view.batch, view.prefecture)
            for day in _days(view)
        }
    )


@once_per_view
def load_history(view: View, by: Grouping) -> pd.DataFrame:
    """Progress tables of every reported day up to the view's, one below another."""
    tables = [
        loaders.load_progress(view, by, as_of=day).assign(as_of=day)
        for day in _days(view)
    ]
    history = pd.concat(tables, ignore_index=True)
    return history.assign(as_of=history["as_of"].astype("datetime64[s]"))


@once_per_view
def change_since_previous(view: View) -> tuple[int, date] | None:
    """Offices more than at the report before, and its day; None for the first."""
    earlier = [day for day in view.dates if day < view.as_of]
    if not earlier:
        return None
    by = Grouping.PROVINCE
    now = int(loaders.load_progress(view, by)["complete_count"].sum())
    before = loaders.load_progress(view, by, as_of=earlier[-1])
    return now - int(before["complete_count"].sum()), earlier[-1]


def _days(view: View) -> list[date]:
    return sorted({*view.dates, view.as_of})
