import subprocess
import sys
from dataclasses import replace

import pytest
from streamlit import config

from hrss.settings import (
    REPOSITORY,
    InvalidSettingError,
    Settings,
    load_settings,
)
from hrss.web.server import apply_limits

PLAIN = Settings(database_url="sqlite://")


@pytest.fixture
def upload_limit():
    before = config.get_option("server.maxUploadSize")
    yield lambda: config.get_option("server.maxUploadSize")
    config.set_option("server.maxUploadSize", before)


@pytest.mark.parametrize(("limit", "taken"), [(20.0, 20), (5.0, 5), (0.5, 1)])
def test_the_route_of_uploads_follows_the_setting(upload_limit, limit, taken):
    apply_limits(replace(PLAIN, upload_limit_mb=limit))

    assert upload_limit() == taken


def test_the_server_is_loaded_without_a_word():
    done = subprocess.run(
        [sys.executable, "-c", "import hrss.web"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout + done.stderr == ""


def test_streamlits_protection_against_requests_of_others_is_on():
    assert config.get_option("server.enableXsrfProtection") is True
    assert config.get_option("server.enableCORS") is True
    assert config.get_option("client.showErrorDetails") in (False, "none")


def test_without_a_setting_only_this_machine_is_answered():
    hosts = load_settings({}).allowed_hosts

    assert hosts == {"127.0.0.1", "localhost", "[::1]"}


@pytest.mark.parametrize(
    "text", ["https://a.example", "a.example:443", "a.example/x", "a b"]
)
def test_a_host_with_more_than_a_name_is_refused(text):
    with pytest.raises(InvalidSettingError, match="HRSS_ALLOWED_HOSTS"):
        load_settings({"HRSS_ALLOWED_HOSTS": text})


def test_an_unknown_log_level_is_refused():
    with pytest.raises(InvalidSettingError, match="HRSS_LOG_LEVEL"):
        load_settings({"HRSS_LOG_LEVEL": "loud"})
