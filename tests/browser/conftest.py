"""A real browser for tests of pages: Debian's Chromium, skipped in one line where it is missing."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
# Playwright's own event loop runs in this thread; Django would take it for an asynchronous view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser():
    """Chromium, started once for all tests of a run."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM} (apt install chromium, or set CHROMIUM)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        started = engine.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser) -> Iterator[Callable]:
    """
    Open a page: `open_page(address, width=390, theme="dark", language="en", scripts=False)`.

    At the end of the test the page must have raised no error and refused nothing of its policy.
    """
    opened, troubles = [], []

    def open_at(address, *, width=1280, height=900, theme="light", language="vi", scripts=True):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            java_script_enabled=scripts,
            extra_http_headers={"Accept-Language": language},
        )
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda trouble: troubles.append(str(trouble)))
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        page.goto(address)
        return page

    yield open_at
    for context in opened:
        context.close()
    assert troubles == []


@pytest.fixture
def page(open_page):
    """A blank page of desk width."""
    return open_page("about:blank")


@pytest.fixture
def live(live_server) -> str:
    """The address of the site, served from this test's database."""
    return live_server.url


@pytest.fixture
def shot() -> Callable:
    """Keep what a page shows: `shot(page, "board-dark")` writes var/screenshots/board-dark.png."""

    def keep(page, name: str) -> Path:
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return keep


@pytest.fixture
def serious() -> Callable:
    """List what axe finds serious or critical on a page: `assert serious(page) == []`."""
    from axe_playwright_python.sync_playwright import Axe

    def look(page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [
            f"{rule['id']}: {node['html'][:120]}"
            for rule in found
            if rule["impact"] in {"serious", "critical"}
            for node in rule["nodes"]
        ]

    return look
