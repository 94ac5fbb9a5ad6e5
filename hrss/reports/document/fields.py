"""The fields of a template: what a brief says of itself.

Comes in: a brief. Goes out: Chinese names of fields and their text.
"""

from datetime import datetime, timedelta, timezone

from hrss.reports.content import Brief
from hrss.reports.document.marks import clean
from hrss.reports.sentences import date_in_words, plain_text

BODY = "正文"
APPENDICES = "附表"
SIMULATED = "模拟数据"

TEMPLATE_FIELDS = {
    "标题": "文件标题",
    "发文单位": "发文单位",
    "期数": "期数；不编期的为空",
    "成文日期": "成文日期，如2011年12月6日",
    "截至日期": "数据截至的日期",
    "取数时间": "取数的时间（北京时间）",
    "范围": "全省或地级市名称",
    "摘要": "开头一句话",
    "模拟标记": "含模拟数据时为“模拟数据”，否则为空",
    "数据来源": "图表下的来源说明",
    BODY: "正文由此处写入；必填，独占一段",
    APPENDICES: "附表由此处写入；可省略，省略时接在正文之后；独占一段",
}

_BEIJING = timezone(timedelta(hours=8))
_A_LINE = 20
# A title is broken before a word, never inside one.
_WORDS = (
    "关于",
    "人力资源",
    "基层",
    "服务所",
    "服务站",
    "标准化",
    "建设",
    "进展",
    "情况",
    "的通报",
)


def field_values(brief: Brief) -> dict[str, str]:
    """Text of every field but the two that are places."""
    known_at = brief.known_at.astimezone(_BEIJING)
    return {
        "标题": broken_title(clean(brief.title)),
        "发文单位": clean(brief.organisation),
        "期数": "" if brief.edition is None else str(brief.edition),
        "成文日期": date_in_words(brief.prepared_on),
        "截至日期": date_in_words(brief.as_of),
        "取数时间": _moment(known_at),
        "范围": clean(brief.area),
        "摘要": clean(plain_text(brief.summary)),
        "模拟标记": SIMULATED if brief.is_simulated else "",
        "数据来源": clean(brief.source),
    }


def broken_title(title: str) -> str:
    """The title on lines that end with a word, as even as its words allow.

    A title of one line stays as it is; one without a known word is left to Word.
    """
    if len(title) <= _A_LINE:
        return title
    places = {
        at
        for word in _WORDS
        for at in range(1, len(title))
        if title.startswith(word, at) and title[at - 1] not in "（《“"
    }
    fitting = [at for at in places if at <= _A_LINE and len(title) - at <= _A_LINE]
    if not fitting:
        return title
    at = min(fitting, key=lambda at: (abs(len(title) - 2 * at), at))
    return f"{title[:at]}\n{title[at:]}"


def _moment(moment: datetime) -> str:
    return f"{date_in_words(moment.date())}{moment:%H:%M}"
