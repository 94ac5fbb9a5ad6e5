from hrss.reports.slides.text import fitting_size, lines_in, plain


def test_a_text_takes_the_lines_that_its_width_asks_for():
    assert lines_in("完成率", size=20, width=100) == 1
    assert lines_in("完成率完成率", size=20, width=100) == 2
    assert lines_in("一\n二", size=20, width=100) == 2
    assert lines_in("", size=20, width=100) == 1


def test_the_largest_size_that_fits_is_taken_else_the_smallest():
    assert fitting_size("完成率", sizes=(40, 20, 10), width=90) == 20
    assert fitting_size("完成率" * 50, sizes=(40, 20, 10), width=90) == 10


def test_signs_that_no_xml_may_hold_are_left_out():
    assert plain("广\x00州\x1b市\t！") == "广州市\t！"
