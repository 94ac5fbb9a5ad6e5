import pandas as pd

from hrss.metrics import submission_changes
from tests.snapshots import make_snapshot

FIELDS = ["is_complete", "floor_area_m2"]


def test_each_office_has_one_kind_of_change():
    before = make_snapshot(
        is_complete=[False, True, True, pd.NA, False, True],
        floor_area_m2=[100.0, 300.0, 300.0, pd.NA, 100.0, 300.0],
        is_reported=[True, True, True, False, True, True],
    )
    after = make_snapshot(
        is_complete=[True, False, True, False, False, pd.NA],
        floor_area_m2=[100.0, 300.0, 320.0, pd.NA, 100.0, 300.0],
    )[FIELDS]

    changes = submission_changes(before, after, fields=FIELDS)

    assert changes["change"].tolist() == [
        "newly_complete",
        "no_longer_complete",
        "changed",
        "first_report",
        "unchanged",
        "no_longer_complete",
    ]
    assert changes["changed_fields"].tolist() == [
        "is_complete",
        "is_complete",
        "floor_area_m2",
        "is_complete",
        "",
        "is_complete",
    ]


def test_changes_count_every_office_sent_and_no_other():
    before = make_snapshot(is_complete=[True, False, False], is_reported=[True] * 3)
    after = before.iloc[[2]][FIELDS]

    changes = submission_changes(before, after, fields=FIELDS)

    assert changes.index.tolist() == ["440100002"]
    assert changes["change"].tolist() == ["unchanged"]


def test_silence_against_silence_is_no_change():
    before = make_snapshot(is_complete=[False], is_reported=[True])
    after = before[FIELDS]

    assert submission_changes(before, after, fields=FIELDS)["change"].tolist() == [
        "unchanged"
    ]
