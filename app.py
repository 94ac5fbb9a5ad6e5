"""Entry: the server with its routes, and the registry of pages.

Imported by the server it is the ASGI application; run by Streamlit for each visitor
it is the page registry.
"""

import streamlit as st

from hrss import web

if st.runtime.exists():
    web.open_page_frame()
    account = web.require_account()
    web.do_what_was_asked()
    # Without accounts there is neither a review nor anybody to administer.
    review_pages, admin_pages = [], []
    if account is not None:
        reviews = "visible" if web.reviews_anything(account) else "hidden"
        administers = "visible" if web.administers(account) else "hidden"
        review_pages = [
            st.Page(
                "pages/review.py",
                title="审核",
                icon=":material/order_approve:",
                visibility=reviews,
            )
        ]
        admin_pages = [
            st.Page(
                "pages/admin.py",
                title="管理",
                icon=":material/manage_accounts:",
                visibility=administers,
            )
        ]
    page = st.navigation(
        [
            st.Page("pages/overview.py", title="总览", icon=":material/dashboard:"),
            st.Page("pages/map.py", title="地图", icon=":material/map:"),
            st.Page("pages/progress.py", title="进度", icon=":material/trending_up:"),
            st.Page("pages/offices.py", title="机构", icon=":material/apartment:"),
            st.Page("pages/standards.py", title="标准化", icon=":material/rule:"),
            st.Page(
                "pages/stations.py", title="站点", icon=":material/holiday_village:"
            ),
            st.Page(
                "pages/areas.py", title="市县工作", icon=":material/assured_workload:"
            ),
            st.Page("pages/trust.py", title="数据质量", icon=":material/fact_check:"),
            st.Page("pages/submit.py", title="数据上报", icon=":material/upload_file:"),
            *review_pages,
            st.Page("pages/reports.py", title="报告", icon=":material/description:"),
            st.Page("pages/policy.py", title="政策依据", icon=":material/gavel:"),
            *admin_pages,
            st.Page("pages/meeting.py", title="会议演示", visibility="hidden"),
        ],
        expanded=True,
    )
    page.run()
    web.page_pictures_button(page.title)
else:
    app = st.App(
        __file__,
        routes=(*web.ROUTES, *web.login_routes()),
        middleware=(*web.MIDDLEWARE, *web.door()),
        on_script_error=web.say_sorry,
        lifespan=web.lifespan,
        secrets=web.provider_secrets(),
    )
    if __name__ == "__main__":
        app.run()
