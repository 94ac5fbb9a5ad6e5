"""The first store: files, rosters, submissions, office reports, withdrawals."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables of the first store."""
    _create_clock()
    _create_file()
    _create_roster()
    _create_submission()
    _create_office_report()
    _create_roster_unit()
    _create_submission_issue()
    _create_submission_sheet()
    _create_withdrawal()


def _create_clock() -> None:
    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("withdrawal_id", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("clear_count", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_clock_one_row")),
        sa.PrimaryKeyConstraint("id", name="pk_clock"),
    )


def _create_file() -> None:
    op.create_table(
        "file",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_file"),
    )


def _create_roster() -> None:
    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text()),
        sa.Column("is_simulated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["file.sha256"], name="fk_roster_file_sha256"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_roster"),
    )


def _create_submission() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("reporting_unit", sa.Text()),
        sa.Column("prefecture_codes", sa.JSON(), nullable=False),
        sa.Column("rows_valid", sa.Integer(), nullable=False),
        sa.Column("warning_count", sa.Integer(), nullable=False),
        sa.Column("is_simulated", sa.Boolean(), nullable=False),
        sa.Column("roster_id", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["file.sha256"], name="fk_submission_file_sha256"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("received_at", name="uq_submission_received_at"),
    )
    op.create_index(
        "ix_submission_file_sha256_kind_as_of",
        "submission",
        ["file_sha256", "kind", "as_of"],
    )


def _create_office_report() -> None:
    op.create_table(
        "office_report",
        sa.Column("prefecture_code", sa.Text(), nullable=False),
        sa.Column("township_code", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("is_delta", sa.Boolean()),
        sa.Column("is_central_town", sa.Boolean()),
        sa.Column("claimed_batch", sa.Text()),
        sa.Column("is_complete", sa.Boolean()),
        sa.Column("construction_status", sa.Text()),
        sa.Column("start_date", sa.Date()),
        sa.Column("completion_date", sa.Date()),
        sa.Column("planned_completion_date", sa.Date()),
        sa.Column("acceptance_date", sa.Date()),
        sa.Column("construction_method", sa.Text()),
        sa.Column("platform_type", sa.Text()),
        sa.Column("office_name", sa.Text()),
        sa.Column("institution_type", sa.Text()),
        sa.Column("approval_number", sa.Text()),
        sa.Column("approval_date", sa.Date()),
        sa.Column("management_system", sa.Text()),
        sa.Column("has_function_employment", sa.Boolean()),
        sa.Column("has_function_training", sa.Boolean()),
        sa.Column("has_function_insurance", sa.Boolean()),
        sa.Column("has_function_retirees", sa.Boolean()),
        sa.Column("has_function_labour_relations", sa.Boolean()),
        sa.Column("has_function_personnel", sa.Boolean()),
        sa.Column("has_function_veterans", sa.Boolean()),
        sa.Column("has_function_legal_education", sa.Boolean()),
        sa.Column("function_count", sa.BigInteger()),
        sa.Column("floor_area_m2", sa.Double()),
        sa.Column("has_window", sa.Boolean()),
        sa.Column("window_count", sa.BigInteger()),
        sa.Column("has_computer", sa.Boolean()),
        sa.Column("has_printer", sa.Boolean()),
        sa.Column("has_fax", sa.Boolean()),
        sa.Column("has_telephone", sa.Boolean()),
        sa.Column("has_filing_cabinet", sa.Boolean()),
        sa.Column("has_notice_board", sa.Boolean()),
        sa.Column("has_unified_sign", sa.Boolean()),
        sa.Column("sign_date", sa.Date()),
        sa.Column("served_count", sa.BigInteger()),
        sa.Column("staff_count", sa.BigInteger()),
        sa.Column("staff_established_count", sa.BigInteger()),
        sa.Column("staff_hired_count", sa.BigInteger()),
        sa.Column("staff_purchased_count", sa.BigInteger()),
        sa.Column("is_heavy_workload", sa.Boolean()),
        sa.Column("new_staff_count", sa.BigInteger()),
        sa.Column("new_staff_purchased_count", sa.BigInteger()),
        sa.Column("openly_recruited_count", sa.BigInteger()),
        sa.Column("priority_recruited_count", sa.BigInteger()),
        sa.Column("training_session_count", sa.BigInteger()),
        sa.Column("trained_person_count", sa.BigInteger()),
        sa.Column("training_passed_count", sa.BigInteger()),
        sa.Column("has_first_inquiry", sa.Boolean()),
        sa.Column("has_time_limit", sa.Boolean()),
        sa.Column("has_accountability", sa.Boolean()),
        sa.Column("has_model_window", sa.Boolean()),
        sa.Column("publishes_rules", sa.Boolean()),
        sa.Column("publishes_workflow", sa.Boolean()),
        sa.Column("has_county_budget", sa.Boolean()),
        sa.Column("annual_budget_wan_yuan", sa.Double()),
        sa.Column("township_subsidy_wan_yuan", sa.Double()),
        sa.Column("station_due_count", sa.BigInteger()),
        sa.Column("station_complete_count", sa.BigInteger()),
        sa.Column("remarks", sa.Text()),
        sa.Column("raw", sa.JSON()),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_office_report_submission_id"
        ),
        sa.PrimaryKeyConstraint(
            "prefecture_code", "township_code", "submission_id", name="pk_office_report"
        ),
    )
    op.create_index(
        "ix_office_report_as_of",
        "office_report",
        ["prefecture_code", "township_code", "as_of", "submission_id"],
    )
    op.create_index(
        "ix_office_report_submission",
        "office_report",
        ["submission_id", "prefecture_code"],
    )


