"""How a submission stands in its review, in words."""

import pandas as pd

from hrss import service
from hrss.accounts import ReviewState
from hrss.web.plain_text import plain

_WORDS = {state.value: state.label for state in ReviewState}
_WORDS[ReviewState.NOT_NEEDED] = "—"


def review_words(states: pd.Series) -> pd.Series:
    """What each state is called; a dash where there was no review."""
    return states.map(_WORDS)


def review_sentence_of(number: int, submission: pd.Series) -> str | None:
    """How a submission stands, who decided it when, and what was said.

    Markdown, with what people wrote escaped; None where there was no review.

    Parameters
    ----------
    submission : its row of `hrss.store.fetch_submissions`.
    """
    state = ReviewState(submission["review_state"])
    if state is ReviewState.NOT_NEEDED:
        return None
    opening = f"报送编号 {number}　**{state.label}**"
    if state is ReviewState.SUBMITTED:
        return opening
    comment = submission["review_comment"]
    said = f"，意见：{plain(comment)}" if comment else ""
    return (
        f"{opening}　{plain(submission['reviewed_by'])}于"
        f"{local_minute(submission['reviewed_at'])}审核{said}"
    )


def local_minute(moment: pd.Timestamp) -> str:
    """A moment as the offices' clocks show it."""
    return f"{moment.tz_convert(service.LOCAL_TIME):%Y-%m-%d %H:%M}"


def local_minutes(moments: pd.Series) -> pd.Series:
    """`local_minute` of each."""
    local = moments.dt.tz_convert(service.LOCAL_TIME)
    words: pd.Series = local.dt.strftime("%Y-%m-%d %H:%M")
    return words


def month_words(day: pd.Timestamp) -> str:
    """The period that a day is of."""
    return f"{day.year}年{day.month}月"
