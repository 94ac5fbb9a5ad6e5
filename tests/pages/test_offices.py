import pytest

from tests.pages.conftest import answer, words


def test_all_offices_are_listed_with_their_state(visit, zhuhai_url):
    page = visit(zhuhai_url, "offices")

    offices = page.dataframe[0].value
    assert not page.exception
    assert page.caption[0].value.startswith("共 8 个机构")
    assert dict(zip(offices["township_name"], offices["status"], strict=True)) == {
        "太平镇": "未填报",
        "马市镇": "未填报",
        "澄江镇": "未填报",
        "吉大街道": "建成，未核验达标",
        "拱北街道": "建成，未核验达标",
        "井岸镇": "建成，未核验达标",
        "三灶镇": "未建成",
        "莞城街道": "未填报",
    }


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("街道", ["吉大街道", "拱北街道", "莞城街道"]),
        ("珠海 街道", ["吉大街道", "拱北街道"]),
        ("440403107", ["井岸镇"]),
        ("东莞", ["莞城街道"]),
        ("(", []),
        ("没有这个镇", []),
    ],
)
def test_a_search_keeps_the_offices_with_every_word(visit, zhuhai_url, search, found):
    page = visit(zhuhai_url, "offices", search=search)

    assert not page.exception
    assert list(page.dataframe[0].value["township_name"]) == found
    assert page.caption[0].value.startswith(f"共 {len(found)} 个机构")


def test_states_keep_their_offices(visit, zhuhai_url):
    page = visit(zhuhai_url, "offices")

    page.multiselect(key="state").select("未建成").run()

    assert list(page.dataframe[0].value["township_name"]) == ["三灶镇"]


def test_an_area_keeps_its_offices(visit, zhuhai_url):
    page = visit(zhuhai_url, "offices", area="440400")

    assert answer(page) == "珠海市机构"
    assert len(page.dataframe[0].value) == 4


def test_an_office_in_the_address_shows_the_cell_of_each_value(visit, zhuhai_url):
    page = visit(zhuhai_url, "offices", query={"office": "440402005"})

    assert page.markdown[0].value == "##### 珠海市香洲区拱北街道"
    cells = page.dataframe[1].value.set_index("项目")[["值", "原文", "单元格"]]
    assert cells.loc["是否建成"].tolist() == ["是", "", "E5"]
    assert cells.loc["建成时间"].tolist() == ["2011-09-30", "2011年9月", "F5"]
    assert cells.loc["建筑面积"].tolist() == ["300㎡", "300㎡", "G5"]
    assert cells.loc["电脑（网络设备）"].tolist() == ["未填报", "", "本表无此栏"]
    said = words("".join(each.value for each in page.html))
    assert "出自文件“珠海市进度表.xlsx”，由张三报送，数据截至2011-11-30" in said


@pytest.mark.parametrize("office", ["440222100", "999999999"])
def test_an_office_without_reports_or_unknown_is_no_fault(visit, zhuhai_url, office):
    page = visit(zhuhai_url, "offices", query={"office": office})

    assert not page.exception
    assert len(page.dataframe) == 1
