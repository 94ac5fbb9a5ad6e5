"""Documents made outside the page's own process, one request after the other.

Comes in: requests. Goes out: jobs that a page looks at while they go on. The work is
done by one warm process, so that the pages of others stay quick; it is started anew
when it dies, and ends with ours.
"""

import logging
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from hrss.service.document_requests import (
    DocumentRequest,
    Failed,
    Finished,
    Prepared,
    Written,
    receive,
    send,
)
from hrss.settings import REPOSITORY

DIED = "生成报告的进程意外中断，请再试一次；若仍不行，请联系系统管理员。"
TOO_SLOW = "生成报告超过{seconds:.0f}秒仍未完成，已中止，请稍后再试。"

# Whoever started us may stand in another folder than ours.
_WORKER = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from hrss.service.document_worker import main; main()"
)

_LOGGER = logging.getLogger(__name__)

Process = subprocess.Popen[bytes]


@dataclass(slots=True)
class Job:
    """One request on its way; read by a page, written by the thread that does it."""

    request: DocumentRequest
    prepared: Prepared | None = None
    written: list[Written] = field(default_factory=list)
    failure: str | None = None
    is_finished: bool = False

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1; the content counts as one document."""
        done = len(self.written) + (self.prepared is not None)
        return 1.0 if self.is_finished else done / (len(self.request.formats) + 1)

    @property
    def stage(self) -> str:
        """What is being done, for who waits."""
        if self.prepared is None:
            return "正在汇总数据…"
        waiting = self.request.formats[len(self.written) :]
        return f"正在生成{waiting[0].label}…" if waiting else "即将完成…"

    def wait(self) -> None:
        """Return when it is finished."""
        self._ended.wait()

    _ended: threading.Event = field(default_factory=threading.Event)


class DocumentJobs:
    """The process that makes documents, and the queue before it.

    Parameters
    ----------
    seconds : longest that one request may take.
    """

    def __init__(self, *, seconds: float = 120.0) -> None:
        self._seconds = seconds
        self._queue = ThreadPoolExecutor(1, thread_name_prefix="documents")
        self._process: Process | None = None

    def warm_up(self) -> None:
        """Start the process before anybody asks."""
        self._queue.submit(self._ready)

    def submit(self, request: DocumentRequest) -> Job:
        """Ask for documents; at once back."""
        job = Job(request)
        self._queue.submit(self._do, job)
        return job

    def close(self) -> None:
        """End the process; what is waiting is given up."""
        self._queue.shutdown(wait=False, cancel_futures=True)
        if self._process is not None:
            self._process.kill()

    def _do(self, job: Job) -> None:
        is_answered = False
        try:
            self._exchange(job, self._ready())
            is_answered = True
        except OSError as error:
            _LOGGER.error("no process makes documents", exc_info=error)
        finally:
            if not is_answered:
                job.failure = DIED
            job.is_finished = True
            job._ended.set()

    def _exchange(self, job: Job, process: Process) -> None:
        is_late = threading.Event()

        def end() -> None:
            is_late.set()
            process.kill()

        limit = threading.Timer(self._seconds, end)
        limit.start()
        try:
            send(_stream(process.stdin), job.request)
            while not _take(job, receive(_stream(process.stdout))):
                pass
        except (EOFError, OSError):
            slow = TOO_SLOW.format(seconds=self._seconds)
            job.failure = slow if is_late.is_set() else DIED
            process.kill()
            process.wait()
        finally:
            limit.cancel()

    def _ready(self) -> Process:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _WORKER, str(REPOSITORY)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._process


def _take(job: Job, answer: Any) -> bool:
    """Note an answer; whether it was the last one."""
    match answer:
        case Prepared():
            job.prepared = answer
        case Written():
            job.written.append(answer)
        case Failed(sentence):
            job.failure = sentence
    return isinstance(answer, (Failed, Finished))


def _stream(stream: Any) -> Any:
    if stream is None:
        raise OSError("the process has no pipe")
    return stream
