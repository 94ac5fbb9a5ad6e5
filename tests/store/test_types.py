from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import column, select
from sqlalchemy.exc import StatementError

from hrss.store import Store
from hrss.store.tables import clock


def test_time_of_another_zone_is_kept_as_utc(empty_store: Store) -> None:
    beijing = datetime(2011, 12, 5, 9, 30, 15, 123456, timezone(timedelta(hours=8)))

    with empty_store.engine.begin() as connection:
        connection.execute(clock.update().values(last_at=beijing))
        kept = connection.execute(select(clock.c.last_at)).scalar_one()

    assert kept == datetime(2011, 12, 5, 1, 30, 15, 123456, UTC)
    assert kept.tzinfo is UTC


def test_time_without_a_zone_is_refused(empty_store: Store) -> None:
    naive = datetime(2011, 12, 5, 9, 30)

    with (
        pytest.raises(StatementError, match="expected a time with its zone"),
        empty_store.engine.begin() as connection,
    ):
        connection.execute(select(column("id")).where(clock.c.last_at < naive))
