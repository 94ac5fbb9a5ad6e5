import pytest

from hrss.settings import Provider
from hrss.web.provider_login import user_name_of

IDENTITY = {"aud": "hrss", "preferred_username": "lisi", "sub": "s-1"}


def provider(user_claim: str = "preferred_username") -> Provider:
    return Provider("https://id/x", "hrss", "secret", "https://here/y", user_claim, "x")


@pytest.mark.parametrize("audience", ["hrss", ["hrss"], ["other", "hrss"]])
def test_user_name_is_what_the_claim_says(audience):
    claims = IDENTITY | {"aud": audience}

    assert user_name_of(claims, provider()) == "lisi"
    assert user_name_of(claims, provider("sub")) == "s-1"


@pytest.mark.parametrize("audience", ["other", ["other"], [], None, "hrss2"])
def test_an_identity_for_another_audience_has_no_user_name_here(audience):
    claims = IDENTITY | {"aud": audience, "azp": "hrss"}

    assert user_name_of(claims, provider()) is None


@pytest.mark.parametrize("value", [None, "", "  ", 7, ["lisi"], True])
def test_a_claim_that_is_no_text_is_no_user_name(value):
    assert user_name_of(IDENTITY | {"preferred_username": value}, provider()) is None


@pytest.mark.parametrize(
    ("verified", "name"),
    [(True, "a@b.cn"), (False, None), ("true", None), (None, None)],
)
def test_an_address_that_nobody_verified_is_no_user_name(verified, name):
    claims = IDENTITY | {"email": "a@b.cn", "email_verified": verified}

    assert user_name_of(claims, provider("email")) == name


def test_no_identity_has_no_user_name():
    assert user_name_of({}, provider()) is None
