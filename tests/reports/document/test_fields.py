import pytest

from hrss.reports.document.fields import broken_title, field_values
from tests.reports.samples import make_brief


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("关于全省服务所建设情况的通报", "关于全省服务所建设情况的通报"),
        (
            "关于韶关市乡镇（街道）人力资源和社会保障服务所建设进展情况的通报",
            "关于韶关市乡镇（街道）人力资源和社会保障\n服务所建设进展情况的通报",
        ),
        ("甲乙丙丁" * 6, "甲乙丙丁" * 6),
    ],
)
def test_a_title_is_broken_between_words_or_not_at_all(title: str, broken: str) -> None:
    assert broken_title(title) == broken


def test_moments_are_told_in_beijing_time() -> None:
    assert field_values(make_brief())["取数时间"] == "2011年12月5日17:00"


def test_a_brief_without_an_edition_or_simulation_leaves_both_empty() -> None:
    values = field_values(make_brief(edition=None, is_simulated=False))

    assert (values["期数"], values["模拟标记"]) == ("", "")
