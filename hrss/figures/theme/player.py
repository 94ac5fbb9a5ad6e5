"""Play, pause and slider of a figure that moves through dates."""

from hrss.figures.theme.palette import INK, LINE, REGION_TONES, WHITE

_MOVE: dict[str, object] = {
    "mode": "immediate",
    "frame": {"duration": 900, "redraw": True},
    "transition": {"duration": 0},
}


def player(names: list[str]) -> dict[str, object]:
    """Play, pause and a slider, below the map."""
    return {"updatemenus": [_buttons()], "sliders": [_slider(names)]}


def _buttons() -> dict[str, object]:
    return {
        "type": "buttons",
        "direction": "left",
        "showactive": False,
        "x": 0,
        "xanchor": "left",
        "y": 0,
        "yanchor": "top",
        "pad": {"t": 52, "l": 0, "r": 0, "b": 0},
        "bgcolor": WHITE,
        "bordercolor": LINE,
        "font": {"size": 11, "color": INK},
        "buttons": [
            {
                "label": "播放",
                "method": "animate",
                "args": [None, _MOVE | {"fromcurrent": True}],
            },
            {
                "label": "暂停",
                "method": "animate",
                "args": [[None], _MOVE | {"frame": {"duration": 0, "redraw": False}}],
            },
        ],
    }


def _slider(names: list[str]) -> dict[str, object]:
    return {
        "active": len(names) - 1,
        "x": 0.3,
        "len": 0.68,
        "y": 0,
        "yanchor": "top",
        "pad": {"t": 46, "l": 0, "r": 0, "b": 0},
        "minorticklen": 0,
        "ticklen": 0,
        "bgcolor": LINE,
        "activebgcolor": REGION_TONES["delta"],
        "bordercolor": LINE,
        "font": {"size": 10, "color": "rgba(0,0,0,0)"},
        "currentvalue": {
            "prefix": "截至",
            "xanchor": "left",
            "offset": 4,
            "font": {"size": 12, "color": INK},
        },
        "steps": [
            {"label": name, "method": "animate", "args": [[name], _MOVE]}
            for name in names
        ],
    }
