"""Pictures by a real browser that is hung, killed and left behind."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import plotly.graph_objects as go
import pytest
from PIL import Image
from pypdf import PdfReader

from hrss.reports.pictures import PictureError, Pictures
from hrss.settings import REPOSITORY
from tests.reports.samples import figure

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TOPOLOGY = REPOSITORY / "static" / "topology"
# Clockwise, as d3 wants its outer rings.
SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "1",
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[0, 0], [0, 9], [9, 9], [9, 0], [0, 0]]],
            },
        }
    ],
}


def geometry(address):
    assert address == "/app/static/square.geojson"
    return SQUARE


@pytest.fixture(scope="module")
def maker():
    made = Pictures(topology=TOPOLOGY, geometry=geometry, seconds=60)
    yield made
    made.close()


def browsers_under(pid):
    """Processes of browsers that a process started, however far down."""
    parents, commands = {}, {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            stat = (path / "stat").read_text().rpartition(")")[2].split()
            commands[int(path.name)] = (path / "cmdline").read_bytes()
        except OSError:
            continue
        if stat[0] != "Z":
            parents[int(path.name)] = int(stat[1])

    def is_under(one):
        while one in parents:
            one = parents[one]
            if one == pid:
                return True
        return False

    return {one for one in parents if is_under(one) and b"chrom" in commands[one]}


def wait_until_gone(processes):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if not any(map(is_alive, processes)):
            return
        time.sleep(0.1)
    raise AssertionError(f"still there: {[*filter(is_alive, processes)]}")


def is_alive(pid):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return stat[0] != "Z"


def test_a_png_is_printed_160_mm_wide_at_300_dots_an_inch(maker):
    png = maker.picture(figure(), picture_format="png", title="各市上报建成")

    picture = Image.open(BytesIO(png))
    assert picture.format == "PNG"
    assert picture.width in (1889, 1890)
    assert round(picture.info["dpi"][0]) == 300


def test_an_svg_has_its_title_and_its_names_as_text(maker):
    svg = maker.picture(figure(), picture_format="svg", title="甲 & <乙>")

    texts = "".join(ElementTree.fromstring(svg).itertext())
    assert "甲 & <乙>" in texts
    assert "广州市" in texts


def test_a_pdf_has_one_page_and_chinese_that_can_be_selected(maker):
    pdf = maker.picture(figure(), picture_format="pdf", title="各市完成率")

    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 1
    assert "各市完成率" in pages[0].extract_text()


def test_a_map_is_drawn_without_asking_anybody_for_its_boundaries(maker):
    chart = go.Figure(
        go.Choropleth(geojson="/app/static/square.geojson", locations=["1"], z=[1]),
        layout={"geo": {"fitbounds": "locations", "visible": False}},
    )

    svg = maker.picture(chart, picture_format="svg")

    places = [
        node.get("d")
        for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}path")
        if "choroplethlocation" in (node.get("class") or "")
    ]
    assert len(places) == 1
    assert places[0].startswith("M")


def test_a_picture_reaches_no_other_program_of_this_machine(maker):
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/logo.png"
        chart = figure().add_layout_image(source=address, x=0, y=1, sizex=1, sizey=1)
        svg = maker.picture(chart, picture_format="svg")
        server.shutdown()

    assert b"<svg" in svg
    assert asked == []


def test_several_visitors_ask_at_once_and_each_gets_their_own(maker):
    titles = [f"第{number}张" for number in range(6)]

    def draw(title):
        return maker.picture(figure(), picture_format="svg", title=title).decode()

    with ThreadPoolExecutor(6) as visitors:
        drawn = list(visitors.map(draw, titles))

    assert [title in svg for title, svg in zip(titles, drawn, strict=True)] == [
        True
    ] * 6


def test_an_archive_holds_the_pictures_in_order_under_names_a_file_may_have(maker):
    content = maker.pictures_zip(
        [("完成率/排名", figure(), 640), ("各期", figure(), 1000)]
    )

    with ZipFile(BytesIO(content)) as archive:
        assert archive.namelist() == ["01_完成率_排名.png", "02_各期.png"]
        widths = [
            Image.open(BytesIO(archive.read(name))).width for name in archive.namelist()
        ]
    # 1,000 pixels of the screen are printed 250 mm wide.
    assert [round(width / 300 * 25.4) for width in widths] == [160, 250]


def test_a_browser_that_was_killed_is_started_anew():
    # Other tests of this process have browsers of their own.
    others = browsers_under(os.getpid())
    maker = Pictures(topology=TOPOLOGY, geometry=geometry, seconds=60)
    try:
        maker.picture(figure(), picture_format="svg")
        own = browsers_under(os.getpid()) - others
        assert own
        for process in own:
            os.kill(process, signal.SIGKILL)

        svg = maker.picture(figure(), picture_format="svg", title="重来")
    finally:
        maker.close()

    assert "重来" in svg.decode()


def test_a_figure_that_cannot_be_drawn_says_so_and_the_next_is_drawn():
    def broken(_):
        return {"type": "FeatureCollection"}

    faulty = Pictures(topology=TOPOLOGY, geometry=broken, seconds=60)
    chart = go.Figure(go.Choropleth(geojson="x", locations=["1"], z=[1]))

    try:
        with pytest.raises(PictureError, match="图片未能生成"):
            faulty.picture(chart, picture_format="svg")
        assert b"<svg" in faulty.picture(figure(), picture_format="svg")
    finally:
        faulty.close()


def test_a_browser_that_hangs_is_ended_twice_and_then_said_so(tmp_path):
    count = tmp_path / "starts"
    hanging = tmp_path / "chromium-hanging"
    hanging.write_text(f"#!/bin/sh\necho $$ >> {count}\nexec sleep 600\n")
    hanging.chmod(0o755)
    maker = Pictures(
        topology=TOPOLOGY, geometry=geometry, seconds=6, browser=str(hanging)
    )

    with pytest.raises(PictureError, match="图片未能在6秒内生成"):
        maker.picture(figure(), picture_format="png")

    started = [int(line) for line in count.read_text().split()]
    assert len(started) == 2
    wait_until_gone(started)


def test_closing_leaves_no_browser():
    maker = Pictures(topology=TOPOLOGY, geometry=geometry, seconds=60)
    before = browsers_under(os.getpid())
    maker.picture(figure(), picture_format="svg")
    own = browsers_under(os.getpid()) - before
    assert own

    maker.close()

    wait_until_gone(own)


ASKER = """
import sys, time
from pathlib import Path
from hrss.reports.pictures import Pictures
from tests.reports.samples import figure

