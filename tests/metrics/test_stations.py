import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.metrics import (
    MEASURES,
    Grouping,
    employment_modes,
    red_line,
    stated_values,
    station_coverage,
    station_name_faults,
    station_name_faults_by,
)
from tests.snapshots import make_snapshot
from tests.stations import make_stations

FIRST, SECOND, THIRD = "440100000", "440100001", "440100002"
# Three townships: the first two sent a list, the first and the third say how many
# stations are due; the second says only how many stand.
SNAPSHOT = make_snapshot(
    township_name=["甲镇", "乙镇", "丙镇"],
    prefecture_code=["440100", "440100", "440200"],
    prefecture_name=["甲市", "甲市", "丁市"],
    county_code=["440103", "440103", "440203"],
    station_due_count=[3, pd.NA, 10],
    station_complete_count=[1, 2, 4],
)
STATIONS = make_stations(
    township_code=[FIRST, FIRST, FIRST, SECOND, SECOND],
    is_complete=[True, True, False, True, pd.NA],
)


def coverage(by=Grouping.PROVINCE, stations=STATIONS, snapshot=SNAPSHOT):
    return station_coverage(stations, snapshot, by=by).set_index("group_code")


def test_lists_and_sheets_stand_side_by_side():
    row = coverage().loc["440000"]

    assert row["township_count"] == 3
    assert row["listing_count"] == 2
    assert row["listing_rate"] == pytest.approx(2 / 3)
    assert row["listed_count"] == 5
    assert row["listed_complete_count"] == 3
    assert row["listed_unstated_count"] == 1
    assert row["listed_coverage_rate"] == 0.6
    assert row["due_answered_count"] == 2
    assert row["station_due_count"] == 13
    assert row["station_complete_count"] == 5
    assert row["station_coverage_rate"] == pytest.approx(5 / 13)


def test_what_the_sheets_say_is_what_the_standards_page_says():
    values = stated_values(SNAPSHOT).set_index("rule").loc["R03"]

    row = coverage().loc["440000"]

    assert row["station_complete_count"] == values["value_sum"]
    assert row["station_due_count"] == values["base_sum"]
    assert row["due_answered_count"] == values["answered_count"]


def test_a_prefecture_without_a_list_stays_without_a_rate():
    row = coverage(by=Grouping.PREFECTURE).loc["440200"]

    assert row["group_name"] == "丁市"
    assert row["listing_count"] == 0
    assert row["listed_count"] == 0
    assert pd.isna(row["listed_coverage_rate"])
    assert row["station_coverage_rate"] == 0.4


def test_where_no_sheet_gives_both_numbers_nothing_is_said():
    row = coverage(by="township").loc[SECOND]

    assert row["due_answered_count"] == 0
    said = ["station_due_count", "station_complete_count", "station_coverage_rate"]
    assert row[said].isna().all()


def test_a_township_whose_sheet_and_list_differ_is_counted():
    snapshot = make_snapshot(station_due_count=[3, 4, 5, pd.NA])
    stations = make_stations(township_code=[FIRST, FIRST, FIRST, SECOND, "440100003"])

    row = coverage(stations=stations, snapshot=snapshot).loc["440000"]

    assert row["differing_count"] == 1


def test_each_township_has_its_row_with_its_county():
    table = coverage(by="township")

    assert table["group_name"].tolist() == ["甲镇", "乙镇", "丙镇"]
    assert table["county_name"].tolist() == ["甲县"] * 3
    assert table["listed_count"].tolist() == [3, 2, 0]
    assert table["listing_count"].tolist() == [1, 1, 0]


def test_batches_and_regions_are_always_all_there():
    batches = coverage(by=Grouping.BATCH)

    assert batches.index.tolist() == ["2011", "2012", "undesignated"]
    assert batches["listed_count"].tolist() == [0, 0, 5]


def test_no_station_and_no_township_give_nothing_to_divide():
    nobody = coverage(stations=make_stations(), snapshot=SNAPSHOT.iloc[:0])

    assert nobody.loc["440000", "listed_count"] == 0
    assert pd.isna(nobody.loc["440000", "listing_rate"])
    assert station_coverage(make_stations(), SNAPSHOT.iloc[:0], by="township").empty


NAMES = make_stations(
    township_code=[FIRST, FIRST, SECOND, SECOND, SECOND],
    station_name=[
        "北村人力资源社会保障服务站",
        "南村人力资源和社会保障服务站",
        "村（社区）人力资源社会保障服务站",
        "东村劳动站",
        pd.NA,
    ],
)


