"""Names that a person has confirmed, as they are remembered and looked up."""

import pandas as pd

from hrss.places.name_forms import normalise_name


def alias_key(
    prefecture_code: str, county: str | None, written: str
) -> tuple[str, str, str]:
    """What a confirmed name is remembered and looked up by."""
    return prefecture_code, normalise_name(county or ""), normalise_name(written)


def alias_places(aliases: pd.DataFrame | None) -> dict[tuple[str, str, str], str]:
    """Township codes by `alias_key`; names may have been kept in an earlier form."""
    if aliases is None or aliases.empty:
        return {}
    names = ["prefecture_code", "county_name", "written", "township_code"]
    return {
        alias_key(prefecture, county, written): code
        for prefecture, county, written, code in aliases[names].itertuples(
            index=False, name=None
        )
    }
