"""What a click asks for: done first of all, once, and told."""

from streamlit.testing.v1 import AppTest


def page_of_a_form() -> None:
    import streamlit as st

    from hrss.web.asked import Outcome, asks, do_what_was_asked

    def deed(word: str) -> Outcome:
        st.session_state["count"] = st.session_state.get("count", 0) + 1
        return Outcome(f"{word}{st.session_state['count']}", is_done=bool(word))

    do_what_was_asked()
    st.text_input("词", key="word")
    # The first button is the same one in every run, as it is for a double click.
    kept = st.session_state.setdefault("kept", asks(deed, "word"))
    st.button("同一个", on_click=kept)
    st.button("新画的", on_click=asks(deed, "word"))


def opened() -> AppTest:
    return AppTest.from_function(page_of_a_form, default_timeout=60).run()


def told(page: AppTest) -> list[str]:
    return [each.value for each in [*page.success, *page.error]]


def test_what_is_asked_is_done_with_what_the_form_said_and_told_once():
    page = opened()
    page.text_input(key="word").set_value("好")

    page.button[1].click().run()

    assert told(page) == ["好1"]
    assert told(page.run()) == []


def test_each_click_on_a_form_drawn_anew_is_done():
    page = opened()

    page.button[1].click().run()
    page.button[1].click().run()

    assert [each.value for each in page.error] == ["2"]


def test_a_second_click_on_the_same_button_is_told_what_came_of_the_first():
    page = opened()

    page.button[0].click().run()
    page.button[0].click().run()

    assert told(page) == ["1"]
    assert page.session_state["count"] == 1
