"""The decree's rules for a township office, counted: who passes, fails, is silent."""

import pandas as pd

from hrss.decree import Rule, load_rules
from hrss.metrics.group_sums import group_heads, group_sums
from hrss.metrics.standards import rule_results
from hrss.metrics.stated_values import option_uses, values_given
from hrss.metrics.vocabulary import Grouping

TOWNSHIP_RULES: tuple[str, ...] = tuple(
    item.rule_id for item in load_rules() if "T" in item.levels
)
_COUNTS = ["answered_count", "pass_count", "fail_count", "used_count"]


def standards(
    snapshot: pd.DataFrame, *, by: Grouping, judges_window_area: bool = False
) -> pd.DataFrame:
    """Passes, failures and silence of each group and rule.

    Hard (M) and soft (P) rules pass or fail; a soft failure only advises. An option
    (可) cannot be failed: whoever answers is in order, and ``used_count`` says how
    many make use of it. A rule whose text states no number (R03, R22, R23) has
    answers, and neither passes nor failures. Who is silent stays in the rostered.

    Parameters
    ----------
    snapshot : one row per rostered township.
    by : what to group on. Province, batches and regions are always all there.
    judges_window_area : as for `metrics.rule_results`.

    Returns
    -------
    One row per group and rule, in order of both: ``group_code``, ``group_name``,
    for prefectures and counties ``prefecture_code`` and ``prefecture_name``;
    ``rule``, ``strength`` (M, P, O or A), ``title``; counts of townships with
    ``pass_count + fail_count = answered_count`` and ``answered_count +
    unanswered_count = rostered_count``; ``pass_rate`` over the rostered and
    ``answered_pass_rate`` over those who answered (fractions; NA for options, for
    rules without a number, and over nobody); ``used_count`` NA but for options.

    References
    ----------
    粤府办〔2011〕65号, the section of each rule in ``data/rules.csv``.
    """
    marks = _marks(snapshot, judges_window_area=judges_window_area)
    sums = group_sums(snapshot, marks.fillna(0), by).astype("Int64")
    heads = group_heads(snapshot, by)
    tables = [
        _rule_rows(rule, heads, sums, order=order)
        for order, rule in enumerate(load_rules())
        if rule.rule_id in TOWNSHIP_RULES
    ]
    table = pd.concat(tables, ignore_index=True)
    table["place"] = table["group_code"].map(
        {code: place for place, code in enumerate(heads.index)}
    )
    table = table.sort_values(["place", "order"], ignore_index=True)
    return _rates(table.drop(columns=["place", "order"]))


def _marks(snapshot: pd.DataFrame, *, judges_window_area: bool) -> pd.DataFrame:
    """What each township adds to each count of each rule."""
    results = rule_results(snapshot, judges_window_area=judges_window_area)
    options = option_uses(snapshot)
    answers = pd.concat([results, options, values_given(snapshot)], axis="columns")
    in_order = pd.concat([results, options.mask(options.notna(), True)], axis="columns")
    return pd.concat(
        {
            "answered_count": answers.notna().astype(int),
            "pass_count": in_order.astype("Int64"),
            "fail_count": (~in_order).astype("Int64"),
            "used_count": options.astype("Int64"),
        },
        axis="columns",
    )


def _rule_rows(
    rule: Rule, heads: pd.DataFrame, sums: pd.DataFrame, *, order: int
) -> pd.DataFrame:
    rows = heads.assign(
        order=order, rule=rule.rule_id, strength=rule.strength, title=rule.title
    )
    nothing = pd.Series(pd.NA, index=heads.index, dtype="Int64")
    for name in _COUNTS:
        column = (name, rule.rule_id)
        rows[name] = sums[column] if column in sums.columns else nothing
    return rows.reset_index()


def _rates(table: pd.DataFrame) -> pd.DataFrame:
    rostered = table["rostered_count"].astype("Float64")
    answered = table["answered_count"].astype("Float64")
    passed = table["pass_count"].mask(table["strength"] == "O")
    table["unanswered_count"] = table["rostered_count"] - table["answered_count"]
    table["pass_rate"] = passed / rostered.mask(rostered == 0)
    table["answered_pass_rate"] = passed / answered.mask(answered == 0)
    texts = ["group_code", "group_name", "rule", "strength", "title"]
    places = [name for name in ("prefecture_code", "prefecture_name") if name in table]
    table[[*texts, *places]] = table[[*texts, *places]].astype("string")
    used = table.pop("used_count")
    places_first = ["group_code", "group_name", *places]
    rest = [name for name in table.columns if name not in places_first]
    return table[[*places_first, *rest]].assign(used_count=used)
