"""数据说明: the day, what was known, the roster, and what each figure means."""

from hrss.decree import (
    BEIJING_TIME,
    DECREE_NUMBER,
    SCHEDULE_SENTENCE,
    load_rules,
    rule,
)
from hrss.metrics import PACE_WEEKS, ScheduleSource
from hrss.reports.brief.inputs import BriefInputs
from hrss.reports.brief.words import day_words, item, joined, percent
from hrss.reports.content import Block
from hrss.reports.sentences import Span

_LINEAR = ScheduleSource.LINEAR.value


def data_note_blocks(inputs: BriefInputs) -> tuple[Block, ...]:
    """All of the section, one item a subject."""
    texts = (
        _day(inputs),
        _roster(inputs),
        _coverage(inputs),
        _complete(inputs),
        _schedule(inputs),
        _forecast(inputs),
        _reading(inputs),
    )
    notes = [item(f"{at + 1}．{text}") for at, text in enumerate(texts)]
    if inputs.is_simulated:
        mark = Span("本期含模拟数据，只供演示，不是实际情况", "alarm")
        notes.append(item(f"{len(notes) + 1}．", mark, "。"))
    return tuple(notes)


def _day(inputs: BriefInputs) -> str:
    if not inputs.has_reports:
        return f"数据截至{day_words(inputs.now.as_of)}，尚未收到报表。"
    moment = inputs.now.known_at.astimezone(BEIJING_TIME)
    return (
        f"数据截至{day_words(inputs.now.as_of)}，采用{day_words(moment.date())}"
        f"{moment:%H:%M}（北京时间）以前收到的报表；同一机构以最近一期报表为准。"
        f"{_counted(inputs)}"
    )


def _counted(inputs: BriefInputs) -> str:
    if inputs.counting is None:
        return ""
    return f"统计口径：{inputs.counting}，退回和撤回的不计。"


def _roster(inputs: BriefInputs) -> str:
    names = inputs.delta_names
    delta = f"珠三角指{joined(names)}，共{len(names)}市。" if names else ""
    about = "文件所称“约1000个”为概数，应建数以名册为准。" if inputs.is_province else ""
    return f"{inputs.roster_words}。{about}{delta}"


def _coverage(inputs: BriefInputs) -> str:
    row = inputs.now.whole_row
    if not row.rostered:
        return "名册中没有应建机构。"
    silent = row.rostered - row.reported
    blank = row.reported - row.answered
    text = f"应建{row.rostered:,}个，已上报{row.reported:,}个"
    text += f"（{percent(row.reported / row.rostered)}）"
    text += f"，从未上报{silent:,}个，仍计入应建" if silent else ""
    if blank:
        text += f"；已上报而未填是否建成的{blank:,}个，不计为建成"
    return f"{text}。"


def _complete(inputs: BriefInputs) -> str:
    verifying = [each.title for each in load_rules() if each.is_verifying]
    text = (
        "“上报建成”指报表填为已建成；“核验达标”指上报建成且报表所设硬性条款"
        f"（{joined(verifying)}）均符合，由系统按填报数据判定，不代替实地验收。"
        "完成率为上报建成÷应建。"
    )
    if inputs.quality.unasked:
        titles = joined([rule(each).title for each in inputs.quality.unasked])
        text += f"部分报表未设“{titles}”栏，相应机构未按该条款核验。"
    return text


def _schedule(inputs: BriefInputs) -> str:
    sources = {row.schedule_source for row in inputs.now.place_rows}
    if sources <= {None, _LINEAR}:
        text = f"序时进度按各批次起止日期线性折算（{DECREE_NUMBER}六（一））"
    else:
        planned = [
            row.name
            for row in inputs.now.place_rows
            if row.schedule_source not in (None, _LINEAR)
        ]
        text = SCHEDULE_SENTENCE
        if inputs.is_province:
            text += f"；现按备案计划的有{joined(planned)}"
    return f"{text}。{inputs.lights.sentence}；从未上报的不亮灯。"


def _forecast(inputs: BriefInputs) -> str:
    return (
        f"预计完成日期按最近{PACE_WEEKS}周的建成速度反复随机推算，取居中的日期，"
        "可能范围为第10至第90百分位；前提是今后快慢与近期相仿，只供参考。"
    )


def _reading(inputs: BriefInputs) -> str:
    sketch = "地图为示意图，未经审核，不得公开。" if inputs.sketch else ""
    return (
        "百分数保留一位小数，完成率相同的位次并列；应建不足10个的以“建成/应建”表示；"
        f"“—”为未填报、未上报或不适用。{sketch}"
    )
