"""The meeting view goes step by step through the overview."""

import pytest

from tests.pages.conftest import all_words, answer

STEPS = ("总体", "分布", "排名", "与序时差距")


@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_the_answer_and_its_picture(visit, zhuhai_url, step):
    page = visit(zhuhai_url, "meeting", step=step)

    assert not page.exception
    assert answer(page) or page.html
    assert len(page.get("plotly_chart")) >= 1
    assert "截至2011年11月30日" in all_words(page)


def test_the_buttons_lead_from_step_to_step(visit, zhuhai_url):
    page = visit(zhuhai_url, "meeting")
    assert page.button(key="step_back").disabled

    page.button(key="step_on").click().run()
    assert page.session_state["step"] == "分布"

    page.button(key="step_back").click().run()
    assert page.session_state["step"] == "总体"


def test_the_last_step_leads_no_further(visit, zhuhai_url):
    page = visit(zhuhai_url, "meeting", step="与序时差距")

    assert page.button(key="step_on").disabled


def test_a_larger_size_enlarges_texts_and_charts(visit, zhuhai_url):
    def size_of_text(size):
        page = visit(zhuhai_url, "meeting", step="排名", size=size)
        (chart,) = page.get("plotly_chart")
        return chart.proto.spec

    assert size_of_text("特大") != size_of_text("适中")


def test_simulated_data_says_so_on_the_projector(visit, simulated_url):
    page = visit(simulated_url, "meeting")

    assert "模拟数据" in all_words(page)
