import pytest

from hrss.accounts import REACH, Action, InvalidRightsError, Place, Reach, Rights, Role

ZHUHAI, SHAOGUAN = "440400", "440200"
XIANGZHOU, DOUMEN = "440402", "440403"

# One line a cell: changing a right means changing it here as well.
EXPECTED = """
province_viewer   read            everywhere
province_viewer   submit          nowhere
province_viewer   withdraw        nowhere
province_viewer   confirm_names   nowhere
province_viewer   explain_headers nowhere
province_viewer   note            nowhere
province_viewer   publish         nowhere
province_viewer   review          nowhere
province_viewer   reopen          nowhere
province_viewer   administer      nowhere
province_editor   read            everywhere
province_editor   submit          everywhere
province_editor   withdraw        everywhere
province_editor   confirm_names   everywhere
province_editor   explain_headers everywhere
province_editor   note            everywhere
province_editor   publish         everywhere
province_editor   review          everywhere
province_editor   reopen          nowhere
province_editor   administer      nowhere
prefecture_clerk  read            everywhere
prefecture_clerk  submit          own
prefecture_clerk  withdraw        own
prefecture_clerk  confirm_names   own
prefecture_clerk  explain_headers nowhere
prefecture_clerk  note            own
prefecture_clerk  publish         nowhere
prefecture_clerk  review          own
prefecture_clerk  reopen          nowhere
prefecture_clerk  administer      nowhere
county_clerk      read            everywhere
county_clerk      submit          own
county_clerk      withdraw        own
county_clerk      confirm_names   nowhere
county_clerk      explain_headers nowhere
county_clerk      note            nowhere
county_clerk      publish         nowhere
county_clerk      review          nowhere
county_clerk      reopen          nowhere
county_clerk      administer      nowhere
administrator     read            everywhere
administrator     submit          everywhere
administrator     withdraw        everywhere
administrator     confirm_names   everywhere
administrator     explain_headers everywhere
administrator     note            everywhere
administrator     publish         everywhere
administrator     review          everywhere
administrator     reopen          everywhere
administrator     administer      everywhere
"""
CELLS = [line.split() for line in EXPECTED.strip().splitlines()]


@pytest.mark.parametrize(("role", "action", "reach"), CELLS)
def test_each_role_reaches_in_each_action_as_far_as_written(role, action, reach):
    assert REACH[Role(role), Action(action)] is Reach(reach)


def test_every_cell_of_the_table_is_written_down_here():
    assert {(Role(role), Action(action)) for role, action, _ in CELLS} == set(REACH)
    assert len(REACH) == len(Role) * len(Action)


def test_clerk_of_a_prefecture_may_act_for_its_counties_and_not_for_another():
    clerk = Rights(Role.PREFECTURE_CLERK, ZHUHAI)

    refused = clerk.refused(
        Action.SUBMIT,
        {Place(ZHUHAI), Place(ZHUHAI, XIANGZHOU), Place(SHAOGUAN, "440222")},
    )

    assert refused == [Place(SHAOGUAN, "440222")]


def test_clerk_of_a_county_may_act_neither_for_its_prefecture_nor_its_neighbours():
    clerk = Rights(Role.COUNTY_CLERK, ZHUHAI, XIANGZHOU)

    refused = clerk.refused(
        Action.SUBMIT,
        {Place(ZHUHAI), Place(ZHUHAI, XIANGZHOU), Place(ZHUHAI, DOUMEN)},
    )

    assert refused == [Place(ZHUHAI), Place(ZHUHAI, DOUMEN)]


def test_who_may_nowhere_is_refused_everywhere():
    viewer = Rights(Role.PROVINCE_VIEWER)

    assert viewer.refused(Action.SUBMIT, {Place(ZHUHAI)}) == [Place(ZHUHAI)]
    assert not viewer.may(Action.SUBMIT)
    assert viewer.may(Action.READ)


@pytest.mark.parametrize(
    ("role", "prefecture", "county"),
    [
        (Role.PREFECTURE_CLERK, None, None),
        (Role.PREFECTURE_CLERK, ZHUHAI, XIANGZHOU),
        (Role.COUNTY_CLERK, ZHUHAI, None),
        (Role.COUNTY_CLERK, None, XIANGZHOU),
        (Role.ADMINISTRATOR, ZHUHAI, None),
        (Role.PROVINCE_VIEWER, None, XIANGZHOU),
    ],
)
def test_role_with_places_that_do_not_belong_to_it_is_refused(role, prefecture, county):
    with pytest.raises(InvalidRightsError):
        Rights(role, prefecture, county)
