"""Many visitors at once: how long pages take, and whether every sheet is kept.

``python -m benchmarks load [--viewers N] [--uploads N] [--every S] [--seconds S]
[--servers N]``. Visitors are spread over the servers, which share one store; each stays
with his, as behind nginx. Each page is opened once before anything is measured: a
service is not started when everybody comes. Viewers come one after the other, then each
opens another page every few seconds. In the middle all senders send a prefecture's
sheet at once, the way a browser does: the file over HTTP, everything else over the
websocket. At the end the store is asked whether each acknowledged sheet is there once
and whole.
"""

import argparse
import asyncio
import hashlib
import os
import random
import statistics
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import WebSocketException

from benchmarks.load_server import Server, fill_store, running
from benchmarks.load_session import PageFailedError, Visit
from benchmarks.measuring import amount
from benchmarks.workbooks import write_workbook
from hrss.places import load_shipped_roster
from hrss.settings import Settings
from hrss.store import close_store, fetch_submissions, open_store, verify

PAGES = ("", "map", "progress", "offices", "standards", "stations", "trust", "areas")
_DAY = "2012-12-31"
_BROKEN = (PageFailedError, WebSocketException, OSError, TimeoutError, KeyError)


@dataclass(slots=True)
class Found:
    """What was measured."""

    views: dict[str, list[float]] = field(default_factory=dict)
    starts: list[tuple[float, float]] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    uploads: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    received: int = 0


