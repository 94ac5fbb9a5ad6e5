from datetime import UTC, date, datetime

import pandas as pd
import pytest

from hrss.store.frames import to_columns, to_frame

DTYPES = {
    "name": "string",
    "count": "Int64",
    "area": "Float64",
    "is_complete": "boolean",
    "day": "datetime64[s]",
    "moment": "datetime64[us, UTC]",
    "number": "int64",
    "is_marked": "bool",
}


@pytest.mark.parametrize("size", [0, 1])
def test_dtypes_are_as_declared_with_and_without_rows(size: int) -> None:
    moment = datetime(2011, 12, 5, tzinfo=UTC)
    row = ("沙面街道", 3, 300.5, True, date(2011, 12, 31), moment, 1, False)

    frame = to_frame([row] * size, DTYPES)

    assert frame.dtypes.astype("str").to_dict() == DTYPES
    assert len(frame) == size


def test_none_becomes_the_na_of_its_dtype() -> None:
    nullable = dict(list(DTYPES.items())[:6])

    frame = to_frame([(None,) * 6, (None,) * 6], nullable)

    assert frame.isna().all(axis=None)
    assert frame.dtypes.astype("str").to_dict() == nullable


def test_days_and_moments_keep_their_value() -> None:
    moment = datetime(2011, 12, 5, 1, 30, 15, 123456, tzinfo=UTC)

    frame = to_frame(
        [(date(2011, 12, 31), moment), (date(1969, 12, 31), None)],
        {"day": "datetime64[s]", "moment": "datetime64[us, UTC]"},
    )

    days = [pd.Timestamp("2011-12-31"), pd.Timestamp("1969-12-31")]
    assert frame["day"].tolist() == days
    assert frame["moment"].iloc[0] == moment


def test_columns_hold_plain_values_and_none() -> None:
    rows = pd.DataFrame(
        {
            "name": pd.array(["沙面街道", pd.NA], dtype="string"),
            "count": pd.array([3, pd.NA], dtype="Int64"),
            "area": pd.array([300.5, pd.NA], dtype="Float64"),
            "is_complete": pd.array([False, pd.NA], dtype="boolean"),
            "day": pd.to_datetime(["2011-12-31", None]).as_unit("s"),
            "raw": pd.Series([{"area": "300.5㎡"}, pd.NA], dtype="object"),
        }
    )

    columns = to_columns(rows)

    assert {name: values[0] for name, values in columns.items()} == {
        "name": "沙面街道",
        "count": 3,
        "area": 300.5,
        "is_complete": False,
        "day": date(2011, 12, 31),
        "raw": {"area": "300.5㎡"},
    }
    assert [type(values[0]) for values in columns.values()] == [
        *(str, int, float, bool, date, dict)
    ]
    assert {values[1] for values in columns.values()} == {None}
