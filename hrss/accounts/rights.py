"""Roles, actions, and the table that says how far each role reaches in each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account is for."""

    PROVINCE_VIEWER = "province_viewer"
    PROVINCE_EDITOR = "province_editor"
    PREFECTURE_CLERK = "prefecture_clerk"
    COUNTY_CLERK = "county_clerk"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """What the role is called."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.PROVINCE_VIEWER: "省级查看",
    Role.PROVINCE_EDITOR: "省级编辑",
    Role.PREFECTURE_CLERK: "地市经办",
    Role.COUNTY_CLERK: "县区经办",
    Role.ADMINISTRATOR: "系统管理员",
}


class Action(StrEnum):
    """What can be done."""

    READ = "read"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    CONFIRM_NAMES = "confirm_names"
    EXPLAIN_HEADERS = "explain_headers"
    NOTE = "note"
    PUBLISH = "publish"
    REVIEW = "review"
    REOPEN = "reopen"
    ADMINISTER = "administer"

    @property
    def label(self) -> str:
        """What is done, in a sentence that begins with 不能."""
        return _ACTION_LABELS[self]


_ACTION_LABELS = {
    Action.READ: "查看数据",
    Action.SUBMIT: "报送数据",
    Action.WITHDRAW: "撤回上报",
    Action.CONFIRM_NAMES: "确认名称",
    Action.EXPLAIN_HEADERS: "确认各列含义",
    Action.NOTE: "填写核实说明",
    Action.PUBLISH: "发布通报",
    Action.REVIEW: "审核数据",
    Action.REOPEN: "重新开放报告期",
    Action.ADMINISTER: "管理账号",
}


class Reach(StrEnum):
    """How far a right goes."""

    NOWHERE = "nowhere"
    OWN = "own"
    EVERYWHERE = "everywhere"


_NO, _OWN, _ALL = Reach.NOWHERE, Reach.OWN, Reach.EVERYWHERE

_COLUMNS = (
    Role.PROVINCE_VIEWER,
    Role.PROVINCE_EDITOR,
    Role.PREFECTURE_CLERK,
    Role.COUNTY_CLERK,
    Role.ADMINISTRATOR,
)

# What a header of a layout means holds for everybody who uses that layout, and a
# name confirmed in a prefecture for all of its sheets: whoever has less than that
# may not say so.
_ROWS: Mapping[Action, tuple[Reach, ...]] = {
    Action.READ: (_ALL, _ALL, _ALL, _ALL, _ALL),
    Action.SUBMIT: (_NO, _ALL, _OWN, _OWN, _ALL),
    Action.WITHDRAW: (_NO, _ALL, _OWN, _OWN, _ALL),
    Action.CONFIRM_NAMES: (_NO, _ALL, _OWN, _NO, _ALL),
    Action.EXPLAIN_HEADERS: (_NO, _ALL, _NO, _NO, _ALL),
    Action.NOTE: (_NO, _ALL, _OWN, _NO, _ALL),
    Action.PUBLISH: (_NO, _ALL, _NO, _NO, _ALL),
    Action.REVIEW: (_NO, _ALL, _OWN, _NO, _ALL),
    Action.REOPEN: (_NO, _NO, _NO, _NO, _ALL),
    Action.ADMINISTER: (_NO, _NO, _NO, _NO, _ALL),
}

REACH: Mapping[tuple[Role, Action], Reach] = {
    (role, action): reach
    for action, row in _ROWS.items()
    for role, reach in zip(_COLUMNS, row, strict=True)
}
"""The one table of rights."""


class InvalidRightsError(ValueError):
    """A role was given a place that it has no use for, or lacks the one it needs."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is acted on: a county's, or a prefecture's as a whole.

    `county_code` is None where there is no county, or the prefecture as a whole is
    meant.
    """

    prefecture_code: str
    county_code: str | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """What an account may do.

    Parameters
    ----------
    prefecture_code : the own prefecture of a clerk; None for the province's roles.
    county_code : the own county of a county's clerk.

    Raises
    ------
    InvalidRightsError : the role and the places do not belong together.
    """

    role: Role
    prefecture_code: str | None = None
    county_code: str | None = None

    def __post_init__(self) -> None:
        has_prefecture = self.role in (Role.PREFECTURE_CLERK, Role.COUNTY_CLERK)
        has_county = self.role is Role.COUNTY_CLERK
        if (self.prefecture_code is not None) != has_prefecture:
            word = "要指定" if has_prefecture else "不应指定"
            raise InvalidRightsError(f"{self.role.label}账号{word}地级市")
        if (self.county_code is not None) != has_county:
            word = "要指定" if has_county else "不应指定"
            raise InvalidRightsError(f"{self.role.label}账号{word}县（市、区）")

    def reach(self, action: Action) -> Reach:
        """How far the account reaches in an action."""
        return REACH[self.role, action]

    def may(self, action: Action) -> bool:
        """Whether the account may do it anywhere at all."""
        return self.reach(action) is not Reach.NOWHERE

    def refused(self, action: Action, places: Collection[Place]) -> list[Place]:
        """Those of the places where the account may not do it, in order of code."""
        reach = self.reach(action)
        if reach is Reach.EVERYWHERE:
            return []
        if reach is Reach.NOWHERE:
            return sorted(places, key=_in_order)
        return sorted((each for each in places if not self._owns(each)), key=_in_order)

    def _owns(self, place: Place) -> bool:
        if place.prefecture_code != self.prefecture_code:
            return False
        return self.county_code is None or place.county_code == self.county_code


def _in_order(place: Place) -> tuple[str, str]:
    return place.prefecture_code, place.county_code or ""
