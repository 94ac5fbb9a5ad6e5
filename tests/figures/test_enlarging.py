import plotly.graph_objects as go

from hrss.figures import enlarged


def test_texts_lines_and_margins_grow_and_data_stays():
    figure = go.Figure(
        go.Bar(
            x=[10, 20],
            y=["广州市", "韶关市"],
            width=[0.5, 0.5],
            marker={"line": {"width": 2}, "pattern": {"size": 5}},
            textfont={"size": 12},
        ),
        layout={
            "height": 400,
            "margin": {"l": 60, "r": 20, "t": 10, "b": 30},
            "xaxis": {"range": [0, 100], "tickfont": {"size": 11}, "ticklen": 4},
            "annotations": [
                {
                    "text": "序时",
                    "x": 0.5,
                    "xshift": 6,
                    "width": 80,
                    "font": {"size": 12},
                }
            ],
        },
    ).to_dict()

    grown = enlarged(figure, 1.5)

    (bar,) = grown["data"]
    assert bar["x"] == [10, 20]
    assert bar["width"] == [0.5, 0.5]
    assert bar["marker"]["line"]["width"] == 3
    assert bar["marker"]["pattern"]["size"] == 7.5
    assert bar["textfont"]["size"] == 18
    assert grown["layout"]["height"] == 600
    assert grown["layout"]["margin"] == {"l": 90, "r": 30, "t": 15, "b": 45}
    assert grown["layout"]["xaxis"]["range"] == [0, 100]
    assert grown["layout"]["xaxis"]["tickfont"]["size"] == 16.5
    (note,) = grown["layout"]["annotations"]
    assert (note["x"], note["xshift"], note["width"]) == (0.5, 9, 120)
    assert figure["layout"]["height"] == 400


def test_a_colour_bar_grows_when_its_length_is_in_pixels():
    pixels = {"coloraxis": {"colorbar": {"lenmode": "pixels", "len": 200, "x": 1}}}
    share = {"coloraxis": {"colorbar": {"lenmode": "fraction", "len": 0.5}}}

    assert enlarged(pixels, 1.5)["coloraxis"]["colorbar"]["len"] == 300
    assert enlarged(share, 1.5)["coloraxis"]["colorbar"]["len"] == 0.5


def test_what_is_no_number_stays():
    plain = {"layout": {"height": None, "showlegend": False, "title": {"text": "图"}}}

    assert enlarged(plain, 2) == plain
