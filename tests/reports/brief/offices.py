"""Briefs of a few offices: name what matters, get everything a brief rests on."""

from datetime import UTC, date, datetime

import pandas as pd

from hrss import metrics
from hrss.decree import LightRule, ReportingCalendar
from hrss.metrics import BATCH_LABELS, Grouping, ItemKind
from hrss.reports.brief import (
    BriefInputs,
    Issue,
    Quality,
    Reports,
    Standing,
)
from hrss.reports.content import Heading, KeyFigures, Paragraph
from hrss.reports.sentences import plain_text
from hrss.service.loading import with_forecast
from tests.snapshots import ALL_FIELDS, make_snapshot

NOVEMBER = date(2011, 11, 30)
OCTOBER = date(2011, 10, 31)
KNOWN_AT = datetime(2011, 12, 6, 1, 0, tzinfo=UTC)
CALENDAR = ReportingCalendar()

GUANGZHOU = ("440100", "广州市", "440103", "荔湾区")
YUEXIU = ("440100", "广州市", "440104", "越秀区")
ZHUHAI = ("440400", "珠海市", "440402", "香洲区")
SHAOGUAN = ("440200", "韶关市", "440203", "武江区")
MEIZHOU = ("441400", "梅州市", "441402", "梅江区")
DONGGUAN = ("441900", "东莞市", pd.NA, pd.NA)
DELTA = frozenset(("440100", "440400", "441900"))
_REGIONS = {2011: "central", 2012: "other"}


def offices(
    place: tuple[object, ...],
    *,
    complete: int = 0,
    verified: int = 0,
    open_: int = 0,
    silent: int = 0,
    batch: int | None = 2011,
) -> list[dict[str, object]]:
    """Offices of one place: complete (so many verified), not complete, silent."""
    code, name, county_code, county_name = place
    own = {
        "prefecture_code": code,
        "prefecture_name": name,
        "county_code": county_code,
        "county_name": county_name,
        "batch": pd.NA if batch is None else batch,
        "region": "delta" if code in DELTA else _REGIONS.get(batch, "undesignated"),
        "sheet_fields": ALL_FIELDS,
    }
    return [
        *(
            own | {"is_complete": True, "is_verified": at < verified}
            for at in range(complete)
        ),
        *(own | {"is_complete": False} for _ in range(open_)),
        *(own | {"is_reported": False} for _ in range(silent)),
    ]


def snapshot_of(rows, *, as_of=NOVEMBER):
    """Snapshot of these offices, each reported on the day unless it is silent."""
    defaults = {"is_complete": pd.NA, "is_verified": False, "is_reported": True}
    wide = [defaults | row for row in rows]
    names = {name for row in wide for name in row} or {*defaults, "batch"}
    frame = make_snapshot(**{name: [row.get(name) for row in wide] for name in names})
    is_reported = frame["is_reported"].astype(bool)
    day = pd.Series(pd.Timestamp(as_of), frame.index).where(is_reported)
    return frame.assign(
        is_reported=is_reported,
        is_verified=frame["is_verified"].astype(bool),
        report_as_of=day.astype("datetime64[s]"),
        submission_id=pd.array([1] * len(frame), dtype="Int64"),
        sheet=pd.array(["进度表"] * len(frame), dtype="string"),
        completion_date=pd.Series(pd.NaT, frame.index).astype("datetime64[s]"),
    )


def make_inputs(
    rows,
    *,
    as_of=NOVEMBER,
    before=None,
    before_as_of=OCTOBER,
    area="全省",
    received_on=date(2011, 12, 1),
    today=date(2011, 12, 6),
    edition=None,
    corrections=None,
    is_simulated=False,
):
    """Inputs of a brief of these offices, sent by every prefecture that reported."""
    whole = snapshot_of(rows, as_of=as_of)
    own = whole if area == "全省" else whole[whole["prefecture_name"] == area]
    by = Grouping.PREFECTURE if area == "全省" else Grouping.COUNTY
    previous = None
    if before is not None:
        previous = standing(snapshot_of(before), area=area, as_of=before_as_of)
    periods = _periods(own, as_of=as_of, received_on=received_on, today=today)
    return BriefInputs(
        area=area,
        has_counties=area == "全省" or bool(own["county_code"].notna().any()),
        issue=Issue("省人力资源和社会保障厅", edition, date(2011, 12, 6)),
        now=standing(whole, area=area, as_of=as_of, is_ahead=True),
        previous=previous,
        corrections=pd.DataFrame(corrections or []),
        corrected_edition=(OCTOBER, KNOWN_AT) if corrections else None,
        batch_places={
            batch: metrics.progress(
                own[own["batch"].astype("string").fillna("undesignated") == batch],
                as_of=as_of,
                by=by,
            )
            for batch in BATCH_LABELS
        },
        counties=metrics.progress(own, as_of=as_of, by=Grouping.COUNTY),
        offices=None if area == "全省" else _left(own),
        quality=_quality(own),
        reports=Reports(
            periods=periods,
            summary=metrics.reporting_summary(
                periods, own, calendar=CALENDAR, as_of=as_of
            ),
            calendar=CALENDAR,
        ),
        series=metrics.completion_series({as_of: own}),
        schedule=metrics.schedule_lines(own),
        sketch=None,
        delta_codes=DELTA,
        delta_names=("广州市", "珠海市", "东莞市"),
        roster_name="试验名册",
        roster_words=f"名册：试验名册，共{len(whole)}个",
        lights=LightRule(),
        is_simulated=is_simulated,
    )


