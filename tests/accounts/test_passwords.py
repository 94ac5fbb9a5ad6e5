import pytest

from hrss.accounts import WeakPasswordError, refuse_weak


def test_a_phrase_of_enough_signs_is_taken():
    refuse_weak("correct horse", user_name="zhangsan")


@pytest.mark.parametrize(
    "password", ["", "short", "aaaaaaaaaaaa", "x" * 129, "my-ZhangSan-2011"]
)
def test_short_plain_endless_or_telling_passwords_are_refused(password):
    with pytest.raises(WeakPasswordError) as refusal:
        refuse_weak(password, user_name="zhangsan")

    assert not password or password not in str(refusal.value)
