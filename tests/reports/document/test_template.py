from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.shared import Pt

from hrss.reports.document import TemplateError, house_template, write_document
from tests.reports.document.opened import W, part, style, texts
from tests.reports.samples import make_brief


def template(*paragraphs: str, change: Callable[[Any], None] | None = None) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if change:
        change(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def filled(content: bytes) -> bytes:
    return write_document(make_brief(), pictures=lambda drawn: None, template=content)


def refusal(content: bytes) -> str:
    with pytest.raises(TemplateError) as caught:
        filled(content)
    return str(caught.value)


def body(content: bytes) -> list[str]:
    return texts(part(content, "word/document.xml"))


def test_fields_of_the_offices_own_template_are_filled() -> None:
    found = body(
        filled(
            template(
                "{{ 范围 }}，{{ 截至日期 }}，{{ 取数时间 }}",
                "{{ 摘要 }}",
                "{{ 数据来源 }}{{ 模拟标记 }}",
                "{{ 正文 }}",
                "抄送：各地级以上市人力资源和社会保障局",
            )
        )
    )

    assert found[0] == "全省，2011年11月30日，2011年12月5日17:00"
    assert found[1].startswith("截至2011年11月30日，2011年批次上报建成 862 个")
    assert found[2] == ("数据截至2011年11月30日 · 来源：各市上报 · 模拟数据模拟数据")
    assert found[3] == "一、总体进展"
    assert found[-1] == "抄送：各地级以上市人力资源和社会保障局"


def test_a_field_that_word_has_split_into_pieces_is_filled() -> None:
    def split(document: Any) -> None:
        text = document.paragraphs[0]
        for piece in ("{{ 范", "围 ", "}}"):
            text.add_run(piece)

    assert body(filled(template("", "{{ 正文 }}", change=split)))[0] == "全省"


def test_the_offices_styles_are_kept() -> None:
    def restyle(document: Any) -> None:
        made = document.styles.add_style("通报正文", 1)
        made.font.size = Pt(12)

    look = style(filled(template("{{ 正文 }}", change=restyle)), "通报正文")

    assert look.find(f"{W}rPr/{W}sz").get(f"{W}val") == "24"
    assert look.find(f"{W}pPr") is None


def test_the_house_template_changed_in_word_is_still_a_template() -> None:
    document = docx.Document(BytesIO(house_template()))
    document.paragraphs[1].runs[0].text = "人社简报"
    buffer = BytesIO()
    document.save(buffer)

    assert body(filled(buffer.getvalue()))[0] == "人社简报"


def test_without_a_place_for_appendices_they_follow_the_text() -> None:
    found = body(filled(template("{{ 正文 }}", "完")))

    assert found.index("附表　全部地级市情况") < found.index("完")


def test_a_template_without_a_page_gets_the_houses() -> None:
    def strip(document: Any) -> None:
        section = document.element.body.sectPr
        section.getparent().remove(section)

    content = filled(template("{{ 正文 }}", change=strip))

    size = next(part(content, "word/document.xml").iter(f"{W}pgSz"))
    assert size.get(f"{W}w") == "11906"


def test_an_unknown_field_is_named() -> None:
    assert "不认识的字段“作者”" in refusal(template("{{ 作者 }}", "{{ 正文 }}"))


def test_an_unknown_field_in_the_head_of_a_page_is_named() -> None:
    def head(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ 作者 }}"

    assert "“作者”" in refusal(template("{{ 正文 }}", change=head))


@pytest.mark.parametrize(
    "written",
    [
        "{{ 标题.__class__ }}",
        "{{ 标题['__class__'] }}",
        "{{ 标题 * 999999999 }}",
        "{{ 标题|upper }}",
        "{{ 9**9**9 }}",
        "{{ 标题() }}",
        "{% for 标题 in 标题 %}{% endfor %}",
        "{% set 标题 = 1 %}",
        "{% include 标题 %}",
    ],
)
def test_a_template_may_not_compute(written: str) -> None:
    assert "只能写字段名" in refusal(template(written, "{{ 正文 }}"))


@pytest.mark.parametrize("written", ["{{ 标题", "{% if 期数 %}", "{{ }}", "{% 若 %}"])
def test_braces_without_sense_are_explained(written: str) -> None:
    assert "没有成对，或写法有误" in refusal(template("{{ 正文 }}", written))


def test_a_template_needs_one_place_for_the_text() -> None:
    assert "没有“{{ 正文 }}”" in refusal(template("{{ 标题 }}"))
    assert "只能有一处" in refusal(template("{{ 正文 }}", "{{ 正文 }}"))
    assert "没有“{{ 正文 }}”" in refusal(template("正文：{{ 正文 }}"))


def test_the_place_for_the_text_may_not_be_conditional() -> None:
    told = refusal(template("{%p if not 期数 %}", "{{ 正文 }}", "{%p endif %}"))

    assert "填写后找不到了" in told


def test_what_is_no_document_is_refused_in_words() -> None:
    whole = house_template()

    for content in (b"", b"PK", b"%PDF-1.4", whole[: len(whole) // 2]):
        assert "不是可用的Word文档" in refusal(content)


def test_a_document_with_a_damaged_part_is_refused_in_words() -> None:
    for damaged in ("word/document.xml", "word/styles.xml", "[Content_Types].xml"):
        content = repacked(house_template(), {damaged: b"<w:document"})
        assert "不是可用的Word文档" in refusal(content)


def test_a_document_whose_styles_are_declared_as_something_else_is_refused() -> None:
    with ZipFile(BytesIO(house_template())) as package:
        declared = package.read("[Content_Types].xml")
    content = repacked(
        house_template(),
        {"[Content_Types].xml": declared.replace(b"styles+xml", b"style+xml")},
    )

    assert "不是可用的Word文档" in refusal(content)


def test_a_template_that_unpacks_to_too_much_is_refused() -> None:
    content = repacked(house_template(), {"word/media/x.xml": b" " * (5 * 2**20)})

    assert "解压后过大" in refusal(content)


def test_a_template_of_nothing_but_braces_is_refused() -> None:
    assert "没有成对" in refusal(template("{{" * 2000, "{{ 正文 }}"))


def test_a_template_with_macros_is_refused() -> None:
    content = repacked(house_template(), {"word/vbaProject.bin": b"x"})

    assert "含有宏" in refusal(content)


def repacked(content: bytes, parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with (
        ZipFile(BytesIO(content)) as before,
        ZipFile(buffer, "w", ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, replaced in parts.items():
            after.writestr(name, replaced)
    return buffer.getvalue()
