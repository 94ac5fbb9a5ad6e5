"""Somebody at a browser: goes to a page, waits for it, reads it, takes things away."""

import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Download, Locator, Page, Response

PATIENCE = 90_000
SORRY = "页面出现故障"
# Words that a Chinese page may have in Latin letters.
_ALLOWED = re.compile(
    r"""\S*\.(?:xlsx|xls|csv|docx)      # names of files
    | (?<![A-Z])(?:
        Excel | Word | WPS | CSV | PNG | SVG | PDF | ZIP | KB | MB
        | XLSX | XLS | XLSM | XLSB | ODS | ET  # kinds of files that are taken
        | R\d\d[ab]?                    # names of rules
    )(?![A-Z])
    | GeoNames（CC\ BY\ 4\.0）          # the attribution its licence asks for
    | make\ clear-demo                  # a command, to be typed as it stands
    """,
    re.VERBOSE | re.ASCII,
)
_SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === 'notRunning'
    && document.querySelector('[data-testid="stMainBlockContainer"] *')
    && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')
    && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every(
      chart => chart.querySelector('.main-svg'))
    && [...document.querySelectorAll('.geolayer .geo')].every(
      geo => geo.querySelector('.choroplethlayer path'));
}"""
_TEXT = """() => {
  const icons = '[data-testid="stIconMaterial"], [role="img"][translate="no"]';
  const show = way => document.querySelectorAll(icons).forEach(
    icon => icon.style.setProperty('display', way, 'important'));
  show('none');
  const drawn = [...document.querySelectorAll('svg text')].map(e => e.textContent);
  const hints = [...document.querySelectorAll('[placeholder], [title]')].flatMap(
    e => [e.getAttribute('placeholder'), e.getAttribute('title')]);
  const said = [document.body.innerText, document.title, ...drawn, ...hints];
  show('inline-flex');
  return said.filter(Boolean).join('\\n');
}"""
# A point inside a place of a map, for a click: the middle of a bay would miss it.
_POINT_INSIDE = """code => {
  for (const path of document.querySelectorAll('.choroplethlayer path')) {
    const place = path.__data__;
    if (!place || (place.loc ?? place.id) !== code) continue;
    const box = path.getBBox(), matrix = path.getScreenCTM();
    for (const [x, y] of [[.5, .5], [.4, .4], [.6, .6], [.4, .6], [.6, .4], [.5, .3]]) {
      const point = new DOMPoint(box.x + box.width * x, box.y + box.height * y);
      if (path.isPointInFill(point)) {
        const seen = point.matrixTransform(matrix);
        return {x: seen.x, y: seen.y};
      }
    }
  }
  return null;
}"""

# The middle of a part of a bar, by what a click on it is to return.
_MIDDLE_OF_BAR = """([chart, code]) => {
  for (const bars of document.querySelectorAll(`.st-key-${chart} .barlayer .trace`)) {
    const trace = bars.__data__[0].trace;
    for (const point of bars.querySelectorAll('.point')) {
      const place = trace.customdata?.[point.__data__.i];
      if (!place || [place].flat().join('.') !== code) continue;
      const box = point.getBoundingClientRect();
      if (box.width) return {x: box.x + box.width / 2, y: box.y + box.height / 2};
    }
  }
  return null;
}"""


class Visitor:
    """One visitor of one server.

    `complaints` are what should never happen: a request to another host, an error
    in the console or of the page, an answer that says there is no such thing.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self._judge_request(request.url))
        page.on("websocket", lambda socket: self._judge_request(socket.url))
        page.on("console", lambda message: self._judge_console(message))
        page.on("pageerror", lambda error: self.complaints.append(f"error {error}"))
        page.on("response", lambda response: self._judge_response(response))

    def go(self, path: str = "") -> None:
        """Open an address and wait until everything is drawn."""
        self.page.goto(f"{self.address}/{path}")
        self.settle()

    def turn_to(self, title: str) -> None:
        """Choose a page in the menu."""
        self.menu_entry(title).click()
        self.page.wait_for_function(
            """title => document.querySelector(
              '[data-testid="stSidebarNavLink"][aria-current="page"]'
            )?.innerText.includes(title)""",
            arg=title,
        )
        self.settle()

    def menu_entry(self, title: str) -> Locator:
        """An entry of the menu."""
        entries = self.page.locator('[data-testid="stSidebarNavLink"]')
        return entries.filter(has_text=title)

    def settle(self) -> None:
        """Wait until the script is done and its charts are drawn."""
        self.page.wait_for_function(_SETTLED)
        # A rerun that has been asked for may not have begun yet.
        self.page.wait_for_timeout(300)
        self.page.wait_for_function(_SETTLED)

    def text(self) -> str:
        """All that can be read: text, charts' texts, hints in fields."""
        return str(self.page.evaluate(_TEXT))

    def latin_words(self) -> list[str]:
        """Words in Latin letters that do not belong on a Chinese page."""
        return re.findall(r"[A-Za-z]{2,}", _ALLOWED.sub(" ", self.text()))

    def answer(self) -> str:
        """The sentence or title that the page begins with."""
        return self.page.locator(".answer").inner_text()

    def map_labels(self) -> list[str]:
        """What is written on the map, a place a text."""
        return self.page.locator(".geolayer text").all_text_contents()

    def click_on_map(self, code: str) -> None:
        """Click inside a place of the map."""
        self.page.locator(".choroplethlayer").first.scroll_into_view_if_needed()
        point = self.page.evaluate(_POINT_INSIDE, code)
        assert point is not None, f"{code} is not on the map"
        self._click_in_chart(point)

    def click_on_bar(self, chart: str, code: str) -> None:
        """Click a part of a bar of a chart."""
        key = f"chart_{chart}"
        bars = self.page.locator(f".st-key-{key} .barlayer").first
        bars.scroll_into_view_if_needed()
        point = self.page.evaluate(_MIDDLE_OF_BAR, [key, code])
        assert point is not None, f"{code} is not in {chart}"
        self._click_in_chart(point)
        self.page.wait_for_timeout(300)
        self.settle()

    def follow_first_link(self) -> "Visitor":
        """Follow the first cell of a table, which is a link; who arrives there."""
        table = self.page.locator('[data-testid="stDataFrame"]').first
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        assert box is not None
        # Below the head, in the first column; a link answers once it is hovered.
        x, y = box["x"] + 30, box["y"] + 47
        self.page.mouse.move(x - 5, y - 2)
        self.page.mouse.move(x, y, steps=3)
        self.page.wait_for_timeout(300)
        with self.page.context.expect_page() as coming:
            self.page.mouse.down()
            self.page.wait_for_timeout(50)
            self.page.mouse.up()
        arrived = Visitor(coming.value, self.address)
        arrived.settle()
        return arrived

    def _click_in_chart(self, point: dict[str, float]) -> None:
        # The chart learns from the pointer's way what it is over; a click before it
        # has shown so is none.
        self.page.mouse.move(point["x"] - 2, point["y"] - 2)
        self.page.mouse.move(point["x"], point["y"], steps=3)
        self.page.locator(".hoverlayer .hovertext").first.wait_for(state="attached")
        self.page.wait_for_timeout(100)
        self.page.mouse.click(point["x"], point["y"], delay=50)

    def upload(self, name: str, content: bytes) -> None:
        """Give a file to the chooser."""
        self.page.locator('input[type="file"]').set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
        self.page.wait_for_timeout(300)
        self.settle()

    def take_back_upload(self, name: str) -> None:
        """Take a file out of the chooser again."""
        self.page.get_by_role("button", name=f"移除{name}").click()
        self.page.wait_for_timeout(300)
        self.settle()

    def pick_first_row(self) -> None:
        """Tick the first row of the first table, at its left edge."""
        table = self.page.locator('[data-testid="stDataFrame"]').first
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + 16, box["y"] + 52)
        self.page.wait_for_timeout(300)
        self.settle()

    def choose(self, label: str, option: str) -> None:
        """Choose an option of a select box."""
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.page.wait_for_timeout(300)
        self.settle()

    def press(self, label: str, *, role: Literal["button", "radio"] = "button") -> None:
        """Press a button, or one of a row of them of which one is chosen."""
        self.page.get_by_role(role, name=label, exact=True).first.click()
        self.page.wait_for_timeout(300)
        self.settle()

    def type_into(self, label: str, text: str) -> None:
        """Write into a field and confirm it."""
        field = self.page.get_by_role("textbox", name=label)
        field.fill(text)
        field.press("Enter")
        self.page.wait_for_timeout(300)
        self.settle()

    def open_export_menu(self, chart: str) -> None:
        """Open what a chart offers to take away."""
        head = self.page.locator(f".st-key-head_{chart}")
        head.locator('[data-testid="stPopoverButton"]:visible').click()
        self.page.get_by_role("button", name="下载数据（Excel）").wait_for()

    def cells(self, *, awaited: str) -> list[str]:
        """Texts of the tables' cells, once one has the text awaited.

        Tables are drawn; these are the cells in view, as a screen reader has them.
        """
        cells = self.page.locator('[data-testid="stDataFrame"] td')
        cells.filter(has_text=awaited).first.wait_for(state="attached")
        return cells.all_text_contents()

    def download(self, button: Locator) -> tuple[str, bytes]:
        """Press something that downloads; name and bytes of what came."""
        with self.page.expect_download() as coming:
            button.click()
        came: Download = coming.value
        return came.suggested_filename, Path(came.path()).read_bytes()

    def _judge_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("data", "blob", "about"):
            return
        if parts.netloc != urlsplit(self.address).netloc:
            self.complaints.append(f"left the host: {url}")

    def _judge_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def _judge_response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")
