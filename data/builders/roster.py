"""The roster: every coded township, in the county it belonged to in 2011."""

from builders import changes, divisions
from builders.files import Row
from builders.sources import Sources

COLUMNS = (
    "township_code",
    "township_name",
    "division_type",
    "county_code",
    "county_name",
    "prefecture_code",
    "prefecture_name",
    "is_central_town",
)

# Names that the national list of 2015 mangles.
CORRECTED_NAMES = {
    "440113120": "石碁镇",  # listed as 石基镇
    "440222204": "深渡水瑶族乡",  # listed as 深渡水乡
    "441625200": "漳溪畲族乡",  # listed as 漳溪乡
    "441881112": "浛洸镇",  # listed as 含光镇
    "445381111": "榃滨镇",  # listed as 林滨镇
}


def division_type(township_code: str) -> str | None:
    """Type by the last three digits; None for farms, zones and the like."""
    serial = int(township_code[6:])
    if serial < 100:
        return "subdistrict"
    if serial < 200:
        return "town"
    return "rural_township" if serial < 400 else None


def township_name(code: str, listed_name: str, county_name: str) -> str:
    """Return the unit's own name, without its county's and without 办事处."""
    if code in CORRECTED_NAMES:
        return CORRECTED_NAMES[code]
    # Three units of 惠阳区 are listed with the zone that runs them.
    name = listed_name.removeprefix(county_name).removeprefix("大亚湾")
    if division_type(code) == "subdistrict":
        for office in ("街道办事处", "办事处", "街道办", "街道"):
            if name.endswith(office):
                return name.removesuffix(office) + "街道"
    return name


def rows(sources: Sources) -> list[Row]:
    """Rows of `roster.csv`, in order of code."""
    prefectures = divisions.prefecture_names(sources)
    counties = divisions.county_names(sources)
    units = []
    for code, listed_name in sorted(sources.townships.items()):
        kind = division_type(code)
        if kind is None:
            continue
        county = sources.counties_2015.get(code[:6], "")
        name = township_name(code, listed_name, county)
        prefecture = code[:4] + "00"
        county_code = changes.county_of_2011(code[:6], name)
        if prefecture in divisions.WITHOUT_COUNTIES:
            county_code = ""
        units.append(
            {
                "township_code": code,
                "township_name": name,
                "division_type": kind,
                "county_code": county_code,
                "county_name": counties[county_code] if county_code else "",
                "prefecture_code": prefecture,
                "prefecture_name": prefectures[prefecture],
                "is_central_town": "",
            }
        )
    return units
