"""The only part that imports streamlit: session, choosers, cached loaders, words."""

from hrss.web.accounts import require_account
from hrss.web.admin import admin_tabs, administers, require_administrator
from hrss.web.admin_accounts import accounts_panel
from hrss.web.admin_log import log_panel
from hrss.web.aliases import confirm_names, confirmed_names
from hrss.web.area_cells import area_detail, area_table
from hrss.web.areas import (
    AREA_HINT,
    area_rules_panel,
    area_rules_table,
    area_tabs,
    area_tiles,
    budget_table,
    filing_panel,
    planned_table,
)
from hrss.web.areas_data import (
    area_notes,
    area_sentence,
    area_source,
    areas_are_simulated,
)
from hrss.web.asked import do_what_was_asked
from hrss.web.behind import HINT as BEHIND_HINT
from hrss.web.bridge import bridge_panel
from hrss.web.chasing import chase_panel
from hrss.web.documents import document_panel, report_title
from hrss.web.door import door
from hrss.web.editions import edition_panel, publish_panel
from hrss.web.history import change_since_previous
from hrss.web.loaders import (
    answer,
    finest_grouping,
    is_simulated,
    judgement_notes,
    load_progress,
    load_snapshot,
    source,
)
from hrss.web.login_routes import login_routes
from hrss.web.mapping import explain_headers
from hrss.web.maps import (
    TALL,
    before_after_panel,
    county_panel,
    map_panel,
    months_panel,
    pick_map_form,
    pick_measure,
    tile_panel,
    where_panel,
)
from hrss.web.meeting import (
    MeetingStep,
    meeting_frame,
    meeting_link,
    pick_meeting_step,
)
from hrss.web.offices import STATES, load_offices, office_detail, office_table
from hrss.web.pace import (
    forecast_panels,
    forecast_table,
    on_time_panel,
)
from hrss.web.panels import (
    batch_panels,
    comparison_panel,
    gap_panel,
    multiples_panel,
    ranking_panel,
    rise_panel,
)
from hrss.web.parts import (
    attention_lists,
    change_words,
    open_page_frame,
    page_title,
    sentence,
    small_print,
)
from hrss.web.pictures import page_pictures_button
from hrss.web.policy import clauses, decree_head
from hrss.web.provider_login import provider_secrets
from hrss.web.received import (
    recent_submissions,
    store_is_simulated,
    warn_of_simulation,
)
from hrss.web.red_line import red_line_panel
from hrss.web.review import (
    queue_panel,
    require_reviewer,
    review_tabs,
    reviews_anything,
)
from hrss.web.review_data import review_sentence
from hrss.web.review_periods import period_panel
from hrss.web.review_record import record_panel
from hrss.web.scope import require_offices
from hrss.web.sending import confirm_all
from hrss.web.server import MIDDLEWARE, ROUTES, lifespan, say_sorry
from hrss.web.standards import (
    area_panel,
    bands_panel,
    blocking_panel,
    items_panel,
    names_panel,
    rules_panel,
    rules_table,
    staffing_table,
    values_table,
    verified_panel,
)
from hrss.web.standards_data import (
    standards_notes,
    standards_sentence,
)
from hrss.web.station_rows import station_browser
from hrss.web.stations import (
    coverage_panel,
    coverage_table,
    modes_panel,
    names_table,
    station_names_panel,
    station_rules_panel,
    station_rules_table,
    station_tiles,
)
from hrss.web.stations_data import (
    require_stations,
    stations_are_simulated,
    stations_notes,
    stations_sentence,
    stations_source,
)
from hrss.web.submission import confirm_form, show_issues, show_understanding
from hrss.web.submission_changes import show_changes
from hrss.web.tables import progress_table
from hrss.web.template_form import template_form
from hrss.web.trust import oddity_panel, reporting_panel
from hrss.web.trust_data import (
    of_all_batches,
    of_all_received,
    trust_notes,
    trust_sentence,
)
from hrss.web.uploads import pick_preview, read_uploads, upload_form
from hrss.web.view import (
    back_to_province,
    go_to_area,
    pick_view,
    pick_view_if_any,
    progress_tabs,
    report_tabs,
    standards_tabs,
    station_tabs,
    why_link,
)

__all__ = [
    "AREA_HINT",
    "BEHIND_HINT",
    "MIDDLEWARE",
    "ROUTES",
    "STATES",
    "TALL",
    "MeetingStep",
    "accounts_panel",
    "admin_tabs",
    "administers",
    "answer",
    "area_detail",
    "area_notes",
    "area_panel",
    "area_rules_panel",
    "area_rules_table",
    "area_sentence",
    "area_source",
    "area_table",
    "area_tabs",
    "area_tiles",
    "areas_are_simulated",
    "attention_lists",
    "back_to_province",
    "bands_panel",
    "batch_panels",
    "before_after_panel",
    "blocking_panel",
    "bridge_panel",
    "budget_table",
    "change_since_previous",
    "change_words",
    "chase_panel",
    "clauses",
    "comparison_panel",
    "confirm_all",
    "confirm_form",
    "confirm_names",
    "confirmed_names",
    "county_panel",
    "coverage_panel",
    "coverage_table",
    "decree_head",
    "do_what_was_asked",
    "document_panel",
    "door",
    "edition_panel",
    "explain_headers",
    "filing_panel",
    "finest_grouping",
    "forecast_panels",
    "forecast_table",
    "gap_panel",
    "go_to_area",
    "is_simulated",
    "items_panel",
    "judgement_notes",
    "lifespan",
    "load_offices",
    "load_progress",
    "load_snapshot",
    "log_panel",
    "login_routes",
    "map_panel",
    "meeting_frame",
    "meeting_link",
    "modes_panel",
    "months_panel",
    "multiples_panel",
    "names_panel",
    "names_table",
    "oddity_panel",
    "of_all_batches",
    "of_all_received",
    "office_detail",
    "office_table",
    "on_time_panel",
    "open_page_frame",
    "page_pictures_button",
    "page_title",
    "period_panel",
    "pick_map_form",
    "pick_measure",
    "pick_meeting_step",
    "pick_preview",
    "pick_view",
    "pick_view_if_any",
    "planned_table",
    "progress_table",
    "progress_tabs",
    "provider_secrets",
    "publish_panel",
    "queue_panel",
    "ranking_panel",
    "read_uploads",
    "recent_submissions",
    "record_panel",
    "red_line_panel",
    "report_tabs",
    "report_title",
    "reporting_panel",
    "require_account",
    "require_administrator",
    "require_offices",
    "require_reviewer",
    "require_stations",
    "review_sentence",
    "review_tabs",
    "reviews_anything",
    "rise_panel",
    "rules_panel",
    "rules_table",
    "say_sorry",
    "sentence",
    "show_changes",
    "show_issues",
    "show_understanding",
    "small_print",
    "source",
    "staffing_table",
    "standards_notes",
    "standards_sentence",
    "standards_tabs",
    "station_browser",
    "station_names_panel",
    "station_rules_panel",
    "station_rules_table",
    "station_tabs",
    "station_tiles",
    "stations_are_simulated",
    "stations_notes",
    "stations_sentence",
    "stations_source",
    "store_is_simulated",
    "template_form",
    "tile_panel",
    "trust_notes",
    "trust_sentence",
    "upload_form",
    "values_table",
    "verified_panel",
    "warn_of_simulation",
    "where_panel",
    "why_link",
]
