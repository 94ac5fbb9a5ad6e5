from hrss.store import fetch_reports, fetch_snapshot, withdraw_submission
from tests.store.mini import (
    DECEMBER,
    LINGNAN,
    NOVEMBER,
    OCTOBER,
    SHAMIAN,
    XILIAN,
    send,
)

DONE, NOT_DONE = {"is_complete": True}, {"is_complete": False}
FIELDS = ("is_complete", "staff_count")


def reports_of(store, **horizon):
    reports = fetch_reports(store, **({"as_of": DECEMBER} | horizon), fields=FIELDS)
    days = reports["report_as_of"].dt.strftime("%m-%d")
    return list(
        zip(days, reports["township_code"], reports["is_complete"], strict=True)
    )


def test_reports_come_in_order_of_the_day_they_describe(empty_store):
    send(empty_store, {SHAMIAN: DONE}, as_of=DECEMBER)
    send(empty_store, {SHAMIAN: NOT_DONE, XILIAN: DONE}, as_of=OCTOBER)

    assert reports_of(empty_store) == [
        ("10-31", SHAMIAN, False),
        ("10-31", XILIAN, True),
        ("12-31", SHAMIAN, True),
    ]
    assert len(reports_of(empty_store, as_of=NOVEMBER)) == 2


def test_of_two_reports_about_a_day_the_last_received_counts(empty_store):
    first = send(empty_store, {SHAMIAN: NOT_DONE, LINGNAN: DONE}, as_of=OCTOBER)
    send(empty_store, {SHAMIAN: DONE}, as_of=OCTOBER)

    assert reports_of(empty_store) == [
        ("10-31", LINGNAN, True),
        ("10-31", SHAMIAN, True),
    ]
    assert reports_of(empty_store, known_at=first.received_at) == [
        ("10-31", SHAMIAN, False),
        ("10-31", LINGNAN, True),
    ]


def test_a_withdrawn_report_is_not_among_them(empty_store):
    send(empty_store, {SHAMIAN: NOT_DONE}, as_of=OCTOBER)
    wrong = send(empty_store, {SHAMIAN: DONE}, as_of=NOVEMBER)
    withdraw_submission(empty_store, wrong.submission_id, by="李四", reason="错报")

    assert reports_of(empty_store) == [("10-31", SHAMIAN, False)]


def test_a_report_says_which_fields_its_sheet_had(empty_store):
    letters = {"is_complete": "E", "staff_count": "F"}
    send(empty_store, {SHAMIAN: DONE | {"staff_count": 3}}, letters=letters)

    reports = fetch_reports(empty_store, as_of=DECEMBER, fields=FIELDS)
    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER)

    assert reports.iloc[0]["sheet_fields"] == "is_complete staff_count"
    assert reports.iloc[0]["sheet_fields"] == snapshot.loc[SHAMIAN, "sheet_fields"]
    assert reports.iloc[0]["staff_count"] == 3
    assert reports["staff_count"].dtype == "Int64"


def test_a_store_without_reports_gives_an_empty_frame(empty_store):
    reports = fetch_reports(empty_store, as_of=DECEMBER, fields=FIELDS)

    assert reports.empty
    assert list(reports.columns) == [
        *("township_code", "report_as_of", "sheet_fields", "is_complete"),
        "staff_count",
    ]
