import pytest

from hrss.settings import InvalidSettingError, load_settings


def test_defaults_hold_where_the_environment_is_silent():
    settings = load_settings({})

    assert settings.database_url.startswith("sqlite:///")
    assert settings.database_url.endswith("var/hrss.sqlite")
    assert (settings.yellow_pp, settings.red_pp) == (10.0, 30.0)
    assert settings.delta_prefectures is None


def test_the_environment_sets_what_it_names():
    settings = load_settings(
        {
            "HRSS_DATABASE_URL": "sqlite:///elsewhere.sqlite",
            "HRSS_DELTA_PREFECTURES": "440100, 440300",
            "HRSS_YELLOW_PP": "5",
            "HRSS_UPLOAD_LIMIT_MB": "50",
        }
    )

    assert settings.database_url == "sqlite:///elsewhere.sqlite"
    assert settings.delta_prefectures == {"440100", "440300"}
    assert settings.yellow_pp == 5.0
    assert settings.upload_limit_mb == 50.0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("HRSS_YELLOW_PP", "十"),
        ("HRSS_READ_SECONDS", "-1"),
        ("HRSS_READ_MEMORY_MB", "nan"),
        ("HRSS_DELTA_PREFECTURES", "4401"),
        ("HRSS_RED_PP", "5"),
    ],
)
def test_a_setting_that_means_nothing_is_refused_with_its_name(name, text):
    with pytest.raises(InvalidSettingError, match=name):
        load_settings({name: text})
