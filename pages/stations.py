"""Stations page: village and community stations, their rules, and the red line."""

import streamlit as st

from hrss import web

view = web.pick_view(has_stations=True)
web.page_title(
    web.stations_sentence(view), is_simulated=web.stations_are_simulated(view)
)
web.require_offices(view)
web.station_tiles(view)
web.require_stations(view)
coverage, rules, staff, red_line, stations = web.station_tabs()

if coverage.open:
    with coverage:
        where, what = st.columns(2, gap="large")
        with where:
            web.coverage_panel(view)
        with what:
            web.station_rules_panel(view)
            web.station_names_panel(view)
        web.coverage_table(view)
if rules.open:
    with rules:
        web.station_rules_table(view)
if staff.open:
    with staff:
        left, right = st.columns([2, 3], gap="large")
        with left:
            web.modes_panel(view)
        with right:
            web.names_table(view)
if red_line.open:
    with red_line:
        web.red_line_panel(view)
if stations.open:
    with stations:
        web.station_browser(view)

web.small_print(web.stations_source(view), *web.stations_notes())
