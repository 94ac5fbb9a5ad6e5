from datetime import date

import pandas as pd
import pytest

from hrss.metrics import station_name_kinds
from hrss.sheets import KEY_COLUMNS, SheetKind, value_columns
from hrss.simulation.station_truth import station_list
from tests.simulation.conftest import SEED

AS_OF = date(2012, 4, 30)
GUANGZHOU, SHAOGUAN = "440100", "440200"


@pytest.fixture(scope="module")
def stations(courses):
    return station_list(courses[SHAOGUAN], as_of=AS_OF, seed=SEED)


def test_a_list_has_the_columns_of_a_station_s_sheet(stations):
    assert stations.columns.tolist() == [
        *KEY_COLUMNS,
        *value_columns(SheetKind.STATION),
    ]


def test_villages_are_invented_and_called_so(stations):
    assert stations["village_name"].str.fullmatch("模拟.+(村|社区)").all()
    named = stations["station_name"].dropna()
    own = named.str.startswith("模拟") | named.str.startswith("村（社区）")
    assert own.all()


def test_a_village_stands_once_in_its_township(stations):
    keys = ["township_code", "village_name"]

    assert not stations.duplicated(keys).any()


def test_a_few_townships_send_no_list(stations, courses):
    listed = stations["township_code"].nunique()

    assert 0.85 * len(courses[SHAOGUAN].places) < listed
    assert listed < len(courses[SHAOGUAN].places)


def test_subdistricts_have_communities_only(courses):
    stations = station_list(courses[GUANGZHOU], as_of=AS_OF, seed=SEED)
    subdistricts = stations[stations["township_name"].str.endswith("街道")]

    assert (subdistricts["station_type"] == "community").all()
    assert subdistricts["village_name"].str.endswith("社区").all()


def test_every_fault_that_the_page_shows_is_among_them(courses):
    stations = pd.concat(
        station_list(course, as_of=AS_OF, seed=SEED) for course in courses.values()
    )

    assert set(station_name_kinds(stations["station_name"])) == {
        *("conforms", "has_he", "generic", "other", "not_reported"),
    }
    assert 0 < (stations["paid_public_servant_count"] > 0).sum() < 100
    assert stations["guiding_office"].isna().any()
    assert 15_000 < len(stations) < 26_000


def test_parts_never_exceed_their_whole(stations):
    serving, paid = (
        stations["public_servant_count"],
        stations["paid_public_servant_count"],
    )

    assert not (paid > serving).fillna(False).any()
    assert not (serving > stations["station_staff_count"]).fillna(False).any()


def test_the_same_seed_gives_the_same_list(stations, courses):
    again = station_list(courses[SHAOGUAN], as_of=AS_OF, seed=SEED)

    pd.testing.assert_frame_equal(again, stations)
