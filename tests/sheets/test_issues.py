import pytest

from hrss.sheets.issues import MESSAGES, Severity, make_issue, message


def test_a_sentence_names_cell_finding_and_remedy():
    issue = make_issue(
        "not_a_date",
        row=14,
        letter="E",
        field="completion_date",
        value="2025.13.1",
    )

    assert message(issue) == (
        "第14行E列「建成时间」：“2025.13.1”不是日期，应写成2011-12-31这样的格式"
    )


def test_file_and_sheet_are_named_when_they_are_known():
    issue = make_issue("no_body_row", sheet="越秀区")

    assert message(issue, file_name="广州.xlsx") == (
        "文件“广州.xlsx”工作表“越秀区”：表头下面没有数据行，请填写后重新上传"
    )


def test_a_choice_lists_what_may_be_written():
    issue = make_issue(
        "not_a_choice", row=2, letter="C", field="construction_status", value="停工"
    )

    assert "应填“已建成”、“在建”、“未启动”" in message(issue)


def test_a_range_has_its_unit():
    issue = make_issue(
        "out_of_range", row=2, letter="C", field="floor_area_m2", value="-5"
    )

    assert "应在0至100000㎡之间" in message(issue)


def test_suggestions_are_offered_when_there_are_any():
    near = make_issue(
        "unknown_office", row=2, letter="B", field="township_name", value="洪乔街道",
        detail="越秀区洪桥街道",
    )  # fmt: skip
    none = make_issue(
        "unknown_office", row=2, letter="B", field="township_name", value="甲镇"
    )

    assert message(near).endswith("“洪乔街道”不在名册中；名册中相近的有越秀区洪桥街道")
    assert message(none).endswith("“甲镇”不在名册中")


def test_a_long_text_is_cut_short_in_the_sentence():
    issue = make_issue(
        "not_a_number", row=2, letter="C", field="floor_area_m2", value="长" * 200
    )

    assert len(message(issue)) < 100


@pytest.mark.parametrize("code", MESSAGES)
def test_every_code_makes_a_sentence(code):
    issue = make_issue(code, row=2, letter="C", field="floor_area_m2", value="{甲}")

    assert issue.severity in Severity
    assert message(issue).startswith("第2行C列「建筑面积」：")
