"""Settings of who else may say who a visitor is: a provider of identities, a proxy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

from hrss.setting_texts import InvalidSettingError, Network, networks

_USER_CLAIM = "preferred_username"
_METADATA = "/.well-known/openid-configuration"
_CALLBACK = "/oauth2callback"


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID Connect provider that vouches for visitors.

    Parameters
    ----------
    metadata_url : where the provider describes itself (``HRSS_OIDC_METADATA_URL``).
    client_id, client_secret : what the provider gave this service
        (``HRSS_OIDC_CLIENT_ID``, ``HRSS_OIDC_CLIENT_SECRET``).
    redirect_uri : this service's own address at which visitors come back
        (``HRSS_OIDC_REDIRECT_URI``).
    user_claim : which claim of the identity is the user name
        (``HRSS_OIDC_USER_CLAIM``).
    name : what the provider is called on the sign-in page (``HRSS_OIDC_NAME``).
    """

    metadata_url: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    user_claim: str
    name: str


@dataclass(frozen=True, slots=True)
class TrustedProxy:
    """A proxy that vouches for visitors, in a header.

    Parameters
    ----------
    user_header : the header that holds the user name, in small letters
        (``HRSS_PROXY_USER_HEADER``).
    networks : from where alone it is believed (``HRSS_TRUSTED_PROXIES``, addresses or
        networks, comma-separated).
    """

    user_header: str
    networks: tuple[Network, ...]

    def has(self, address: str) -> bool:
        """Whether an address is one of the proxy's."""
        try:
            found = ip_address(address)
        except ValueError:
            return False
        if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        return any(found in each for each in self.networks)


def load_provider(given: Mapping[str, str]) -> Provider | None:
    """The provider of the environment; None where nothing of it is set.

    Raises
    ------
    InvalidSettingError : only a part is set, or an address is not one.
    """
    names = [
        f"HRSS_OIDC_{each}"
        for each in ("METADATA_URL", "CLIENT_ID", "CLIENT_SECRET", "REDIRECT_URI")
    ]
    found = [given.get(name, "").strip() for name in names]
    if not any(found):
        return None
    lacking = [name for name, text in zip(names, found, strict=True) if not text]
    if lacking:
        raise InvalidSettingError(f"统一身份登录还要设置{'、'.join(lacking)}")
    metadata_url, client_id, client_secret, redirect_uri = found
    for name, text, end in (
        (names[0], metadata_url, _METADATA),
        (names[3], redirect_uri, _CALLBACK),
    ):
        if not (text.startswith(("https://", "http://")) and text.endswith(end)):
            raise InvalidSettingError(f"{name} 应为以{end}结尾的网址，现为“{text}”")
    return Provider(
        metadata_url=metadata_url,
        client_id=client_id,
        client_secret=client_secret,
        redirect_uri=redirect_uri,
        user_claim=given.get("HRSS_OIDC_USER_CLAIM", "").strip()
        or "preferred_username",
        name=given.get("HRSS_OIDC_NAME", "").strip() or "单位统一身份",
    )


def load_trusted_proxy(given: Mapping[str, str]) -> TrustedProxy | None:
    """The proxy of the environment; None where nothing of it is set.

    Raises
    ------
    InvalidSettingError : only a part is set, or an address or the name is not one.
    """
    header = given.get("HRSS_PROXY_USER_HEADER", "").strip().lower()
    found = networks(given.get("HRSS_TRUSTED_PROXIES", ""))
    if bool(header) != bool(found):
        raise InvalidSettingError(
            "HRSS_PROXY_USER_HEADER 和 HRSS_TRUSTED_PROXIES 要同时设置"
        )
    if not header:
        return None
    if not re.fullmatch(r"[a-z0-9-]{1,60}", header):
        message = f"HRSS_PROXY_USER_HEADER 应为标头名称，现为“{header}”"
        raise InvalidSettingError(message)
    return TrustedProxy(header, found)
