import plotly.graph_objects as go

from hrss.web.caching import once_per_large_view, once_per_view
from hrss.web.charts import prepared


def test_what_has_a_row_a_station_is_kept_for_six_views_alone():
    made = []

    @once_per_large_view
    def large(number):
        made.append(number)
        return number

    for number in [0, 1, 2, 3, 4, 5, 6, 0]:
        large(number)

    assert made == [0, 1, 2, 3, 4, 5, 6, 0]


def test_what_is_small_is_kept_for_many_views():
    made = []

    @once_per_view
    def small(number):
        made.append(number)
        return number

    for number in [*range(100), 0]:
        small(number)

    assert made == [*range(100)]


def test_a_chart_is_enlarged_once_a_size():
    figure = go.Figure(layout={"font": {"size": 10}})

    chart = prepared(figure)

    assert chart.at_size(2.0).to_dict()["layout"]["font"]["size"] == 20
    assert chart.at_size(2.0) is chart.at_size(2.0)
    assert chart.to_dict()["layout"]["font"]["size"] == 10
