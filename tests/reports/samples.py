"""A brief written by hand, for tests of what lays briefs out.

Every form of block is in it, with what is awkward: a name of twelve characters, a cell
that is not known, a chart with a hatched part and one with a gap, an island.
"""

from datetime import UTC, date, datetime

import plotly.graph_objects as go

from hrss.reports.content import (
    Brief,
    Chart,
    ChartKind,
    Column,
    Heading,
    KeyFigure,
    KeyFigures,
    Map,
    MapShape,
    Paragraph,
    Section,
    Series,
    Slide,
    Table,
)
from hrss.reports.sentences import Span

LONG_NAME = "连山壮族瑶族自治县经济区"
NOTE = "数据截至2011年11月30日 · 来源：各市上报 · 模拟数据"

RANKING = Table(
    key="ranking_delta",
    title="各市进展情况（珠三角）",
    columns=(
        Column("rank", "位次", "count", 4),
        Column("group_name", "地级市", "text", 8),
        Column("complete_count", "上报建成", "count", 6),
        Column("completion_rate", "完成率", "rate", 6),
        Column("gap_pp", "与序时差距", "pp", 7),
        Column("light", "亮灯", "light", 6),
        Column("due_date", "时限", "date", 8),
    ),
    rows=(
        (1, "广州市", 165, 0.9939759, 8.2, "绿灯", date(2011, 12, 31)),
        (2, LONG_NAME, 20, 0.3571428, -55.4, "红灯", date(2011, 12, 31)),
        (None, "云浮市", None, None, None, "未上报", None),
        (None, "合计", 1185, 0.8333333, -0.04, None, None),
    ),
    note=NOTE,
    total_rows=1,
)

DEFINITIONS = Table(
    key="definitions",
    title="指标说明",
    columns=(
        Column("measure", "指标", "text", 8),
        Column("meaning", "含义", "text", 30),
    ),
    rows=(("上报建成", "报表填为已建成"), ("完成率", "上报建成÷应建")),
)


def figure() -> go.Figure:
    return go.Figure(
        go.Bar(x=[165, 20], y=["广州市", "韶关市"], orientation="h"),
        layout={"title": {"text": "各市上报建成"}, "width": 640, "height": 360},
    )


BARS = Chart(
    key="ranking_bars",
    title="广州最快，云浮尚未上报",
    kind=ChartKind.STACKED_BARS,
    categories=("广州市", LONG_NAME, "云浮市"),
    series=(
        Series("核验达标", (150, 12, None), "#16457A"),
        Series("建成未核验", (15, 8, None), "#16457A", is_hatched=True),
        Series("未建成", (1, 36, 55), "#DDE1E6", has_labels=False),
    ),
    number_format="#,##0",
    value_title="机构数（个）",
    note=NOTE,
    alt="条形图：广州市165个，云浮市未上报。",
    draw=figure,
)

LINES = Chart(
    key="completion_lines",
    title="9月起加快，仍低于序时进度",
    kind=ChartKind.LINES,
    categories=("2011-09", "2011-10", "2011-11"),
    series=(
        Series("上报建成", (0.4, None, 0.86), "#16457A"),
        Series("序时进度", (0.75, 0.83, 0.915), "#5B6875", is_dashed=True),
    ),
    number_format="0%",
    value_title="占应建",
    note=NOTE,
    alt="折线图：完成率由40%升到86%。",
    draw=figure,
    maximum=1.0,
)

MAP = Map(
    key="prefecture_map",
    title="各市完成率",
    shapes=(
        MapShape(
            code="440100",
            name="广州市",
            value="99%",
            word="绿灯",
            fill="#CFE6DC",
            ink="#1E5B3C",
            rings=(((10, 10), (40, 10), (40, 40), (10, 40), (10, 10)),),
            label_at=(25, 25),
        ),
        MapShape(
            code="441500",
            name="汕尾市",
            value="36%",
            word="红灯",
            fill="#B3261E",
            ink="#FFFFFF",
            rings=(
                ((50, 20), (90, 20), (70, 45), (50, 20)),
                ((95, 75), (98, 75), (98, 78), (95, 78), (95, 75)),
            ),
            label_at=(80, 55),
            label_from=(70, 35),
        ),
    ),
    width=100,
    height=80,
    legend=(("绿灯", "#CFE6DC"), ("红灯", "#B3261E"), ("未上报", "#E9EDF1")),
    mark="内部工作示意图，未经审核，不得公开",
    note=NOTE,
    alt="地图：广州市99%，汕尾市36%。",
    draw=figure,
)

KEY_FIGURES = KeyFigures(
    (
        KeyFigure("2011年批次上报建成", "862 / 1,003", "距时限还有31天", "alarm"),
        KeyFigure("2012年其余", "41 / 582", "未到期"),
    )
)

SUMMARY = (
    Span("截至2011年11月30日，2011年批次上报建成"),
    Span(" 862 ", "figure"),
    Span("个，比序时进度"),
    Span("慢 5.6 个百分点", "alarm"),
    Span("。"),
)


def make_brief(
    *, edition: int | None = 3, is_simulated: bool = True, table: Table = RANKING
) -> Brief:
    """The sample brief; the table may be another."""
    sections = (
        Section(
            "overall",
            "一、总体进展",
            (Paragraph(SUMMARY), KEY_FIGURES, LINES, MAP),
        ),
        Section(
            "ranking",
            "二、各市排名",
            (Heading("（一）珠三角"), table, BARS),
        ),
        Section(
            "problems",
            "三、存在问题",
            (
                Paragraph(
                    (Span("红灯1市：", "alarm"), Span(f"{LONG_NAME}，完成率35.7%。")),
                    is_item=True,
                ),
            ),
        ),
        Section("notes", "四、数据说明", (Paragraph((Span("应建数含未上报的。"),)),)),
    )
    appendix = Table(
        key="appendix_all",
        title="全部地级市情况",
        columns=RANKING.columns,
        rows=RANKING.rows * 12,
        note=NOTE,
    )
    slides = (
        Slide("cover", "建设进展情况", (Paragraph(SUMMARY),), "开场。"),
        Slide("overall", "2011年批次还差141个", (KEY_FIGURES,), "来源：各市上报。"),
        Slide("lines", LINES.title, (LINES,), "来源：各市上报。"),
        Slide("map", MAP.title, (MAP,), "来源：各市上报。"),
        Slide("ranking", BARS.title, (BARS, table), "来源：各市上报。"),
    )
    return Brief(
        title="关于全省乡镇（街道）人力资源和社会保障服务所建设进展情况的通报",
        short_title="服务所建设进展通报_全省_2011-11-30",
        organisation="广东省人力资源和社会保障厅",
        edition=edition,
        prepared_on=date(2011, 12, 6),
        as_of=date(2011, 11, 30),
        known_at=datetime(2011, 12, 5, 9, 0, tzinfo=UTC),
        area="全省",
        is_simulated=is_simulated,
        summary=SUMMARY,
        source=NOTE,
        sections=sections,
        appendices=(appendix,),
        definitions=DEFINITIONS,
        slides=slides,
    )
