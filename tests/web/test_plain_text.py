import pytest

from hrss.web.plain_text import plain


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("广州市", "广州市"),
        ("**重要**", r"\*\*重要\*\*"),
        ("<img src=x>", r"\<img src\=x\>"),
        ("$x$", r"\$x\$"),
        ("[a](javascript:1)", r"\[a\]\(javascript\:1\)"),
        ("2011-11-30", r"2011\-11\-30"),
    ],
)
def test_signs_of_markdown_are_escaped(text, escaped):
    assert plain(text) == escaped


@pytest.mark.parametrize("text", [":material/home:", ":smile:", ":red[x]"])
def test_icons_and_emoji_are_taken_apart(text):
    assert plain(text).startswith("\\:\u2060")


def test_an_address_is_not_recognised_as_one():
    assert "://" not in plain("https://a.example")
    assert "www." not in plain("www.a.example")


def test_a_text_of_several_lines_becomes_one():
    assert plain("甲\r\n# 乙") == r"甲 \# 乙"
