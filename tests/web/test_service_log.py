import json
import logging
import sys

import pytest

from hrss.web.service_log import JsonLines, RequestLog, note_account
from tests.web.asking import ask, messages_of, says_inside, scope_of


@pytest.fixture
def written(caplog):
    caplog.set_level(logging.DEBUG, logger="hrss.web.service_log")
    return lambda: [json.loads(JsonLines().format(each)) for each in caplog.records]


def record_of(error: Exception) -> logging.LogRecord:
    try:
        raise error
    except type(error):
        where = sys.exc_info()
    return logging.LogRecord("hrss", logging.ERROR, "", 1, "it broke", (), where)


def test_a_request_is_one_line_with_number_way_status_and_time(written):
    ask(RequestLog(says_inside), "/submit")

    (line,) = written()
    assert line["method"] == "GET"
    assert line["path"] == "/submit"
    assert line["status"] == 200
    assert line["from"] == "10.0.0.9"
    assert line["ms"] >= 0


def test_a_proxys_number_is_kept_and_comes_back():
    answer = ask(RequestLog(says_inside), x_request_id="0123456789abcdef")

    assert answer.headers["x-request-id"] == "0123456789abcdef"


@pytest.mark.parametrize("number", ["short", 'with"quote---', "a" * 65, "行行行行行行"])
def test_a_number_that_is_none_is_replaced(number):
    answer = ask(RequestLog(says_inside), x_request_id=number)

    assert len(answer.headers["x-request-id"]) == 32


def test_the_line_holds_no_query_cookie_session_or_file(written):
    scope = scope_of(
        "/_stcore/upload_file/a-session/a-file",
        {"cookie": "hrss_session=secret"},
        method="PUT",
        query=b"search=secret",
    )

    messages_of(RequestLog(says_inside), scope)

    (line,) = written()
    assert line["path"] == "/_stcore/upload_file"
    assert "secret" not in json.dumps(line)
    assert "a-session" not in json.dumps(line)


def test_the_line_of_a_request_has_the_number_of_the_account_where_there_is_one(
    written,
):
    async def known(scope, receive, send) -> None:
        note_account(scope, 7)
        await says_inside(scope, receive, send)

    ask(RequestLog(known))
    ask(RequestLog(says_inside))

    first, second = written()
    assert first["account"] == 7
    assert "account" not in second


def test_an_errors_kind_and_place_are_written_and_not_its_message():
    line = JsonLines().format(record_of(ValueError("第4行“张三 13800000000”")))

    assert "张三" not in line
    assert json.loads(line)["error"] == "ValueError"
    assert "test_service_log.py" in json.loads(line)["where"][0]


def test_an_error_that_a_library_wrote_into_its_message_is_stripped():
    inside = (
        "Traceback (most recent call last):\n"
        '  File "x.py", line 3, in read\n'
        "ValueError: 张三"
    )
    record = logging.LogRecord("uvicorn.error", 40, "", 1, inside, (), None)

    line = json.loads(JsonLines().format(record))

    assert line["message"] == 'an error; File "x.py", line 3, in read'