def test_names_are_counted_by_kind_of_fault():
    table = station_name_faults(NAMES)

    assert list(zip(table["title"], table["station_count"], strict=True)) == [
        ("名称规范", 1),
        ("多一个“和”字", 1),
        ("未写地名", 1),
        ("其他名称", 1),
        ("未填报", 1),
    ]
    assert table["station_rate"].tolist() == [0.2] * 5


def test_names_are_counted_group_by_group():
    table = station_name_faults_by(NAMES, SNAPSHOT, by=Grouping.PREFECTURE)

    assert table["group_name"].tolist() == ["甲市", "丁市"]
    assert table["listed_count"].tolist() == [5, 0]
    assert table["has_he_count"].tolist() == [1, 0]
    assert table["not_reported_count"].tolist() == [1, 0]


def test_ways_to_employ_are_counted_with_their_staff():
    stations = make_stations(
        employment_mode=["village_cadre", "village_cadre", "full_time", pd.NA],
        station_staff_count=[2, pd.NA, 1, 4],
    )

    table = employment_modes(stations).set_index("kind")

    assert table["title"].tolist() == [
        "公益性岗位", "专职聘用", "兼职聘用", "村居干部兼职", "未填报",
    ]  # fmt: skip
    assert table["station_count"].tolist() == [0, 1, 0, 2, 1]
    assert table["staff_count"].tolist() == [0, 1, 0, 2, 4]
    assert table.loc["village_cadre", "station_rate"] == 0.5


def test_one_paid_public_servant_crosses_the_red_line():
    stations = make_stations(
        township_code=[FIRST, FIRST, SECOND, SECOND],
        public_servant_count=[2, 0, 3, pd.NA],
        paid_public_servant_count=[0, pd.NA, 2, pd.NA],
    )

    table = red_line(stations, SNAPSHOT, by="township").set_index("group_code")

    assert table["listed_count"].tolist() == [2, 2, 0]
    assert table["answered_count"].tolist() == [2, 1, 0]
    assert table["paid_station_count"].tolist() == [0, 1, 0]
    assert table["paid_person_count"].tolist() == [0, 2, 0]


@pytest.mark.parametrize("by", [*Grouping, "township"])
def test_every_column_is_in_the_vocabulary(by):
    tables = [
        station_coverage(STATIONS, SNAPSHOT, by=by),
        station_name_faults(STATIONS),
        station_name_faults_by(STATIONS, SNAPSHOT, by=by),
        employment_modes(STATIONS),
        red_line(STATIONS, SNAPSHOT, by=by),
    ]

    assert {name for table in tables for name in table} <= MEASURES.keys()


drawn_stations = st.lists(
    st.tuples(
        st.sampled_from([FIRST, SECOND, THIRD]),
        st.sampled_from([True, False, pd.NA]),
        st.sampled_from([0, 1, 3, pd.NA]),
    ),
    max_size=10,
)


@settings(deadline=None, max_examples=12)
@given(drawn_stations, st.randoms(use_true_random=False))
def test_parts_sum_to_the_whole_and_order_is_irrelevant(drawn, random):
    stations = make_stations(
        township_code=[code for code, _, _ in drawn],
        is_complete=[said for _, said, _ in drawn],
        paid_public_servant_count=[paid for _, _, paid in drawn],
    )
    places = SNAPSHOT.loc[stations["township_code"]]
    for name in ("prefecture_code", "county_code"):
        stations[name] = places[name].array
    before = stations.copy(deep=True)
    order = list(range(len(stations)))
    random.shuffle(order)
    counts = [
        *("township_count", "listing_count", "listed_count", "listed_complete_count"),
        *("listed_unstated_count", "due_answered_count", "station_due_count"),
        *("station_complete_count", "differing_count"),
    ]
    whole = coverage(stations=stations)

    for by in (Grouping.BATCH, Grouping.COUNTY, "township"):
        table = coverage(by=by, stations=stations)
        red = red_line(stations, SNAPSHOT, by=by)
        shuffled = coverage(
            by=by, stations=stations.iloc[order], snapshot=SNAPSHOT.iloc[::-1]
        )
        rates = pd.concat([table["listing_rate"], table["listed_coverage_rate"]])
        assert table[counts].sum().tolist() == whole.loc["440000", counts].tolist()
        assert rates.dropna().between(0, 1).all()
        assert red["paid_person_count"].sum() == sum(
            paid for _, _, paid in drawn if not pd.isna(paid)
        )
        pd.testing.assert_frame_equal(table, shuffled)
    pd.testing.assert_frame_equal(stations, before)
