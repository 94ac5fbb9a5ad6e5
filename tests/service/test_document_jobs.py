"""Documents are made in a process of its own, whatever becomes of it."""

import array
import fcntl
import io
import json
import os
import signal
import subprocess
import sys
import termios
import time
import zipfile
from datetime import date

import pytest

from hrss.service.briefs import known_moment
from hrss.service.document_jobs import DIED, DocumentJobs, Job
from hrss.service.document_requests import DocumentRequest, Prepared, Written
from hrss.service.documents import DocumentFormat, zipped
from hrss.settings import REPOSITORY, Settings
from hrss.store import close_store
from tests.store.mini import LINGNAN, NOVEMBER, SHAMIAN, new_store, send

BOTH = (DocumentFormat.DOCX, DocumentFormat.XLSX)


@pytest.fixture(scope="module")
def jobs():
    made = DocumentJobs()
    yield made
    made.close()


@pytest.fixture(scope="module")
def request_for(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    settings = Settings(database_url=f"sqlite:///{folder / 'hrss.sqlite'}")
    store = new_store(settings.database_url)
    offices = {SHAMIAN: {"is_complete": True}, LINGNAN: {"is_complete": False}}
    send(store, offices, as_of=NOVEMBER)
    known_at = known_moment(store)
    close_store(store)

    def make(formats=BOTH, **changed):
        given = {
            "settings": settings,
            "as_of": NOVEMBER,
            "known_at": known_at,
            "prefecture": None,
            "prepared_on": date(2011, 12, 6),
            "formats": formats,
        }
        return DocumentRequest(**{**given, **changed})

    return make


def waits_in_pipe(stream):
    """Whether something was written that the stopped process has not read."""
    count = array.array("i", [0])
    fcntl.ioctl(stream.fileno(), termios.FIONREAD, count)
    return count[0] > 0


def test_every_document_that_was_asked_for_is_made(jobs, request_for):
    job = jobs.submit(request_for())
    job.wait()

    assert job.failure is None
    assert job.share == 1
    assert [each.form for each in job.written] == list(BOTH)
    assert job.written[0].name == "服务所建设进展通报_全省_2011-11-30.docx"
    for each in job.written:
        with zipfile.ZipFile(io.BytesIO(each.content)) as archive:
            assert archive.testzip() is None
    assert job.prepared is not None
    assert job.prepared.figures["area"] == "全省"
    assert job.prepared.is_simulated is False


def test_a_second_request_is_made_by_the_same_process(jobs, request_for):
    first = jobs.submit(request_for((DocumentFormat.XLSX,)))
    first.wait()
    number = jobs._process.pid

    second = jobs.submit(request_for((DocumentFormat.XLSX,)))
    second.wait()

    assert jobs._process.pid == number
    assert second.written[0].content == first.written[0].content


def test_a_process_that_dies_is_said_and_started_anew(jobs, request_for):
    jobs.submit(request_for((DocumentFormat.XLSX,))).wait()
    os.kill(jobs._process.pid, signal.SIGKILL)
    jobs._process.wait()
    again = jobs.submit(request_for((DocumentFormat.XLSX,)))
    again.wait()
    assert again.failure is None

    os.kill(jobs._process.pid, signal.SIGSTOP)
    job = jobs.submit(request_for())
    while not waits_in_pipe(jobs._process.stdin):
        time.sleep(0.01)
    os.kill(jobs._process.pid, signal.SIGKILL)
    job.wait()

    assert job.failure == DIED
    assert job.is_finished


def test_what_takes_too_long_is_ended_with_a_sentence(request_for):
    impatient = DocumentJobs(seconds=0.01)

    job = impatient.submit(request_for())
    job.wait()
    impatient.close()

    assert job.failure == "生成报告超过0秒仍未完成，已中止，请稍后再试。"


def test_a_template_that_is_none_is_said_in_chinese(jobs, request_for):
    job = jobs.submit(request_for(template=b"no document"))
    job.wait()

    assert job.failure is not None
    assert "模板" in job.failure
    assert job.written == []


def test_a_store_that_cannot_be_read_is_said_in_chinese(jobs, request_for, tmp_path):
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"this is no database" * 100)

    job = jobs.submit(
        request_for(settings=Settings(database_url=f"sqlite:///{broken}"))
    )
    job.wait()

    assert job.failure == "读取数据库失败，报告没有生成，请稍后再试。"


def test_a_job_says_how_far_it_is(request_for):
    job = Job(request_for())
    assert (job.share, job.stage) == (0, "正在汇总数据…")

    job.prepared = Prepared({}, is_simulated=False)
    assert job.stage == "正在生成Word文档…"

    job.written.append(Written(DocumentFormat.DOCX, "通报.docx", b""))
    assert job.share == pytest.approx(2 / 3)
    assert job.stage == "正在生成Excel表格…"


def test_several_files_go_into_one_archive():
    content = zipped({"通报.docx": b"word", "通报.pdf": b"pdf"})

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["通报.docx", "通报.pdf"]
        assert archive.read("通报.pdf") == b"pdf"


def test_where_no_process_can_be_started_who_waits_is_told(request_for, monkeypatch):
    jobs = DocumentJobs()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    job = jobs.submit(request_for())
    job.wait()
    jobs.close()

    assert job.is_finished
    assert job.failure == DIED


def test_error_nobody_expected_is_logged_without_its_message():
    program = (
        "import sys; from hrss.service.document_worker import tell_places; "
        "sys.excepthook = tell_places; int('某人的身份证号')"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )

    [line] = done.stderr.decode().splitlines()
    said = json.loads(line)
    assert (said["level"], said["error"]) == ("error", "ValueError")
    assert said["where"] == ["<string>:1 <module>"]
    assert "身份证" not in line
