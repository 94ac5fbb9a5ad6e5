"""What prefectures and counties do of their own: rules R21, R26, R27, R30, budgets.

Comes in: one row per prefecture and county (`hrss.store.fetch_area_snapshot`). Goes
out: yes, no and silence by rule and level, and the budgets. A prefecture's answer
and its counties' never stand in one count.
"""

from enum import StrEnum

import pandas as pd

from hrss.decree import PROVINCE_CODE, rule
from hrss.metrics.vocabulary import PROVINCE_LABEL, Grouping

AREA_FIELDS = {
    "R21": "has_hiring_standard",
    "R26": "has_assessment",
    "R27": "has_county_budget",
    "R30": "in_five_year_plan",
}
"""The value column that answers each rule."""

AREA_GROUPINGS = (Grouping.PROVINCE, Grouping.PREFECTURE, Grouping.COUNTY)
"""What tables of areas can be grouped on; a county's table has prefectures too."""

_COUNTS = ["area_count", "answered_count", "yes_count", "no_count"]


class AreaLevel(StrEnum):
    """Who answers: a prefecture for itself, or a county."""

    PREFECTURE = "prefecture"
    COUNTY = "county"

    @property
    def label(self) -> str:
        """Its word in Chinese."""
        return {
            AreaLevel.PREFECTURE: "地级以上市",
            AreaLevel.COUNTY: "县（市、区）",
        }[self]


def is_asked(areas: pd.DataFrame, rule_id: str) -> pd.Series:
    """Which areas a rule asks.

    A rule of prefectures and counties asks both; one of counties (R27) asks the
    counties, and a prefecture that has none, whose own budget takes their place.

    Parameters
    ----------
    areas : one row per prefecture and county; reads ``is_prefecture`` and
        ``prefecture_code``.
    """
    is_prefecture = areas["is_prefecture"].astype(bool)
    if "U" in rule(rule_id).levels:
        return pd.Series(True, index=areas.index)
    with_counties = areas.loc[~is_prefecture, "prefecture_code"].unique()
    return ~(is_prefecture & areas["prefecture_code"].isin(with_counties))


def area_rules(areas: pd.DataFrame, *, by: Grouping) -> pd.DataFrame:
    """Yes, no and silence of each group, rule and level.

    Who is silent stays among those asked. Dongguan and Zhongshan have no counties:
    they answer R27 themselves, so at the prefecture level R27 asks these alone.

    Parameters
    ----------
    areas : one row per prefecture and county, index ``area_code``.
    by : one of `AREA_GROUPINGS`.

    Returns
    -------
    One row per group, rule and level that has somebody to ask, in order of all
    three: ``group_code``, ``group_name``, ``prefecture_code`` and
    ``prefecture_name`` but for the province; ``rule``, ``title``, ``level``
    (`AreaLevel`); ``area_count = answered_count + unanswered_count`` and
    ``answered_count = yes_count + no_count``, in areas; ``yes_rate`` over those
    asked, ``answered_yes_rate`` over those who answered (fractions; NA for nobody).

    References
    ----------
    粤府办〔2011〕65号 三(一) R21, 四(三) R26, 五(一) R27, 六(二) R30.
    """
    groups = group_areas(areas, by)
    answers = [_answers(areas, rule_id) for rule_id in AREA_FIELDS]
    asked = pd.concat(answers).join(groups)
    keys = [*groups.columns, "rule", "level"]
    table = asked.groupby(keys, sort=True, dropna=False)[_COUNTS].sum().reset_index()
    # Alphabetically a county would come before its prefecture.
    table["place"] = table["level"].map(list(AreaLevel).index)
    table = table.sort_values(["group_code", "rule", "place"], ignore_index=True)
    table[_COUNTS] = table[_COUNTS].astype("Int64")
    table["unanswered_count"] = table["area_count"] - table["answered_count"]
    answered = table["answered_count"].astype("Float64")
    table["yes_rate"] = table["yes_count"] / table["area_count"].astype("Float64")
    table["answered_yes_rate"] = table["yes_count"] / answered.mask(answered == 0)
    texts = [*groups.columns, "rule", "level"]
    table[texts] = table[texts].astype("string")
    titles = table["rule"].map({each: rule(each).title for each in AREA_FIELDS})
    table["title"] = titles.astype("string")
    names = [*groups.columns, "rule", "title", "level", *_COUNTS]
    return table[[*names, "unanswered_count", "yes_rate", "answered_yes_rate"]]


