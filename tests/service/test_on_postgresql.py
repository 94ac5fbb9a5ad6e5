"""Whatever is read from a store is the same on both engines."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from hrss import service
from hrss import store as room
from hrss.metrics import Grouping, progress
from hrss.service import trust
from hrss.service.stations import load_stations
from hrss.settings import Settings
from hrss.sheets import SheetKind
from hrss.store import Store
from tests.postgres import Postgres
from tests.store.databases import passing_database
from tests.store.mini import (
    DECEMBER,
    DONGCHENG,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    XIHE,
    XINHUA,
    new_store,
    send,
    send_file,
)

SETTINGS = Settings(database_url="sqlite://", report_first_period=OCTOBER)
STATIONS = [
    ["县（市、区）", "乡镇（街道）", "村（社区）", "是否建成", "领取报酬人数"],
    ["荔湾区", "沙面街道", "翠洲社区", "是", 2],
    ["荔湾区", "沙面街道", "北社区", "否", None],
    ["荔湾区", "岭南街道", "东社区", "是", 0],
]
PREFECTURES = [
    ["地级市", "县（市、区）", "方案备案时间", "年度经费预算（万元）"],
    ["广州市", None, "2011-10-20", 120.5],
    ["广州市", "荔湾区", None, 33.3],
]
DONE = {"is_complete": True, "completion_date": pd.Timestamp("2011-10-20")}


def fill(store: Store) -> None:
    """Every kind of sheet, corrections, a withdrawal, notes and names."""
    send(store, {SHAMIAN: DONE, LINGNAN: {"is_complete": False}}, as_of=OCTOBER)
    send(store, {XINHUA: DONE | {"floor_area_m2": 312.4}, XIHE: {}}, as_of=NOVEMBER)
    send(store, {SHAMIAN: {"is_complete": False}, LINGNAN: DONE}, as_of=NOVEMBER)
    send(store, {DONGCHENG: {"staff_count": 9}}, as_of=DECEMBER, is_simulated=True)
    send(store, {XIHE: DONE}, as_of=DECEMBER)
    send_file(store, STATIONS, as_of=NOVEMBER)
    send_file(store, PREFECTURES, as_of=NOVEMBER)
    room.withdraw_submission(store, 5, by="张三", reason="报错了")
    room.append_note(store, "倒退", submission_ids=[3], by="李四", note="已核实")
    room.append_alias(
        store, county="荔湾区", written="沙面", township_code=SHAMIAN, by="李四"
    )
    room.append_mapping(store, "某表", {"盖好没有": "is_complete"}, by="李四")


@pytest.fixture(scope="module")
def stores(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Store]]:
    """A store in SQLite, and the same moved to PostgreSQL."""
    path: Path = tmp_path_factory.mktemp("moved") / "hrss.sqlite"
    sqlite = new_store(f"sqlite:///{path}")
    fill(sqlite)
    with passing_database(postgres) as address:
        server = room.open_store(Settings(database_url=address))
        room.move_store(sqlite, server)
        yield sqlite, server
        room.close_store(server)
    room.close_store(sqlite)


def snapshot(store: Store, as_of: date = DECEMBER) -> pd.DataFrame:
    return service.load_snapshot(store, SETTINGS, as_of=as_of)


def timeliness(store: Store) -> pd.DataFrame:
    today = date(2012, 1, 6)
    return trust.load_timeliness(
        store, SETTINGS, snapshot(store), as_of=DECEMBER, today=today
    )


def counted(store: Store) -> pd.DataFrame:
    return progress(
        snapshot(store),
        as_of=DECEMBER,
        by=Grouping.PREFECTURE,
        lights=service.lights(SETTINGS),
    )


QUESTIONS: dict[str, Callable[[Store], object]] = {
    "snapshot": snapshot,
    "earlier snapshot": lambda store: snapshot(store, OCTOBER),
    "progress": counted,
    "timeliness": timeliness,
    "stations": lambda store: load_stations(store, SETTINGS, as_of=DECEMBER),
    "areas": lambda store: room.fetch_area_snapshot(store, as_of=DECEMBER),
    "plans": lambda store: room.fetch_plans(store, as_of=DECEMBER),
    "submissions": room.fetch_submissions,
    "reporting": lambda store: room.fetch_reporting(store, as_of=DECEMBER),
    "reports": lambda store: room.fetch_reports(
        store, as_of=DECEMBER, fields=("is_complete", "floor_area_m2")
    ),
    "receipts": room.fetch_receipts,
    "reported offices": lambda store: room.fetch_reported_offices(
        store, [date(2011, 10, 1), OCTOBER, NOVEMBER, DECEMBER]
    ),
    "first complete": lambda store: room.fetch_first_complete(store, as_of=DECEMBER),
    "moments": room.fetch_moments,
    "days": lambda store: room.fetch_as_of_dates(store, kind=SheetKind.STATION),
    "history": lambda store: room.fetch_office_history(store, SHAMIAN),
    "notes": room.fetch_notes,
    "aliases": room.fetch_aliases,
    "mappings": room.fetch_mappings,
    "roster": lambda store: room.fetch_roster(store)[1],
    "version": room.data_version,
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_answer_is_the_same_on_both_engines(
    stores: tuple[Store, Store], question: str
) -> None:
    sqlite, postgres = (QUESTIONS[question](store) for store in stores)

    if isinstance(sqlite, pd.DataFrame):
        assert not sqlite.empty
        pd.testing.assert_frame_equal(postgres, sqlite)
    else:
        assert sqlite
        assert postgres == sqlite
