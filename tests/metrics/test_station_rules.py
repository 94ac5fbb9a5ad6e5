import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.metrics import (
    MEASURES,
    STATION_ITEMS,
    Grouping,
    item_title,
    station_results,
    station_rules,
)
from tests.snapshots import make_snapshot
from tests.stations import conforming_station, make_stations

ONE_TOWNSHIP = make_snapshot(is_complete=[True])


def result_of(item, **columns):
    (answer,) = station_results(make_stations(**columns))[item]
    return answer


def row_of(stations, item, *, snapshot=ONE_TOWNSHIP, by=Grouping.PROVINCE):
    table = station_rules(stations, snapshot, by=by)
    return table[table["item"] == item].iloc[0]


def test_a_conforming_station_passes_everything_that_can_be_failed():
    results = station_results(make_stations(**conforming_station()))

    assert results.columns.tolist() == [
        *("is_integrated", "operation_mode", "guiding_office"),
        *("pays_by_performance", "paid_public_servant_count"),
        *("station_name", "has_unified_sign"),
    ]
    assert results.iloc[0].all()


@pytest.mark.parametrize(
    ("item", "changes"),
    [
        ("is_integrated", {"is_integrated": False}),
        ("operation_mode", {"operation_mode": "other"}),
        ("guiding_office", {"is_own_office": False}),
        ("pays_by_performance", {"pays_by_performance": False}),
        ("paid_public_servant_count", {"paid_public_servant_count": 1}),
        ("station_name", {"station_name": "北村人力资源和社会保障服务站"}),
        ("has_unified_sign", {"has_unified_sign": False}),
    ],
)
def test_each_item_is_failed_alone(item, changes):
    results = station_results(make_stations(**conforming_station(**changes)))

    failed = results.columns[~results.iloc[0].to_numpy(dtype=bool)]
    assert failed.tolist() == [item]


def test_what_is_blank_is_not_judged():
    results = station_results(make_stations(is_complete=[True]))

    assert results.isna().all(axis=None)


def test_nobody_is_paid_where_nobody_serves():
    """粤府办〔2011〕65号 一(四): rule R14."""
    item = "paid_public_servant_count"

    assert result_of(item, public_servant_count=[0])
    assert pd.isna(result_of(item, public_servant_count=[2]))
    assert not result_of(item, public_servant_count=[0], paid_public_servant_count=[1])


def test_rows_are_in_the_decree_s_order_with_both_parts_of_r05():
    table = station_rules(
        make_stations(**conforming_station()), ONE_TOWNSHIP, by=Grouping.PROVINCE
    )

    assert list(zip(table["rule"], table["strength"], table["title"], strict=True)) == [
        ("R03", "A", "站点覆盖"),
        ("R05", "P", "与其他服务整合"),
        ("R05", "P", "政府购买服务"),
        ("R08", "M", "站点业务指导"),
        ("R12", "O", "站点用工方式"),
        ("R13", "M", "站点按量按质计酬"),
        ("R14", "M", "公职不领兼职报酬"),
        ("R16", "M", "站点名称"),
        ("R17", "M", "统一标识"),
    ]
    assert table["title"].tolist() == [item_title(item) for item in STATION_ITEMS]


def test_a_silent_station_stays_in_the_listed_and_not_in_the_answered():
    stations = make_stations(has_unified_sign=[True, False, False, pd.NA, pd.NA])

    row = row_of(stations, "has_unified_sign")

    assert row["listed_count"] == 5
    assert row["answered_count"] == 3
    assert row["pass_count"] == 1
    assert row["fail_count"] == 2
    assert row["unanswered_count"] == 2
    assert row["listed_pass_rate"] == 0.2
    assert row["answered_pass_rate"] == pytest.approx(1 / 3)


def test_how_a_station_employs_cannot_be_failed():
    stations = make_stations(employment_mode=["full_time", "village_cadre", pd.NA])

    row = row_of(stations, "employment_mode")

    assert row["answered_count"] == 2
    assert row["pass_count"] == 2
    assert row["fail_count"] == 0
    assert row["used_count"] == 2
    assert row[["listed_pass_rate", "answered_pass_rate"]].isna().all()


def test_coverage_has_answers_and_neither_passes_nor_failures():
    stations = make_stations(is_complete=[True, False, pd.NA])

    row = row_of(stations, "is_complete")

    assert row["answered_count"] == 2
    assert row["unanswered_count"] == 1
    judged = ["pass_count", "fail_count", "listed_pass_rate", "answered_pass_rate"]
    assert row[[*judged, "used_count"]].isna().all()


