import io
import zipfile

from hrss.reports.packages import rewritten


def packed(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2011, 11, 30, 8, 0, 0)), text)
    return buffer.getvalue()


def test_parts_are_changed_by_name_and_bear_no_date_of_writing():
    content = rewritten(
        packed(one="甲", two="乙"),
        lambda name, part: part if name == "one" else b"changed",
    )

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.namelist() == ["one", "two"]
        assert package.read("one").decode() == "甲"
        assert package.read("two") == b"changed"
        assert {info.date_time for info in package.infolist()} == {
            (1980, 1, 1, 0, 0, 0)
        }
