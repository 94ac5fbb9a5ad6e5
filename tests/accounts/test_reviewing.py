import pytest

from hrss.accounts import Place, ReviewState, Rights, Role, Sender, review_refusal

ZHUHAI, SHAOGUAN = "440400", "440200"
XIANGZHOU = Place(ZHUHAI, "440402")
ME, OTHER = 1, 2

EDITOR = Rights(Role.PROVINCE_EDITOR)
ADMINISTRATOR = Rights(Role.ADMINISTRATOR)
VIEWER = Rights(Role.PROVINCE_VIEWER)
CLERK = Rights(Role.PREFECTURE_CLERK, ZHUHAI)
COUNTY = Rights(Role.COUNTY_CLERK, ZHUHAI, "440402")


@pytest.mark.parametrize("rights", [EDITOR, ADMINISTRATOR])
@pytest.mark.parametrize("role", [None, *Role])
def test_province_reviews_whatever_others_have_sent(rights, role):
    account = None if role is None else OTHER

    refusal = review_refusal(rights, ME, Sender(account, role), {XIANGZHOU})

    assert refusal is None


@pytest.mark.parametrize("rights", [EDITOR, ADMINISTRATOR, CLERK])
def test_nobody_reviews_what_the_own_account_sent(rights):
    sender = Sender(ME, Role.COUNTY_CLERK)

    assert "自己报送" in review_refusal(rights, ME, sender, {XIANGZHOU})


def test_prefecture_reviews_what_its_counties_sent():
    sender = Sender(OTHER, Role.COUNTY_CLERK)

    assert review_refusal(CLERK, ME, sender, {XIANGZHOU}) is None


@pytest.mark.parametrize("role", [None, Role.PREFECTURE_CLERK, Role.PROVINCE_EDITOR])
def test_what_the_prefecture_sent_itself_is_the_provinces_to_review(role):
    account = None if role is None else OTHER

    assert "由省级审核" in review_refusal(CLERK, ME, Sender(account, role), {XIANGZHOU})


@pytest.mark.parametrize(
    "places",
    [{Place(SHAOGUAN, "440203")}, {XIANGZHOU, Place(SHAOGUAN, "440203")}, set()],
    ids=["another's", "both", "nothing"],
)
def test_prefecture_reviews_nothing_of_another(places):
    sender = Sender(OTHER, Role.COUNTY_CLERK)

    assert "只能审核本市" in review_refusal(CLERK, ME, sender, places)


@pytest.mark.parametrize("rights", [VIEWER, COUNTY])
def test_viewers_and_counties_review_nothing(rights):
    sender = Sender(OTHER, Role.COUNTY_CLERK)

    assert "不能审核数据" in review_refusal(rights, ME, sender, {XIANGZHOU})


def test_every_state_has_a_name_of_its_own():
    assert [each.label for each in ReviewState] == [
        "无需审核",
        "待审核",
        "已通过",
        "已退回",
    ]
