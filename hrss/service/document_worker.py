"""What runs in the process that makes documents: requests in, documents out.

The process is kept: what it takes to load the libraries is paid once. It ends when its
stdin does, so it never outlives who started it.
"""

import json
import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import IO

from sqlalchemy.exc import SQLAlchemyError

from hrss.reports.brief import brief_figures
from hrss.reports.content import Brief
from hrss.reports.document import TemplateError
from hrss.reports.pdf import TypesetError
from hrss.service.briefs import load_brief
from hrss.service.document_requests import (
    Answer,
    DocumentRequest,
    Failed,
    Finished,
    Prepared,
    Written,
    receive,
    send,
)
from hrss.service.documents import document_name, write_brief
from hrss.store import close_store, open_store


def main() -> None:
    """Answer requests until nobody asks any more."""
    sys.excepthook = tell_places
    answers = sys.stdout.buffer
    # What a library prints may not get between the answers.
    sys.stdout = sys.stderr
    while True:
        try:
            request: DocumentRequest = receive(sys.stdin.buffer)
        except EOFError:
            return
        if not _answer(request, answers):
            return


def tell_places(
    kind: type[BaseException], _: BaseException, trace: TracebackType | None
) -> None:
    """Log an error nobody expected: kind and places; its message may quote a cell."""
    line = {
        "at": datetime.now(UTC).isoformat("T", "milliseconds"),
        "level": "error",
        "logger": "hrss.service.document_worker",
        "message": "documents failed",
        "error": kind.__qualname__,
        "where": [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(trace)
        ],
    }
    sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")


def _answer(request: DocumentRequest, stream: IO[bytes]) -> bool:
    """Whether somebody was there to take the answers."""
    try:
        for answer in _answers(request):
            send(stream, answer)
    except BrokenPipeError:
        return False
    return True


def _answers(request: DocumentRequest) -> Iterator[Answer]:
    try:
        brief = load_requested(request)
        yield Prepared(brief_figures(brief), brief.is_simulated)
        for form in request.formats:
            content = write_brief(brief, form, template=request.template)
            yield Written(form, document_name(brief, form), content)
    except (TemplateError, TypesetError) as error:
        yield Failed(str(error))
    except SQLAlchemyError:
        yield Failed("读取数据库失败，报告没有生成，请稍后再试。")
    else:
        yield Finished()


def load_requested(request: DocumentRequest) -> Brief:
    """The content of the brief that is asked for."""
    store = open_store(request.settings)
    try:
        return load_brief(
            replace(store, is_approved_only=request.is_approved_only),
            request.settings,
            as_of=request.as_of,
            known_at=request.known_at,
            prefecture=request.prefecture,
            edition=request.edition,
            previous=request.previous,
            prepared_on=request.prepared_on,
        )
    finally:
        close_store(store)
