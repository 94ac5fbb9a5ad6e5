"""A roster with central towns that nobody designated.

Comes in: a roster of real townships. Goes out: the same with simulated marks, and
for load tests with townships that do not exist.
"""

import numpy as np
import pandas as pd

SIMULATED_ROSTER_NAME = "模拟名册（中心镇为模拟指定）"

# So that, with the Delta's offices, the first batch comes to the decree's 约1000.
CENTRAL_SHARE = 0.42
# A county's seat is its first town; rural townships are hardly ever central.
_WEIGHTS = {"town": 1.0, "subdistrict": 0.4, "rural_township": 0.1}
_SUFFIXES = ("街道", "镇", "乡")
_LAST_NUMBER = 999


class ScaleTooLargeError(ValueError):
    """A county has too few free codes for so many copies of its townships."""


def simulated_roster(
    roster: pd.DataFrame, *, seed: int, delta_codes: frozenset[str], scale: int = 1
) -> pd.DataFrame:
    """The roster with central towns designated at random outside the Delta.

    One county is left undesignated, as a province would find it. Within the Delta
    the mark decides nothing and stays empty.

    Parameters
    ----------
    roster : one row per township, the columns of `hrss.places`.
    delta_codes : prefectures of the Delta.
    scale : how many times as many townships; the copies carry codes and names
        that do not exist.

    Raises
    ------
    ValueError : `scale` is not positive.
    ScaleTooLargeError : a county has no free codes left.
    """
    units = _multiplied(roster, scale).reset_index(drop=True)
    units["is_central_town"] = pd.array([pd.NA] * len(units), dtype="boolean")
    elsewhere = units[~units["prefecture_code"].isin(delta_codes)]
    counties = elsewhere.groupby("county_code", sort=True)
    if not counties.ngroups:
        return units
    rng = np.random.default_rng(seed)
    skipped = _undesignated_county(counties.size(), rng)
    for county_code, county in counties:
        chosen = _central_towns(county, rng)
        if county_code != skipped:
            units.loc[county.index, "is_central_town"] = county.index.isin(chosen)
    return units


def _undesignated_county(sizes: pd.Series, rng: np.random.Generator) -> str:
    # Large enough to be seen, too small to bend the province's figures.
    middling = sizes[sizes.between(sizes.median(), sizes.quantile(0.75))]
    return str(rng.choice(middling.index.to_numpy(dtype=str)))


def _central_towns(county: pd.DataFrame, rng: np.random.Generator) -> pd.Index:
    weights = county["division_type"].map(_WEIGHTS).astype(float).to_numpy().copy()
    weights[np.argmax(weights)] = 50.0
    keys = rng.random(len(county)) ** (1 / weights)
    wanted = max(1, round(CENTRAL_SHARE * len(county)))
    return county.index[np.argsort(-keys, kind="stable")[:wanted]]


def _multiplied(roster: pd.DataFrame, scale: int) -> pd.DataFrame:
    if scale < 1:
        raise ValueError(f"expected a scale of 1 or more, got {scale}")
    if scale == 1:
        return roster.copy()
    copies = pd.concat(
        [
            roster.assign(
                township_name=[
                    _copied_name(name, number) for name in roster["township_name"]
                ]
            )
            for number in range(2, scale + 1)
        ]
    )
    copies = copies.sort_values("township_code", kind="stable")
    codes = [
        code
        for prefix, group in copies.groupby(
            copies["township_code"].str.slice(stop=6), sort=True
        )
        for code in _free_codes(str(prefix), roster["township_code"], len(group))
    ]
    copies["township_code"] = pd.array(codes, dtype="string")
    return pd.concat([roster, copies]).sort_values("township_code")


def _copied_name(name: str, number: int) -> str:
    suffix = next((each for each in _SUFFIXES if name.endswith(each)), "")
    return f"{name.removesuffix(suffix)}{number}{suffix}"


def _free_codes(prefix: str, taken: pd.Series, wanted: int) -> list[str]:
    used = set(taken[taken.str.startswith(prefix)])
    numbers = (f"{prefix}{number:03d}" for number in range(1, _LAST_NUMBER + 1))
    free = [code for code in numbers if code not in used][:wanted]
    if len(free) < wanted:
        raise ScaleTooLargeError(f"{prefix}以下没有{wanted}个空余的代码")
    return free
