"""Templates that were filled in, and saved again by office software."""

import datetime
import io
import shutil
import subprocess

import openpyxl
import pandas as pd
import pytest

from hrss.sheets import (
    SheetKind,
    check_workbook,
    parse_workbook,
    read_workbook,
    value_columns,
)
from hrss.sheets.template import write_template
from tests.factories import make_roster

AS_OF = datetime.date(2011, 11, 30)
ROSTER = make_roster(
    ("440104001", "广州市", "越秀区", "洪桥街道"),
    ("440183101", "广州市", "增城市", "新塘镇"),
    ("441403101", "梅州市", "梅县", "城东镇"),
    ("441900006", "东莞市", None, "莞城街道"),
)
REPORTED = {
    SheetKind.OFFICE: pd.DataFrame(
        {
            "is_complete": pd.array([True, False], dtype="boolean"),
            "construction_status": pd.array(["complete", "in_progress"], "string"),
            "completion_date": pd.to_datetime(["2011-10-01", None]),
            "planned_completion_date": pd.to_datetime([None, "2012-06-30"]),
            "floor_area_m2": pd.array([320.5, None], dtype="Float64"),
            "staff_count": pd.array([4, 0], dtype="Int64"),
            "has_computer": pd.array([True, False], dtype="boolean"),
            "remarks": pd.array(["已挂牌", None], dtype="string"),
        },
        index=pd.Index(["440104001", "441900006"], name="township_code"),
    ),
    SheetKind.STATION: pd.DataFrame(
        {
            "township_code": ["440183101", "441900006"],
            "village_name": ["北村", "南城社区"],
            "is_complete": pd.array([True, False], dtype="boolean"),
            "completion_date": pd.to_datetime(["2011-09-30", None]),
            "employment_mode": pd.array(["part_time", None], dtype="string"),
        }
    ),
    SheetKind.AREA: pd.DataFrame(
        {
            "has_county_budget": pd.array([True, None], dtype="boolean"),
            "planned_2011_12": pd.array([None, 1], dtype="Int64"),
        },
        index=pd.Index(["440104", "441400"], name="area_code"),
    ),
}


def template_of(kind):
    return write_template(ROSTER, kind=kind, as_of=AS_OF, previous=REPORTED[kind])


def check(content, file_name="模板.xlsx"):
    parsed = parse_workbook(read_workbook(content, file_name=file_name))
    return check_workbook(parsed, roster=ROSTER, as_of=None)


def assert_says_the_same(content, kind):
    """The same values and issues as in the template that was saved again."""
    known, checked = check(template_of(kind)), check(content)

    assert checked.kind is kind
    assert checked.issues == known.issues
    assert checked.as_of == AS_OF
    assert not checked.rows[list(value_columns(kind))].isna().all(axis=None)
    pd.testing.assert_frame_equal(
        checked.rows.drop(columns="raw"), known.rows.drop(columns="raw")
    )


@pytest.mark.parametrize("kind", [SheetKind.OFFICE, SheetKind.AREA])
def test_a_filled_template_has_no_issue(kind):
    assert check(template_of(kind)).issues == ()


def test_a_filled_list_of_stations_names_only_the_rows_without_one():
    checked = check(template_of(SheetKind.STATION))

    assert {issue.code for issue in checked.issues} == {"unused_row"}


@pytest.mark.parametrize("kind", SheetKind)
def test_a_template_that_a_library_saved_again_says_the_same(kind):
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(template_of(kind))).save(saved)

    assert_says_the_same(saved.getvalue(), kind)


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """A folder with the three templates, and a profile of LibreOffice's own."""
    folder = tmp_path_factory.mktemp("office")
    for kind in SheetKind:
        (folder / f"{kind}.xlsx").write_bytes(template_of(kind))
    return folder


@pytest.fixture(scope="session", params=["xls", "ods", "xlsx"])
def resaved(request, office):
    """The three templates as LibreOffice saves them, in one run of it a format."""
    target = office / request.param
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(office / 'profile').as_uri()}",
            "--headless",
            *("--convert-to", request.param, "--outdir", str(target)),
            *(str(office / f"{kind}.xlsx") for kind in SheetKind),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {
        kind: (target / f"{kind}.{request.param}").read_bytes() for kind in SheetKind
    }


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)
@pytest.mark.parametrize("kind", SheetKind)
def test_a_template_that_libreoffice_saved_again_says_the_same(resaved, kind):
    assert_says_the_same(resaved[kind], kind)
