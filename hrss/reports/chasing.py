"""Whom to ask for a period's report, and what to write to them.

Comes in: timeliness of the periods, what each prefecture's reporting comes to, the
offices without a report of the period, and rows that were held back. Goes out: one row
a prefecture that owes something, and a text that is ready to be sent.
"""

from collections.abc import Mapping
from datetime import date

import pandas as pd
from pandas.api.extensions import ExtensionArray

from hrss.metrics import ReportStatus
from hrss.reports.sentences import date_in_words

_NAMED = 10
_LISTED = (
    *("prefecture_code", "prefecture_name", "period", "report_due_date"),
    *("report_status", "received_on", "days_late", "days_overdue"),
    *("rostered_count", "period_reported_count", "unreported_count"),
    *("stale_count", "silent_count", "held_back_count", "unreported_names"),
)
_RETURNED = "returned_count"
_ORDER = {ReportStatus.MISSING.value: 0, ReportStatus.LATE.value: 3}
_SENT_BACK, _INCOMPLETE = 1, 2


def chase_list(
    periods: pd.DataFrame,
    reporting: pd.DataFrame,
    unreported: pd.DataFrame,
    held_back: Mapping[str, int],
    *,
    today: date,
    returned: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """Prefectures that owe something of the newest period, the most urgent first.

    Listed is who has not reported (缺报), who was sent back a report and has not sent
    it again, whose report leaves out rostered offices, whose rows were held back for
    faults, and who reported late, in this order. A period that is not due yet is
    asked of nobody who has sent nothing.

    Parameters
    ----------
    periods, reporting : `metrics.timeliness` and its `metrics.reporting_summary`.
    unreported : offices without a report of the newest period: reads
        ``prefecture_code``, ``place``.
    held_back : rows held back in the newest sheet of the period, by prefecture.
    today : the day on which it is judged.
    returned : reports of the period that a review sent back and that did not come
        again, by prefecture; None where there is no review.

    Returns
    -------
    One row a prefecture: ``prefecture_code``, ``prefecture_name``, ``period``,
    ``report_due_date``, ``report_status`` (`ReportStatus`), ``received_on`` (NaT for
    none), ``days_late`` (NA unless late), ``days_overdue`` (NA unless missing),
    ``rostered_count``, ``period_reported_count``, ``unreported_count`` (of them
    ``silent_count`` without any report, ``stale_count`` with an older one),
    ``held_back_count``, ``unreported_names`` (at most ten, joined by 、), and where
    there is a review ``returned_count``.
    """
    listed = [*_LISTED] if returned is None else [*_LISTED, _RETURNED]
    if periods.empty:
        return pd.DataFrame(columns=listed)
    newest = periods[periods["period"] == periods["period"].max()]
    counts = reporting.set_index("group_code")[["stale_count", "silent_count"]]
    rows = newest.join(counts, on="prefecture_code")
    codes = rows["prefecture_code"]
    rows = rows.assign(
        unreported_count=rows["rostered_count"] - rows["period_reported_count"],
        held_back_count=_counts(codes, held_back),
        returned_count=_counts(codes, returned or {}),
        unreported_names=_names(codes, unreported),
        days_overdue=_overdue(rows, today),
    )
    status = rows["report_status"]
    has_sent = status.isin([ReportStatus.ON_TIME.value, ReportStatus.LATE.value])
    is_partial = has_sent & (
        (rows["unreported_count"] > 0) | (rows["held_back_count"] > 0)
    )
    urgency = status.map(_ORDER).mask(is_partial, _INCOMPLETE)
    is_missing = status == ReportStatus.MISSING.value
    urgency = urgency.mask((rows[_RETURNED] > 0) & ~is_missing, _SENT_BACK)
    order = pd.DataFrame({"urgency": urgency, "code": codes}).dropna(subset="urgency")
    order = order.sort_values(["urgency", "code"], kind="stable")
    found: pd.DataFrame = rows.loc[order.index, listed].reset_index(drop=True)
    return found


def _counts(codes: pd.Series, counted: Mapping[str, int]) -> ExtensionArray:
    return pd.array([counted.get(code, 0) for code in codes], dtype="Int64")


def _names(codes: pd.Series, unreported: pd.DataFrame) -> list[str]:
    groups = dict(list(unreported.groupby("prefecture_code")["place"]))
    nobody = unreported["place"].iloc[:0]
    return [
        "、".join(str(name) for name in groups.get(code, nobody).iloc[:_NAMED])
        for code in codes
    ]


def _overdue(rows: pd.DataFrame, today: date) -> pd.Series:
    days = pd.Timestamp(today) - rows["report_due_date"]
    overdue: pd.Series = days.dt.days.astype("Int64")
    return overdue.where(rows["report_status"] == ReportStatus.MISSING.value)


def chase_text(
    row: pd.Series, *, organisation: str, today: date, is_simulated: bool = False
) -> str:
    """What to write to a prefecture: what is owed, of which period, what to do.

    Parameters
    ----------
    row : of `chase_list`.
    organisation, today : who signs, and when.
    is_simulated : it rests on simulated reports, and says so in its first line.
    """
    status = ReportStatus(row["report_status"])
    if status is ReportStatus.MISSING:
        asks = [_missing(row)]
    elif status is ReportStatus.NOT_DUE:
        asks = [f"你市{_report(row)}应于{_due(row)}前报送，{_sent_back(row)}。"]
    else:
        asks = _sent(row, status)
    body = "\n".join(f"　　{sentence}" for sentence in [*asks, _how(row, status)])
    mark = "【模拟数据，请勿发送】\n" if is_simulated else ""
    return (
        f"{mark}{row['prefecture_name']}人力资源和社会保障局：\n"
        f"{body}\n"
        f"{organisation}\n{date_in_words(today)}"
    )


def chase_texts(
    rows: pd.DataFrame, *, organisation: str, today: date, is_simulated: bool = False
) -> str:
    """The texts to all prefectures of a list, an empty line between two."""
    return "\n\n".join(
        chase_text(
            row, organisation=organisation, today=today, is_simulated=is_simulated
        )
        for _, row in rows.iterrows()
    )


def _report(row: pd.Series) -> str:
    period = pd.Timestamp(row["period"]).date()
    return (
        f"{period.year}年{period.month}月乡镇（街道）人力资源和社会保障服务所建设进展"
        f"报表（数据截至{date_in_words(period)}）"
    )


def _due(row: pd.Series) -> str:
    return date_in_words(pd.Timestamp(row["report_due_date"]).date())


def _missing(row: pd.Series) -> str:
    silent = int(row["silent_count"])
    text = (
        f"你市{_report(row)}应于{_due(row)}前报送，现已逾期{int(row['days_overdue'])}天"
    )
    if _returned(row):
        return f"{text}，{_sent_back(row)}。"
    text = f"{text}，至今没有收到。"
    if silent == int(row["rostered_count"]):
        return f"{text}你市应建的{silent:,}个机构此前也从未上报。"
    if silent:
        return f"{text}其中{silent:,}个机构此前也从未上报{_list(row, silent)}。"
    return text


def _sent(row: pd.Series, status: ReportStatus) -> list[str]:
    received = date_in_words(pd.Timestamp(row["received_on"]).date())
    late = ""
    if status is ReportStatus.LATE:
        late = f"，比应报日（{_due(row)}）迟{int(row['days_late'])}天"
    asks = [f"你市{_report(row)}已于{received}收到{late}。"]
    if _returned(row):
        asks.append(f"其中{_sent_back(row)}。")
    left, silent = int(row["unreported_count"]), int(row["silent_count"])
    if left:
        never = f"，其中{silent:,}个从未上报" if silent else ""
        if silent == left:
            never = "，此前也从未上报" if left == 1 else "，此前也均从未上报"
        asks.append(
            f"你市应建{int(row['rostered_count']):,}个机构，本期报表只有"
            f"{int(row['period_reported_count']):,}个，尚缺{left:,}个{never}"
            f"{_list(row, left)}。"
        )
    if held := int(row["held_back_count"]):
        asks.append(f"最近一份报表有{held:,}行因填报有误暂未入库。")
    return asks


def _returned(row: pd.Series) -> int:
    return int(row.get(_RETURNED, 0))


def _sent_back(row: pd.Series) -> str:
    return f"审核退回{_returned(row)}份，待重报"


def _list(row: pd.Series, count: int) -> str:
    """Names of the offices in brackets, when all of them are known by name."""
    names = str(row["unreported_names"]).split("、")
    if names == [""] or len(names) > count:
        return ""
    return f"（{'、'.join(names)}{'等' if len(names) < count else ''}）"


def _how(row: pd.Series, status: ReportStatus) -> str:
    if _returned(row) and status in (ReportStatus.MISSING, ReportStatus.NOT_DUE):
        return "请在系统“数据上报”页查看审核意见，更正后重新上传。"
    if status is ReportStatus.MISSING:
        return (
            "请抓紧填报，在系统“数据上报”页下载本市模板，填好后上传；"
            "没有新进展的，也请照常报送。"
        )
    asks = []
    if _returned(row):
        asks.append("按审核意见更正后重新上传")
    if int(row["held_back_count"]):
        asks.append("按上报时返回的错误清单更正后重新上传")
    if int(row["unreported_count"]):
        asks.append("补齐所缺机构的数据")
    if asks:
        return f"请{'，'.join(asks)}。"
    return "请今后在应报日前报送。"
