from datetime import date, datetime

import pytest

from hrss.decree import BEIJING_TIME
from hrss.sheets import SheetKind, column
from hrss.simulation.arrivals import judged
from hrss.simulation.schedule import Sending, month_ends, sendings
from hrss.simulation.station_layouts import STATION_LAYOUTS, station_layout_of
from hrss.simulation.stations import station_arrivals, station_sendings
from tests.simulation.conftest import SEED

# One prefecture of each layout: 珠海, 中山, 汕尾.
PREFECTURES = ("440400", "442000", "441500")


def planned(courses, months=2):
    return sendings([*courses], months=months, seed=SEED)


def test_most_prefectures_send_a_list_after_the_last_sheet(courses):
    offices = planned(courses)

    lists = station_sendings(offices, [*courses], seed=SEED)

    moments = [each.received_at for each in lists]
    assert len(lists) == 18
    assert moments[0] > offices[-1].received_at
    assert moments == sorted(moments)
    assert all(each.isoweekday() <= 5 and 9 <= each.hour < 17 for each in moments)


def test_lists_are_of_the_last_month_and_one_of_the_month_before(courses):
    lists = station_sendings(planned(courses), [*courses], seed=SEED)

    days = [each.as_of for each in lists]
    september, october = month_ends(2)
    assert days.count(october) == 17
    assert days.count(september) == 1


def test_only_who_reports_sends_a_list(courses):
    offices = [each for each in planned(courses) if each.prefecture_code in PREFECTURES]

    lists = station_sendings(offices, [*courses], seed=SEED)

    assert {each.prefecture_code for each in lists} <= {*PREFECTURES}
    assert station_sendings([], [*courses], seed=SEED) == ()


@pytest.mark.parametrize("code", PREFECTURES)
def test_a_list_reads_back_as_stations_without_an_error(courses, roster, code):
    name, as_of = "模拟市", date(2012, 4, 30)
    moment = datetime(2012, 5, 10, 9, tzinfo=BEIJING_TIME)
    names = {"440400": "珠海市", "442000": "中山市", "441500": "汕尾市"}
    known = {code: (names.get(code, name), courses[code])}
    sending = Sending(as_of, code, moment)

    ((checked, _),) = judged(station_arrivals([sending], known, seed=SEED), roster)

    assert checked.kind is SheetKind.STATION
    assert checked.file_name == f"模拟_{names[code]}_201204_站点.xlsx"
    assert len(checked.rows) > 200
    assert set(checked.rows["prefecture_code"]) == {code}


def test_the_layouts_name_known_columns_and_differ():
    for layout in STATION_LAYOUTS:
        fields = [heading.field for heading in layout.headings]
        assert len(fields) == len(set(fields))
        for field in fields:
            assert SheetKind.STATION in column(field).kinds
    assert len({station_layout_of(code).name for code in PREFECTURES}) == 3
