"""Why the number of complete offices changed: every office of the change by name.

Comes in: two snapshots of the same scope. Goes out: the offices that make the
difference, each with one reason, and the reasons added up.
"""

from enum import StrEnum

import pandas as pd

from hrss.metrics.groups import group_keys
from hrss.metrics.vocabulary import Grouping


class ChangeKind(StrEnum):
    """Why an office counts now and did not, or did and does not."""

    NEWLY_COMPLETE = "newly_complete"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    RE_SCOPED = "re_scoped"

    @property
    def label(self) -> str:
        """Its words in Chinese."""
        return {
            ChangeKind.NEWLY_COMPLETE: "新建成",
            ChangeKind.WITHDRAWN: "撤回或改报未建成",
            ChangeKind.CORRECTED: "更正、补报",
            ChangeKind.RE_SCOPED: "名册或批次调整",
        }[self]

    @property
    def meaning(self) -> str:
        """What it stands for, as the page explains it."""
        return {
            ChangeKind.NEWLY_COMPLETE: "原先未建成或未上报，较新一期的报表报为建成",
            ChangeKind.WITHDRAWN: "原报建成的报表已撤回，或较新一期不再报为建成",
            ChangeKind.CORRECTED: "同一期或更早一期的报表更正、补报或恢复",
            ChangeKind.RE_SCOPED: "已建成的机构因名册或批次调整进入或离开范围",
        }[self]


_PLACE = (
    *("group_code", "group_name", "township_name", "county_name"),
    *("prefecture_code", "prefecture_name", "batch"),
)
_REPORT = ("is_complete", "report_as_of", "submission_id")


def bridge_offices(
    before: pd.DataFrame, after: pd.DataFrame, *, by: Grouping
) -> pd.DataFrame:
    """The offices that make the difference between two snapshots, each with its kind.

    An office is in scope of a snapshot when it has a row there. It counts when it is
    in scope and complete; an office that counts in both or in neither is no part of
    the difference. Each of the others has exactly one kind:

    * ``re_scoped``: in scope of one snapshot only (roster or batch changed), whatever
      its reports say. An office that moves from one group to another leaves one and
      enters the other, in a row each.
    * ``newly_complete``: counts now and did not, and the report that counts now
      describes a later day than the one that did, or is its first.
    * ``corrected``: counts now and did not, by a report about the same or an earlier
      day (a correction, late knowledge, or an older report that counts again because
      the newer one was withdrawn); or does not count any more by a later received
      report about the same day.
    * ``withdrawn``: does not count any more, for every other reason: a report about a
      later day does not say complete, or the one that did is withdrawn, so that an
      older report counts or none.

    Parameters
    ----------
    before, after : snapshots of two days, or of one day as known at two times, the
        earlier first; both narrowed to the same batch and area, if at all.
    by : the groups that the difference is to be shown by.

    Returns
    -------
    One row per office of the difference, in order of group and township: index
    ``township_code``; ``group_code``, ``group_name``, place columns (of the later
    snapshot, if it is in scope there); ``kind``; ``change`` (+1 or -1);
    ``report_as_of_before``, ``report_as_of_after`` (datetime64[s]),
    ``submission_id_before``, ``submission_id_after`` (Int64).
    """
    was, now = _keyed(before, by), _keyed(after, by)
    both = was.index.union(now.index)
    old, new = was.reindex(both), now.reindex(both)
    counted = old["is_complete"].eq(True).fillna(False).astype(bool)
    counts = new["is_complete"].eq(True).fillna(False).astype(bool)
    is_moved = ~(both.isin(was.index) & both.isin(now.index))
    older, newer = old["report_as_of"], new["report_as_of"]
    is_later = newer.notna() & (older.isna() | (newer > older))
    is_resent = (newer == older) & (new["submission_id"] > old["submission_id"]).fillna(
        False
    )
    kind = pd.Series(ChangeKind.WITHDRAWN.value, index=both, dtype="string")
    kind = kind.mask(is_resent | counts, ChangeKind.CORRECTED.value)
    kind = kind.mask(counts & is_later, ChangeKind.NEWLY_COMPLETE.value)
    kind = kind.mask(is_moved, ChangeKind.RE_SCOPED.value)
    places = pd.concat([now[list(_PLACE)], was[list(_PLACE)]])
    places = places[~places.index.duplicated()].reindex(both)
    offices = places.assign(
        kind=kind,
        change=counts.astype("Int64") - counted.astype("Int64"),
        report_as_of_before=older,
        report_as_of_after=newer,
        submission_id_before=old["submission_id"],
        submission_id_after=new["submission_id"],
    )
    return offices[counted != counts].droplevel("group")


def _keyed(snapshot: pd.DataFrame, by: Grouping) -> pd.DataFrame:
    code, name = group_keys(snapshot, by)
    offices = snapshot.assign(group_code=code, group_name=name)
    group = code.astype("string").rename("group")
    keyed = offices[[*_PLACE, *_REPORT]].set_index(group, append=True)
    return keyed.swaplevel()


def bridge(before: pd.DataFrame, after: pd.DataFrame, *, by: Grouping) -> pd.DataFrame:
    """Complete offices before, what was added and taken away and why, and after.

    Parameters
    ----------
    before, after : as for `bridge_offices`.
    by : what to group on.

    Returns
    -------
    One row per group of either snapshot, in order of code: ``group_code``,
    ``group_name``, ``before_count``, ``newly_complete_count``, ``withdrawn_count``
    (0 or less), ``corrected_count`` and ``re_scoped_count`` (gains less losses),
    ``after_count``, ``net_change_count``. Before and the four kinds add up to after,
    group by group and in all.
    """
    offices = bridge_offices(before, after, by=by)
    heads = [_complete(snapshot, by) for snapshot in (before, after)]
    names = pd.concat(heads).groupby(level=0)["group_name"].last()
    table = pd.DataFrame({"group_name": names})
    table["before_count"] = heads[0]["complete_count"]
    for kind in ChangeKind:
        own = offices[offices["kind"] == kind.value]
        table[f"{kind.value}_count"] = own.groupby("group_code")["change"].sum()
    table["after_count"] = heads[1]["complete_count"]
    counts = [name for name in table.columns if name != "group_name"]
    table[counts] = table[counts].astype("Int64").fillna(0)
    table["net_change_count"] = table["after_count"] - table["before_count"]
    return table.rename_axis("group_code").reset_index()


def _complete(snapshot: pd.DataFrame, by: Grouping) -> pd.DataFrame:
    code, name = group_keys(snapshot, by)
    is_complete = snapshot["is_complete"].fillna(False).astype("int64")
    units = pd.DataFrame({"group_name": name, "complete_count": is_complete})
    return units.groupby(code).agg({"group_name": "first", "complete_count": "sum"})
