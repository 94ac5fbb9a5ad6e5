"""Sheets of somebody who means harm: in every text that a page may show."""

from tests.factories import make_workbook

MARK = "恶意"
HOSTILE = (
    f"<img src=x onerror=window.harmed=1>{MARK}"
    f"**{MARK}粗**_{MARK}斜_`{MARK}码`${MARK}$"
    f"[{MARK}链](javascript:window.harmed=1)![{MARK}图](/x.png)"
    f":material/home::red[{MARK}红]:smile:https://{MARK}.example/"
)
NAME = f"<b>{MARK}**{MARK}粗**[{MARK}链](javascript:window.harmed=1):material:home.xlsx"


def hostile_offices(*, has_faults: bool) -> bytes:
    """Four offices of Zhuhai; with faults, an unknown place and header as well."""
    place = HOSTILE if has_faults else "井岸镇"
    rows = [
        ["珠海市乡镇（街道）人力资源社会保障服务所建设进度表"],
        [f"填报单位：{HOSTILE}", *[None] * 5, "截至2011年11月30日"],
        _head(HOSTILE if has_faults else "备注"),
        ["珠海市", "香洲区", "拱北街道", "是", "2011-09-01", 300, HOSTILE, HOSTILE],
        ["珠海市", "香洲区", "吉大街道", "是", "2011-11-01", 280, HOSTILE, HOSTILE],
        ["珠海市", "斗门区", place, "是", "2011-10-20", 500, HOSTILE, HOSTILE],
        ["珠海市", "金湾区", "三灶镇", "否", None, None, HOSTILE, HOSTILE],
    ]
    return make_workbook({"_恶意斜_`恶意码`<i>$恶意$": rows})


def hostile_stations() -> bytes:
    """Two stations of a township, all their names meaning harm."""
    head = ["地级市", "县（市、区）", "乡镇（街道）", "村（社区）", "服务站全称"]
    rows = [
        ["珠海市村（社区）人力资源社会保障服务站情况表"],
        [f"填报单位：{HOSTILE}", *[None] * 5, "截至2011年11月30日"],
        [*head, "是否建成", "备注"],
        ["珠海市", "香洲区", "拱北街道", HOSTILE, HOSTILE, "是", HOSTILE],
        ["珠海市", "香洲区", "拱北街道", f"二{HOSTILE}", HOSTILE, "否", HOSTILE],
    ]
    return make_workbook({"站点": rows})


def _head(last: str) -> list[str]:
    names = ["地级市", "县（市、区）", "乡镇（街道）", "是否建成", "建成时间"]
    return [*names, "建筑面积（㎡）", "机构全称", last]
