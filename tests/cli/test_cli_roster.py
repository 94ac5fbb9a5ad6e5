import openpyxl

from tests.factories import make_sheet

MARKS_HEADER = ["区划代码", "乡镇（街道）", "是否中心镇"]


def write(path, rows):
    path.write_bytes(make_sheet(rows))
    return path


def test_an_exported_roster_imports_without_a_difference(run, tmp_path):
    path = tmp_path / "名册.xlsx"

    exported = run("roster", "export", "-o", path)
    imported = run("roster", "import", path)

    assert exported.code == 0
    assert "共1586个乡镇（街道）" in exported.out
    assert imported.code == 0
    assert (
        "新增：0个\n删去：0个\n更名或改隶：0个\n中心镇标记有变：0个\n" in imported.out
    )
    assert "没有差别，未另存" in imported.out


def test_an_edited_roster_is_put_in_force_and_its_differences_named(run, tmp_path):
    path = tmp_path / "省厅名册.xlsx"
    run("roster", "export", "-o", path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.active
    sheet.cell(row=sheet.max_row, column=6).value = "是"
    sheet["D2"].value = "沙面新街道"
    sheet.delete_rows(3)
    workbook.save(path)

    result = run("roster", "import", path, "--name", "2011年核定名册")

    assert result.code == 0
    assert "删去：1个（广州市荔湾区岭南街道）" in result.out
    assert "更名或改隶：1个（广州市荔湾区沙面新街道）" in result.out
    assert "中心镇标记有变：1个" in result.out
    assert "已导入名册“2011年核定名册”，第2版，共1585个乡镇（街道）" in result.out
    assert (
        "名册：2011年核定名册，共1585个" in run("progress", "--as-of", "2011-12-31").err
    )


def test_marks_of_central_towns_alone_leave_the_rest_as_it_is(run, tmp_path):
    path = write(
        tmp_path / "中心镇.xlsx",
        [MARKS_HEADER, ["440204001", None, "是"], ["440204002", None, "否"]],
    )

    result = run("roster", "import", path)

    assert result.code == 0
    assert "中心镇标记有变：2个" in result.out
    assert "共1586个乡镇（街道）" in result.out


def test_every_fault_of_a_roster_is_named_at_once_and_nothing_is_kept(run, tmp_path):
    path = write(
        tmp_path / "中心镇.xlsx",
        [
            MARKS_HEADER,
            ["449999999", None, "是"],
            ["440103001", "沙面镇", "是"],
            ["440103002", None, "大概"],
        ],
    )

    result = run("roster", "import", path)

    assert result.code == 1
    assert result.out.splitlines() == [
        "第2行A列「区划代码」：现行名册没有代码“449999999”。",
        "第3行B列「乡镇（街道）」：代码440103001在现行名册中是“沙面街道”，不是“沙面镇”。",
        "第4行C列「是否中心镇」：“大概”应写成是或否，未指定的留空。",
    ]
    assert result.err == "名册有3处错误，没有导入\n"


def test_a_sheet_that_is_no_roster_is_said_so(run, tmp_path):
    path = write(tmp_path / "别的.xlsx", [["姓名", "成绩"], ["甲", 90]])

    result = run("roster", "import", path)

    assert result.code == 1
    assert result.out.startswith("没有找到名册表：表头应有区划代码、地级市")


def test_a_roster_file_that_is_missing_is_one_sentence(run, tmp_path):
    result = run("roster", "import", tmp_path / "没有.xlsx")

    assert result.code == 2
    assert result.err.endswith("没有.xlsx”：没有这个文件或文件夹\n")


def test_a_roster_that_cannot_be_written_is_one_sentence(run, tmp_path):
    result = run("roster", "export", "-o", tmp_path)

    assert result.code == 2
    assert result.err.endswith("”：这是文件夹，应为文件\n")
