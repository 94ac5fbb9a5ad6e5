"""The sheet of a clerk in Zhuhai: as it first comes in, and mended."""

from hrss import service
from hrss.settings import Settings
from hrss.store import Receipt, append_submission, close_store, open_store
from tests.factories import Rows, make_sheet

FILE_NAME = "珠海市进度表.xlsx"
MERGES = ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "B5:B8", "C5:C6")
HEAD: Rows = (
    ["珠海市乡镇（街道）人力资源社会保障服务所建设进度表"],
    ["填报单位：珠海市人力资源和社会保障局", *[None] * 4, "截至2011年11月30日"],
    ["序号", "地级市", "县（市、区）", "乡镇（街道）", "建设情况", None, "场所"],
    [None, None, None, None, "是否建成", "建成时间", "建筑面积（㎡）"],
)


def messy_sheet() -> bytes:
    """Row 6 says a month of 13, row 7 a township that there is not."""
    return make_sheet(
        (
            *HEAD,
            [1, "珠海市", "香洲区", "拱北街道", "√", "2011年9月", "300㎡"],
            [2, None, None, "吉大街道", "√", "2011.13.1", 280],
            [3, None, "斗门区", "井安镇", "是", "2011-10-20", "５００"],
            [4, None, "金湾区", "三灶镇", "×", None, None],
            ["合计", None, None, None, 3, None, 1080],
            ["制表人：李四", None, None, None, "审核人：王五"],
        ),
        merges=MERGES,
    )


def mended_sheet() -> bytes:
    """The same four offices without a fault: three stand, one does not."""
    return make_sheet(
        (
            *HEAD,
            [1, "珠海市", "香洲区", "拱北街道", "√", "2011年9月", "300㎡"],
            [2, None, None, "吉大街道", "√", "2011.11.1", 280],
            [3, None, "斗门区", "井岸镇", "是", "2011-10-20", "５００"],
            [4, None, "金湾区", "三灶镇", "×", None, None],
            ["合计", None, None, None, 3, None, 1080],
            ["制表人：李四", None, None, None, "审核人：王五"],
        ),
        merges=MERGES,
    )


def finished_sheet() -> bytes:
    """The same four offices a month later: all stand."""
    return make_sheet(
        (
            HEAD[0],
            ["填报单位：珠海市人力资源和社会保障局", *[None] * 4, "截至2011年12月31日"],
            *HEAD[2:],
            [1, "珠海市", "香洲区", "拱北街道", "√", "2011年9月", "300㎡"],
            [2, None, None, "吉大街道", "√", "2011.11.1", 280],
            [3, None, "斗门区", "井岸镇", "是", "2011-10-20", "５００"],
            [4, None, "金湾区", "三灶镇", "√", "2011-12-20", 260],
        ),
        merges=MERGES,
    )


def sheet_of_day(day: str, *, area: int, is_complete: str = "√") -> bytes:
    """The four offices on a day: 吉大街道 has that area, 拱北街道 stands or not."""
    return make_sheet(
        (
            HEAD[0],
            ["填报单位：珠海市人力资源和社会保障局", *[None] * 4, f"截至{day}"],
            *HEAD[2:],
            [1, "珠海市", "香洲区", "拱北街道", is_complete, "2011年9月", "300㎡"],
            [2, None, None, "吉大街道", "√", "2011.11.1", area],
            [3, None, "斗门区", "井岸镇", "是", "2011-10-20", 500],
            [4, None, "金湾区", "三灶镇", "×", None, None],
        ),
        merges=MERGES,
    )


def send_sheet(
    url: str,
    content: bytes,
    *,
    file_name: str = FILE_NAME,
    is_simulated: bool = False,
) -> Receipt:
    """Store a faultless sheet as the command line would."""
    settings = Settings(database_url=url)
    store = open_store(settings)
    checked = service.check_file(
        store, settings, content=content, file_name=file_name, as_of=None
    )
    assert checked.as_of is not None
    receipt = append_submission(
        store,
        checked,
        content=content,
        as_of=checked.as_of,
        sender="张三",
        is_simulated=is_simulated,
    )
    close_store(store)
    return receipt
