"""The web server is killed while sheets come in; what was acknowledged is kept."""

import asyncio
import hashlib
import random
import re

from hrss.store import Store, fetch_submissions, verify
from tests.faults.serving import CUT_OFF, Clerk, WebServer
from tests.faults.sheets import ROWS, sheet_of

PREFECTURES = ("440100", "440200", "440300")
KILLS = 3


async def send_for_ever(
    server: WebServer, prefecture: str, start: int, receipts: dict[str, int]
) -> bytes:
    """Send one sheet after the other; the one that was cut off.

    `receipts` gets the number of each whose receipt was seen.
    """
    content = b""
    try:
        async with Clerk(server.address, f"{prefecture}经办") as clerk:
            for staff in range(start, start + 100):
                content = sheet_of(prefecture, staff=staff)
                await clerk.give(content)
                said = await clerk.press("确认提交")
                found = re.search(r"提交成功.*报送编号 (\d+)，", said)
                assert found, said
                receipts[sha256_of(content)] = int(found[1])
    except CUT_OFF:
        return content
    return content


async def send_and_kill(
    server: WebServer, life: int, moment: float, receipts: dict[str, int]
) -> list[bytes]:
    """Three clerks send; once one has a receipt, the server has `moment` to live."""
    before = len(receipts)
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(send_for_ever(server, place, 100 * life + 1, receipts))
            for place in PREFECTURES
        ]
        async with asyncio.timeout(120):
            while len(receipts) == before:
                await asyncio.sleep(0.02)
        await asyncio.sleep(moment)
        server.kill()
    return [task.result() for task in tasks if task.result()]


async def send_again(server: WebServer, content: bytes) -> str:
    """What a clerk is told who gives a sheet that was cut off."""
    async with Clerk(server.address, "经办") as clerk:
        await clerk.give(content)
        return await clerk.press("确认提交")


def test_every_receipt_that_a_clerk_saw_before_a_kill_is_kept_once_and_whole(
    server: WebServer, store: Store
) -> None:
    chance = random.Random(20111230)
    receipts: dict[str, int] = {}

    for life in range(KILLS):
        moment = chance.uniform(0, 1.5)
        cut_off = asyncio.run(send_and_kill(server, life, moment, receipts))
        server.start()
    answers = [asyncio.run(send_again(server, content)) for content in cut_off]

    kept = fetch_submissions(store)
    numbers = dict(zip(kept["file_sha256"], kept.index, strict=True))
    assert len(receipts) >= KILLS
    assert not kept["file_sha256"].duplicated().any()
    assert {sha256: numbers.get(sha256) for sha256 in receipts} == receipts
    # Kept, but killed before its clerk saw so: one of each clerk a life at most.
    assert len(kept) - len(receipts) <= KILLS * len(PREFECTURES)
    assert sorted(kept.index) == list(range(1, len(kept) + 1))
    assert (kept["rows_valid"] == ROWS).all()
    assert verify(store) == []
    for content, said in zip(cut_off, answers, strict=True):
        assert f"报送编号 {numbers[sha256_of(content)]}，" in said


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
