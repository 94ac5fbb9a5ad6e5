"""The store's tables.

Goes out: table objects of SQLAlchemy Core. The table of reports of each kind of
sheet has one typed column for each of its value columns in the registry; the
migrations write the same down by hand, and a test compares the two.

Nothing is updated but the one row of ``clock``, which every writer locks first, and
accounts with their sessions.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.types import TypeEngine

from hrss.sheets import SheetKind, column, value_columns
from hrss.store.types import UtcDateTime

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

metadata = MetaData(naming_convention=NAMING)

VALUE_TYPES: dict[str, type[TypeEngine[Any]]] = {
    "text": Text,
    "choice": Text,
    "integer": BigInteger,
    "number": Double,
    "yes_no": Boolean,
    "presence": Boolean,
    "date": Date,
}

clock = Table(
    "clock",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("submission_id", Integer, nullable=False),
    Column("withdrawal_id", Integer, nullable=False),
    Column("roster_id", Integer, nullable=False),
    Column("review_id", Integer, nullable=False, server_default="0"),
    Column("clear_count", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    # Only so that an end that is cut off is missed: no figure rests on these.
    *(
        Column(name, Integer, nullable=False, server_default="0")
        for name in (
            *("oddity_note_id", "name_alias_id", "header_mapping_id", "edition_id"),
            *("reopening_id", "account_id", "audit_log_id", "revocation_count"),
        )
    ),
    CheckConstraint("id = 1", name="one_row"),
)

file = Table(
    "file",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

roster = Table(
    "roster",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("sender", Text, nullable=False),
    Column("file_sha256", Text, ForeignKey("file.sha256")),
    Column("is_simulated", Boolean, nullable=False),
    Column("unit_count", Integer),
    # Here and below: none for what came in before there were digests.
    Column("units_digest", Text),
)

roster_unit = Table(
    "roster_unit",
    metadata,
    Column("prefecture_code", Text, primary_key=True),
    Column("township_code", Text, primary_key=True),
    Column("roster_id", Integer, ForeignKey("roster.id"), primary_key=True),
    Column("township_name", Text, nullable=False),
    Column("division_type", Text, nullable=False),
    Column("county_code", Text),
    Column("county_name", Text),
    Column("prefecture_name", Text, nullable=False),
    Column("is_central_town", Boolean),
    Index(None, "roster_id", "prefecture_code", "township_code"),
)

submission = Table(
    "submission",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("sender", Text, nullable=False),
    Column("file_sha256", Text, ForeignKey("file.sha256"), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("reporting_unit", Text),
    Column("prefecture_codes", JSON, nullable=False),
    Column("rows_valid", Integer, nullable=False),
    Column("warning_count", Integer, nullable=False),
    # Body rows with an error, which the sender kept back to mend.
    Column("rows_held_back", Integer, nullable=False, server_default="0"),
    Column("is_simulated", Boolean, nullable=False),
    # No foreign key: the roster may have been a simulated one, cleared since.
    Column("roster_id", Integer),
    # What came in where there was no review needs none later either.
    Column("needs_review", Boolean, nullable=False, server_default=false()),
    # As it was at sending: an account may be given another role. No foreign key, for
    # SQLite cannot add one to a table that is there.
    Column("sender_account_id", Integer),
    Column("sender_role", Text),
    Column("rows_digest", Text),
    Column("entry_digest", Text),
    UniqueConstraint("received_at"),
    Index(None, "file_sha256", "kind", "as_of"),
)

submission_sheet = Table(
    "submission_sheet",
    metadata,
    Column("submission_id", Integer, ForeignKey("submission.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sheet", Text, nullable=False),
    Column("header_rows", JSON, nullable=False),
    Column("letters", JSON, nullable=False),
    Column("rows_read", Integer, nullable=False),
    Column("rows_title", Integer, nullable=False),
    Column("rows_header", Integer, nullable=False),
    Column("rows_body", Integer, nullable=False),
    Column("rows_blank", Integer, nullable=False),
    Column("rows_total", Integer, nullable=False),
    Column("rows_footer", Integer, nullable=False),
    UniqueConstraint("submission_id", "sheet"),
)

submission_issue = Table(
    "submission_issue",
    metadata,
    Column("submission_id", Integer, ForeignKey("submission.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("sheet", Text),
    Column("row", Integer),
    Column("column", Text),
    Column("field", Text),
    Column("value", Text),
    Column("detail", Text),
)

withdrawal = Table(
    "withdrawal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("submission_id", Integer, ForeignKey("submission.id"), nullable=False),
    Column("withdrawn_at", UtcDateTime, nullable=False),
    Column("withdrawn_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("submission_id"),
)

review = Table(
    "review",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("submission_id", Integer, ForeignKey("submission.id"), nullable=False),
    # approved or returned; of several the newest counts.
    Column("decision", Text, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("account_id", Integer, ForeignKey("account.id")),
    Column("comment", Text, nullable=False),
    Index(None, "submission_id", "id"),
)


def _report_table(kind: SheetKind, *keys: Column[Any]) -> Table:
    """What the rows of one kind of sheet said, found by place and day."""
    name = f"{kind}_report"
    place = [key.name for key in keys if key.name != "position"]
    return Table(
        name,
        metadata,
        *keys,
        Column("submission_id", Integer, primary_key=True),
        Column("as_of", Date, nullable=False),
        Column("sheet", Text, nullable=False),
        Column("row", Integer, nullable=False),
        *(Column(each, VALUE_TYPES[column(each).type]) for each in value_columns(kind)),
        Column("raw", JSON(none_as_null=True)),
        ForeignKeyConstraint(["submission_id"], ["submission.id"]),
        Index(f"ix_{name}_as_of", *place, "as_of", "submission_id"),
        Index(f"ix_{name}_submission", "submission_id", "prefecture_code"),
    )


office_report = _report_table(
    SheetKind.OFFICE,
    Column("prefecture_code", Text, primary_key=True),
    Column("township_code", Text, primary_key=True),
)
station_report = _report_table(
    SheetKind.STATION,
    Column("prefecture_code", Text, primary_key=True),
    Column("township_code", Text, primary_key=True),
    # Where the station stands in its submission: there is no roster of villages.
    Column("position", Integer, primary_key=True, autoincrement=False),
)
area_report = _report_table(
    SheetKind.AREA,
    Column("prefecture_code", Text, primary_key=True),
    Column("area_code", Text, primary_key=True),
)

REPORT_TABLES = {
    SheetKind.OFFICE: office_report,
    SheetKind.STATION: station_report,
    SheetKind.AREA: area_report,
}
"""Where the rows of each kind of sheet are."""

oddity_note = Table(
    "oddity_note",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("oddity_key", Text, nullable=False),
    Column("noted_at", UtcDateTime, nullable=False),
    Column("noted_by", Text, nullable=False),
    Column("note", Text, nullable=False),
    # The reports that the oddity rests on.
    Column("submission_ids", JSON, nullable=False),
    Column("is_simulated", Boolean, nullable=False),
    Index(None, "oddity_key", "id"),
)

name_alias = Table(
    "name_alias",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("prefecture_code", Text, nullable=False),
    Column("county_name", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("township_code", Text, nullable=False),
    Column("confirmed_at", UtcDateTime, nullable=False),
    Column("confirmed_by", Text, nullable=False),
    Index(None, "prefecture_code", "county_name", "written", "id"),
)

alias_revocation = Table(
    "alias_revocation",
    metadata,
    Column("alias_id", Integer, ForeignKey("name_alias.id"), primary_key=True),
    Column("revoked_at", UtcDateTime, nullable=False),
    Column("revoked_by", Text, nullable=False),
)

header_mapping = Table(
    "header_mapping",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("layout_key", Text, nullable=False),
    Column("header", Text, nullable=False),
    # The column that the header names; "" for one that is not to be read.
    Column("field", Text, nullable=False),
    Column("confirmed_at", UtcDateTime, nullable=False),
    Column("confirmed_by", Text, nullable=False),
    Index(None, "layout_key", "id"),
)

edition = Table(
    "edition",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # 440000 for the province's, a prefecture's code for its own.
    Column("area_code", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("known_at", UtcDateTime, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    Column("published_by", Text, nullable=False),
    Column("prepared_on", Date, nullable=False),
    # What can be set and a figure rests on, as it was then.
    Column("settings", JSON, nullable=False),
    Column("figures", JSON, nullable=False),
    Column("digest", Text, nullable=False),
    Column("is_simulated", Boolean, nullable=False),
    Column("entry_digest", Text),
    UniqueConstraint("area_code", "number"),
)

edition_document = Table(
    "edition_document",
    metadata,
    Column("edition_id", Integer, ForeignKey("edition.id"), primary_key=True),
    Column("format", Text, primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("file_sha256", Text, ForeignKey("file.sha256"), nullable=False),
)

reopening = Table(
    "reopening",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # 440000 for all prefectures, or one prefecture's code.
    Column("area_code", Text, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("reopened_at", UtcDateTime, nullable=False),
    Column("reopened_by", Text, nullable=False),
    Column("account_id", Integer, ForeignKey("account.id")),
    Column("reason", Text, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("user_name", Text, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("prefecture_code", Text),
    Column("county_code", Text),
    Column("password_hash", Text, nullable=False),
    Column("is_disabled", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("password_changed_at", UtcDateTime, nullable=False),
    Column("failed_count", Integer, nullable=False),
    Column("locked_until", UtcDateTime),
    # Somebody else chose it and knows it.
    Column("has_given_password", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("user_name"),
)

account_session = Table(
    "account_session",
    metadata,
    # The token itself is in the visitor's cookie and nowhere else.
    Column("token_sha256", Text, primary_key=True),
    Column("account_id", Integer, ForeignKey("account.id"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_seen_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    # Good for changing a password that was given, and for nothing else.
    Column("is_confined", Boolean, nullable=False, server_default=false()),
    Index(None, "account_id"),
)

sign_in_count = Table(
    "sign_in_count",
    metadata,
    # No foreign key: 0 stands for all accounts, -1 for names that nobody has.
    Column("account_id", Integer, primary_key=True, autoincrement=False),
    Column("network", Text, primary_key=True),
    Column("failed_count", Integer, nullable=False),
    Column("counted_at", UtcDateTime, nullable=False),
    Column("locked_until", UtcDateTime),
    # When the account was last signed in to from there.
    Column("known_at", UtcDateTime),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("account_id", Integer, ForeignKey("account.id")),
    Column("user_name", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    # No foreign key: a simulated submission may have been cleared since.
    Column("submission_id", Integer),
    Column("address", Text),
    Column("detail", Text, nullable=False),
    Index(None, "at"),
)
