from dataclasses import replace

from hrss.reports.content import ChartKind, Series
from hrss.reports.workbook.chart_looks import has_legend, label_look
from tests.reports.samples import BARS, LINES


def test_a_part_too_narrow_for_its_number_has_none():
    labels = label_look(BARS, BARS.series[1])["data_labels"]["custom"]

    assert labels == [None, None, {"delete": True}]
    narrow = Series("窄", (1, 150, 7), "#16457A")
    labels = label_look(BARS, narrow)["data_labels"]["custom"]
    assert labels == [{"delete": True}, None, {"delete": True}]


def test_a_series_without_labels_has_none():
    assert label_look(BARS, BARS.series[2]) == {}


def test_a_line_is_labelled_at_its_last_known_point():
    line = replace(LINES.series[0], values=(0.4, 0.5, None))
    silent = replace(line, values=(None, None, None))

    labels = label_look(replace(LINES, series=(line,)), line)["data_labels"]["custom"]

    assert labels == [{"delete": True}, None, {"delete": True}]
    assert label_look(replace(LINES, series=(silent,)), silent) == {}


def test_lines_name_themselves_where_their_ends_are_apart():
    assert not has_legend(LINES)
    close = (LINES.series[0], replace(LINES.series[1], values=(0.1, 0.2, 0.87)))
    assert has_legend(replace(LINES, series=close))
    assert label_look(replace(LINES, series=close), close[1]) == {}
    unlabelled = (LINES.series[0], replace(LINES.series[1], has_labels=False))
    assert has_legend(replace(LINES, series=unlabelled))


def test_bars_of_one_series_need_no_legend():
    assert has_legend(BARS)
    single = replace(BARS, kind=ChartKind.BARS, series=BARS.series[:1])
    assert not has_legend(single)
