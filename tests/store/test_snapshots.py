from datetime import date

import pandas as pd
import pytest
from sqlalchemy import text

from hrss.sheets import VALUE_COLUMNS, column
from hrss.store import (
    Store,
    append_submission,
    fetch_roster,
    fetch_snapshot,
)
from hrss.store.clock import Horizon
from hrss.store.snapshots import snapshot_query
from tests.store.mini import (
    DECEMBER,
    DONGCHENG,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    XIHE,
    XILIAN,
    XINHUA,
    checked_sheet,
    mini_roster,
    send,
)

ALL_SIX = [SHAMIAN, LINGNAN, XINHUA, XILIAN, XIHE, DONGCHENG]
EXPECTED_HEAD = {
    "township_name": "string",
    "division_type": "string",
    "county_code": "string",
    "county_name": "string",
    "prefecture_code": "string",
    "prefecture_name": "string",
    "is_central_town": "boolean",
    "is_delta": "bool",
    "region": "string",
    "batch": "Int64",
    "is_reported": "bool",
    "submission_id": "Int64",
    "report_as_of": "datetime64[s]",
    "received_at": "datetime64[us, UTC]",
    "sheet": "string",
    "row": "Int64",
    "sheet_fields": "string",
    "is_simulated": "boolean",
    "claimed_is_delta": "boolean",
    "claimed_is_central_town": "boolean",
    "claimed_batch": "string",
}


@pytest.mark.parametrize("offices", [{}, {SHAMIAN: {"is_complete": True}}])
def test_columns_and_dtypes_are_those_of_the_contract(
    empty_store: Store, offices: dict[str, dict[str, object]]
) -> None:
    if offices:
        send(empty_store, offices)

    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER)

    dtypes = snapshot.dtypes.astype("str").to_dict()
    claims = {"is_delta", "is_central_town", "claimed_batch"}
    rest = {n: column(n).dtype for n in VALUE_COLUMNS if n not in claims}
    assert dtypes == EXPECTED_HEAD | rest
    assert list(dtypes)[:21] == list(EXPECTED_HEAD)
    assert snapshot.index.name == "township_code"
    assert str(snapshot.index.dtype) == "string"


def test_every_rostered_township_has_one_row_in_order(empty_store: Store) -> None:
    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER)

    assert snapshot.index.tolist() == ALL_SIX
    assert not snapshot["is_reported"].any()


def test_place_comes_from_the_roster(empty_store: Store) -> None:
    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER)

    names = ["沙面街道", "岭南街道", "新华街道", "西联镇", "西河镇", "东城街道"]
    regions = ["delta", "delta", "other", "central", "undesignated", "delta"]
    batches = [2011, 2011, 2012, 2011, pd.NA, 2011]
    assert snapshot["township_name"].tolist() == names
    assert snapshot["region"].tolist() == regions
    assert snapshot["batch"].tolist() == batches
    assert pd.isna(snapshot.loc[DONGCHENG, "county_code"])


def test_delta_is_a_setting(empty_store: Store) -> None:
    snapshot = fetch_snapshot(
        empty_store, as_of=DECEMBER, delta_codes=frozenset({"440200"})
    )

    assert snapshot.index[snapshot["is_delta"]].tolist() == [XINHUA, XILIAN, XIHE]


def test_report_brings_its_source(empty_store: Store) -> None:
    letters = {"township_name": "B", "is_complete": "E", "staff_count": "F"}
    receipt = send(empty_store, {LINGNAN: {}, SHAMIAN: {}}, letters=letters)

    office = fetch_snapshot(empty_store, as_of=DECEMBER).loc[SHAMIAN]

    assert office["is_reported"]
    assert office["submission_id"] == 1
    assert office["report_as_of"] == pd.Timestamp("2011-12-31")
    assert office["received_at"] == receipt.received_at
    assert office["sheet"] == "进度表"
    assert office["row"] == 6
    assert office["sheet_fields"] == "township_name is_complete staff_count"
    assert not office["is_simulated"]


def test_claims_of_the_sheet_stand_beside_the_roster(empty_store: Store) -> None:
    send(empty_store, {XINHUA: {"is_central_town": True, "is_delta": True}})

    office = fetch_snapshot(empty_store, as_of=DECEMBER).loc[XINHUA]

    assert office["claimed_is_central_town"]
    assert office["claimed_is_delta"]
    assert not office["is_central_town"]
    assert not office["is_delta"]
    assert office["batch"] == 2012


