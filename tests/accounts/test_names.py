import pytest

from hrss.accounts import InvalidUserNameError, user_key


@pytest.mark.parametrize("written", ["ZhangSan", " zhangsan ", "ＺｈａｎｇＳａｎ"])
def test_case_width_and_blanks_around_make_no_other_name(written):
    assert user_key(written) == "zhangsan"


@pytest.mark.parametrize("written", ["", "  ", "a b", "a\nb", "=1+1", "-x", "x" * 41])
def test_what_cannot_be_a_name_is_refused(written):
    with pytest.raises(InvalidUserNameError):
        user_key(written)


def test_chinese_names_are_names():
    assert user_key("珠海市局.李四") == "珠海市局.李四"
