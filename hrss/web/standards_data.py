"""What the standards page shows, computed once per view, and how it is judged."""

from dataclasses import dataclass

import pandas as pd

from hrss import metrics, places
from hrss.decree import DECREE_NUMBER, rule
from hrss.metrics import Grouping, ItemKind, percent_text
from hrss.web import loaders
from hrss.web.caching import once_per_view
from hrss.web.session import settings
from hrss.web.view import View

_ONE = {"工作人员": "名工作人员", "填报机构": "个填报机构"}
POPULATION_SOURCE = (
    "估算：以2010年11月1日第六次全国人口普查常住人口代替服务对象数。"
    "文件未界定服务对象，常住人口只是其上限"
)


@dataclass(frozen=True, slots=True)
class Standards:
    """Every table of the page, for one view; shared by all visitors."""

    rules: pd.DataFrame
    values: pd.DataFrame
    blocking: pd.DataFrame
    items: dict[ItemKind, pd.DataFrame]
    areas: pd.DataFrame
    area_bins: pd.DataFrame
    names: pd.DataFrame
    names_by: pd.DataFrame
    bands: pd.DataFrame
    staffing: pd.DataFrame


@once_per_view
def load_standards(view: View, *, all_batches: bool = False) -> Standards:
    """Tables of the view, of its batch unless `all_batches`."""
    snapshot = loaders.load_snapshot(view, all_batches=all_batches)
    whole, finest = Grouping.PROVINCE, loaders.finest_grouping(view)
    return Standards(
        rules=metrics.standards(
            snapshot,
            by=whole,
            judges_window_area=settings().judges_window_area,
        ),
        values=metrics.stated_values(snapshot),
        blocking=metrics.blocking_rules(snapshot),
        items={kind: metrics.missing_items(snapshot, items=kind) for kind in ItemKind},
        areas=metrics.floor_areas(snapshot, by=whole),
        area_bins=metrics.floor_area_bins(snapshot),
        names=metrics.name_faults(snapshot),
        names_by=metrics.name_faults_by(snapshot, by=finest),
        bands=metrics.staffing_bands(snapshot),
        staffing=metrics.staffing_by(snapshot, by=finest),
    )


@once_per_view
def load_estimate(view: View) -> pd.DataFrame:
    """Staff that residents would need, where no office says whom it serves."""
    known = places.load_prefectures().set_index("prefecture_code")["population_2010"]
    snapshot = loaders.load_snapshot(view, all_batches=True)
    return metrics.population_estimate(snapshot, population=known)


@once_per_view
def standards_sentence(view: View) -> str:
    """How many are verified of those reported complete, and what holds most back."""
    row = loaders.load_progress(view, Grouping.PROVINCE).iloc[0]
    complete, verified = int(row["complete_count"]), int(row["verified_count"])
    area = f"{view.area}{loaders.batch_name(view)}" if view.batch else view.area
    if not complete:
        return f"{area}还没有上报建成的机构"
    words = (
        f"{area}上报建成{complete:,}个，其中核验达标{verified:,}个"
        f"（{percent_text(verified / complete)}）"
    )
    first = load_standards(view).blocking.iloc[0]
    held = int(first["fail_count"] + first["unanswered_count"])
    return f"{words}；未达标的多因{first['title']}（{held:,}个）" if held else words


def blocking_title(blocking: pd.DataFrame, *, unverified: int) -> str:
    """What the bars of the holding rules are of: the offices that a sheet judges.

    Parameters
    ----------
    blocking : frame of `metrics.blocking_rules`.
    unverified : every office that is complete and not verified.
    """
    judged = int(blocking["unverified_count"].iloc[0])
    if judged == unverified:
        return f"{judged:,}个建成未核验的机构卡在哪里"
    return f"{unverified:,}个建成未核验的机构，其中可判定的{judged:,}个卡在哪里"


def unjudged_words(blocking: pd.DataFrame, *, unverified: int) -> str:
    """Who is left out of the bars of the holding rules, or nothing."""
    left = unverified - int(blocking["unverified_count"].iloc[0])
    return f"另{left:,}个所在报表没有任何硬性条款的栏目，无从核验" if left else ""


def shortage_title(bands: pd.DataFrame) -> str:
    """How many of the staff are missing, and of how many offices that says nothing.

    Parameters
    ----------
    bands : frame of `metrics.staffing_bands`.
    """
    missing = int(bands["shortage_count"].sum())
    is_empty = bands["kind"] == metrics.StaffingBand.NO_STAFF.value
    empty = int(bands.loc[is_empty, "office_count"].sum())
    words = f"有人员的机构共缺{missing:,}人" if empty else f"共缺{missing:,}人"
    words += f"，另{empty:,}个没有工作人员" if empty else ""
    return f"每名工作人员的服务对象（R09，{words}）"


def rule_text(rule_id: str) -> str:
    """The decree's sentence, with how it is read where it leaves that open."""
    quote = rule(rule_id).quote
    if rule_id != "R02":
        return quote
    return f"{quote}【判定口径：{_window_sentence()}】"


def _window_sentence() -> str:
    return metrics.window_sentence(judges_area=settings().judges_window_area)


def value_words(row: pd.Series) -> str:
    """A row of `metrics.stated_values` as it is printed."""
    answered = int(row["answered_count"])
    if not answered:
        return f"{row['value_label']}：未填报"
    total, unit = float(row["value_sum"]), row["unit"]
    words = f"{row['value_label']}{total:,.{1 if unit == '万元' else 0}f}{unit}"
    if pd.notna(row["value_rate"]):
        words += f"，占{row['base_label']}的{percent_text(row['value_rate'])}"
    elif pd.notna(row["value_per_base"]):
        words += f"，平均每{_ONE[row['base_label']]}{row['value_per_base']:.1f}{unit}"
    elif row["base_label"] not in _ONE:
        words += f"，{row['base_label']}{float(row['base_sum']):,.0f}{unit}"
    return f"{words}（{answered:,}个机构填报）"


@once_per_view
def standards_notes(view: View) -> tuple[str, ...]:
    """How everything on the page is judged."""
    # The first is of schedule and lights, which have no part here.
    _, *verifying = loaders.judgement_notes(view)
    return (
        *verifying,
        f"依据{DECREE_NUMBER}；“占应建”以名册为分母，“占填报”以填了该条款的机构为分母，"
        "报表没有该栏的计入未填报，不作“否”也不作零",
        "一个条款含多项的，有一项为“否”即不符合，全部为“是”才符合",
        "原则性要求（原则上、一般、主要）不足只作提示；“可”的条款任选，不算问题",
        _window_sentence(),
        "“主要通过政府购买服务”按过半理解，没有新增人员的视为符合",
        "面积300㎡含本数；缺口人数为服务对象数除以8000进位后减去工作人员数，"
        "没有工作人员或未填服务对象的不计",
    )
