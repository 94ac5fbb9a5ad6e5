"""The rows of a station sheet: which village, complete or not, and the red line."""

import pandas as pd

from hrss.places.name_forms import is_office_of, without_spaces
from hrss.places.names import match_townships
from hrss.sheets.check_completion import check_completion
from hrss.sheets.check_places import (
    TOWNSHIP_NAMING,
    outside_issues,
    place_keys,
    repeated_issues,
    resolved_issues,
    unknown_places,
    unmatched_issues,
)
from hrss.sheets.issues import Issue
from hrss.sheets.judged import Case, Judged
from hrss.sheets.kinds import SheetKind
from hrss.sheets.registry import value_columns
from hrss.sheets.table import Positions, Table

_STATION_END = r"(?:公共)?(?:人力资源|劳动|人社|社会保障|就业|公共服务).*$"


def judge_stations(table: Table, case: Case) -> Judged:
    """Rows with their township, the village that each is about, once in it.

    There is no roster of villages: the province has some 26,000 and their list is
    what the townships send. A row that names its station and no village is about
    the village in the station's name. A township's row in which nothing was filled
    in, as a template has them, is passed over with a warning.
    """
    keys, taken = place_keys(table, case.roster, case.file_name)
    found = match_townships(keys, case.roster, case.aliases)
    villages = _villages(table.rows)
    said = table.rows[list(value_columns(SheetKind.STATION))].notna()
    unused = ~said.any(axis="columns")
    issues = [
        *taken,
        *unmatched_issues(table, found, naming=TOWNSHIP_NAMING),
        *resolved_issues(table, found, case.roster, naming=TOWNSHIP_NAMING),
        *table.issues("missing_village", villages.isna() & ~unused, "village_name"),
        *table.issues("unused_row", unused, "village_name"),
        *_repeated(table, found["township_code"], villages),
        *outside_issues(table, found, case.roster),
        *_guiding_issues(table, found["township_code"], case.roster),
        *_red_line(table),
    ]
    named = Table(table.sheets, table.rows.assign(village_name=villages))
    checked, more = check_completion(
        named, found["township_code"], as_of=case.as_of, previous=None
    )
    return Judged(
        checked, found.mask(unused), [*issues, *more], unknown_places(keys, found)
    )


def _villages(rows: pd.DataFrame) -> pd.Series:
    """The village of each row as written, or as its station's name has it."""
    stations = rows["station_name"].map(without_spaces, na_action="ignore")
    stations = stations.astype("string")
    named = stations.str.replace(_STATION_END, "", regex=True)
    named = named.where(named.ne("") & named.ne(stations))
    return rows["village_name"].fillna(named).astype("string")


def _repeated(table: Table, codes: pd.Series, villages: pd.Series) -> list[Issue]:
    same = villages.map(without_spaces, na_action="ignore").astype("string")
    return repeated_issues(table, codes + "/" + same, "duplicate_station")


def _guiding_issues(
    table: Table, codes: pd.Series, roster: pd.DataFrame
) -> list[Issue]:
    """A station is guided by the office of its own township."""
    if not table.has("guiding_office"):
        return []
    own = roster.drop_duplicates("township_code").set_index("township_code")
    names = codes.map(own["township_name"]).astype("string")
    said = table.rows["guiding_office"]
    strange = [
        pd.notna(text) and pd.notna(name) and not is_office_of(text, name)
        for text, name in zip(said, names, strict=True)
    ]

    def whose(positions: Positions) -> list[str | None]:
        return [str(name) for name in names.take(positions)]

    return table.issues("other_guiding_office", strange, "guiding_office", detail=whose)


def _red_line(table: Table) -> list[Issue]:
    """Public servants may work in a station part time, and never for pay."""
    if not table.has("paid_public_servant_count"):
        return []
    paid = table.rows["paid_public_servant_count"] > 0
    return table.issues("paid_public_servants", paid, "paid_public_servant_count")
