"""The store: what was received, append-only, on two clocks.

Comes in: checked submissions and rosters. Goes out: snapshots, histories, receipts.
SQLAlchemy Core over SQLite or PostgreSQL; nobody else knows a table.
"""

from hrss.store.account_rows import Account
from hrss.store.accounts import (
    AccountExistsError,
    LastAdministratorError,
    UnknownAccountError,
    add_account,
    change_password,
    change_rights,
    fetch_accounts,
    set_disabled,
)
from hrss.store.aliases import (
    UnknownAliasError,
    append_alias,
    fetch_aliases,
    revoke_alias,
)
from hrss.store.areas import fetch_area_snapshot, fetch_plans
from hrss.store.audit import (
    LogEntry,
    LogNarrowing,
    append_log,
    count_log,
    fetch_last_sign_ins,
    fetch_log,
)
from hrss.store.backups import (
    DamagedStoreError,
    NotABackupError,
    StoreHasDataError,
    backup_store,
    move_store,
    restore_store,
)
from hrss.store.clock import (
    counting_all,
    counting_approved,
    data_version,
    is_of_approved,
    parse_version,
)
from hrss.store.closing import (
    ClosedPeriodError,
    Closure,
    OpenPeriodError,
    append_reopening,
    fetch_reopenings,
    find_closure,
)
from hrss.store.completions import fetch_first_complete, fetch_moments
from hrss.store.copying import TableProof, UnprovenCopyError
from hrss.store.editions import (
    Edition,
    UnknownEditionError,
    append_edition,
    fetch_edition,
    fetch_edition_document,
    fetch_edition_documents,
    fetch_edition_figures,
    fetch_editions,
    figures_digest,
    next_number,
)
from hrss.store.engine import Store, close_store, open_store, utc_now
from hrss.store.failures import is_damage, known_sentence, store_sentence
from hrss.store.files import UnknownFileError, fetch_file
from hrss.store.history import (
    fetch_as_of_dates,
    fetch_reporting,
    fetch_submission_issues,
    fetch_submissions,
    has_simulated,
)
from hrss.store.knowledge import Known, abreast, at_home, fetch_known
from hrss.store.lineage import (
    fetch_area_lineage,
    fetch_office_history,
    fetch_office_lineage,
    fetch_station_lineage,
)
from hrss.store.mappings import append_mapping, fetch_mappings
from hrss.store.migrate import NewerStoreError, is_migrated, migrate
from hrss.store.notes import append_note, fetch_notes, notes_version
from hrss.store.own_password import change_own_password
from hrss.store.past import fetch_reports
from hrss.store.receipts import fetch_receipts, fetch_reported_offices
from hrss.store.replacing import file_of, replace_damaged
from hrss.store.reviews import (
    AlreadyReviewedError,
    NoReviewNeededError,
    Reviewer,
    append_reviews,
    fetch_reviews,
    fetch_sender,
)
from hrss.store.rosters import (
    InvalidRosterError,
    RosterInfo,
    append_roster,
    fetch_roster,
)
from hrss.store.sent_rows import fetch_sent_rows
from hrss.store.sessions import Lifetime, find_session, sign_out
from hrss.store.signing_in import DisabledAccountError, sign_in, sign_in_vouched
from hrss.store.simulated import Cleared, clear_simulated
from hrss.store.snapshots import fetch_snapshot
from hrss.store.stations import fetch_station_snapshot
from hrss.store.submission_places import fetch_submission_codes
from hrss.store.submissions import (
    AwaitedReview,
    OutdatedPreviewError,
    Receipt,
    append_submission,
)
from hrss.store.verify import verify
from hrss.store.withdrawals import (
    AlreadyWithdrawnError,
    ApprovedError,
    UnknownSubmissionError,
    withdraw_submission,
)

__all__ = [
    "Account",
    "AccountExistsError",
    "AlreadyReviewedError",
    "AlreadyWithdrawnError",
    "ApprovedError",
    "AwaitedReview",
    "Cleared",
    "ClosedPeriodError",
    "Closure",
    "DamagedStoreError",
    "DisabledAccountError",
    "Edition",
    "InvalidRosterError",
    "Known",
    "LastAdministratorError",
    "Lifetime",
    "LogEntry",
    "LogNarrowing",
    "NewerStoreError",
    "NoReviewNeededError",
    "NotABackupError",
    "OpenPeriodError",
    "OutdatedPreviewError",
    "Receipt",
    "Reviewer",
    "RosterInfo",
    "Store",
    "StoreHasDataError",
    "TableProof",
    "UnknownAccountError",
    "UnknownAliasError",
    "UnknownEditionError",
    "UnknownFileError",
    "UnknownSubmissionError",
    "UnprovenCopyError",
    "abreast",
    "add_account",
    "append_alias",
    "append_edition",
    "append_log",
    "append_mapping",
    "append_note",
    "append_reopening",
    "append_reviews",
    "append_roster",
    "append_submission",
    "at_home",
    "backup_store",
    "change_own_password",
    "change_password",
    "change_rights",
    "clear_simulated",
    "close_store",
    "count_log",
    "counting_all",
    "counting_approved",
    "data_version",
    "fetch_accounts",
    "fetch_aliases",
    "fetch_area_lineage",
    "fetch_area_snapshot",
    "fetch_as_of_dates",
    "fetch_edition",
    "fetch_edition_document",
    "fetch_edition_documents",
    "fetch_edition_figures",
    "fetch_editions",
    "fetch_file",
    "fetch_first_complete",
    "fetch_known",
    "fetch_last_sign_ins",
    "fetch_log",
    "fetch_mappings",
    "fetch_moments",
    "fetch_notes",
    "fetch_office_history",
    "fetch_office_lineage",
    "fetch_plans",
    "fetch_receipts",
    "fetch_reopenings",
    "fetch_reported_offices",
    "fetch_reporting",
    "fetch_reports",
    "fetch_reviews",
    "fetch_roster",
    "fetch_sender",
    "fetch_sent_rows",
    "fetch_snapshot",
    "fetch_station_lineage",
    "fetch_station_snapshot",
    "fetch_submission_codes",
    "fetch_submission_issues",
    "fetch_submissions",
    "figures_digest",
    "file_of",
    "find_closure",
    "find_session",
    "has_simulated",
    "is_damage",
    "is_migrated",
    "is_of_approved",
    "known_sentence",
    "migrate",
    "move_store",
    "next_number",
    "notes_version",
    "open_store",
    "parse_version",
    "replace_damaged",
    "restore_store",
    "revoke_alias",
    "set_disabled",
    "sign_in",
    "sign_in_vouched",
    "sign_out",
    "store_sentence",
    "utc_now",
    "verify",
    "withdraw_submission",
]
