"""Settings of the browser's side of plotly: in Chinese, and nothing from outside."""

from typing import Literal

# The folder holds an empty world_110m.json. Without it plotly.js asks a foreign
# server for coastlines, and offline the map stays blank (plotly.js issue 6767).
TOPOLOGY_URL = "/app/static/topology/"

_MONTHS = [f"{month}月" for month in range(1, 13)]
_DAYS = [f"星期{day}" for day in "日一二三四五六"]

_DICTIONARY = {
    "Download plot as a PNG": "保存为图片（PNG）",
    "Download plot": "保存为图片",
    "Preparing image - this may take a few seconds": "正在生成图片，请稍候",
    "Image download succeeded": "图片已保存",
    "Sorry, there was a problem downloading your image!": "图片保存失败",
    "Zoom": "框选放大",
    "Zoom in": "放大",
    "Zoom out": "缩小",
    "Pan": "平移",
    "Reset": "还原",
    "Reset view": "还原",
    "Reset views": "还原",
    "Reset axes": "还原",
    "Autoscale": "自动缩放",
    "Box Select": "框选",
    "Lasso Select": "圈选",
    "Show closest data on hover": "显示最近的数据",
    "Compare data on hover": "对比数据",
    "Toggle show closest data on hover": "显示或隐藏数据",
    "Toggle Spike Lines": "显示或隐藏辅助线",
    "Double-click to zoom back out": "双击还原",
    "Double-click on legend to isolate one trace": "双击图例只看一项",
    "Click to enter Plot title": "",
    "Click to enter X axis title": "",
    "Click to enter Y axis title": "",
    "Click to enter Colorscale title": "",
    "trace": "系列",
    "new text": "",
}

_FORMAT = {
    "days": _DAYS,
    "shortDays": [day.replace("星期", "周") for day in _DAYS],
    "months": _MONTHS,
    "shortMonths": _MONTHS,
    "date": "%Y-%m-%d",
    "time": "%H:%M:%S",
    "dateTime": "%Y年%-m月%-d日 %H:%M:%S",
    "periods": ["上午", "下午"],
    "decimal": ".",
    "thousands": ",",
    "grouping": [3],
    "currency": ["¥", ""],
    "year": "%Y年",
    "month": "%Y年%-m月",
    "dayMonth": "%-m月%-d日",
    "dayMonthYear": "%Y年%-m月%-d日",
}


def plotly_config(
    *, name: str, picture_format: Literal["png", "svg"] = "png", is_map: bool = False
) -> dict[str, object]:
    """Settings to show a figure with.

    The buttons are listed in full: plotly.js has one camera button and no second
    one for SVG, and a button added by the page would bring an English tooltip.

    Parameters
    ----------
    name : file name of a saved picture, without its ending.
    picture_format : what the camera saves; PNG at three times the screen's size.
    is_map : adds zoom and reset.
    """
    picture: dict[str, object] = {"format": picture_format, "filename": name}
    if picture_format == "png":
        picture["scale"] = 3
    buttons = [["toImage"]]
    if is_map:
        buttons.append(["zoomInGeo", "zoomOutGeo", "resetGeo"])
    return {
        "topojsonURL": TOPOLOGY_URL,
        "plotlyServerURL": "",
        "showSendToCloud": False,
        "displaylogo": False,
        "scrollZoom": False,
        "showTips": False,
        "responsive": True,
        "toImageButtonOptions": picture,
        "modeBarButtons": buttons,
        "locale": "zh-CN",
        "locales": {"zh-CN": {"dictionary": _DICTIONARY, "format": _FORMAT}},
    }
