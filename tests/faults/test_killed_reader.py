"""The process that reads a sheet is killed; its clerk is told, and goes on."""

import asyncio
import os
import random
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from hrss.settings import Settings
from hrss.store import close_store, fetch_submissions, open_store, verify
from tests.faults.serving import Clerk, WebServer, web_server
from tests.faults.sheets import sheet_of

ROUNDS = 4
TOLD = (
    "文件“进度表\\.xlsx”没有读完，读取被系统中止（多因服务器一时内存不足），"
    "请稍后重新上传；仍然不行时，请只留下要上报的工作表，保存后重新上传。"
)

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="needs /proc to find the reader"
)


async def the_reader(server: WebServer) -> int:
    """The one that waits for a sheet, when no other is ending or beginning."""
    async with asyncio.timeout(60):
        while len(found := server.readers()) != 1:
            await asyncio.sleep(0.05)
    return found[0]


async def give_while_the_reader_dies(
    server: WebServer, clerk: Clerk, content: bytes, moment: float, *, halted: bool
) -> str:
    """What the clerk is told when the waiting reader is killed after `moment`.

    One that is halted first has been given the sheet by then, and has not read it.
    """
    reader = await the_reader(server)
    if halted:
        os.kill(reader, signal.SIGSTOP)
    giving = asyncio.create_task(clerk.give(content))
    await asyncio.sleep(moment)
    if halted:
        async with asyncio.timeout(30):
            while len(server.readers()) < 2:
                await asyncio.sleep(0.05)
    with suppress(ProcessLookupError):
        os.kill(reader, signal.SIGKILL)
    return await giving


async def one_clerk(server: WebServer) -> tuple[list[str], list[str]]:
    """What a clerk is told of readers that are killed, and of the same sheet again."""
    chance = random.Random(20111230)
    told, then = [], []
    async with Clerk(server.address, "张三") as clerk:
        await clerk.give(sheet_of("440400", staff=1))
        for number in range(ROUNDS):
            content = sheet_of("440400", staff=10 + number)
            told.append(
                await give_while_the_reader_dies(
                    server,
                    clerk,
                    content,
                    chance.uniform(0, 0.3),
                    halted=number % 2 == 0,
                )
            )
            await clerk.give(content)
            then.append(await clerk.press("确认提交"))
    return told, then


def test_clerk_is_told_that_the_reader_was_killed_and_the_same_sheet_is_taken(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'hrss.sqlite'}"
    with web_server(url, tmp_path) as server:
        told, then = asyncio.run(one_clerk(server))

    store = open_store(Settings(database_url=url))
    assert told[0::2] == [TOLD] * (ROUNDS // 2)
    # One that was killed at any moment had read its sheet by then, or had not.
    assert all(each == TOLD or "没有读完" not in each for each in told[1::2])
    assert ["提交成功" in each for each in then] == [True] * ROUNDS
    assert len(fetch_submissions(store)) == ROUNDS
    assert verify(store) == []
    close_store(store)
