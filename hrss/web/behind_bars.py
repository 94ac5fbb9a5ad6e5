"""The offices behind a bar of the standards page: which, and what they report.

Comes in: a snapshot and the bar that was clicked. Goes out: offices with the answer
that puts them into a part of the bar, and the fields to be shown with them.
"""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from hrss import metrics
from hrss.decree import rule
from hrss.metrics import Grouping


class Bars(StrEnum):
    """The charts of the standards page whose bars are offices."""

    RULES = "rules"
    ITEMS = "items"
    BLOCKING = "blocking"
    VERIFIED = "verified"
    AREAS = "areas"
    NAMES = "names"
    BANDS = "bands"


GOOD, BAD, SILENT, UNVERIFIED = "good", "bad", "silent", "unverified"
"""Parts of a bar, as `figures` names them in a click."""

_RULE_WORDS = {GOOD: "符合", BAD: "不符合", SILENT: "未填报"}
_WORDS: dict[Bars, dict[str, str]] = {
    Bars.RULES: _RULE_WORDS,
    Bars.ITEMS: {GOOD: "已具备", BAD: "缺少", SILENT: "未填报"},
    Bars.BLOCKING: {BAD: "不符合", SILENT: "未填报"},
    Bars.VERIFIED: {GOOD: "核验达标", UNVERIFIED: "未核验达标"},
}

_UNASKED = "报表未设硬性条款各栏"


@dataclass(frozen=True, slots=True)
class Behind:
    """Offices behind one bar.

    Parameters
    ----------
    title : what they are.
    parts : the parts of the bar and their words; empty where a bar is one.
    answers : the part each office is in; index ``township_code``.
    fields : value columns that put it there.
    held_by : for each office the hard rules that hold it up, in words; None where
        the bar is not about that.
    """

    title: str
    parts: dict[str, str]
    answers: pd.Series
    fields: tuple[str, ...]
    held_by: pd.Series | None = None


def behind_bar(
    snapshot: pd.DataFrame,
    bars: Bars,
    code: str,
    *,
    by: Grouping = Grouping.PREFECTURE,
    judges_window_area: bool = False,
) -> Behind | None:
    """The offices of a bar, in all its parts; None for a bar that there is not.

    Parameters
    ----------
    snapshot : one row per rostered township, with ``is_verified``.
    bars : the chart.
    code : the bar: a rule, an item, a kind, a step of areas, or a group of `by`.
    judges_window_area : as for `metrics.rule_results`.
    """
    if bars is Bars.RULES and code in metrics.RULE_FIELDS:
        results = metrics.rule_results(
            snapshot, rules=(code,), judges_window_area=judges_window_area
        )
        return _of_rule(bars, code, results[code])
    if bars is Bars.BLOCKING and code in metrics.VERIFYING_RULES:
        held = metrics.held_back(snapshot)[code]
        return _of_rule(bars, code, held[held.isna() | ~held.fillna(True)])
    if bars is Bars.ITEMS and code in metrics.ITEM_LABELS:
        answers = _parts(snapshot[code].astype("boolean"))
        return Behind(metrics.ITEM_LABELS[code], _WORDS[bars], answers, (code,))
    if bars is Bars.VERIFIED:
        return _of_group(snapshot, code, by=by)
    return _of_kind(snapshot, bars, code)


def _of_rule(bars: Bars, code: str, results: pd.Series) -> Behind:
    title = f"{code}{rule(code).title}"
    return Behind(title, _WORDS[bars], _parts(results), metrics.RULE_FIELDS[code])


def _parts(results: pd.Series) -> pd.Series:
    parts = pd.Series(SILENT, index=results.index, dtype="string")
    return parts.mask(results.fillna(False), GOOD).mask((~results).fillna(False), BAD)


def _of_group(snapshot: pd.DataFrame, code: str, *, by: Grouping) -> Behind | None:
    """Complete offices of a prefecture or county, and what holds the others up."""
    codes, names = metrics.group_keys(snapshot, by)
    is_complete = snapshot["is_complete"].fillna(False).astype(bool)
    own = snapshot[(codes == code) & is_complete]
    if own.empty:
        return None
    answers = pd.Series(UNVERIFIED, index=own.index, dtype="string")
    return Behind(
        f"{names[own.index[0]]}上报建成的机构",
        _WORDS[Bars.VERIFIED],
        answers.mask(own["is_verified"], GOOD),
        (),
        _held_by(own),
    )


def _held_by(own: pd.DataFrame) -> pd.Series:
    """Rules that hold up each complete office, in words; blank for the verified."""
    held = metrics.held_back(own)
    words = {
        code: "、".join(
            f"{name}{rule(name).title}{'（未填）' if pd.isna(passes) else ''}"
            for name, passes in zip(metrics.VERIFYING_RULES, answers, strict=True)
            if pd.isna(passes) or not passes
        )
        for code, answers in zip(
            held.index, held.itertuples(index=False, name=None), strict=True
        )
    }
    said = own.index.to_series().map(words).astype("string").fillna(_UNASKED)
    return said.mask(own["is_verified"], "")


def _of_kind(snapshot: pd.DataFrame, bars: Bars, code: str) -> Behind | None:
    """Offices of one kind of name, one step of areas, one band of staffing."""
    labels: dict[str, str]
    fields: tuple[str, ...]
    if bars is Bars.NAMES:
        labels = {kind.value: label for kind, label in metrics.NAME_KIND_LABELS.items()}
        kinds, fields = metrics.name_kinds(snapshot["office_name"]), ("office_name",)
        title = "机构名称："
    elif bars is Bars.BANDS:
        labels = {band.value: label for band, label in metrics.STAFFING_LABELS.items()}
        kinds, fields = metrics.staffing(snapshot)["band"], metrics.RULE_FIELDS["R09"]
        title = "每名工作人员的服务对象："
    else:
        steps = metrics.area_steps(snapshot)
        labels = {f"{low}": f"{low}㎡起的一段" for low in steps.dropna().unique()}
        kinds, fields = steps.astype("string"), metrics.RULE_FIELDS["R18"]
        title = "建筑面积："
    if code not in labels:
        return None
    own = kinds[(kinds == code).fillna(False)]
    return Behind(f"{title}{labels[code]}", {}, own, fields)