def standing(whole, *, area, as_of, is_ahead=False):
    own = whole if area == "全省" else whole[whole["prefecture_name"] == area]
    by = Grouping.PREFECTURE if area == "全省" else Grouping.COUNTY

    def counted(snapshot, grouping):
        table = metrics.progress(snapshot, as_of=as_of, by=grouping)
        if not is_ahead:
            return table
        first = pd.DataFrame(
            columns=["first_complete_as_of", "last_incomplete_as_of"],
            index=pd.Index([], dtype="string", name="township_code"),
        ).astype("datetime64[s]")
        done = metrics.completions(snapshot, first, as_of=as_of)
        return with_forecast(table, done, as_of=as_of, by=grouping)

    return Standing(
        as_of=as_of,
        known_at=KNOWN_AT,
        whole=counted(own, Grouping.PROVINCE),
        batches=counted(own, Grouping.BATCH),
        regions=metrics.progress(own, as_of=as_of, by=Grouping.REGION),
        places=counted(own, by),
        prefectures=metrics.progress(whole, as_of=as_of, by=Grouping.PREFECTURE),
    )


def _periods(own, *, as_of, received_on, today):
    """Every prefecture that has a report sent it on one day."""
    sent = own[own["is_reported"]].drop_duplicates("prefecture_code")
    if received_on is None:
        sent = sent.iloc[:0]
    moment = pd.Timestamp(received_on or as_of).tz_localize("UTC")
    receipts = pd.DataFrame(
        {
            "prefecture_code": sent["prefecture_code"],
            "as_of": pd.Series(pd.Timestamp(as_of), sent.index),
            "received_at": pd.Series(moment, sent.index).astype("datetime64[us, UTC]"),
        }
    ).astype({"as_of": "datetime64[s]"})
    ended = CALENDAR.periods(as_of)
    counts = own[own["is_reported"]].groupby("prefecture_code").size()
    reported = pd.DataFrame(
        {
            "prefecture_code": counts.index,
            "period": pd.Timestamp(ended[-1]) if ended else pd.NaT,
            "reported_count": counts.to_numpy(),
        }
    ).astype({"period": "datetime64[s]"})
    return metrics.timeliness(
        receipts, reported, own, calendar=CALENDAR, as_of=as_of, today=today
    )


def _quality(own):
    items = pd.concat(
        [metrics.missing_items(own, items=kind) for kind in ItemKind],
        ignore_index=True,
    )
    return Quality(
        rules=metrics.standards(own, by=Grouping.PROVINCE),
        blocking=metrics.blocking_rules(own),
        items=items.sort_values("lacks_count", ascending=False, kind="stable"),
        unasked=(),
    )


def _left(own):
    left = own[~own["is_complete"].fillna(False).astype(bool)]
    return left.assign(state="未建成", batch_name="2011年批次")[
        ["county_name", "township_name", "batch_name", "state", "report_as_of"]
    ]


def section_of(brief, key):
    return next(section for section in brief.sections if section.key == key)


def lines_of(section):
    """What a section says, line by line; charts and tables left out."""
    found = []
    for block in section.blocks:
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Paragraph):
            found.append(plain_text(block.spans))
    return found


def texts_of(brief):
    """Everything that a brief says in words, wherever it stands."""
    found = [brief.title, brief.short_title, plain_text(brief.summary)]
    for section in brief.sections:
        found += [section.title, *lines_of(section)]
        found += _block_texts(section.blocks)
    for slide in brief.slides:
        found += [slide.title, slide.notes, *_block_texts(slide.blocks)]
    return found + [table.title for table in brief.appendices]


def _block_texts(blocks):
    found = []
    for block in blocks:
        if isinstance(block, KeyFigures):
            found += [f"{f.label} {f.value} {f.detail}" for f in block.figures]
        elif isinstance(block, Paragraph):
            found.append(plain_text(block.spans))
        elif not isinstance(block, Heading):
            found += [block.title, block.note, getattr(block, "alt", "")]
    return found
