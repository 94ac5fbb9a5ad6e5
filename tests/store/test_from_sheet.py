import pandas as pd

from hrss.sheets import check_workbook, parse_workbook, read_workbook
from hrss.store import (
    Store,
    append_submission,
    fetch_office_lineage,
    fetch_roster,
    fetch_snapshot,
    fetch_submission_issues,
    verify,
)
from tests.factories import make_sheet
from tests.store.mini import DECEMBER, LINGNAN, SHAMIAN, XILIAN


def test_sheet_goes_through_to_the_snapshot_and_back_to_its_cells(
    empty_store: Store,
) -> None:
    info, roster = fetch_roster(empty_store)
    content = make_sheet(
        [
            ["广州市乡镇（街道）人力资源社会保障服务所建设进度表"],
            ["填报单位：广州市人力资源和社会保障局", None, None, "截至2011年12月31日"],
            [
                "地级市",
                "县（市、区）",
                "乡镇（街道）",
                "是否建成",
                "建成时间",
                "建筑面积",
            ],
            ["广州市", "荔湾区", "沙面街道", "√", "2011.12.20", "320㎡"],
            ["广州市", "荔湾区", "岭南街道", "否", None, None],
        ]
    )
    workbook = read_workbook(content, file_name="广州.xlsx")
    checked = check_workbook(
        parse_workbook(workbook), roster=roster, as_of=None, previous=None
    )
    assert checked.as_of == DECEMBER

    receipt = append_submission(
        empty_store,
        checked,
        content=content,
        as_of=checked.as_of,
        sender="张三",
        roster_id=info.id,
    )

    snapshot = fetch_snapshot(empty_store, as_of=DECEMBER)
    assert receipt.rows == 2
    assert snapshot.loc[SHAMIAN, "is_complete"]
    assert snapshot.loc[SHAMIAN, "floor_area_m2"] == 320
    assert snapshot.loc[SHAMIAN, "completion_date"] == pd.Timestamp("2011-12-20")
    assert not snapshot.loc[LINGNAN, "is_complete"]
    assert not snapshot.loc[XILIAN, "is_reported"]
    lineage = fetch_office_lineage(empty_store, SHAMIAN).set_index("field")
    assert lineage.loc["floor_area_m2", "cell"] == "F4"
    assert lineage.loc["floor_area_m2", "raw"] == "320㎡"
    assert lineage.loc["is_complete", "cell"] == "D4"
    issues = fetch_submission_issues(empty_store, 1)
    assert len(issues) == receipt.warnings
    assert verify(empty_store) == []
