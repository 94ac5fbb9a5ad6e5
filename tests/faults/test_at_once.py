"""Two people send through the web at the same moment."""

import asyncio

from hrss.store import Store, fetch_submissions, verify
from tests.faults.serving import Clerk, WebServer
from tests.faults.sheets import sheet_of

OTHER_CAME = "在您核对期间又收到了同一地市的新报表，变化已重新计算，请再看一遍后确认。"


async def both_at_once(
    server: WebServer, first: bytes, second: bytes
) -> tuple[list[str], list[str]]:
    """What two are told who have looked and then press together; and after that.

    Who is told that another was faster looks again and presses again.
    """
    async with (
        Clerk(server.address, "张三") as one,
        Clerk(server.address, "李四") as other,
    ):
        await asyncio.gather(one.give(first), other.give(second))
        said = await asyncio.gather(one.press("确认提交"), other.press("确认提交"))
        then = []
        for clerk, answer in zip((one, other), said, strict=True):
            if OTHER_CAME in answer:
                await clerk.press("查看新的变化")
                then.append(await clerk.press("确认提交"))
    return said, then


def test_of_two_who_send_at_once_none_is_lost_and_the_same_file_is_kept_once(
    server: WebServer, store: Store
) -> None:
    first, second = sheet_of("440200", staff=1), sheet_of("440200", staff=2)

    said, then = asyncio.run(both_at_once(server, first, second))

    assert sorted("提交成功" in each for each in said) == [False, True]
    assert sorted(OTHER_CAME in each for each in said) == [False, True]
    assert ["提交成功" in each for each in then] == [True]
    kept = fetch_submissions(store)
    assert sorted(kept["sender"]) == ["张三", "李四"]
    assert verify(store) == []

    same = sheet_of("440300", staff=1)
    said, then = asyncio.run(both_at_once(server, same, same))

    assert all("报送编号 3，" in each for each in said)
    assert sorted("没有重复写入" in each for each in said) == [False, True]
    assert then == []
    assert len(fetch_submissions(store)) == 3
    assert verify(store) == []
