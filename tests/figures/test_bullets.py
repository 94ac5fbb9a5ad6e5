import pytest

from hrss.figures import batch_bullet
from tests.figures.frames import NOTE, progress_rows, texts

REGIONS = progress_rows(
    {
        "group_code": "central",
        "group_name": "其他地区中心镇",
        "rostered_count": 409,
        "complete_count": 270,
        "verified_count": 200,
    },
    {
        "group_code": "delta",
        "group_name": "珠三角",
        "rostered_count": 589,
        "complete_count": 359,
        "verified_count": 296,
    },
    {
        "group_code": "other",
        "group_name": "其他地区其余乡镇",
        "rostered_count": 588,
        "complete_count": 17,
        "verified_count": 12,
    },
)


def batch(code="2011", *, rostered=998, scheduled=912.6):
    return progress_rows(
        {
            "group_code": code,
            "rostered_count": rostered,
            "scheduled_count": scheduled,
        }
    ).iloc[0]


def test_the_parts_of_the_first_batch_follow_one_another():
    fig = batch_bullet(REGIONS, batch(), target_value=1000, note=NOTE)

    assert [(bar.base[0], bar.x[0]) for bar in fig.data] == [
        (0, 998),
        (0, 296),
        (296, 63),
        (359, 200),
        (559, 70),
    ]


def test_verified_is_solid_and_reported_only_is_hatched():
    fig = batch_bullet(REGIONS, batch(), target_value=1000, note=NOTE)

    assert [bar.marker.pattern.shape for bar in fig.data[1:]] == [None, "/", None, "/"]
    assert [bar.marker.color for bar in fig.data[1::2]] == ["#16457A", "#4F93CE"]


def test_schedule_target_and_parts_carry_their_words():
    fig = batch_bullet(REGIONS, batch(), target_value=1000, note=NOTE)

    assert texts(fig) == [
        '<span style="color:#16457A"><b>珠三角 359/589</b></span>　'
        '<span style="color:#2B6CAB"><b>其他地区中心镇 270/409</b></span>',
        "序时 913",
        "应建 998（文件约1000）",
        "数据截至2011年11月30日 · 来源：各市报送 · 模拟数据",
    ]


def test_the_axis_starts_at_zero_and_holds_the_larger_target():
    fig = batch_bullet(REGIONS, batch(), target_value=1000, note=NOTE)

    assert fig.layout.xaxis.range == (0, 1000)


def test_the_second_batch_has_one_part_and_no_stated_number():
    fig = batch_bullet(
        REGIONS, batch("2012", rostered=588, scheduled=0), target_value=None, note=NOTE
    )

    assert [bar.x[0] for bar in fig.data] == [588, 12, 5]
    assert texts(fig)[1:3] == ["序时 0", "应建 588"]


def test_undesignated_central_towns_leave_the_decrees_number_a_mark_of_its_own():
    regions = progress_rows(
        {"group_code": "delta", "group_name": "珠三角", "rostered_count": 589},
        {
            "group_code": "central",
            "group_name": "其他地区中心镇",
            "rostered_count": 0,
            "complete_count": 0,
            "verified_count": 0,
        },
    )

    fig = batch_bullet(
        regions, batch(rostered=589, scheduled=539), target_value=1000, note=NOTE
    )

    assert "其他地区中心镇 名单待定" in texts(fig)[0]
    assert texts(fig)[2:4] == ["应建 589", "文件约1000个"]
    assert fig.layout.shapes[-1].x0 == 1000


def test_a_batch_without_offices_says_so():
    regions = progress_rows(
        {
            "group_code": "other",
            "group_name": "其他地区其余乡镇",
            "rostered_count": 0,
            "complete_count": 0,
            "verified_count": 0,
        }
    )

    fig = batch_bullet(
        regions, batch("2012", rostered=0, scheduled=0), target_value=None, note=NOTE
    )

    assert "暂无应建机构" in texts(fig)
    assert [bar.x[0] for bar in fig.data] == [0]


@pytest.mark.parametrize(
    ("scheduled", "anchor"), [(0, "left"), (499, "center"), (998, "right")]
)
def test_the_schedules_word_stays_inside_at_both_ends(scheduled, anchor):
    fig = batch_bullet(
        REGIONS, batch(scheduled=scheduled), target_value=1000, note=NOTE
    )

    assert fig.layout.annotations[1].xanchor == anchor
