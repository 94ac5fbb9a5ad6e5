import pytest

from hrss.metrics import Grouping, station_coverage, station_rules
from hrss.service import load_snapshot
from hrss.service.stations import load_stations, own_offices, reported_days
from hrss.settings import Settings
from hrss.store import Store, close_store
from tests.stations import make_stations
from tests.store.mini import NOVEMBER, OCTOBER, new_store, send_file

SETTINGS = Settings(database_url="sqlite://")
HEADER = [
    *("县（市、区）", "乡镇（街道）", "村（社区）", "是否建成", "指导服务所"),
    "领取报酬人数",
]
OFFICE = "沙面街道人力资源和社会保障服务所"
NORTH = ["荔湾区", "沙面街道", "北社区", "是", OFFICE, 0]
SOUTH = ["荔湾区", "沙面街道", "南社区", "否", "岭南所", 1]
EAST = ["荔湾区", "岭南街道", "东社区", "是", None, None]


@pytest.fixture
def store():
    store = new_store("sqlite://")
    yield store
    close_store(store)


def test_a_station_is_guided_by_its_own_office_by_another_or_by_nobody(store: Store):
    send_file(store, [HEADER, NORTH, SOUTH, EAST], as_of=OCTOBER)

    stations = load_stations(store, SETTINGS, as_of=OCTOBER)

    assert stations["is_own_office"].astype(object).tolist()[:2] == [True, False]
    assert stations["is_own_office"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("office", "is_own"),
    [
        ("甲子镇人力资源和社会保障服务所", True),
        ("甲子所", True),
        ("甲 子 镇 服务所", True),
        ("乙丑镇人力资源和社会保障服务所", False),
        ("无", False),
    ],
)
def test_an_office_is_known_by_the_name_of_its_township(office, is_own):
    stations = make_stations(township_name=["甲子镇"], guiding_office=[office])

    assert own_offices(stations).tolist() == [is_own]


def test_figures_are_made_of_what_the_store_keeps(store: Store):
    send_file(store, [HEADER, NORTH, SOUTH, EAST], as_of=OCTOBER)
    stations = load_stations(store, SETTINGS, as_of=OCTOBER)
    snapshot = load_snapshot(store, SETTINGS, as_of=OCTOBER)

    coverage = station_coverage(stations, snapshot, by=Grouping.PROVINCE).iloc[0]
    rules = station_rules(stations, snapshot, by=Grouping.PROVINCE).set_index("item")

    assert (coverage["township_count"], coverage["listing_count"]) == (6, 2)
    assert (coverage["listed_count"], coverage["listed_complete_count"]) == (3, 2)
    assert rules.loc["paid_public_servant_count", "fail_count"] == 1
    assert rules.loc["guiding_office", "answered_count"] == 2


def test_days_are_those_of_office_sheets_and_of_lists(store: Store):
    office = [
        ["县（市、区）", "乡镇（街道）", "是否建成"],
        ["荔湾区", "沙面街道", "否"],
    ]
    send_file(store, office, as_of=NOVEMBER)
    send_file(store, [HEADER, NORTH], as_of=OCTOBER)

    assert reported_days(store) == [OCTOBER, NOVEMBER]
