import pytest

from hrss.settings import REPOSITORY
from hrss.web.cookie_secret import NoSecretError, check_cookie_secret

SECRET = "8d5e" * 16


@pytest.mark.parametrize("secret", ["", None])
def test_with_a_provider_and_an_empty_secret_the_server_does_not_start(secret):
    with pytest.raises(NoSecretError, match="STREAMLIT_SERVER_COOKIE_SECRET 是空的"):
        check_cookie_secret(secret, is_given=True)


def test_secret_that_no_other_server_knows_is_told(caplog):
    check_cookie_secret(SECRET, is_given=False)

    assert "多台服务器须设为相同的值" in caplog.text


def test_secret_of_the_settings_is_taken_without_a_word(caplog):
    check_cookie_secret(SECRET, is_given=True)

    assert caplog.text == ""


def test_example_of_settings_sets_nothing_to_nothing():
    example = (REPOSITORY / "deploy" / "hrss.env.example").read_text(encoding="utf-8")

    lines = [line for line in example.splitlines() if not line.startswith("#")]
    assert [line for line in lines if line.endswith("=")] == []