def main(arguments: list[str]) -> None:
    """Fill a store, start a server, let the visitors in, report."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="hrss-load-") as folder:
        database = Path(folder) / "hrss.sqlite"
        fill_store(database, months=options.months, like=options.store)
        found = Found()
        with ExitStack() as ends:
            servers = [
                ends.enter_context(running(database)) for _ in range(options.servers)
            ]
            start, used = time.perf_counter(), _processor_seconds(servers)
            asyncio.run(_all_visitors(servers, options, found))
            seconds = time.perf_counter() - start
            used = _processor_seconds(servers) - used
            memory = [server.memory() for server in servers]
            fell = any("a page failed" in server.said() for server in servers)
        lost, problems = _losses(database, found)
    _report(options, found, seconds=seconds, used=used, memory=memory)
    print(f"lost submissions: {lost} of {len(found.acknowledged)} acknowledged")
    print(f"verify: {'; '.join(problems) or 'the store is whole'}")
    if fell:
        print("a server's log has errors of pages")


def _processor_seconds(servers: list[Server]) -> float:
    return sum(server.processor_seconds() for server in servers)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks load",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--viewers", type=int, default=100)
    parser.add_argument("--uploads", type=int, default=21, help="at most 21")
    parser.add_argument("--every", type=float, default=5.0, help="seconds")
    parser.add_argument("--seconds", type=float, default=90.0)
    parser.add_argument("--months", type=int, default=8, help="simulated months")
    parser.add_argument("--servers", type=int, default=1)
    parser.add_argument("--store", type=Path, help="an SQLite store to copy instead")
    return parser.parse_args(arguments)


async def _all_visitors(
    servers: list[Server], options: argparse.Namespace, found: Found
) -> None:
    rosters = load_shipped_roster().groupby("prefecture_name")
    sheets = {str(name): write_workbook(rows) for name, rows in rosters}
    chosen = list(sheets.items())[: options.uploads]
    for server in servers:
        async with Visit(server.address) as visit:
            for page in (*PAGES, "submit"):
                await visit.open(page)
    end = time.monotonic() + options.seconds
    async with asyncio.TaskGroup() as group:
        for number in range(options.viewers):
            # As many come in a second as later ask for a page in one.
            wait = number * options.every / max(options.viewers, 1)
            server = servers[number % len(servers)]
            view = _view(server, number, wait, end, options.every, found)
            group.create_task(view)
        for number, (name, content) in enumerate(chosen):
            server = servers[number % len(servers)]
            send = _send(server, name, content, options.seconds / 2, found)
            group.create_task(send)


async def _view(
    server: Server, number: int, wait: float, end: float, every: float, found: Found
) -> None:
    """One viewer: another page every few seconds, or as soon as the last one came."""
    draw = random.Random(number)
    await asyncio.sleep(wait)
    try:
        async with Visit(server.address) as visit:
            while (start := time.monotonic()) < end:
                page = draw.choice(PAGES)
                await visit.open(page)
                taken = time.monotonic() - start
                found.views.setdefault(page or "overview", []).append(taken)
                found.starts.append((start, taken))
                await asyncio.sleep(max(0.0, every - taken))
            found.received += visit.received
    except _BROKEN as error:
        found.errors.append(f"viewer {number}: {type(error).__name__} {error}")


async def _send(
    server: Server, name: str, content: bytes, wait: float, found: Found
) -> None:
    """One sender: file, day and name, a look at what was understood, confirmation."""
    sender, file_name = f"{name}测试", f"{name}.xlsx"
    await asyncio.sleep(wait)
    start = time.monotonic()
    try:
        async with Visit(server.address) as visit:
            await visit.open("submit")
            file_id, upload, delete = await visit.upload(file_name, content)
            filled = _filled(visit, sender)
            info = filled["file"].file_uploader_state_value.uploaded_file_info.add()
            info.file_id, info.name, info.size = file_id, file_name, len(content)
            info.file_urls.file_id = file_id
            info.file_urls.upload_url, info.file_urls.delete_url = upload, delete
            await visit.run(filled)
            button = WidgetState(id=visit.widget("button", "确认提交"))
            button.trigger_value = True
            await visit.run({**filled, "button": button})
            if "提交成功" not in visit.said():
                raise PageFailedError(visit.said())
            found.acknowledged[sender] = hashlib.sha256(content).hexdigest()
            found.sent += (start, time.monotonic())
            found.uploads.append(time.monotonic() - start)
    except _BROKEN as error:
        found.errors.append(f"sender {name}: {type(error).__name__} {error}")


def _filled(visit: Visit, sender: str) -> dict[str, WidgetState]:
    day = WidgetState(id=visit.widget("date_input"))
    day.string_array_value.data.append(_DAY)
    by = WidgetState(id=visit.widget("text_input", "报送人"), string_value=sender)
    return {
        "file": WidgetState(id=visit.widget("file_uploader")),
        "day": day,
        "by": by,
    }


def _losses(database: Path, found: Found) -> tuple[int, list[str]]:
    """Acknowledged sheets that are not there exactly once, and what `verify` says."""
    store = open_store(Settings(database_url=f"sqlite:///{database}"))
    try:
        kept = fetch_submissions(store)
        problems = verify(store)
    except SQLAlchemyError as error:
        return len(found.acknowledged), [str(error)]
    finally:
        close_store(store)
    counts = kept.groupby(["sender", "file_sha256"]).size().to_dict()
    lost = sum(counts.get(pair) != 1 for pair in found.acknowledged.items())
    return lost, problems


def _report(
    options: argparse.Namespace,
    found: Found,
    *,
    seconds: float,
    used: float,
    memory: list[tuple[int, int]],
) -> None:
    every = [each for views in found.views.values() for each in views]
    print(
        f"{options.viewers} viewers, a page every {options.every:g} s each, "
        f"{seconds:.0f} s; servers: {len(memory)}, cores: {os.cpu_count()}"
    )
    for name, views in [*sorted(found.views.items()), ("all pages", every)]:
        print(f"  {name:<10} {_spread(views)}")
    if found.sent:
        _report_phases(found)
    print(f"  a second: {len(every) / seconds:.1f} pages")
    print(f"uploads    {_spread(found.uploads)}")
    print(f"errors: {len(found.errors)}")
    for error in found.errors[:10]:
        print(f"  {error[:200]}")
    for each in memory:
        now, most = (amount(size, "B") for size in each)
        print(f"memory of a server: {now}, at most {most}")
    print(f"processor time of all: {used:.0f} s in {seconds:.0f} s")
    print(f"sent to viewers: {amount(found.received, 'B')}")


def _report_phases(found: Found) -> None:
    """Pages while sheets came in, apart from the others."""
    first, last = min(found.sent), max(found.sent)
    during, others = [], []
    for start, taken in found.starts:
        is_during = start <= last and start + taken >= first
        (during if is_during else others).append(taken)
    print(f"  while sheets came in, {last - first:.0f} s: {_spread(during)}")
    print(f"  before and after: {_spread(others)}")


def _spread(values: list[float]) -> str:
    if not values:
        return "none"
    ranked = sorted(values)
    high = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
    return (
        f"n {len(ranked):>5}  median {amount(statistics.median(ranked), 's'):>8}  "
        f"p95 {amount(high, 's'):>8}  longest {amount(ranked[-1], 's'):>8}"
    )
