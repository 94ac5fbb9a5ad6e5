from hrss.figures.theme import apart, text_box


def _overlaps(boxes):
    return [
        (first, second)
        for at, first in enumerate(boxes)
        for second in boxes[at + 1 :]
        if first.touches(second)
    ]


def test_labels_with_room_stay_where_they_are():
    boxes = [text_box(50, 50, "甲", size=11), text_box(150, 50, "乙", size=11)]

    assert apart(boxes, width=200, height=100) == boxes


def test_crowded_labels_end_apart_and_inside():
    boxes = [text_box(100, 100, "天河区<br>90.5%", size=11) for _ in range(6)]

    placed = apart(boxes, width=300, height=300)

    assert _overlaps(placed) == []
    assert all(20 <= box.x <= 280 and 14 <= box.y <= 286 for box in placed)


def test_a_label_at_the_rim_is_moved_in():
    placed = apart([text_box(0, 0, "连山", size=10)], width=100, height=100)

    assert placed[0].x >= 10
    assert placed[0].y >= 6.5


def test_labels_without_any_room_stay():
    boxes = [text_box(5, 5, "连山县", size=11)] * 2

    assert apart(boxes, width=10, height=10) == boxes
