from io import BytesIO

import docx

from hrss.reports.document import TEMPLATE_FIELDS, house_template
from tests.reports.document.opened import W, names, part, style, texts


def fonts(name: str) -> tuple[str, float]:
    look = style(house_template(), name).find(f"{W}rPr")
    return (
        look.find(f"{W}rFonts").get(f"{W}eastAsia"),
        int(look.find(f"{W}sz").get(f"{W}val")) / 2,
    )


def test_page_is_a4_with_the_margins_of_official_documents() -> None:
    section = docx.Document(BytesIO(house_template())).sections[0]

    sizes = [
        round(size.mm, 1)
        for size in (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.right_margin,
            section.bottom_margin,
            section.left_margin,
        )
    ]
    assert sizes == [210.0, 297.0, 37.0, 26.0, 35.0, 28.0]


def test_fonts_are_the_customary_ones() -> None:
    assert fonts("Normal") == ("仿宋_GB2312", 16)
    assert fonts("Title") == ("方正小标宋简体", 22)
    assert fonts("heading 1") == ("黑体", 16)
    assert fonts("heading 2") == ("楷体_GB2312", 16)
    assert fonts("footer") == ("宋体", 14)


def test_no_font_of_a_theme_overrides_them() -> None:
    styles = part(house_template(), "word/styles.xml")

    themed = [
        attribute
        for fonts in styles.iter(f"{W}rFonts")
        for attribute in fonts.attrib
        if "Theme" in attribute
    ]
    assert themed == []
    default = styles.find(f"{W}docDefaults//{W}rFonts")
    assert default.get(f"{W}eastAsia") == "仿宋_GB2312"


def test_body_has_exact_lines_and_an_indent_of_two_characters() -> None:
    lines = style(house_template(), "Normal").find(f"{W}pPr/{W}spacing")
    indent = style(house_template(), "通报正文").find(f"{W}pPr/{W}ind")

    assert (lines.get(f"{W}line"), lines.get(f"{W}lineRule")) == ("580", "exact")
    assert indent.get(f"{W}firstLineChars") == "200"


def test_headings_rest_on_words_own_so_that_navigation_works() -> None:
    for name, base in (("通报一级标题", "Heading1"), ("通报二级标题", "Heading2")):
        entry = style(house_template(), name)
        assert entry.find(f"{W}basedOn").get(f"{W}val") == base


def test_page_numbers_are_outside_on_odd_and_even_pages() -> None:
    content = house_template()

    assert part(content, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    sides = {}
    for name in names(content):
        if name.startswith("word/footer"):
            foot = part(content, name)
            assert texts(foot) == ["— 1 —"]
            assert foot.find(f".//{W}instrText").text == "PAGE"
            key = foot.find(f".//{W}pStyle").get(f"{W}val")
            sides[key] = name
    assert set(sides) == {"HrssPageOdd", "HrssPageEven"}
    odd = style(content, "通报页码（单页）").find(f"{W}pPr/{W}jc")
    even = style(content, "通报页码（双页）").find(f"{W}pPr/{W}jc")
    assert (odd.get(f"{W}val"), even.get(f"{W}val")) == ("right", "left")


def test_the_template_uses_only_fields_that_are_documented() -> None:
    document = docx.Document(BytesIO(house_template()))

    written = [text.text for text in document.paragraphs if "{{" in text.text]
    assert written == [
        "第{{ 期数 }}期",
        "{{ 发文单位 }}\t{{ 成文日期 }}",
        "{{ 标题 }}",
        "{{ 正文 }}",
        "{{ 发文单位 }}",
        "{{ 成文日期 }}",
        "{{ 附表 }}",
    ]
    assert set(TEMPLATE_FIELDS) == {
        "标题",
        "发文单位",
        "期数",
        "成文日期",
        "截至日期",
        "取数时间",
        "范围",
        "摘要",
        "模拟标记",
        "数据来源",
        "正文",
        "附表",
    }


def test_nothing_of_the_librarys_own_template_is_left() -> None:
    content = house_template()

    assert not [name for name in names(content) if "thumbnail" in name]
    assert len(list(part(content, "word/styles.xml").iter(f"{W}style"))) < 60


def test_the_template_is_the_same_bytes_every_time() -> None:
    assert house_template() == house_template()
