import pandas as pd
import pytest

from hrss.places import (
    assign_regions,
    default_delta_codes,
    load_shipped_roster,
    validate_roster,
)
from hrss.simulation import ScaleTooLargeError, simulated_roster


def test_the_first_batch_comes_to_about_the_thousand_of_the_decree(roster):
    """粤府办〔2011〕65号 六(一): 共约1000个."""
    batches = assign_regions(roster, delta_codes=default_delta_codes())["batch"]

    assert 980 <= int((batches == 2011).sum()) <= 1020


def test_one_county_outside_the_delta_is_left_undesignated(roster):
    batches = assign_regions(roster, delta_codes=default_delta_codes())

    undesignated = batches[batches["batch"].isna()]

    assert len(set(undesignated["county_code"])) == 1
    assert not undesignated["is_delta"].any()
    county = undesignated["county_code"].iloc[0]
    assert len(undesignated) == int((roster["county_code"] == county).sum())


def test_nothing_but_the_mark_is_changed(roster):
    shipped = load_shipped_roster()

    pd.testing.assert_frame_equal(
        roster.drop(columns="is_central_town"), shipped.drop(columns="is_central_town")
    )
    is_delta = roster["prefecture_code"].isin(default_delta_codes())
    assert roster.loc[is_delta, "is_central_town"].isna().all()


def test_another_seed_designates_others():
    shipped, delta = load_shipped_roster(), default_delta_codes()

    one = simulated_roster(shipped, seed=1, delta_codes=delta)
    other = simulated_roster(shipped, seed=2, delta_codes=delta)

    assert not one["is_central_town"].equals(other["is_central_town"])


def test_scale_adds_townships_with_codes_and_names_of_their_own():
    tripled = simulated_roster(
        load_shipped_roster(), seed=1, delta_codes=default_delta_codes(), scale=3
    )

    assert len(tripled) == 3 * 1586
    assert validate_roster(tripled) == []
    first = tripled[tripled["township_name"].str.startswith("沙面")]
    assert sorted(first["township_name"]) == ["沙面2街道", "沙面3街道", "沙面街道"]


def test_a_scale_for_which_a_county_has_no_codes_is_refused():
    with pytest.raises(ScaleTooLargeError):
        simulated_roster(
            load_shipped_roster(), seed=1, delta_codes=default_delta_codes(), scale=99
        )
