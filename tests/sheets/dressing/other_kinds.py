"""Dressed sheets of stations and of areas, smaller than those of offices."""

from hypothesis import strategies as st

from hrss.sheets.columns import PLAN_COLUMNS
from hrss.sheets.grid import Workbook
from hrss.sheets.kinds import SheetKind
from tests.sheets.dressing.books import (
    Book,
    grid_of,
    with_other_sheets,
    write_papers,
)
from tests.sheets.dressing.truth import (
    ROSTER,
    Office,
    columns_of,
    completion,
    values_of,
)

_VILLAGES = ("北村", "塱头村", "㙟新社区", "那垌", "𡎚边村")
_PLACES = ("township_code", "prefecture_name", "county_name", "township_name")
_STATION_FIELDS = (
    "station_type", "is_integrated", "operation_mode", "employment_mode",
    "station_staff_count", "pays_by_performance", "has_unified_sign", "sign_date",
)  # fmt: skip
_AREA_FIELDS = (
    "has_hiring_standard", "has_assessment", "in_five_year_plan",
    "annual_budget_wan_yuan", "has_county_budget", *PLAN_COLUMNS[9:13],
)  # fmt: skip


@st.composite
def station_books(draw: st.DrawFn) -> Book:
    """A sheet of stations: some villages of some townships."""
    more = draw(st.lists(st.sampled_from(_STATION_FIELDS), max_size=5, unique=True))
    fields = ("village_name", "is_complete", "employment_mode", *more)
    fields = tuple(dict.fromkeys(fields))
    known = columns_of(SheetKind.STATION)
    places = list(ROSTER[list(_PLACES)].itertuples(index=False, name=None))
    own = []
    for code, prefecture, county, township in draw(
        st.lists(st.sampled_from(places), min_size=1, max_size=3, unique=True)
    ):
        villages = st.lists(
            st.sampled_from(_VILLAGES), min_size=1, max_size=3, unique=True
        )
        for village in draw(villages):
            values = {name: draw(values_of(known[name])) for name in more}
            values |= completion(draw) | {"village_name": village}
            values["employment_mode"] = values.get("employment_mode") or "part_time"
            above = county if isinstance(county, str) else None
            own.append(Office(code, prefecture, above, township, values))
    own.sort(key=lambda each: each.code)
    return _book(draw, own, fields, (*_PLACES[1:],))


@st.composite
def area_books(draw: st.DrawFn) -> Book:
    """A sheet of areas: prefectures and some of their counties."""
    more = draw(st.lists(st.sampled_from(_AREA_FIELDS), max_size=6, unique=True))
    fields = tuple(dict.fromkeys(("has_hiring_standard", *more)))
    known = columns_of(SheetKind.AREA)
    counties = ROSTER[["county_code", "prefecture_name", "county_name"]]
    places = list(counties.dropna().drop_duplicates().itertuples(index=False))
    places += [("441900", "东莞市", None), ("440100", "广州市", None)]
    chosen = st.lists(st.sampled_from(places), min_size=1, max_size=5, unique=True)
    own = [
        Office(
            code, prefecture, county, "",
            # A row that says nothing of a county would be the heading of what follows.
            {name: draw(values_of(known[name])) for name in fields}
            | {"has_hiring_standard": draw(st.booleans())},
        )
        for code, prefecture, county in sorted(draw(chosen), key=lambda each: each[0])
    ]  # fmt: skip
    return _book(draw, own, fields, ("prefecture_name", "county_name"))


def _book(
    draw: st.DrawFn, own: list[Office], fields: tuple[str, ...], places: tuple[str, ...]
) -> Book:
    papers = write_papers(draw, own, (*places, *fields), "column", "column")
    grids = [grid_of(paper.rows, paper.merged, name=paper.name) for paper in papers]
    grids = with_other_sheets(draw, grids)
    workbook = Workbook("表.xlsx", "0" * 64, tuple(grids))
    return Book(workbook, tuple(own), tuple(papers), fields)
