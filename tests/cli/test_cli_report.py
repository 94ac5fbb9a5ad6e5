import json

import pytest

from tests.cli.conftest import LINGNAN, SHAMIAN


@pytest.fixture
def submitted(run, sheet_of):
    """Guangzhou has reported two offices for November."""
    result = run(
        "submit", sheet_of(SHAMIAN, LINGNAN), "--as-of", "2011-11-30", "--by", "张三"
    )
    assert result.code == 0


def test_all_four_documents_are_written_and_named(run, submitted, tmp_path):
    folder = tmp_path / "通报"

    result = run("report", "--as-of", "2011-11-30", "-o", folder)

    assert result.code == 0
    name = "服务所建设进展通报_全省_2011-11-30"
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"{name}.{ending}" for ending in ("docx", "pptx", "xlsx", "pdf")
    )
    assert "模拟" not in result.err


def test_the_figures_are_those_of_the_progress_command(run, submitted, tmp_path):
    run("report", "--as-of", "2011-11-30", "--formats", "json", "-o", tmp_path)
    shown = json.loads(run("progress", "--format", "json").out)

    (path,) = tmp_path.glob("*.json")
    brief = json.loads(path.read_text(encoding="utf-8"))

    appendix = brief["appendices"][0]
    names = [column["name"] for column in appendix["columns"]]
    rows = [dict(zip(names, row, strict=True)) for row in appendix["rows"]]
    told = {row["group_name"]: row for row in rows}
    assert len(shown) == 21
    for line in shown:
        own = told[line["group_name"]]
        assert own["rostered_count"] == line["rostered_count"]
        # Of who is silent nothing is said, not even that none stands.
        known = line["complete_count"] if line["reported_count"] else None
        assert own["complete_count"] == known


def test_one_prefecture_has_its_own_brief(run, submitted, tmp_path):
    arguments = ("--prefecture", "广州", "--formats", "docx", "-o", tmp_path)

    result = run("report", *arguments)

    assert result.code == 0
    (path,) = tmp_path.glob("*.docx")
    assert path.name == "服务所建设进展通报_广州市_2011-11-30.docx"


def test_an_edition_is_published_listed_and_taken_out(run, submitted, tmp_path):
    folder = tmp_path / "发布"

    published = run("publish", "--by", "李四", "--formats", "pdf", "-o", folder)

    assert published.code == 0
    assert "已发布第1期，数据截至2011-11-30" in published.out
    (path,) = folder.iterdir()
    assert path.name == "第1期_服务所建设进展通报_全省_2011-11-30.pdf"

    listed = json.loads(run("editions", "--check", "--format", "json").out)
    assert [(each["area"], each["number"]) for each in listed] == [("全省", 1)]
    assert listed[0]["published_by"] == "李四"

    again = run("report", "--edition", 1, "--formats", "pdf", "-o", tmp_path)
    assert again.code == 0
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_an_edition_stays_when_more_is_reported(run, submitted, sheet_of, tmp_path):
    run("publish", "--by", "李四", "--formats", "json", "-o", tmp_path)
    lingnan = [*LINGNAN[:3], "是", "2011-11-01"]
    later = sheet_of(SHAMIAN, lingnan, name="更正.xlsx")
    assert run("submit", later, "--as-of", "2011-11-30").code == 0

    result = run("editions", "--check")

    assert result.code == 0
    assert "不一致" not in result.err


def test_there_is_no_edition_before_one_is_published(run, submitted, tmp_path):
    assert "还没有发布过通报" in run("editions").out

    result = run("report", "--edition", 3, "-o", tmp_path)

    assert result.code == 2
    assert "没有发布过第3期" in result.err


def test_nobody_is_chased_by_an_empty_store(run, store_path):
    result = run("chase")

    assert result.code == 2
    assert "库中还没有上报" in result.err


def test_who_has_not_reported_is_listed_with_a_text(run, submitted):
    listed = json.loads(run("chase", "--format", "json").out)
    texts = run("chase", "--text").out

    names = [each["prefecture_name"] for each in listed]
    assert "韶关市" in names
    assert len(names) == len(set(names))
    assert "韶关市人力资源和社会保障局：" in texts
    assert texts.count("广东省人力资源和社会保障厅") == len(names)


def test_a_format_that_is_none_is_refused(run, submitted, tmp_path):
    result = run("report", "--formats", "docx,doc", "-o", tmp_path)

    assert result.code == 2
    assert "“doc”不是可用的格式，可用docx、pptx、xlsx、pdf、json" in result.err


def test_a_template_that_is_none_is_refused_with_a_sentence(run, submitted, tmp_path):
    path = tmp_path / "模板.docx"
    path.write_bytes(b"no document")

    result = run("report", "--formats", "docx", "--template", path, "-o", tmp_path)

    assert result.code == 2
    assert "模板" in result.err
    assert list(tmp_path.glob("服务所*")) == []


def test_the_house_template_is_written_and_can_be_used(run, submitted, tmp_path):
    path = tmp_path / "模板.docx"
    assert run("report-template", "-o", path).code == 0

    result = run("report", "--formats", "docx", "--template", path, "-o", tmp_path)

    assert result.code == 0
    assert len(list(tmp_path.glob("服务所*.docx"))) == 1


def test_a_folder_that_cannot_be_made_is_said(run, submitted, tmp_path):
    (tmp_path / "file").write_bytes(b"")

    result = run("report", "-o", tmp_path / "file" / "folder")

    assert result.code == 2
    assert "建不了文件夹" in result.err
