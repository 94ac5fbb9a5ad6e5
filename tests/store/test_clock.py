from datetime import UTC, datetime

import pytest

from hrss.store import Store, data_version, withdraw_submission
from hrss.store.clock import Version, parse_version
from tests.store.mini import LINGNAN, SHAMIAN, send, use_mini_roster


def test_version_is_read_back_as_it_was_written() -> None:
    moment = datetime(2011, 12, 5, 1, 30, 15, 123456, UTC)
    version = Version(3, 1, 2, 4, 0, moment)

    assert parse_version(str(version)) == version


@pytest.mark.parametrize("wrong", ["", "3", "3.1.2.0", "3.1.2.0.x", "-3.1.2.0.5"])
def test_text_that_is_no_version_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="data version"):
        parse_version(wrong)


def test_every_kind_of_write_changes_the_version(empty_store: Store) -> None:
    versions = [data_version(empty_store)]
    send(empty_store, {SHAMIAN: {}})
    versions.append(data_version(empty_store))
    send(empty_store, {LINGNAN: {}})
    versions.append(data_version(empty_store))
    withdraw_submission(empty_store, 1, by="张三", reason="报错了")
    versions.append(data_version(empty_store))
    use_mini_roster(empty_store)
    versions.append(data_version(empty_store))

    assert len(set(versions)) == 5
    assert data_version(empty_store) == versions[-1]
