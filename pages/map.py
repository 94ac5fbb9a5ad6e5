"""Map page: prefectures by a measure, a click down to counties and offices."""

import streamlit as st

from hrss import web

view = web.pick_view()
web.page_title(f"{view.area}建设地图", is_simulated=web.is_simulated(view))

left, right = st.columns([3, 2])
with left:
    measure = web.pick_measure()
with right:
    form = web.pick_map_form(view)

if view.prefecture:
    web.back_to_province()
    web.county_panel(view, measure=measure)
elif form == "tiles":
    web.tile_panel(view, measure=measure)
elif form == "months":
    web.months_panel(view)
elif form == "compare":
    web.before_after_panel(view, measure=measure)
else:
    clicked = web.map_panel(view, measure=measure, is_clickable=True)
    web.go_to_area(clicked)
    st.caption("点击地市看各县（市、区）和机构点位。")

web.small_print(web.source(view), *web.judgement_notes(view))