maker = Pictures(topology=Path(sys.argv[1]), geometry=dict, seconds=60)
maker.picture(figure(), picture_format="svg")
print("drawn", flush=True)
time.sleep(600)
"""


@pytest.fixture
def short_folder():
    """A short name: the path of a browser's socket has 107 characters at most."""
    with tempfile.TemporaryDirectory(prefix="hrss-") as folder:
        yield Path(folder)


def test_a_server_that_is_killed_leaves_no_browser_behind(short_folder):
    with subprocess.Popen(
        [sys.executable, "-c", ASKER, str(TOPOLOGY)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "TMPDIR": str(short_folder)},
        stdout=subprocess.PIPE,
    ) as server:
        assert server.stdout.readline() == b"drawn\n"
        own = browsers_under(server.pid)
        assert own
        assert list(short_folder.glob("hrss-pictures-*"))

        server.kill()

        wait_until_gone(own)
    deadline = time.monotonic() + 10
    while list(short_folder.glob("hrss-pictures-*")) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert list(short_folder.glob("hrss-pictures-*")) == []


def test_a_missing_browser_is_known_before_anything_is_asked_for():
    maker = Pictures(
        topology=TOPOLOGY, geometry=geometry, seconds=60, browser="/nowhere/chrome"
    )

    assert "HRSS_BROWSER" in maker.check()
    with pytest.raises(PictureError, match="HRSS_BROWSER"):
        maker.picture(figure(), picture_format="png")
