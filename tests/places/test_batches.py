import pandas as pd

from hrss.places import assign_regions

DELTA = frozenset({"440100"})


def make_roster(*units: tuple[str, bool | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "prefecture_code": pd.array([code for code, _ in units], "string"),
            "is_central_town": pd.array([central for _, central in units], "boolean"),
        }
    )


def test_region_and_batch_follow_rule_r28():
    """粤府办〔2011〕65号 六(一)."""
    roster = make_roster(
        ("440100", None), ("440200", True), ("440200", False), ("440200", None)
    )

    places = assign_regions(roster, delta_codes=DELTA)

    assert list(places["region"]) == ["delta", "central", "other", "undesignated"]
    assert list(places["is_delta"]) == [True, False, False, False]
    assert list(places["batch"][:3]) == [2011, 2011, 2012]
    assert pd.isna(places["batch"][3])


def test_a_delta_township_is_due_in_2011_whether_central_or_not():
    roster = make_roster(("440100", True), ("440100", False))

    places = assign_regions(roster, delta_codes=DELTA)

    assert list(places["region"]) == ["delta", "delta"]
    assert list(places["batch"]) == [2011, 2011]


def test_without_a_delta_all_depends_on_the_designation():
    roster = make_roster(("440100", False))

    places = assign_regions(roster, delta_codes=frozenset())

    assert list(places["batch"]) == [2012]


def test_types_hold_for_an_empty_roster_too():
    places = assign_regions(make_roster(), delta_codes=DELTA)

    assert places["is_delta"].dtype == "bool"
    assert places["region"].dtype == "string"
    assert places["batch"].dtype == "Int64"


def test_the_roster_itself_stays_as_it_was():
    roster = make_roster(("440200", None)).set_axis([7])

    places = assign_regions(roster, delta_codes=DELTA)

    assert list(roster.columns) == ["prefecture_code", "is_central_town"]
    assert list(places.index) == [7]
