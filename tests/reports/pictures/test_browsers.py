import pytest

from hrss.reports.pictures import PictureError
from hrss.reports.pictures.browsers import find_browser


def program(folder, name):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_chromium_is_taken_before_edge(tmp_path):
    program(tmp_path, "microsoft-edge")
    chromium = program(tmp_path, "chromium")

    assert find_browser(environment={"PATH": str(tmp_path)}) == chromium


def test_edge_of_windows_is_found_where_windows_keeps_it(tmp_path):
    edge = program(tmp_path, "Microsoft/Edge/Application/msedge.exe")

    found = find_browser(environment={"PATH": "", "PROGRAMFILES(X86)": str(tmp_path)})

    assert found == edge


def test_without_a_browser_it_is_said_how_to_get_one():
    with pytest.raises(PictureError, match="apt-get install chromium fonts-noto-cjk"):
        find_browser(environment={"PATH": ""})


def test_a_browser_that_the_settings_name_must_be_there(tmp_path):
    program(tmp_path, "chromium")

    with pytest.raises(PictureError, match="HRSS_BROWSER 所指的浏览器不存在"):
        find_browser("/nowhere/chrome", environment={"PATH": str(tmp_path)})


def test_the_browser_that_the_settings_name_is_the_one(tmp_path):
    own = program(tmp_path, "own-browser")

    assert find_browser(str(own)) == own
