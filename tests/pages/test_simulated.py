from datetime import date

import pytest

from hrss import metrics, service
from hrss.metrics import Grouping
from hrss.reports import headline, plain_text
from hrss.settings import Settings
from hrss.store import close_store, open_store
from tests.pages.conftest import (
    DONGGUAN,
    GUANGZHOU,
    PAGES,
    SHAOGUAN,
    Visit,
    answer,
)

pytestmark = pytest.mark.xdist_group("simulated_pages")
FORMS = {
    "map": {"chart_map"},
    "tiles": {"chart_tiles"},
    "months": {"chart_months"},
    "compare": {"chart_map_2011-09-30", "chart_map_2011-10-31"},
}
AREAS = {
    "440000": "全省",
    GUANGZHOU: "广州市",
    SHAOGUAN: "韶关市",
    DONGGUAN: "东莞市",
    "440300": "深圳市",
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_that_the_data_is_simulated(visit: Visit, simulated_url, name):
    page = visit(simulated_url, name)

    assert not page.exception
    assert "模拟数据" in answer(page)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("name", sorted({*PAGES} - {"submit", "policy"}))
def test_every_page_shows_every_kind_of_area(visit: Visit, simulated_url, name, area):
    page = visit(simulated_url, name, area=area)

    assert not page.exception
    assert AREAS[area] in answer(page)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("measure", ["completion_rate", "gap_pp", "light"])
def test_the_map_has_every_form_and_measure(visit, simulated_url, form, measure):
    page = visit(simulated_url, "map", form=form, measure=measure)

    assert not page.exception
    shown = {each.key for each in page.get("plotly_chart")}
    assert shown >= FORMS[form]


@pytest.mark.parametrize("area", [GUANGZHOU, DONGGUAN])
@pytest.mark.parametrize("measure", ["verified_rate", "reporting_rate", "light"])
def test_a_prefecture_is_mapped_by_every_measure(visit, simulated_url, area, measure):
    page = visit(simulated_url, "map", area=area, measure=measure)

    assert not page.exception


@pytest.mark.parametrize(
    "day", ["2011-09-30", "2011-10-14", "2011-10-31", "2012-07-01"]
)
@pytest.mark.parametrize("batch", ["all", "2011", "2012"])
@pytest.mark.parametrize("area", ["440000", SHAOGUAN])
def test_the_sentence_has_the_numbers_of_the_store(
    visit, simulated_url, day, batch, area
):
    as_of = date.fromisoformat(day)
    settings = Settings(database_url=simulated_url)
    store = open_store(settings)
    snapshot = service.load_snapshot(
        store, settings, as_of=as_of, prefecture=None if area == "440000" else area
    )
    close_store(store)
    whole, batches = (
        metrics.progress(snapshot, as_of=as_of, by=by)
        for by in (Grouping.PROVINCE, Grouping.BATCH)
    )

    page = visit(simulated_url, as_of=day, batch=batch, area=area)

    expected = headline(
        whole.iloc[0],
        batches,
        as_of=as_of,
        area=AREAS[area],
        batch=None if batch == "all" else batch,
    )
    assert not page.exception
    assert answer(page) == plain_text(expected) + " 模拟数据"
