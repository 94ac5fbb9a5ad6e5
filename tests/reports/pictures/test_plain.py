import plotly.graph_objects as go

from hrss.reports.pictures.plain import plain_figure

SQUARE = {"type": "FeatureCollection", "features": []}


def no_geometry(address):
    raise AssertionError(address)


def framed_figure(**layout):
    margin = {"l": 10, "r": 20, "t": 0, "b": 30}
    return go.Figure(go.Bar(x=[1]), layout={"height": 200, "margin": margin, **layout})


def test_a_picture_has_white_all_around_and_room_for_its_title():
    plain = plain_figure(
        framed_figure(), title="各市完成率", width=640, geometry=no_geometry
    )

    layout = plain["layout"]
    assert layout["width"] == 640
    # A border of 12 on each side, and 26 for one line of title.
    assert layout["margin"] == {"l": 22, "r": 32, "t": 38, "b": 42}
    assert layout["height"] == 250
    assert layout["annotations"][-1]["text"] == "<b>各市完成率</b>"


def test_without_a_title_only_the_border_is_added():
    plain = plain_figure(framed_figure(), title=None, width=640, geometry=no_geometry)

    assert plain["layout"]["height"] == 224
    assert plain["layout"]["annotations"] == []


def test_a_long_title_is_broken_and_what_looks_like_markup_is_text():
    title = "<b>甲</b>" + "乙" * 60

    plain = plain_figure(framed_figure(), title=title, width=640, geometry=no_geometry)

    text = plain["layout"]["annotations"][-1]["text"]
    assert text.startswith("<b>&lt;b&gt;甲&lt;/b&gt;乙")
    assert text.count("<br>") == 1
    assert text.count("乙") == 60


def test_the_figure_keeps_its_own_notes_and_is_not_altered():
    figure = framed_figure(annotations=[{"text": "来源：各市上报"}])
    before = figure.to_json()

    plain = plain_figure(figure, title="题", width=640, geometry=no_geometry)

    texts = [note["text"] for note in plain["layout"]["annotations"]]
    assert texts == ["来源：各市上报", "<b>题</b>"]
    assert figure.to_json() == before


def test_boundaries_at_an_address_come_into_the_picture():
    asked = []

    def geometry(address):
        asked.append(address)
        return SQUARE

    figure = go.Figure(
        go.Choropleth(geojson="/app/static/a.geojson", locations=["1"], z=[1])
    )

    plain = plain_figure(figure, title=None, width=640, geometry=geometry)

    assert asked == ["/app/static/a.geojson"]
    assert plain["data"][0]["geojson"] == SQUARE


def test_what_only_moves_on_a_screen_is_left_out():
    slider = {"active": 0, "steps": [{"label": "1月"}], "bgcolor": "#DDE2E8"}
    figure = framed_figure(updatemenus=[{"type": "buttons"}], sliders=[slider])
    figure.frames = [go.Frame(name="1月")]

    plain = plain_figure(figure, title=None, width=640, geometry=no_geometry)

    assert "frames" not in plain
    assert "updatemenus" not in plain["layout"]
    # The day it is set to is still told, the rail is not seen.
    (kept,) = plain["layout"]["sliders"]
    assert kept["steps"][0]["label"] == "1月"
    assert kept["bgcolor"] == "rgba(0,0,0,0)"
