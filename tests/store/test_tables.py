import csv
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Table, inspect

from hrss.store import Store
from hrss.store.tables import REPORT_TABLES, VALUE_TYPES, metadata

COLUMNS_CSV = Path(__file__).resolve().parents[2] / "data" / "columns.csv"
KEYS = {"prefecture_name", "county_name", "township_name", "township_code"}


def test_migrations_make_exactly_the_tables_of_the_program(
    empty_store: Store,
) -> None:
    with empty_store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, metadata)

    assert differences == []


@pytest.mark.parametrize("kind", ["office", "station", "area"])
def test_every_value_column_of_the_registry_is_in_the_migrated_table(
    empty_store: Store, kind: str
) -> None:
    with COLUMNS_CSV.open(encoding="utf-8-sig", newline="") as lines:
        expected = {
            line["name"]
            for line in csv.DictReader(lines)
            if kind in line["kinds"].split("|")
            and line["type"] != "ignored"
            and line["name"] not in KEYS
        }

    stored = {
        column["name"]
        for column in inspect(empty_store.engine).get_columns(f"{kind}_report")
    }

    lacking = expected - stored
    assert not lacking, f"a new migration must add {sorted(lacking)}"


def test_no_engine_gives_a_number_of_its_own(empty_store: Store) -> None:
    inspector = inspect(empty_store.engine)

    # A copy would have to move such counters on, or its next entry would fail.
    assert [
        (table, column["name"])
        for table in metadata.tables
        for column in inspector.get_columns(table)
        if "nextval" in str(column["default"]) or column.get("identity")
    ] == []


def test_every_type_of_the_registry_has_a_column_type() -> None:
    with COLUMNS_CSV.open(encoding="utf-8-sig", newline="") as lines:
        types = {line["type"] for line in csv.DictReader(lines)}

    assert types - {"ignored"} <= set(VALUE_TYPES)


@pytest.mark.parametrize("report", REPORT_TABLES.values(), ids=lambda each: each.name)
def test_prefecture_code_stands_in_every_key_and_index_of_the_reports(
    report: Table,
) -> None:
    keys = [list(report.primary_key.columns.keys())]
    keys += [list(index.columns.keys()) for index in report.indexes]

    assert all("prefecture_code" in key for key in keys)
