"""Prefectures and counties of 2011: `prefectures.csv` and `counties.csv`."""

from builders import changes
from builders.files import Row
from builders.sources import Sources

PREFECTURE_COLUMNS = (
    "prefecture_code",
    "prefecture_name",
    "is_delta",
    "population_2010",
    "has_counties",
)
COUNTY_COLUMNS = ("county_code", "county_name", "prefecture_code", "map_unit_code")

# Guangzhou, Shenzhen, Zhuhai, Foshan, Jiangmen, Zhaoqing, Huizhou, Dongguan,
# Zhongshan: the addressees of the provincial office's Delta notice of 2014-04-17.
# The decree says only 珠江三角洲地区, so whole prefectures are an assumption.
DELTA = frozenset(
    {
        "440100",
        "440300",
        "440400",
        "440600",
        "440700",
        "441200",
        "441300",
        "441900",
        "442000",
    }
)
WITHOUT_COUNTIES = frozenset({"441900", "442000"})

# Residents at the census of 2010-11-01. They add up to the published 104,303,132
# of the province; README.md says which were found and which only fit the sum.
POPULATION_2010 = {
    "440100": 12_700_800,
    "440200": 2_826_612,
    "440300": 10_357_938,
    "440400": 1_560_229,
    "440500": 5_391_028,
    "440600": 7_194_311,
    "440700": 4_448_871,
    "440800": 6_993_304,
    "440900": 5_817_753,
    "441200": 3_918_085,
    "441300": 4_597_002,
    "441400": 4_240_139,
    "441500": 2_935_717,
    "441600": 2_953_019,
    "441700": 2_421_812,
    "441800": 3_698_394,
    "441900": 8_220_237,
    "442000": 3_120_884,
    "445100": 2_669_844,
    "445200": 5_877_025,
    "445300": 2_360_128,
}


def prefecture_names(sources: Sources) -> dict[str, str]:
    """Code and name of the 21 prefectures, in order of code."""
    return {
        code: name
        for code, name in sources.divisions_2011.items()
        if code.endswith("00") and not code.endswith("0000")
    }


def county_names(sources: Sources) -> dict[str, str]:
    """Code and name of the 121 counties of 2011, in order of code."""
    # GB/T 2260 gives each prefecture with districts a collective ..01 (市辖区).
    return {
        code: name
        for code, name in sources.divisions_2011.items()
        if code[4:] not in {"00", "01"}
    }


def map_unit_of(county_code: str) -> str:
    """Return the polygon of today that shows a county of 2011."""
    for change in changes.COUNTIES:
        if change.old_code == county_code and change.kind != "split":
            return change.new_code
    return county_code


def prefecture_rows(sources: Sources) -> list[Row]:
    """Rows of `prefectures.csv`."""
    return [
        {
            "prefecture_code": code,
            "prefecture_name": name,
            "is_delta": str(int(code in DELTA)),
            "population_2010": str(POPULATION_2010[code]),
            "has_counties": str(int(code not in WITHOUT_COUNTIES)),
        }
        for code, name in prefecture_names(sources).items()
    ]


def county_rows(sources: Sources) -> list[Row]:
    """Rows of `counties.csv`."""
    return [
        {
            "county_code": code,
            "county_name": name,
            "prefecture_code": code[:4] + "00",
            "map_unit_code": map_unit_of(code),
        }
        for code, name in county_names(sources).items()
    ]
