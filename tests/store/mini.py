"""A roster of six townships and sheets of a few rows, for tests of the store."""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import cache

import pandas as pd

from hrss.settings import Settings
from hrss.sheets import (
    VALUE_COLUMNS,
    CheckedSubmission,
    Issue,
    SheetSummary,
    check_workbook,
    column,
    parse_workbook,
    read_workbook,
)
from hrss.store import (
    Receipt,
    Store,
    append_roster,
    append_submission,
    fetch_roster,
    migrate,
    open_store,
)
from tests.factories import make_sheet

SHAMIAN = "440103001"  # 广州市荔湾区, Delta
LINGNAN = "440103002"  # 广州市荔湾区, Delta
XINHUA = "440203001"  # 韶关市武江区, not a central town
XILIAN = "440203100"  # 韶关市武江区, a central town
XIHE = "440203101"  # 韶关市武江区, nobody has said
DONGCHENG = "441900003"  # 东莞市, which has no counties; Delta

OCTOBER = date(2011, 10, 31)
NOVEMBER = date(2011, 11, 30)
DECEMBER = date(2011, 12, 31)

Office = Mapping[str, object]


def mini_roster() -> pd.DataFrame:
    """Six townships of three prefectures."""
    liwan, wujiang = ("440103", "荔湾区"), ("440203", "武江区")
    guangzhou, shaoguan = ("440100", "广州市"), ("440200", "韶关市")
    dongguan = ("441900", "东莞市")
    units = [
        (SHAMIAN, "沙面街道", "subdistrict", *liwan, *guangzhou, None),
        (LINGNAN, "岭南街道", "subdistrict", *liwan, *guangzhou, None),
        (XINHUA, "新华街道", "subdistrict", *wujiang, *shaoguan, False),
        (XILIAN, "西联镇", "town", *wujiang, *shaoguan, True),
        (XIHE, "西河镇", "town", *wujiang, *shaoguan, None),
        (DONGCHENG, "东城街道", "subdistrict", None, None, *dongguan, None),
    ]
    names = (
        *("township_code", "township_name", "division_type"),
        *("county_code", "county_name", "prefecture_code", "prefecture_name"),
    )
    roster = pd.DataFrame(units, columns=[*names, "is_central_town"])
    return roster.astype(
        dict.fromkeys(names, "string") | {"is_central_town": "boolean"}
    )


def checked_sheet(
    offices: Mapping[str, Office],
    *,
    content: bytes,
    file_name: str = "进度表.xlsx",
    letters: Mapping[str, str] | None = None,
    issues: tuple[Issue, ...] = (),
) -> CheckedSubmission:
    """What `check_workbook` would make of a sheet with these offices from row 5 on.

    Values that are not named are blank. ``raw`` is the dictionary of raw texts.
    """
    rows = pd.DataFrame(
        {
            "prefecture_code": pd.array(
                [f"{c[:4]}00" for c in offices], dtype="string"
            ),
            "township_code": pd.array(list(offices), dtype="string"),
            "sheet": pd.array(["进度表"] * len(offices), dtype="string"),
            "row": range(5, 5 + len(offices)),
            **{
                name: pd.Series(
                    [office.get(name) for office in offices.values()],
                    dtype=column(name).dtype,
                )
                for name in VALUE_COLUMNS
            },
            "raw": pd.Series(
                [office.get("raw", pd.NA) for office in offices.values()],
                dtype="object",
            ),
        }
    )
    sheet = SheetSummary(
        name="进度表",
        header_rows=(3, 4),
        letters=letters or {"township_name": "B", "is_complete": "E"},
        rows_read=len(offices) + 4,
        rows_title=2,
        rows_header=2,
        rows_body=len(offices),
        rows_blank=0,
        rows_total=0,
        rows_footer=0,
        unknown_headers=(),
        missing_headers=(),
    )
    return CheckedSubmission(
        file_name=file_name,
        sha256=hashlib.sha256(content).hexdigest(),
        kind="office",
        sheets=(sheet,),
        as_of=None,
        as_of_found=None,
        reporting_unit="广州市人力资源和社会保障局",
        rows=rows,
        issues=issues,
        prefecture_codes=tuple(sorted(set(rows["prefecture_code"]))),
        sheets_without_table=(),
        hidden_sheets=(),
    )


def send_file(
    store: Store,
    sheet_rows: Sequence[Sequence[object]],
    *,
    as_of: date = DECEMBER,
    sender: str = "张三",
    is_simulated: bool = False,
    only_valid_rows: bool = False,
) -> Receipt:
    """Store a mini-sheet of whatever kind, read and checked as a real one is."""
    content = make_sheet(sheet_rows)
    parsed = parse_workbook(read_workbook(content, file_name="表.xlsx"))
    checked = check_workbook(parsed, roster=fetch_roster(store)[1], as_of=as_of)
    return append_submission(
        store,
        checked,
        content=content,
        as_of=as_of,
        sender=sender,
        is_simulated=is_simulated,
        only_valid_rows=only_valid_rows,
    )


def send(
    store: Store,
    offices: Mapping[str, Office],
    *,
    as_of: date = DECEMBER,
    content: bytes | None = None,
    sender: str = "张三",
    is_simulated: bool = False,
    expected_version: str | None = None,
    issues: tuple[Issue, ...] = (),
    letters: Mapping[str, str] | None = None,
) -> Receipt:
    """Store a sheet; the same offices are the same bytes unless `content` is given."""
    content = repr(offices).encode() if content is None else content
    return append_submission(
        store,
        checked_sheet(offices, content=content, issues=issues, letters=letters),
        content=content,
        as_of=as_of,
        sender=sender,
        is_simulated=is_simulated,
        expected_version=expected_version,
    )


def use_mini_roster(store: Store) -> int:
    """Put the six townships in force."""
    return append_roster(store, mini_roster(), name="试验名册", sender="省厅")


def new_store(address: str = "sqlite://") -> Store:
    """A store with the six townships in force: in memory, or at an address.

    A PostgreSQL database is one of `tests.store.databases`.
    """
    store = open_store(Settings(database_url=address))
    if store.engine.dialect.name == "sqlite":
        with closing(store.engine.raw_connection()) as connection:
            source = sqlite3.connect(":memory:")
            source.deserialize(_migrated_image())
            source.backup(connection.dbapi_connection)
    return store


@cache
def _migrated_image() -> bytes:
    """What `migrate` and the small roster make of an empty file, made once."""
    store = open_store(Settings(database_url="sqlite://"))
    migrate(store)
    use_mini_roster(store)
    with closing(store.engine.raw_connection()) as connection:
        return connection.dbapi_connection.serialize()
