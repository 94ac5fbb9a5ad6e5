from hrss.reports.workbook.names import Names


def test_a_sheet_is_named_as_its_title_without_what_a_tab_may_not_have():
    assert Names().of_sheet("图1 完成/应建[%]") == "图1 完成 应建 %"


def test_no_two_sheets_have_one_name_in_whatever_case():
    names = Names()

    assert [names.of_sheet(one) for one in ("Abc", "ABC", "abc")] == [
        "Abc",
        "ABC_2",
        "abc_3",
    ]


def test_a_long_title_is_cut_and_says_so():
    assert Names().of_sheet("一" * 40) == "一" * 19 + "…"


def test_a_table_is_never_named_like_a_cell():
    names = Names()

    assert names.of_table("ab12") == "table_ab12"
    assert names.of_table("R1C1") == "table_R1C1"
    assert names.of_table("2011") == "table_2011"
    assert names.of_table("各市") == "table___"