def group_areas(areas: pd.DataFrame, by: Grouping) -> pd.DataFrame:
    """The group of each area; index of `areas`.

    Raises
    ------
    ValueError : areas are not grouped like that.
    """
    places = areas[["prefecture_code", "prefecture_name"]]
    if by is Grouping.PROVINCE:
        heads = {"group_code": PROVINCE_CODE, "group_name": PROVINCE_LABEL}
        return pd.DataFrame(heads, index=areas.index)
    if by is Grouping.PREFECTURE:
        return places.assign(
            group_code=places["prefecture_code"], group_name=places["prefecture_name"]
        )[["group_code", "group_name", *places.columns]]
    if by is Grouping.COUNTY:
        codes = areas.index.to_series().astype("string")
        return places.assign(group_code=codes, group_name=areas["area_name"])[
            ["group_code", "group_name", *places.columns]
        ]
    raise ValueError(f"expected one of {[*AREA_GROUPINGS]}, got {by}")


def _answers(areas: pd.DataFrame, rule_id: str) -> pd.DataFrame:
    """What each area that a rule asks adds to the counts."""
    own = areas[is_asked(areas, rule_id)]
    answer = own[AREA_FIELDS[rule_id]].astype("boolean")
    level = own["is_prefecture"].map(
        {True: AreaLevel.PREFECTURE.value, False: AreaLevel.COUNTY.value}
    )
    return pd.DataFrame(
        {
            "rule": rule_id,
            "level": level,
            "area_count": 1,
            "answered_count": answer.notna().astype(int),
            "yes_count": answer.fillna(False).astype(int),
            "no_count": (~answer).fillna(False).astype(int),
        },
        index=own.index,
    )


def area_budgets(
    areas: pd.DataFrame, snapshot: pd.DataFrame, *, by: Grouping
) -> pd.DataFrame:
    """What counties set aside for their offices a year, and what that is an office.

    A prefecture's own figure counts only where it has no counties: otherwise it may
    hold theirs, and they would count twice. The mean is over the rostered offices
    of the areas that gave a figure, so that silence does not lower it.

    Parameters
    ----------
    areas : one row per prefecture and county; reads ``annual_budget_wan_yuan``.
    snapshot : one row per rostered township; its place columns.
    by : one of `AREA_GROUPINGS`.

    Returns
    -------
    One row per group with somebody to ask, in order: the group, ``area_count``,
    ``answered_count`` (areas with a figure), ``office_count`` (their rostered
    offices), ``budget_wan_yuan`` and ``budget_per_office_wan_yuan`` (万元; NA where
    nobody gave a figure).

    References
    ----------
    粤府办〔2011〕65号 五(一), R27.
    """
    own = areas[is_asked(areas, "R27")]
    area = snapshot["county_code"].fillna(snapshot["prefecture_code"])
    offices = area.value_counts().reindex(own.index).fillna(0)
    budget = own["annual_budget_wan_yuan"].astype("Float64")
    given = budget.notna()
    heads = group_areas(own, by)
    table = heads.assign(
        area_count=1,
        answered_count=given.astype(int),
        office_count=given.astype(int) * offices.to_numpy(int),
        budget_wan_yuan=budget,
    )
    names = list(heads.columns)
    groups = table.groupby(names, sort=True, dropna=False)
    sums = groups[["area_count", "answered_count", "office_count"]].sum()
    sums["budget_wan_yuan"] = groups["budget_wan_yuan"].sum(min_count=1)
    sums = sums.reset_index().astype(
        dict.fromkeys(names, "string")
        | dict.fromkeys(["area_count", "answered_count", "office_count"], "Int64")
    )
    held = sums["office_count"].astype("Float64")
    sums["budget_per_office_wan_yuan"] = sums["budget_wan_yuan"] / held.mask(held == 0)
    return sums
