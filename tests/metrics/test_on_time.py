from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from hrss.metrics import MEASURES, Grouping, completions, on_time
from tests.examples import examples
from tests.metrics.townships import complete, first_reports, incomplete, townships

JANUARY = date(2012, 1, 31)
LATER = {"report_as_of": "2012-01-31"}


def judged(*rows, as_of=JANUARY, by=Grouping.PROVINCE, first=None):
    snapshot = townships(*[row | {"report_as_of": str(as_of)} for row in rows])
    first = first_reports() if first is None else first
    return on_time(completions(snapshot, first, as_of=as_of), as_of=as_of, by=by)


def row_of(*rows, **options):
    (row,) = judged(*rows, **options).to_dict("records")
    return row


def test_the_due_date_itself_is_on_time_and_the_next_day_is_late():
    """粤府办〔2011〕65号 六(一): by the end of 2011."""
    row = row_of(complete("2011-12-31"), complete("2012-01-01"))

    assert (row["on_time_count"], row["late_count"]) == (1, 1)
    assert row["on_time_rate"] == 0.5


def test_who_is_not_complete_is_overdue_once_the_due_date_is_past():
    rows = [incomplete(), incomplete(batch=2012)]

    on_the_day = row_of(*rows, as_of=date(2011, 12, 31))
    after = row_of(*rows, as_of=date(2012, 1, 1))

    assert (on_the_day["remaining_count"], on_the_day["overdue_count"]) == (2, 0)
    assert (after["remaining_count"], after["overdue_count"]) == (2, 1)


def test_without_a_date_a_report_up_to_the_due_date_proves_it_was_on_time():
    first = first_reports(t440103000=("2011-12-31", "2011-11-30"))

    row = row_of(complete(), first=first)

    assert row["undated_by_due_count"] == 1
    assert row["on_time_count"] == 0
    assert row["on_time_rate"] == 1.0


def test_without_a_date_a_later_report_proves_neither():
    first = first_reports(t440103000=("2012-01-31", "2011-11-30"))

    row = row_of(complete(), first=first)

    assert row["undated_count"] == 1
    assert (row["late_count"], row["on_time_count"]) == (0, 0)
    assert row["on_time_rate"] == 0.0


def test_an_office_of_no_batch_has_no_due_date():
    row = row_of(complete("2011-10-01", batch=pd.NA), incomplete(batch=pd.NA))

    assert row["no_due_count"] == 2
    assert row["on_time_count"] == 0
    assert pd.isna(row["on_time_rate"])


def test_each_batch_has_its_own_due_date():
    table = judged(
        complete("2012-01-15"), complete("2012-01-15", batch=2012), by=Grouping.BATCH
    )

    assert table["group_code"].tolist() == ["2011", "2012"]
    assert table["late_count"].tolist() == [1, 0]
    assert table["on_time_count"].tolist() == [0, 1]


def test_no_township_gives_an_empty_table():
    assert judged().empty


office = st.sampled_from(
    [
        complete("2011-12-31"),
        complete("2012-01-05"),
        complete("2012-01-05", batch=2012),
        complete(),
        complete(batch=pd.NA),
        incomplete(),
        incomplete(prefecture_code="440200", prefecture_name="乙市"),
        {"is_reported": False},
    ]
)


@given(rows=st.lists(office, max_size=12))
@settings(max_examples=examples(20), deadline=None)
def test_the_parts_add_up_to_the_rostered(rows):
    table = judged(*rows, by=Grouping.PREFECTURE)

    parts = ["on_time_count", "undated_by_due_count", "undated_count", "late_count"]
    parts += ["remaining_count", "no_due_count"]
    assert table["rostered_count"].sum() == len(rows)
    assert (table[parts].sum(axis="columns") == table["rostered_count"]).all()
    assert (table["overdue_count"] <= table["remaining_count"]).all()
    assert table["on_time_rate"].dropna().between(0, 1).all()
    assert set(table.columns) <= set(MEASURES)
