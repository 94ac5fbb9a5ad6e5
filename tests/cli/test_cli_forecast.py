import json

from tests.cli.conftest import LINGNAN, SHAMIAN
from tests.cli.test_cli_progress import submit


def test_progress_as_json_has_the_pace_and_why_there_is_no_forecast(run, sheet_of):
    submit(run, sheet_of, SHAMIAN, LINGNAN)

    result = run("progress", "--format", "json", "--by", "batch")

    first, second, _ = json.loads(result.out)
    assert first["forecast_status"] == "too_little_history"
    assert first["pace_per_week"] <= 1
    assert second["forecast_status"] is None
    for row in (first, second):
        for name in (
            *("forecast_date", "forecast_low", "forecast_high"),
            "chance_by_due",
        ):
            assert row[name] is None
