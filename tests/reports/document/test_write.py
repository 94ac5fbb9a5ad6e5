from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO

import docx
import pytest

from hrss.reports.content import Brief, Column, Map, Table
from hrss.reports.document import write_document
from tests.reports.document.opened import (
    W,
    names,
    part,
    style,
    table_texts,
    texts,
)
from tests.reports.samples import BARS, LONG_NAME, RANKING, make_brief

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000020000000108020000007b40e8dd"
    "0000000f4944415478da63f8cfc0c0c0f01f0006fe01ff9b7a3d6b0000000049454e44ae426082"
)


def no_picture(drawn: Map) -> bytes | None:
    return None


@cache
def written(brief: Brief, **options: object) -> bytes:
    return write_document(brief, **{"pictures": no_picture, **options})


def with_blocks(*blocks: object) -> Brief:
    brief = make_brief()
    section = replace(brief.sections[0], blocks=blocks)
    return replace(brief, sections=(section,), appendices=())


def body_texts(content: bytes) -> list[str]:
    return texts(part(content, "word/document.xml"))


def wide_table(*, rows: int = 3) -> Table:
    columns = tuple(
        Column(f"c{at}", f"第{at}项完成率", "rate" if at else "text", 6)
        for at in range(11)
    )
    cells = (LONG_NAME, *[0.5] * 10)
    return Table("wide", "宽表", columns, (cells,) * rows)


def orientations(content: bytes) -> list[str]:
    return [
        size.get(f"{W}orient", "portrait")
        for size in part(content, "word/document.xml").iter(f"{W}pgSz")
    ]


def test_every_cell_of_a_table_is_printed_as_in_every_document() -> None:
    content = written(make_brief())

    tables = list(part(content, "word/document.xml").iter(f"{W}tbl"))
    assert table_texts(tables[1]) == [
        ["位次", "地级市", "上报\n建成", "完成率", "与序时\n差距", "亮灯", "时限"],
        ["1", "广州市", "165", "99.4%", "+8.2", "●绿灯", "2011-12-31"],
        ["2", LONG_NAME, "20", "35.7%", "-55.4", "■红灯", "2011-12-31"],
        ["—", "云浮市", "—", "—", "—", "未上报", "—"],
        ["—", "合计", "1,185", "83.3%", "0.0", "—", "—"],
    ]


def test_an_appendix_keeps_all_its_rows_in_order() -> None:
    content = written(make_brief())

    appendix = list(part(content, "word/document.xml").iter(f"{W}tbl"))[-1]
    rows = table_texts(appendix)
    assert len(rows) == 49
    assert rows[1] == rows[5] == rows[45]
    assert rows[45][1:4] == ["广州市", "165", "99.4%"]


def test_sections_headings_and_sentences_stand_in_order() -> None:
    content = written(make_brief())

    found = body_texts(content)
    wanted = [
        "一、总体进展",
        "截至2011年11月30日，2011年批次上报建成 862 个，比序时进度慢 5.6 个百分点。",
        "862 / 1,003",
        "9月起加快，仍低于序时进度",
        "二、各市排名",
        "（一）珠三角",
        "各市进展情况（珠三角）",
        "三、存在问题",
        f"红灯1市：{LONG_NAME}，完成率35.7%。",
        "四、数据说明",
        "附表：全部地级市情况",
        "附表　全部地级市情况",
    ]
    places = [found.index(text) for text in wanted]
    assert places == sorted(places)


def test_an_edition_has_a_red_head_and_no_signature() -> None:
    content = written(make_brief(edition=3))

    found = body_texts(content)
    assert found[:3] == ["工作简报", "第3期", "广东省人力资源和社会保障厅2011年12月6日"]
    assert "广东省人力资源和社会保障厅" not in found
    look = style(content, "报头名称")
    assert look.find(f".//{W}color").get(f"{W}val") == "C8102E"


def test_without_an_edition_it_is_signed_and_dated_before_the_appendices() -> None:
    content = written(make_brief(edition=None))

    found = body_texts(content)
    assert "工作简报" not in found
    assert not any(text.startswith("第") and text.endswith("期") for text in found)
    signed = found.index("广东省人力资源和社会保障厅")
    assert found[signed + 1] == "2011年12月6日"
    assert signed < found.index("附表　全部地级市情况")


def test_a_long_title_is_broken_before_a_word() -> None:
    content = written(make_brief(edition=None))

    assert body_texts(content)[0] == (
        "关于全省乡镇（街道）人力资源和社会保障\n服务所建设进展情况的通报"
    )


@pytest.mark.parametrize(("is_simulated", "mark"), [(True, "模拟数据"), (False, "")])
def test_the_head_of_every_page_says_whether_data_are_simulated(
    is_simulated: bool, mark: str
) -> None:
    content = written(make_brief(is_simulated=is_simulated))

    heads = [name for name in names(content) if name.startswith("word/header")]
    assert len(heads) == 2
    assert [texts(part(content, name)) for name in heads] == [[mark], [mark]]


def test_numbers_are_flush_right_and_text_left() -> None:
    document = docx.Document(BytesIO(written(make_brief())))

    row = document.tables[1].rows[1]
    assert [cell.paragraphs[0].style.name for cell in row.cells] == [
        "通报表数",
        "通报表文",
        "通报表数",
        "通报表数",
        "通报表数",
        "通报表文",
        "通报表文",
    ]


def test_a_table_repeats_its_head_and_tears_no_row() -> None:
    table = list(part(written(make_brief()), "word/document.xml").iter(f"{W}tbl"))[-1]

    rows = list(table.iter(f"{W}tr"))
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}trPr/{W}tblHeader") for row in rows[1:]] == [None] * 48


