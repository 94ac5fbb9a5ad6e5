"""Submit page: template, upload, faults at their cells, changes, confirm, receipt."""

import streamlit as st

from hrss import web

web.page_title("数据上报", is_simulated=web.store_is_simulated())
web.warn_of_simulation()

upload, template = st.columns([3, 1], gap="large")
with template:
    web.template_form()
with upload:
    files, as_of, sender = web.upload_form()

if not files:
    web.recent_submissions(sender)
    web.confirmed_names(sender)
    st.stop()

previews = web.read_uploads(files, as_of)
preview = web.pick_preview(previews)
web.confirm_all(previews, sender)
if preview is None:
    st.stop()

web.show_understanding(preview.checked)
web.show_issues(preview)
web.explain_headers(preview.checked, sender)
web.confirm_names(preview.checked, sender)
web.show_changes(preview)
web.confirm_form(preview, sender)