def _create_roster_unit() -> None:
    op.create_table(
        "roster_unit",
        sa.Column("prefecture_code", sa.Text(), nullable=False),
        sa.Column("township_code", sa.Text(), nullable=False),
        sa.Column("roster_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("township_name", sa.Text(), nullable=False),
        sa.Column("division_type", sa.Text(), nullable=False),
        sa.Column("county_code", sa.Text()),
        sa.Column("county_name", sa.Text()),
        sa.Column("prefecture_name", sa.Text(), nullable=False),
        sa.Column("is_central_town", sa.Boolean()),
        sa.ForeignKeyConstraint(
            ["roster_id"], ["roster.id"], name="fk_roster_unit_roster_id"
        ),
        sa.PrimaryKeyConstraint(
            "prefecture_code", "township_code", "roster_id", name="pk_roster_unit"
        ),
    )
    op.create_index(
        "ix_roster_unit_roster_id_prefecture_code_township_code",
        "roster_unit",
        ["roster_id", "prefecture_code", "township_code"],
    )


def _create_submission_issue() -> None:
    op.create_table(
        "submission_issue",
        sa.Column("submission_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text()),
        sa.Column("row", sa.Integer()),
        sa.Column("column", sa.Text()),
        sa.Column("field", sa.Text()),
        sa.Column("value", sa.Text()),
        sa.Column("detail", sa.Text()),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_submission_issue_submission_id",
        ),
        sa.PrimaryKeyConstraint("submission_id", "seq", name="pk_submission_issue"),
    )


def _create_submission_sheet() -> None:
    op.create_table(
        "submission_sheet",
        sa.Column("submission_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("header_rows", sa.JSON(), nullable=False),
        sa.Column("letters", sa.JSON(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_title", sa.Integer(), nullable=False),
        sa.Column("rows_header", sa.Integer(), nullable=False),
        sa.Column("rows_body", sa.Integer(), nullable=False),
        sa.Column("rows_blank", sa.Integer(), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("rows_footer", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_submission_sheet_submission_id",
        ),
        sa.PrimaryKeyConstraint(
            "submission_id", "position", name="pk_submission_sheet"
        ),
        sa.UniqueConstraint(
            "submission_id", "sheet", name="uq_submission_sheet_submission_id_sheet"
        ),
    )


def _create_withdrawal() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_withdrawal_submission_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawal"),
        sa.UniqueConstraint("submission_id", name="uq_withdrawal_submission_id"),
    )
