"""What a review can say, and who may review whose submission."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from hrss.accounts.rights import Action, Place, Reach, Rights, Role


class ReviewState(StrEnum):
    """How far a submission has come; `NOT_NEEDED` where there was no review."""

    NOT_NEEDED = "not_needed"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """What it is called."""
        return _LABELS[self]


_LABELS = {
    ReviewState.NOT_NEEDED: "无需审核",
    ReviewState.SUBMITTED: "待审核",
    ReviewState.APPROVED: "已通过",
    ReviewState.RETURNED: "已退回",
}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a submission, as far as it bears on who may review it.

    `account_id` and `role` are None for what no account sent: a command, or a store
    that had no accounts yet.
    """

    account_id: int | None
    role: Role | None


def review_refusal(
    rights: Rights, account_id: int, sender: Sender, places: Collection[Place]
) -> str | None:
    """Why an account may not review a submission; None when it may.

    Nobody reviews what the own account has sent. The province's editors and
    administrators review all else; a prefecture's clerk what the counties of the
    prefecture have sent, and nothing that is of another prefecture as well.
    """
    if rights.reach(Action.REVIEW) is Reach.NOWHERE:
        return f"您的账号（{rights.role.label}）不能审核数据。"
    if sender.account_id == account_id:
        return "自己报送的数据应由他人审核。"
    if rights.reach(Action.REVIEW) is Reach.EVERYWHERE:
        return None
    if not places or rights.refused(Action.REVIEW, places):
        return "您的账号只能审核本市的数据。"
    if sender.role is not Role.COUNTY_CLERK:
        return "本市报送的数据由省级审核，您的账号审核各县（市、区）报送的。"
    return None
