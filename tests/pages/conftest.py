"""Pages without a browser, each on a store of its own."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from hrss.settings import REPOSITORY, Settings
from hrss.store import append_roster, close_store, migrate, open_store
from hrss.web.session import open_shared_store
from tests.clerk_sheets import FILE_NAME, finished_sheet, mended_sheet, send_sheet
from tests.factories import make_roster

OF_ACCOUNTS = ("admin", "review")
"""Pages that there are only where visitors sign in."""
PAGES = tuple(
    path.stem
    for path in sorted((REPOSITORY / "pages").glob("*.py"))
    if path.stem not in OF_ACCOUNTS
)
GUANGZHOU, SHAOGUAN, DONGGUAN = "440100", "440200", "441900"

Visit = Callable[..., AppTest]


def mini_roster():
    """Four townships of Zhuhai, one of Dongguan, three of Shaoguan.

    Six are of the first batch: the Delta's five and 太平镇, a central town. 马市镇
    is of the second; what 澄江镇 is, nobody has said yet.
    """
    roster = make_roster(
        ("440222100", "韶关市", "始兴县", "太平镇"),
        ("440222101", "韶关市", "始兴县", "马市镇"),
        ("440222102", "韶关市", "始兴县", "澄江镇"),
        ("440402004", "珠海市", "香洲区", "吉大街道"),
        ("440402005", "珠海市", "香洲区", "拱北街道"),
        ("440403107", "珠海市", "斗门区", "井岸镇"),
        ("440404100", "珠海市", "金湾区", "三灶镇"),
        ("441900006", "东莞市", None, "莞城街道"),
    )
    roster.loc[:2, "is_central_town"] = [True, False, None]
    return roster


def words(html: str) -> str:
    """What HTML says, without its tags."""
    return re.sub(r"<[^>]+>", "", html)


def shown(markdown: str) -> str:
    """What Markdown shows of text that was escaped for it."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("\u2060", "")


def all_words(page: AppTest) -> str:
    """All that a page says, its tables and its captions included."""
    texts = [str(getattr(each, "value", "")) for each in page.main]
    labels = [str(getattr(each, "label", "")) for each in page.main]
    return shown("\n".join(map(words, texts + labels)))


def answer(page: AppTest) -> str:
    """The sentence or title that a page begins with."""
    return words(page.html[0].value)


@pytest.fixture
def in_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every page run within app.py, as the server does (hrss.web.server)."""
    begin = PagesManager.__init__

    def begin_as_served(manager: PagesManager, *given: Any, **named: Any) -> None:
        PagesManager.uses_pages_directory = False
        begin(manager, *given, **named)

    monkeypatch.setattr(PagesManager, "__init__", begin_as_served)


@pytest.fixture
def visit(in_frame: None, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Open a page on a store; what is named is chosen beforehand."""

    def open_page(
        url: str,
        name: str = "overview",
        *,
        query: dict[str, str] | None = None,
        **chosen: Any,
    ) -> AppTest:
        monkeypatch.setenv("HRSS_DATABASE_URL", url)
        page = AppTest.from_file(str(REPOSITORY / "app.py"), default_timeout=120)
        for key, value in (query or {}).items():
            page.query_params[key] = value
        for key, value in chosen.items():
            page.session_state[key] = value
        if name != "overview":
            page.switch_page(f"pages/{name}.py")
        return page.run()

    return open_page


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """Where this test's store is; nothing has been reported to it."""
    with kept_store(tmp_path) as address:
        yield address


@pytest.fixture
def mini_url(url: str) -> str:
    """A store with the small roster in force, to which nothing has been reported."""
    use_mini_roster(url)
    return url


@pytest.fixture(scope="session")
def zhuhai_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small roster's store after Zhuhai's sheet of 2011-11-30; to be read."""
    with kept_store(tmp_path_factory.mktemp("zhuhai")) as address:
        use_mini_roster(address)
        send_sheet(address, mended_sheet(), file_name=FILE_NAME)
        yield address


@pytest.fixture(scope="session")
def two_months_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same after its sheet of 2011-12-31 as well; to be read."""
    with kept_store(tmp_path_factory.mktemp("two_months")) as address:
        use_mini_roster(address)
        send_sheet(address, mended_sheet(), file_name=FILE_NAME)
        send_sheet(address, finished_sheet(), file_name=FILE_NAME)
        yield address


@pytest.fixture(scope="session")
def simulated_url(simulated_database: Path) -> Iterator[str]:
    """A store to which three prefectures have reported for two months; simulated."""
    with kept_store(simulated_database.parent) as address:
        yield address


def use_mini_roster(address: str) -> None:
    """Put the small roster in force."""
    store = open_store(Settings(database_url=address))
    migrate(store)
    append_roster(store, mini_roster(), name="试验名册", sender="省厅")
    close_store(store)


@contextmanager
def kept_store(folder: Path) -> Iterator[str]:
    """Address of a store; what the pages opened there is closed at the end."""
    address = f"sqlite:///{folder / 'hrss.sqlite'}"
    yield address
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HRSS_DATABASE_URL", address)
        close_store(open_shared_store(address))
        open_shared_store.clear(address)