def test_rows_of_sums_are_bold_and_lights_have_their_ink() -> None:
    document = docx.Document(BytesIO(written(make_brief())))

    rows = document.tables[1].rows
    total = [cell.paragraphs[0].runs[0].style.name for cell in rows[4].cells]
    assert set(total) == {"通报合计"}
    light = rows[2].cells[5].paragraphs[0].runs[0]
    assert (light.text, light.style.name) == ("■红灯", "亮灯·红灯")
    assert str(light.style.font.color.rgb) == "B3261E"


def test_a_table_without_rows_says_so() -> None:
    content = written(with_blocks(replace(RANKING, rows=(), total_rows=0)))

    table = next(part(content, "word/document.xml").iter(f"{W}tbl"))
    assert table_texts(table)[1] == ["没有符合条件的记录"]
    assert table.find(f".//{W}gridSpan").get(f"{W}val") == "7"


def test_a_wide_table_lies_and_what_follows_stands_again() -> None:
    brief = make_brief()
    last = replace(brief.sections[-1], blocks=(wide_table(),))
    following = replace(brief.sections[0], key="after", blocks=())

    content = written(
        replace(brief, sections=(last, following), appendices=()), pictures=no_picture
    )

    assert orientations(content) == ["portrait", "landscape", "portrait"]


def test_a_wide_table_at_the_end_leaves_no_empty_page() -> None:
    content = written(replace(make_brief(), appendices=(wide_table(),)))

    assert orientations(content) == ["portrait", "landscape"]
    section = list(part(content, "word/document.xml").iter(f"{W}sectPr"))[-1]
    margins = section.find(f"{W}pgMar")
    size = section.find(f"{W}pgSz")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("16838", "11906")
    # What was on top is on the right: the sheet is turned, not laid out anew.
    assert margins.get(f"{W}right") == "2098"
    assert len(section.findall(f"{W}footerReference")) == 2


def test_columns_fit_the_page() -> None:
    content = written(replace(make_brief(), appendices=(wide_table(rows=40),)))

    for table, room in zip(
        list(part(content, "word/document.xml").iter(f"{W}tbl"))[1:],
        (8846, 12756),
        strict=True,
    ):
        widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(widths) <= room
        assert min(widths) > 500


def test_several_appendices_are_numbered_and_listed() -> None:
    first, second = RANKING, replace(RANKING, key="other", title="另一张表")

    found = body_texts(written(replace(make_brief(), appendices=(first, second))))

    assert "附表：1．各市进展情况（珠三角）" in found
    assert "　　　2．另一张表" in found
    assert found.index("附表1　各市进展情况（珠三角）") < found.index("附表2　另一张表")


def test_a_map_without_a_picture_says_why() -> None:
    content = written(make_brief(), pictures=lambda drawn: "服务器上没有中文字体")

    assert (
        "（此处的地图未能生成图片：服务器上没有中文字体。地图：广州市99%，汕尾市36%。）"
    ) in body_texts(content)


def test_a_map_without_a_picture_and_a_reason_is_described() -> None:
    assert "（此处的地图未能生成图片。地图：广州市99%，汕尾市36%。）" in body_texts(
        written(make_brief())
    )


def test_a_map_is_a_picture_with_words_for_who_cannot_see_it() -> None:
    content = written(make_brief(), pictures=lambda drawn: PNG)

    assert [name for name in names(content) if name.startswith("word/media/")] == [
        "word/media/image1.png"
    ]
    described = [
        (entry.get("name"), entry.get("descr"))
        for entry in part(content, "word/document.xml").iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
            "docPr"
        )
    ]
    assert ("各市完成率", "地图：广州市99%，汕尾市36%。") in described


def test_a_chart_without_a_value_is_a_sentence() -> None:
    empty = replace(BARS, series=(replace(BARS.series[0], values=(None,) * 3),))

    content = written(with_blocks(empty))

    assert "（没有可画的数据。）" in body_texts(content)
    assert not [name for name in names(content) if "charts/" in name]


def test_text_that_looks_like_markup_or_a_field_stays_text() -> None:
    name = "<w:t>{{ 7*7 }}&{% if 期数 %}\x07"
    brief = replace(
        make_brief(edition=None, table=replace(RANKING, title=name)),
        organisation=name,
        title=name,
    )

    found = body_texts(written(brief))

    assert found[0] == "<w:t>{{ 7*7 }}&{% if 期数 %}"
    assert found.count("<w:t>{{ 7*7 }}&{% if 期数 %}") == 3


def test_the_document_says_what_it_is_and_who_made_it() -> None:
    properties = docx.Document(BytesIO(written(make_brief()))).core_properties

    assert properties.title == (
        "关于全省乡镇（街道）人力资源和社会保障服务所建设进展情况的通报"
    )
    assert properties.author == "广东省人力资源和社会保障厅"
    assert properties.created == datetime.fromisoformat("2011-12-06T00:00:00+00:00")
    assert properties.language == "zh-CN"


def test_the_same_brief_gives_the_same_bytes() -> None:
    again = write_document(make_brief(), pictures=no_picture)

    assert again == written(make_brief())


def test_drawings_have_numbers_of_their_own() -> None:
    content = written(make_brief(), pictures=lambda drawn: PNG)

    numbers = [
        entry.get("id")
        for entry in part(content, "word/document.xml").iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
            "docPr"
        )
    ]
    assert len(numbers) == len(set(numbers)) == 3
