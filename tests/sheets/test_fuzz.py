import os

import pytest

from fuzz.corpus import files
from fuzz.files import case, judge, read_for_real, run
from hrss.sheets.refusals import REFUSALS

CASES = int(os.environ.get("HRSS_FUZZ_CASES", "3000"))
CORPUS = files()


@pytest.mark.parametrize("name", CORPUS)
def test_every_file_that_is_mutated_is_read_as_it_is(name):
    assert judge(CORPUS[name]) == "read"


def test_mutated_and_cut_files_are_read_or_refused_in_words():
    outcomes = run(0, CASES)

    assert sum(outcomes.values()) == CASES
    assert outcomes["timeout (a process ended)"] == 0
    assert outcomes["died (a process ended)"] == 0


def test_mutated_files_are_read_or_refused_in_words_by_the_real_process():
    for number in range(10_000_000, 10_000_000 + len(CORPUS)):
        name, content = case(number, CORPUS)

        assert read_for_real(content, name) in {*REFUSALS, "read"}
