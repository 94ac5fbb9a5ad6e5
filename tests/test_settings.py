from datetime import date

import pytest

from hrss.settings import InvalidSettingError, load_settings


def test_defaults_hold_where_the_environment_is_silent():
    settings = load_settings({})

    assert settings.database_url.startswith("sqlite:///")
    assert settings.database_url.endswith("var/hrss.sqlite")
    assert (settings.yellow_pp, settings.red_pp) == (10.0, 30.0)
    assert settings.delta_prefectures is None
    assert not settings.judges_window_area


def test_the_reporting_calendar_is_set_by_a_month_and_days():
    silent = load_settings({})
    settings = load_settings(
        {"HRSS_REPORT_FIRST_PERIOD": "2012-02", "HRSS_REPORT_DUE_DAYS": "0"}
    )

    assert silent.report_first_period == date(2011, 9, 30)
    assert silent.report_due_days == 5
    assert settings.report_first_period == date(2012, 2, 29)
    assert settings.report_due_days == 0


def test_the_environment_sets_what_it_names():
    settings = load_settings(
        {
            "HRSS_DATABASE_URL": "sqlite:///elsewhere.sqlite",
            "HRSS_DELTA_PREFECTURES": "440100, 440300",
            "HRSS_YELLOW_PP": "5",
            "HRSS_UPLOAD_LIMIT_MB": "50",
            "HRSS_JUDGE_WINDOW_AREA": "1",
            "HRSS_PICTURE_SECONDS": "12.5",
            "HRSS_BROWSER": "/opt/chrome ",
        }
    )

    assert settings.database_url == "sqlite:///elsewhere.sqlite"
    assert settings.delta_prefectures == {"440100", "440300"}
    assert settings.yellow_pp == 5.0
    assert settings.upload_limit_mb == 50.0
    assert settings.judges_window_area
    assert settings.picture_seconds == 12.5
    assert settings.browser == "/opt/chrome"


def test_who_issues_the_briefs_can_be_set():
    silent = load_settings({"HRSS_ORGANISATION": " "})
    settings = load_settings({"HRSS_ORGANISATION": "韶关市人力资源和社会保障局"})

    assert silent.organisation == "广东省人力资源和社会保障厅"
    assert settings.organisation == "韶关市人力资源和社会保障局"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("HRSS_YELLOW_PP", "十"),
        ("HRSS_READ_SECONDS", "-1"),
        ("HRSS_PICTURE_SECONDS", "0"),
        ("HRSS_READ_MEMORY_MB", "nan"),
        ("HRSS_DELTA_PREFECTURES", "4401"),
        ("HRSS_RED_PP", "5"),
        ("HRSS_JUDGE_WINDOW_AREA", "是"),
        ("HRSS_REPORT_DUE_DAYS", "-1"),
        ("HRSS_REPORT_DUE_DAYS", "28"),
        ("HRSS_REPORT_DUE_DAYS", "2.5"),
        ("HRSS_REPORT_FIRST_PERIOD", "2011-13"),
        ("HRSS_REPORT_FIRST_PERIOD", "2011-09-30"),
        ("HRSS_REPORT_FIRST_PERIOD", "九月"),
    ],
)
def test_a_setting_that_means_nothing_is_refused_with_its_name(name, text):
    with pytest.raises(InvalidSettingError, match=name):
        load_settings({name: text})


def test_accounts_are_off_until_they_are_turned_on():
    silent = load_settings({})
    settings = load_settings(
        {
            "HRSS_ACCOUNTS": "1",
            "HRSS_HTTPS": "1",
            "HRSS_SESSION_IDLE_MINUTES": "20",
            "HRSS_SESSION_HOURS": "8",
        }
    )

    assert (silent.has_accounts, silent.is_https) == (False, False)
    assert (silent.session_idle_minutes, silent.session_hours) == (60.0, 12.0)
    assert (settings.has_accounts, settings.is_https) == (True, True)
    assert (settings.session_idle_minutes, settings.session_hours) == (20.0, 8.0)


@pytest.mark.parametrize("text", ["yes", "true", "2"])
def test_accounts_half_turned_on_are_refused(text):
    with pytest.raises(InvalidSettingError, match="HRSS_ACCOUNTS"):
        load_settings({"HRSS_ACCOUNTS": text})
