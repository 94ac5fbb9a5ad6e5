"""Sentences of what can no longer be changed by who sent it."""

from datetime import date

from hrss.accounts import Place
from hrss.decree import PROVINCE_CODE
from hrss.service.places_of import place_name
from hrss.store import Closure


def closed_sentence(closure: Closure, day: date | None = None) -> str:
    """Why nothing may change any more, and who may change that.

    Parameters
    ----------
    day : what was to be changed; None leaves it out.
    """
    whose = place_name(Place(closure.prefecture_code))
    by = "全省" if closure.area_code == PROVINCE_CODE else whose
    what = f"{whose}截至{day}的数据" if day else f"{whose}这一期的数据"
    return (
        f"{what}已随{by}第{closure.number}期通报（数据截至{closure.as_of}）"
        "发布，该期已关闭，没有写入任何数据；确需更正的，请系统管理员重新开放。"
    )


def approved_sentence(number: int) -> str:
    """Why a clerk does not take back what was approved, and what to do instead."""
    return (
        f"报送编号{number}已审核通过，不能撤回；确需更正的，请联系审核人退回，"
        "或另报更正后的报表。"
    )
