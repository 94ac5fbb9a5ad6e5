"""Map page: prefectures by a measure, a click down to counties and offices."""

import streamlit as st

from hrss import web

view = web.pick_view()
web.page_title(f"{view.area}建设地图", is_simulated=web.is_simulated(view))

left, right = st.columns([3, 2], gap="large")
with left:
    measure = web.pick_measure()
with right:
    form = web.pick_map_form(view)

if form == "compare" and not view.prefecture:
    web.before_after_panel(view, measure=measure)
else:
    picture, ranking = st.columns([3, 2], gap="large")
    with picture:
        if view.prefecture:
            web.county_panel(view, measure=measure, height=web.TALL)
        elif form == "tiles":
            web.tile_panel(view, measure=measure, height=web.TALL)
        elif form == "months":
            web.months_panel(view, height=web.TALL)
        else:
            clicked = web.map_panel(
                view, measure=measure, is_clickable=True, height=web.TALL
            )
            web.go_to_area(clicked)
            st.caption("点击地市看各县（市、区）和机构点位。")
    with ranking:
        if view.prefecture:
            web.back_to_province()
        web.ranking_panel(view)

web.small_print(web.source(view), *web.judgement_notes(view))
