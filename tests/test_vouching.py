import pytest

from hrss.settings import InvalidSettingError, Provider, load_settings

PROVIDER = {
    "HRSS_ACCOUNTS": "1",
    "HRSS_OIDC_METADATA_URL": "https://id.example.cn/.well-known/openid-configuration",
    "HRSS_OIDC_CLIENT_ID": "hrss",
    "HRSS_OIDC_CLIENT_SECRET": "of-nobody-else",
    "HRSS_OIDC_REDIRECT_URI": "https://hrss.example.cn/oauth2callback",
}
PROXY = {
    "HRSS_ACCOUNTS": "1",
    "HRSS_PROXY_USER_HEADER": "X-Remote-User",
    "HRSS_TRUSTED_PROXIES": "10.1.2.3, 10.2.0.0/16,2001:db8::/64",
}


def test_nobody_else_is_believed_until_it_is_set():
    settings = load_settings({"HRSS_ACCOUNTS": "1"})

    assert settings.provider is None
    assert settings.trusted_proxy is None


def test_provider_is_set_by_four_variables_and_two_more_change_its_words():
    plain = load_settings(PROVIDER).provider
    more = {"HRSS_OIDC_USER_CLAIM": "sub", "HRSS_OIDC_NAME": "省统一身份"}
    named = load_settings(PROVIDER | more).provider

    assert plain == Provider(
        metadata_url="https://id.example.cn/.well-known/openid-configuration",
        client_id="hrss",
        client_secret="of-nobody-else",
        redirect_uri="https://hrss.example.cn/oauth2callback",
        user_claim="preferred_username",
        name="单位统一身份",
    )
    assert named is not None
    assert (named.user_claim, named.name) == ("sub", "省统一身份")


def test_the_secret_is_not_in_what_is_printed_of_the_settings():
    assert "of-nobody-else" not in repr(load_settings(PROVIDER))


@pytest.mark.parametrize("name", [each for each in PROVIDER if "OIDC" in each])
def test_provider_set_by_halves_is_refused_with_what_is_lacking(name):
    with pytest.raises(InvalidSettingError, match=name):
        load_settings(PROVIDER | {name: ""})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("HRSS_OIDC_METADATA_URL", "https://id.example.cn"),
        ("HRSS_OIDC_METADATA_URL", "file:///.well-known/openid-configuration"),
        ("HRSS_OIDC_REDIRECT_URI", "https://hrss.example.cn/"),
        ("HRSS_OIDC_REDIRECT_URI", "/oauth2callback"),
    ],
)
def test_addresses_that_cannot_work_are_refused(name, text):
    with pytest.raises(InvalidSettingError, match=name):
        load_settings(PROVIDER | {name: text})


@pytest.mark.parametrize(
    ("address", "is_trusted"),
    [
        ("10.1.2.3", True),
        ("::ffff:10.1.2.3", True),
        ("10.2.255.1", True),
        ("2001:db8::9", True),
        ("10.1.2.4", False),
        ("10.3.0.1", False),
        ("127.0.0.1", False),
        ("", False),
        ("testclient", False),
    ],
)
def test_proxy_is_known_by_its_addresses(address, is_trusted):
    proxy = load_settings(PROXY).trusted_proxy

    assert proxy is not None
    assert proxy.user_header == "x-remote-user"
    assert proxy.has(address) is is_trusted


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("HRSS_PROXY_USER_HEADER", ""),
        ("HRSS_PROXY_USER_HEADER", "X Remote"),
        ("HRSS_TRUSTED_PROXIES", ""),
        ("HRSS_TRUSTED_PROXIES", "*"),
        ("HRSS_TRUSTED_PROXIES", "proxy.example.cn"),
        ("HRSS_TRUSTED_PROXIES", "10.1.2.3/16"),
    ],
)
def test_proxy_that_is_half_or_wrongly_set_is_refused(name, text):
    with pytest.raises(InvalidSettingError, match=name):
        load_settings(PROXY | {name: text})


@pytest.mark.parametrize("given", [PROVIDER, PROXY])
def test_without_accounts_nobody_is_believed_and_that_is_said(given):
    with pytest.raises(InvalidSettingError, match="HRSS_ACCOUNTS=1"):
        load_settings(given | {"HRSS_ACCOUNTS": "0"})