def test_a_prefecture_without_a_list_has_rows_with_nobody_in_them():
    snapshot = make_snapshot(
        prefecture_code=["440100", "440200"], prefecture_name=["甲市", "乙市"]
    )
    stations = make_stations(has_unified_sign=[True])

    table = station_rules(stations, snapshot, by=Grouping.PREFECTURE)

    own = table[table["item"] == "has_unified_sign"]
    assert own["group_name"].tolist() == ["甲市", "乙市"]
    assert own["listed_count"].tolist() == [1, 0]
    assert own["answered_pass_rate"].tolist() == [1.0, pd.NA]


def test_townships_can_be_told_apart():
    snapshot = make_snapshot(township_name=["甲镇", "乙镇"])
    stations = make_stations(
        township_code=["440100001", "440100001"], has_unified_sign=[True, False]
    )
    snapshot.index = pd.Index(["440100001", "440100000"], name="township_code")

    table = station_rules(stations, snapshot, by="township")

    own = table[table["item"] == "has_unified_sign"]
    assert own["group_code"].tolist() == ["440100000", "440100001"]
    assert own["group_name"].tolist() == ["乙镇", "甲镇"]
    assert own["fail_count"].tolist() == [0, 1]


def test_no_station_at_all_gives_counts_of_nobody():
    row = row_of(make_stations(), "station_name")

    assert row["listed_count"] == 0
    assert row["pass_count"] == 0
    assert pd.isna(row["listed_pass_rate"])


def test_every_column_is_in_the_vocabulary():
    stations = make_stations(**conforming_station())

    for by in (*Grouping, "township"):
        table = station_rules(stations, ONE_TOWNSHIP, by=by)
        assert set(table.columns) <= MEASURES.keys()


flags = st.sampled_from([True, False, pd.NA])
drawn_stations = st.lists(
    st.fixed_dictionaries(
        {
            "township_code": st.sampled_from(["440100000", "440100001"]),
            "is_complete": flags,
            "is_integrated": flags,
            "is_own_office": flags,
            "pays_by_performance": flags,
            "has_unified_sign": flags,
            "operation_mode": st.sampled_from(["government_purchase", "other", pd.NA]),
            "employment_mode": st.sampled_from(["full_time", "part_time", pd.NA]),
            "public_servant_count": st.sampled_from([0, 2, pd.NA]),
            "paid_public_servant_count": st.sampled_from([0, 1, pd.NA]),
            "station_name": st.sampled_from(
                ["北村人力资源社会保障服务站", "北村劳动站", pd.NA]
            ),
        }
    ),
    min_size=1,
    max_size=8,
)
TWO = make_snapshot(
    prefecture_code=["440100", "440200"],
    county_code=["440103", "440203"],
    region=["delta", "other"],
    batch=[2011, pd.NA],
)


def stations_of(drawn):
    stations = make_stations(
        **{name: [row[name] for row in drawn] for name in drawn[0]}
    )
    places = TWO.loc[stations["township_code"]]
    for name in ("prefecture_code", "county_code", "region", "batch"):
        stations[name] = places[name].array
    return stations


@settings(deadline=None, max_examples=12)
@given(drawn_stations)
def test_parts_sum_to_the_whole_and_the_input_stays_as_it_was(drawn):
    stations = stations_of(drawn)
    before = stations.copy(deep=True)
    whole = station_rules(stations, TWO, by=Grouping.PROVINCE).set_index("item")

    for by in (Grouping.BATCH, "township"):
        table = station_rules(stations, TWO, by=by)
        known = table[table["pass_count"].notna()]
        rates = pd.concat([table["listed_pass_rate"], table["answered_pass_rate"]])
        counts = ["listed_count", "answered_count", "unanswered_count"]
        sums = table.groupby("item")[[*counts, "pass_count"]].sum()
        assert (known["pass_count"] + known["fail_count"]).equals(
            known["answered_count"]
        )
        assert (table["answered_count"] + table["unanswered_count"]).equals(
            table["listed_count"]
        )
        assert rates.dropna().between(0, 1).all()
        for item in STATION_ITEMS:
            assert sums.loc[item, counts].tolist() == whole.loc[item, counts].tolist()
    pd.testing.assert_frame_equal(stations, before)


@settings(deadline=None, max_examples=6)
@given(drawn_stations, st.randoms(use_true_random=False))
def test_order_of_stations_and_townships_is_irrelevant(drawn, random):
    stations = stations_of(drawn)
    order = list(range(len(stations)))
    random.shuffle(order)

    for by in (Grouping.PREFECTURE, "township"):
        pd.testing.assert_frame_equal(
            station_rules(stations, TWO, by=by),
            station_rules(stations.iloc[order], TWO.iloc[::-1], by=by),
        )
