import io
import os
import re
import signal
import struct
import subprocess
import sys
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from hrss.settings import REPOSITORY
from hrss.sheets import ReadLimits, UnreadableWorkbookError, Workbook, read_workbook
from hrss.sheets.child_process import ChildTimeoutError, ask
from hrss.sheets.reader import _reason_of_death
from tests.factories import make_sheet, make_workbook
from tests.sheets.sent_files import (
    SHEET,
    claim_size,
    edit_sheet,
    edit_zip,
    make_ods,
    make_spreadsheetml,
    make_xls,
    make_xlsb,
    make_xlsx,
)

LIMITS = ReadLimits()
LAUGHS = "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10)
)
BOMB = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'


def reason_of(content: bytes, limits: ReadLimits = LIMITS) -> str:
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook(content, file_name="表.xlsx", limits=limits)
    assert str(caught.value).endswith("。")
    return caught.value.reason


def outcome(content: bytes) -> str | set[object]:
    """What is read, or why it is not."""
    try:
        return words_of(read_workbook(content, file_name="表.xls"))
    except UnreadableWorkbookError as error:
        return error.reason


def words_of(workbook: Workbook) -> set[object]:
    return {value for sheet in workbook.sheets for value in sheet.uniques}


def children() -> dict[int, str]:
    """State of each process of ours that opens sheets; Z is a zombie, of whatever."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(") ")[2].split()[:2]
            command = stat.with_name("cmdline").read_bytes()
        except OSError:
            continue
        is_reader = b"sheets/child.py" in command or state == "Z"
        if int(parent) == os.getpid() and is_reader:
            found[int(stat.parent.name)] = state
    return found


def test_a_bomb_is_refused_before_it_is_unpacked():
    content = edit_zip(make_xlsx([["甲"]]), added={"xl/media/a.bmp": bytes(70 * 2**20)})

    assert reason_of(content) == "too_large_unpacked"


def test_a_size_of_1_gb_that_the_header_claims_is_refused():
    content = claim_size(make_xlsx([["甲"]]), SHEET, 2**30)

    assert reason_of(content) == "too_large_unpacked"


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml"])
def test_a_part_that_unpacks_to_more_than_it_claims_is_refused(part):
    content = edit_zip(
        make_xlsx([["甲"]]), {part: lambda written: written + b" " * 2**22}
    )

    assert reason_of(claim_size(content, part, 100)) == "damaged"


def test_a_part_that_is_there_twice_is_refused():
    content = io.BytesIO(make_xlsx([["甲"]]))
    with warnings.catch_warnings(), zipfile.ZipFile(content, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, "<worksheet/>")

    assert reason_of(content.getvalue()) == "damaged"


def test_names_that_lead_out_of_the_package_lead_nowhere():
    link = zipfile.ZipInfo("xl/link")
    link.external_attr = 0xA1FF << 16
    content = io.BytesIO(make_xlsx([["甲"]]))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("../../../etc/cron.d/a", "* * * * *")
        archive.writestr("/etc/passwd", "root")
        archive.writestr(link, "/etc/passwd")

    assert words_of(read_workbook(content.getvalue(), file_name="表.xlsx")) == {
        None,
        "甲",
    }


@pytest.mark.parametrize("definitions", [BOMB, OUTSIDE])
def test_entities_in_the_texts_of_an_xlsx_are_not_followed(definitions):
    content = edit_zip(
        make_xlsx([["甲"]]),
        {
            "xl/sharedStrings.xml": lambda part: part.replace(
                b"<sst", definitions.encode() + b"<sst"
            ).replace("<t>甲</t>".encode(), b"<t>&l9;</t>")
        },
    )

    assert reason_of(content) == "damaged"


@pytest.mark.parametrize("definitions", [BOMB, OUTSIDE])
def test_entities_in_other_xml_are_refused(definitions):
    row = '<Row><Cell><Data ss:Type="String">&l9;</Data></Cell></Row>'
    sheet = f'<Worksheet ss:Name="a"><Table>{row}</Table></Worksheet>'
    plain = make_spreadsheetml(sheet).decode()
    ods = edit_zip(
        make_ods('<table:table table:name="a"/>'),
        {
            "content.xml": lambda part: part.replace(
                b"<office:document-content",
                definitions.encode() + b"<office:document-content",
            )
        },
    )

    content = plain.replace("<Workbook", definitions + "<Workbook")
    assert reason_of(content.encode()) == "entities"
    assert reason_of(content.encode("utf-16")) == "entities"
    assert reason_of(ods) == "entities"


@pytest.mark.parametrize(
    "content",
    [
        edit_sheet(
            make_xlsx([["甲"]]), "</sheetData>", "</sheetData>" + "<a>" * 200_000
        ),
        make_spreadsheetml("<a>" * 200_000),
        make_ods("<table:table>" * 200_000),
        b"<html>" + b"<div>" * 200_000,
        b"<table><tr><td>" * 100_000,
    ],
    ids=["xlsx", "spreadsheetml", "ods", "div", "table"],
)
def test_elements_nested_too_deep_are_read_or_refused(content):
    assert outcome(content) in (
        "damaged",
        "truncated",
        "web_page",
        "too_many_cells",
        {None},
        {None, "甲"},
    )


def test_thousands_of_sheets_are_refused():
    content = make_workbook({f"表{number}": [["甲"]] for number in range(40)})

    assert reason_of(content, replace(LIMITS, sheets=39)) == "too_many_sheets"


def test_texts_without_end_are_refused_before_they_reach_us():
    content = make_sheet([["甲" * 30_000]])

    assert reason_of(content, replace(LIMITS, answer_bytes=10_000)) == (
        "too_large_unpacked"
    )


def test_a_cell_far_from_all_others_is_named():
    content = edit_sheet(
        make_xlsx([["甲"]]),
        "</sheetData>",
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>',
    )

    with pytest.raises(UnreadableWorkbookError, match="延伸到XFD1048576") as caught:
        read_workbook(content, file_name="表.xlsx")
    assert caught.value.reason == "too_many_cells"


def test_a_far_cell_of_an_xlsb_is_named_too():
    content = make_xlsb([["甲"], *[[]] * 40, [None] * 60 + ["乙"]])

    with pytest.raises(UnreadableWorkbookError, match="延伸到BI42"):
        read_workbook(content, file_name="表.xlsb", limits=replace(LIMITS, cells=2000))


REPEATED = (
    '<table:table table:name="a"><table:table-row '
    'table:number-rows-repeated="99999999"><table:table-cell '
    'table:number-columns-repeated="99999" office:value-type="string">'
    "<text:p>甲</text:p></table:table-cell></table:table-row></table:table>"
)
CELL = '<Data ss:Type="String">甲</Data>'


@pytest.mark.parametrize(
    "content",
    [
        make_ods(REPEATED),
        make_spreadsheetml(
            '<Worksheet ss:Name="a"><Table><Row ss:Index="99999999"><Cell '
            f'ss:Index="16384">{CELL}</Cell></Row></Table></Worksheet>'
        ),
        ("<table><tr>" + "<td colspan=9000>甲" * 3).encode(),
        b"1" + b",1" * 20_000,
    ],
    ids=["ods", "spreadsheetml", "web page", "text"],
)
def test_places_that_no_sheet_has_are_refused(content):
    assert reason_of(content, replace(LIMITS, cells=1_000_000)) == "too_many_cells"


def test_spans_without_end_end_with_the_table():
    page = "<table><tr><td rowspan=99999999>甲<td>乙<tr><td>丙</table>".encode()

    grid = read_workbook(page, file_name="表.xls").sheets[0]

    assert (grid.height, grid.width) == (2, 2)
    assert [(each.bottom, each.right) for each in grid.merged] == [(1, 0)]


def test_merged_cells_over_one_another_are_refused():
    merges = '<mergeCells count="1">' + '<mergeCell ref="A1:Z99"/>' * 1000
    content = edit_sheet(
        make_xlsx([["甲"] * 26] * 99),
        "</sheetData>",
        f"</sheetData>{merges}</mergeCells>",
    )

    assert reason_of(content, replace(LIMITS, cells=100_000)) == "too_many_cells"


def test_sectors_that_follow_one_another_in_a_ring_end():
    content = bytearray(make_xls([["甲"]]))
    (fat,) = struct.unpack_from("<I", content, 76)
    at = (fat + 1) * 512
    content[at : at + 512] = struct.pack("<128I", *[1, 0] * 64)

    assert outcome(bytes(content)) == "damaged"


@pytest.mark.parametrize("place", [44, 64, 72])
def test_tables_of_a_container_that_claim_gigabytes_are_refused(place):
    content = bytearray(make_xls([["甲"]]))
    struct.pack_into("<I", content, place, 0xFFFFFFF0)

    assert outcome(bytes(content)) == "damaged"


def test_more_memory_than_allowed_is_a_sentence():
    content = make_xls([["甲"], *[[]] * 60_000, [None] * 250 + ["乙"]])

    limits = replace(LIMITS, memory_bytes=200 * 2**20)

    assert reason_of(content, limits) == "memory"


def test_more_time_than_allowed_is_a_sentence_and_leaves_no_zombie():
    content = make_sheet([["甲"]])

    assert reason_of(content, replace(LIMITS, wall_seconds=0.0001)) == "timeout"
    assert "Z" not in children().values()


def test_more_processor_time_than_allowed_ends_the_process_with_its_reason():
    busy = (
        "import sys; sys.path.append(sys.argv[1])\n"
        "from hrss.sheets.child import limit_resources\n"
        "limit_resources({'cpu_seconds': 1, 'memory_bytes': 2**31})\n"
        "while True: pass"
    )

    done = subprocess.run([sys.executable, "-c", busy, str(REPOSITORY)], check=False)

    assert done.returncode == -signal.SIGXCPU
    assert _reason_of_death(done.returncode) == "timeout"


def test_a_process_answers_once_and_is_gone():
    read_workbook(make_sheet([["甲"]]), file_name="表.xlsx")
    before = set(children())

    read_workbook(make_sheet([["甲"]]), file_name="表.xlsx")

    assert not before & set(children())
    assert "Z" not in children().values()


def test_a_spare_process_that_died_is_replaced():
    read_workbook(make_sheet([["甲"]]), file_name="表.xlsx")
    for spare in children():
        os.kill(spare, signal.SIGKILL)

    workbook = read_workbook(make_sheet([["甲"]]), file_name="表.xlsx")

    assert words_of(workbook) == {None, "甲"}


def test_a_process_that_is_told_nonsense_dies_without_an_answer():
    exit_code, said = ask(b"nonsense\n", seconds=30)

    assert exit_code != 0
    assert said == b""


def test_no_time_at_all_ends_the_process():
    with pytest.raises(ChildTimeoutError):
        ask(b"", seconds=0)


def test_no_process_outlives_ours():
    code = """if True:
        from hrss.sheets import read_workbook
        read_workbook("甲".encode(), file_name="a.csv")
        from hrss.sheets import child_process
        print(child_process._SPARE._process.pid)"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    (spare,) = re.findall(r"\d+", done.stdout)
    assert not Path(f"/proc/{spare}").exists()
    assert done.stderr == ""
