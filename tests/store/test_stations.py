import pandas as pd
import pytest

from hrss.sheets import SheetKind, value_columns
from hrss.store import (
    Store,
    clear_simulated,
    fetch_as_of_dates,
    fetch_snapshot,
    fetch_station_lineage,
    fetch_station_snapshot,
    fetch_submissions,
    verify,
    withdraw_submission,
)
from tests.store.mini import (
    DECEMBER,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    send_file,
)

HEADER = ["县（市、区）", "乡镇（街道）", "村（社区）", "是否建成", "领取报酬人数"]
NORTH = ["荔湾区", "沙面街道", "北社区", "是", 0]
SOUTH = ["荔湾区", "沙面街道", "南社区", "否", None]
EAST = ["荔湾区", "岭南街道", "东社区", "是", 1]


def villages(stations: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(stations["township_code"], stations["village_name"], strict=True))


def test_stations_are_listed_with_their_township_and_their_source(
    empty_store: Store,
) -> None:
    receipt = send_file(empty_store, [HEADER, NORTH, SOUTH, EAST], as_of=OCTOBER)

    stations = fetch_station_snapshot(empty_store, as_of=OCTOBER)

    assert villages(stations) == [
        (SHAMIAN, "北社区"), (SHAMIAN, "南社区"), (LINGNAN, "东社区")
    ]  # fmt: skip
    first = stations.iloc[0]
    assert first["prefecture_name"] == "广州市"
    assert first["region"] == "delta"
    assert first["row"] == 2
    assert first["submission_id"] == receipt.submission_id
    assert first["report_as_of"] == pd.Timestamp(OCTOBER)
    assert "is_complete" in first["sheet_fields"].split()
    assert stations["is_complete"].tolist() == [True, False, True]
    assert stations["paid_public_servant_count"].tolist() == [0, pd.NA, 1]


def test_the_newest_list_of_a_township_counts_as_a_whole(empty_store: Store) -> None:
    send_file(empty_store, [HEADER, NORTH, SOUTH, EAST], as_of=OCTOBER)
    send_file(empty_store, [HEADER, [*NORTH[:2], "西社区", "否", None]], as_of=NOVEMBER)

    before = fetch_station_snapshot(empty_store, as_of=OCTOBER)
    after = fetch_station_snapshot(empty_store, as_of=DECEMBER)

    assert len(before) == 3
    assert villages(after) == [(SHAMIAN, "西社区"), (LINGNAN, "东社区")]


def test_what_was_known_before_stays_as_it_was(empty_store: Store) -> None:
    first = send_file(empty_store, [HEADER, NORTH], as_of=OCTOBER)
    send_file(empty_store, [HEADER, SOUTH], as_of=OCTOBER)

    then = fetch_station_snapshot(
        empty_store, as_of=OCTOBER, known_at=first.received_at
    )

    assert villages(then) == [(SHAMIAN, "北社区")]


def test_a_withdrawn_list_gives_way_to_the_one_before(empty_store: Store) -> None:
    send_file(empty_store, [HEADER, NORTH], as_of=OCTOBER)
    wrong = send_file(empty_store, [HEADER, SOUTH], as_of=OCTOBER)

    withdraw_submission(empty_store, wrong.submission_id, by="省厅", reason="错报")

    stations = fetch_station_snapshot(empty_store, as_of=OCTOBER)
    assert villages(stations) == [(SHAMIAN, "北社区")]


def test_a_station_sheet_says_nothing_of_offices(empty_store: Store) -> None:
    send_file(empty_store, [HEADER, NORTH], as_of=OCTOBER)

    assert not fetch_snapshot(empty_store, as_of=DECEMBER)["is_reported"].any()
    assert fetch_as_of_dates(empty_store) == []
    assert fetch_as_of_dates(empty_store, kind=SheetKind.STATION) == [OCTOBER]
    assert fetch_submissions(empty_store)["kind"].tolist() == ["station"]


def test_every_value_knows_its_cell(empty_store: Store) -> None:
    receipt = send_file(empty_store, [HEADER, NORTH, EAST], as_of=OCTOBER)

    lineage = fetch_station_lineage(
        empty_store, LINGNAN, receipt.submission_id, position=1
    ).set_index("field")

    assert lineage.index.tolist() == list(value_columns(SheetKind.STATION))
    assert lineage.loc["paid_public_servant_count", "cell"] == "E3"
    assert lineage.loc["paid_public_servant_count", "value"] == 1
    assert lineage.loc["village_name", "cell"] == "C3"
    assert pd.isna(lineage.loc["sign_date", "cell"])


def test_no_lineage_of_a_station_that_is_not_there(empty_store: Store) -> None:
    assert fetch_station_lineage(empty_store, LINGNAN, 1, position=0).empty


def test_an_empty_store_has_no_stations_but_their_columns(empty_store: Store) -> None:
    stations = fetch_station_snapshot(empty_store, as_of=DECEMBER)

    assert stations.empty
    assert stations["is_complete"].dtype == "boolean"


def test_verify_counts_the_rows_of_every_kind(empty_store: Store) -> None:
    send_file(empty_store, [HEADER, NORTH, SOUTH], as_of=OCTOBER)
    assert verify(empty_store) == []

    with empty_store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM station_report WHERE position = 1")

    assert verify(empty_store) == ["第 1 号上报应有 2 行，实存 1 行"]


def test_clearing_takes_simulated_stations_out(empty_store: Store) -> None:
    send_file(empty_store, [HEADER, NORTH, SOUTH], as_of=OCTOBER, is_simulated=True)

    cleared = clear_simulated(empty_store)

    assert cleared.reports == 2
    assert fetch_station_snapshot(empty_store, as_of=DECEMBER).empty


def test_a_list_of_stations_is_never_kept_in_part(empty_store: Store) -> None:
    rows = [HEADER, NORTH, [*SOUTH[:3], "也许", None]]

    with pytest.raises(ValueError, match="a sheet with errors is not stored"):
        send_file(empty_store, rows, only_valid_rows=True)