def test_correction_of_the_same_day_replaces_the_whole_report(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {"staff_count": 5, "served_count": 900}})
    send(empty_store, {SHAMIAN: {"staff_count": 6}})

    office = fetch_snapshot(empty_store, as_of=DECEMBER).loc[SHAMIAN]

    assert office["staff_count"] == 6
    assert pd.isna(office["served_count"])


def test_report_of_a_later_day_wins_over_one_received_later(
    empty_store: Store,
) -> None:
    send(empty_store, {SHAMIAN: {"staff_count": 12}}, as_of=DECEMBER)
    send(empty_store, {SHAMIAN: {"staff_count": 11}}, as_of=NOVEMBER)

    december = fetch_snapshot(empty_store, as_of=DECEMBER)
    november = fetch_snapshot(empty_store, as_of=NOVEMBER)

    assert december.loc[SHAMIAN, "staff_count"] == 12
    assert november.loc[SHAMIAN, "staff_count"] == 11


def test_older_report_holds_until_a_newer_one_comes(empty_store: Store) -> None:
    send(empty_store, {SHAMIAN: {"staff_count": 10}}, as_of=OCTOBER)

    december = fetch_snapshot(empty_store, as_of=DECEMBER).loc[SHAMIAN]

    assert december["staff_count"] == 10
    assert december["report_as_of"] == pd.Timestamp("2011-10-31")


@pytest.mark.parametrize(
    ("as_of", "is_reported"),
    [(date(2011, 12, 30), False), (date(2011, 12, 31), True)],
)
def test_report_counts_from_the_day_that_it_describes(
    empty_store: Store, as_of: date, is_reported: bool
) -> None:
    send(empty_store, {SHAMIAN: {}}, as_of=DECEMBER)

    snapshot = fetch_snapshot(empty_store, as_of=as_of)

    assert snapshot.loc[SHAMIAN, "is_reported"] == is_reported


def test_what_came_later_was_not_known_before(empty_store: Store) -> None:
    first = send(empty_store, {SHAMIAN: {"staff_count": 5}})
    second = send(empty_store, {SHAMIAN: {"staff_count": 6}})

    before = fetch_snapshot(empty_store, as_of=DECEMBER, known_at=first.received_at)
    after = fetch_snapshot(empty_store, as_of=DECEMBER, known_at=second.received_at)

    assert before.loc[SHAMIAN, "staff_count"] == 5
    assert after.loc[SHAMIAN, "staff_count"] == 6


def test_report_of_a_township_that_left_the_roster_is_not_counted(
    empty_store: Store,
) -> None:
    send(empty_store, {"440103003": {"is_complete": True}, SHAMIAN: {}})

    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER)

    assert snapshot.index.tolist() == ALL_SIX
    assert snapshot["is_reported"].sum() == 1


def test_order_of_the_rows_in_the_sheet_is_irrelevant(empty_store: Store) -> None:
    offices = {SHAMIAN: {"staff_count": 5}, XILIAN: {"staff_count": 7}, XIHE: {}}
    checked = checked_sheet(offices, content=b"sheet")
    send(empty_store, offices, as_of=NOVEMBER)

    object.__setattr__(checked, "rows", checked.rows.iloc[::-1])
    append_submission(
        empty_store, checked, content=b"sheet", as_of=DECEMBER, sender="张三"
    )

    source = ["submission_id", "received_at", "report_as_of"]
    november = fetch_snapshot(empty_store, as_of=NOVEMBER).drop(columns=source)
    december = fetch_snapshot(empty_store, as_of=DECEMBER).drop(columns=source)
    pd.testing.assert_frame_equal(november, december)


def test_database_finds_the_reports_through_the_index(empty_store: Store) -> None:
    if empty_store.engine.dialect.name != "sqlite":
        pytest.skip("reads the plan as SQLite prints it")
    info, _ = fetch_roster(empty_store)
    query = snapshot_query(roster_id=info.id, as_of=DECEMBER, known=Horizon(9, 0))
    statement = query.compile(
        empty_store.engine, compile_kwargs={"literal_binds": True}
    )

    with empty_store.read_engine.begin() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()

    steps = [str(step[-1]) for step in plan]
    assert any("INDEX ix_office_report_as_of" in step for step in steps)
    assert not any(step.startswith("SCAN") for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


def test_roster_of_the_test_is_the_one_in_force(empty_store: Store) -> None:
    _, roster = fetch_roster(empty_store)

    pd.testing.assert_frame_equal(roster, mini_roster())
