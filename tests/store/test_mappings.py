import pytest

from hrss.store import Store, append_mapping, data_version, fetch_mappings


def test_what_was_said_of_a_layout_is_remembered(empty_store: Store) -> None:
    append_mapping(empty_store, "a1", {"用房": "floor_area_m2", "印章": ""}, by="李四")
    append_mapping(empty_store, "b2", {"用房": "remarks"}, by="李四")

    assert fetch_mappings(empty_store) == {
        "a1": {"用房": "floor_area_m2", "印章": ""},
        "b2": {"用房": "remarks"},
    }


def test_a_later_word_on_a_header_holds(empty_store: Store) -> None:
    append_mapping(empty_store, "a1", {"用房": "remarks"}, by="李四")
    append_mapping(empty_store, "a1", {"用房": "floor_area_m2"}, by="王五")

    assert fetch_mappings(empty_store) == {"a1": {"用房": "floor_area_m2"}}


def test_an_explained_header_changes_no_figure(empty_store: Store) -> None:
    before = data_version(empty_store)

    append_mapping(empty_store, "a1", {"用房": "remarks"}, by="李四")

    assert data_version(empty_store) == before


@pytest.mark.parametrize(
    ("fields", "by", "error"),
    [
        ({"用房": "remarks"}, " ", ValueError),
        ({}, "李四", ValueError),
        ({"用房": "no_such_column"}, "李四", KeyError),
    ],
)
def test_half_a_word_is_refused(
    empty_store: Store, fields: dict[str, str], by: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        append_mapping(empty_store, "a1", fields, by=by)

    assert fetch_mappings(empty_store) == {}
