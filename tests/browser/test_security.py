"""What a stranger's sheet, site or address can do to a visitor: nothing."""

import http.client
from urllib.parse import urlsplit

import pytest

from hrss.settings import REPOSITORY
from tests.browser.hostile_sheets import (
    HOSTILE,
    MARK,
    NAME,
    hostile_offices,
    hostile_stations,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
# Where there are no accounts, there is nobody to look after and no review.
PAGES = sorted(
    {path.stem for path in (REPOSITORY / "pages").glob("*.py")} - {"admin", "review"}
)
# Anything that text of a sheet could have become, other than text.
_RENDERED = """mark => {
  const app = document.querySelector('[data-testid="stApp"]');
  const found = [];
  if (window.harmed) found.push('a script ran');
  for (const each of app.querySelectorAll(
    'img[src="x"], img[src$="x.png"], a[href^="javascript"], a[href*=".example"], ' +
    '.katex, [onerror]')) found.push(each.outerHTML.slice(0, 200));
  for (const each of app.querySelectorAll(
    'b, strong, em, i, code, a, [style*="color"], tspan[style]')) {
    const own = [...each.childNodes].filter(n => n.nodeType === 3)
      .map(n => n.textContent).join('');
    const whole = own.includes('<') || own.includes('**') || own.includes('\\\\[');
    const isPart = [mark + '粗', mark + '斜', mark + '码', mark + '链', mark + '红']
      .includes(own.trim());
    if (isPart || (own.trim() === mark && !whole)) {
      found.push(each.outerHTML.slice(0, 200));
    }
  }
  for (const icon of app.querySelectorAll('[data-testid="stIconMaterial"]')) {
    if (icon.textContent === 'home') found.push('an icon: ' + icon.outerHTML);
  }
  if (document.body.innerText.includes('😄')) found.push('an emoji');
  return found;
}"""


def send(visitor, name: str, content: bytes) -> None:
    visitor.turn_to("数据上报")
    visitor.upload(name, content)


def rendered(visitor) -> list[str]:
    return visitor.page.evaluate(_RENDERED, MARK)


def test_what_a_sheet_says_is_shown_as_text_and_never_run(new_server, new_visitor):
    visitor = new_visitor(new_server)
    send(visitor, NAME, hostile_offices(has_faults=True))
    found = rendered(visitor)
    shown = visitor.text()
    assert HOSTILE in shown.replace("\u2060", "")
    visitor.page.reload()
    visitor.settle()
    for content in (hostile_offices(has_faults=False), hostile_stations()):
        send(visitor, NAME, content)
        found += rendered(visitor)
        visitor.type_into("报送人", HOSTILE)
        visitor.press("确认提交")
        found += rendered(visitor)
        assert "提交成功" in visitor.text()
        visitor.page.reload()
        visitor.settle()
    for path in PAGES:
        visitor.go("" if path == "overview" else path)
        found += rendered(visitor)
    visitor.go("offices?office=440402001")
    found += rendered(visitor)
    visitor.go("progress?as_of=**" + MARK + "粗**")
    found += rendered(visitor)

    assert found == []


def test_every_answer_keeps_the_browser_from_running_what_is_not_ours(empty_server):
    answers = [ask(empty_server, path) for path in ("/", "/healthz", "/nothing/here")]

    for status, headers, _ in answers:
        policy = headers["content-security-policy"]
        scripts = next(each for each in policy.split("; ") if "script-src" in each)
        assert status in (200, 404)
        assert "unsafe" not in scripts
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"


def test_a_host_that_is_not_ours_is_refused(empty_server):
    status, _, body = ask(empty_server, "/", Host="attacker.example")

    assert status == 400
    assert "HRSS_ALLOWED_HOSTS" in body


def test_another_sites_page_cannot_open_a_session(empty_server):
    status, _, _ = ask(
        empty_server,
        "/_stcore/stream",
        Origin="http://attacker.example",
        Connection="Upgrade",
        Upgrade="websocket",
        **{
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
        },
    )

    assert status == 403


def test_a_file_without_the_visitors_own_token_is_refused(empty_server):
    status, _, _ = ask(empty_server, "/_stcore/upload_file/some/file", method="PUT")

    assert status == 403


def test_the_service_says_that_it_lives_and_is_ready(empty_server):
    alive, ready = ask(empty_server, "/healthz"), ask(empty_server, "/readyz")

    assert (alive[0], alive[2]) == (200, "ok")
    assert (ready[0], ready[2]) == (200, "ready")


def ask(address: str, path: str, *, method: str = "GET", **headers: str):
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode(errors="replace")
    connection.close()
    return answer.status, dict(answer.getheaders()), body
