"""Hand-set positions: labels of the province map and the tile cartogram.

A cartographer's choices, tried on a map 420 by 400 pixels with labels of two
lines in 11-pixel type: no two labels touch. A label that does not fit into its
prefecture stands in the sea, and a leader goes to its anchor.
"""

from builders.files import Row

LABEL_COLUMNS = (
    "prefecture_code",
    "lon",
    "lat",
    "anchor_lon",
    "anchor_lat",
    "text_position",
)
TILE_COLUMNS = ("prefecture_code", "row", "column")

Position = tuple[float, float]

# Where the label is centred on a point of its own prefecture.
LABELS_INSIDE: dict[str, Position] = {
    "440100": (113.60, 23.57),
    "440200": (113.70, 24.80),
    "440600": (112.94, 22.97),
    "440700": (112.56, 22.26),
    "440800": (110.05, 21.20),
    "440900": (110.95, 22.00),
    "441200": (112.05, 23.65),
    "441300": (114.60, 23.25),
    "441400": (116.05, 24.20),
    "441500": (115.38, 22.98),
    "441600": (115.00, 24.00),
    "441700": (111.75, 22.08),
    "441800": (112.80, 24.20),
    "441900": (113.87, 22.90),
    "445100": (116.75, 23.82),
    "445200": (116.06, 23.34),
    "445300": (111.70, 22.83),
}

# Where the leader ends in the sea, the label below it, and the anchor.
LABELS_OUTSIDE: dict[str, tuple[Position, Position]] = {
    "440300": ((114.55, 22.28), (114.15, 22.66)),
    "440400": ((113.15, 21.82), (113.27, 22.15)),
    "440500": ((116.86, 23.00), (116.62, 23.27)),
    "442000": ((113.80, 21.90), (113.42, 22.45)),
}

# One row of tiles for each band from north to south, west to east; · is empty.
TILES = (
    "· · · 韶 · · ·",
    "· · 清 广 河 梅 潮",
    "· 肇 佛 莞 惠 揭 汕",
    "· 云 江 中 深 尾 ·",
    "湛 茂 阳 珠 · · ·",
)
TILE_SIGNS = {
    "广": "440100",
    "韶": "440200",
    "深": "440300",
    "珠": "440400",
    "汕": "440500",
    "佛": "440600",
    "江": "440700",
    "湛": "440800",
    "茂": "440900",
    "肇": "441200",
    "惠": "441300",
    "梅": "441400",
    "尾": "441500",
    "河": "441600",
    "阳": "441700",
    "清": "441800",
    "莞": "441900",
    "中": "442000",
    "潮": "445100",
    "揭": "445200",
    "云": "445300",
}


def label_rows() -> list[Row]:
    """Rows of `label_points.csv`; a label inside is its own anchor."""
    positions = {
        code: (at, at, "middle center") for code, at in LABELS_INSIDE.items()
    } | {
        code: (end, anchor, "bottom center")
        for code, (end, anchor) in LABELS_OUTSIDE.items()
    }
    rows = []
    for code, (label, anchor, text_position) in sorted(positions.items()):
        degrees = [f"{value:.2f}" for value in (*label, *anchor)]
        values = (code, *degrees, text_position)
        rows.append(dict(zip(LABEL_COLUMNS, values, strict=True)))
    return rows


def tile_rows() -> list[Row]:
    """Rows of `tiles.csv`; row 0 is the north, column 0 the west."""
    places = {
        TILE_SIGNS[sign]: (str(row), str(column))
        for row, band in enumerate(TILES)
        for column, sign in enumerate(band.split())
        if sign != "·"
    }
    return [
        dict(zip(TILE_COLUMNS, (code, *places[code]), strict=True))
        for code in sorted(places)
    ]
