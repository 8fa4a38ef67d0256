"""
Takes the pictures of docs/screenshots from a demo of its own, and stops everything that it started.

The demo lies in a folder that is made for it and removed; whatever runs in the clone is left alone. Every
picture is one viewport, taken on the day of the story that it shows. Run: make screenshots
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.browser.conftest import CHROMIUM, FLAGS  # noqa: E402

from donghanh.adapters.loopback import free_port, port_answers  # noqa: E402

TARGET = ROOT / "docs" / "screenshots"
DONGHANH = [sys.executable, "-m", "donghanh"]
MOST_BYTES = 300_000
PATIENCE_SECONDS = 900
HEIGHTS = {1280: 800, 390: 780}


@dataclass(frozen=True)
class Shot:
    """
    A picture: the file's name begins it, then its width; `who` signs in by card, "" is nobody.

    day : the story stands on it; pictures of a later day follow those of an earlier one
    """

    name: str
    path: str
    width: int
    who: str = "kinhdoanh"
    language: str = "vi"
    day: str = "2021-12-20"


SHOTS = (
    Shot("board", "/ban/", 1280),
    Shot("board", "/ban/", 390),
    Shot("board-en", "/ban/", 1280, language="en"),
    Shot("benefits", "/ban/danh-sach/", 1280),
    Shot("draw", "/ban/boc-tham/online-payment-draw/1/", 1280),
    Shot("story", "/ban/cau-chuyen/", 1280, who="giamdoc"),
    Shot("five-commune", "/doi-tac/danh-sach/", 390, who="mattran.13732", day="2021-12-07"),
    Shot("five-duplicates", "/ban/trung-lap/?xem=tat-ca", 1280, day="2021-12-12"),
    Shot("five-leads", "/ban/ho-can-xem/", 1280, day="2021-12-08"),
    Shot("five-masks", "/ban/kho/chia-hang/masks/", 1280, day="2021-12-10"),
    Shot("five-areas", "/ban/dia-ban/", 1280, who="truong.pa01nd", day="2021-12-15"),
    Shot("five-crew", "/hien-truong/?ngay=2021-12-21", 390, who="to.pa01nd"),
    Shot("five-equation", "/ban/kho/can-doi/", 1280, who="vanphong"),
    Shot("five-draw", "/ban/boc-tham/online-payment-draw/1/", 1280, who="giamdoc", day="2022-01-05"),
    Shot("five-answers", "/ban/xac-nhan/", 1280, who="vanphong", day="2022-01-25"),
    Shot("five-report", "/bao-cao/", 390, who="", day="2022-01-31"),
    Shot(
        "bill", "/tinh-hoa-don/?category=residential&kwh=180&read_on=2021-09-15&relief=covid-4", 1280, who=""
    ),
    Shot(
        "bill", "/tinh-hoa-don/?category=residential&kwh=180&read_on=2021-09-15&relief=covid-4", 390, who=""
    ),
    Shot("readings", "/ban/chi-so/giu/", 1280, who="truong.pa01nd"),
    Shot("reliefs", "/ban/giam-gia/", 1280),
    Shot("runs", "/ban/hoa-don/chay/", 1280),
    Shot("ageing", "/ban/cong-no/", 1280),
    Shot("law", "/ban/bo-quy-dinh/", 1280),
    Shot("queue", "/ban/yeu-cau/", 1280, who="truong.pa01nd"),
    Shot("figures", "/ban/chi-tieu-yeu-cau/", 1280, who="giamdoc"),
    Shot("ask", "/yeu-cau/", 390, who=""),
    Shot("supply", "/ban/cap-dien/", 1280, who="giamdoc"),
    Shot("verify", "/boc-tham/kiem-tra/", 390, who=""),
    Shot("design", "/design", 1280, who=""),
    Shot("design", "/design", 390, who=""),
)


def main() -> None:
    """Start the demo, take the pictures, stop the demo."""
    TARGET.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    with demo() as address, sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for shot in sorted(SHOTS, key=lambda one: one.day):
            play_through(shot.day)
            take(browser=browser, address=address, shot=shot)
        browser.close()


@contextmanager
def demo() -> Iterator[str]:
    """Run a demo in a folder and on a port of its own; answers its address once it serves."""
    home = Path(tempfile.mkdtemp(prefix="donghanh-screenshots-"))
    home.chmod(0o755)  # as root the database's account has to pass through
    port = free_port()
    words = {**os.environ, "DONGHANH_HOME": str(home), "DONGHANH_DEMO": "1", "DATABASE_URL": ""}
    first = min(shot.day for shot in SHOTS)
    served = subprocess.Popen([*DONGHANH, "demo", "--port", str(port), "--day", first], env=words, cwd=ROOT)
    os.environ.update(words)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(port=port, served=served)
        yield address
    finally:
        served.terminate()
        served.wait(timeout=60)
        subprocess.run([*DONGHANH, "database", "stop"], env=words, cwd=ROOT, check=False)
        shutil.rmtree(home, ignore_errors=True)


@cache
def play_through(day: str) -> None:
    """Play the story through a day, once."""
    if day > min(shot.day for shot in SHOTS):
        subprocess.run([*DONGHANH, "world", "play", "--until", day], cwd=ROOT, check=True)


def take(*, browser: Browser, address: str, shot: Shot) -> None:
    """Take one picture; refuse one that is an error page or too heavy for a repository."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": HEIGHTS[shot.width]},
        extra_http_headers={"Accept-Language": shot.language},
    )
    page = context.new_page()
    if shot.who:
        _sign_in(page, address=address, who=shot.who)
    answer = page.goto(address + shot.path)
    if answer is None or answer.status != 200:
        raise SystemExit(f"{shot.path} answered {answer and answer.status}; no picture was taken.")
    page.wait_for_load_state("networkidle")
    path = TARGET / f"{shot.name}-{shot.width}.png"
    page.screenshot(path=path)
    context.close()
    Image.open(path).quantize(256).save(path, optimize=True)  # a third of the bytes, to the eye the same
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path.name} has {path.stat().st_size} bytes; at most {MOST_BYTES} may be kept.")
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")


def _sign_in(page: Page, *, address: str, who: str) -> None:
    page.goto(address + "/dang-nhap/")
    card = page.locator("form", has=page.locator(f"input[name=username][value='{who}']"))
    for closed in page.locator("details:not([open]) > summary").all():
        closed.click()  # most people of the demo stand in a list that is folded
    card.locator("button").first.click()
    page.wait_for_load_state("networkidle")


def _wait(*, port: int, served: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if served.poll() is not None:
            raise SystemExit(f"The demo ended with {served.returncode} before it served.")
        if port_answers(port=port):
            return
        time.sleep(1)
    raise SystemExit(f"The demo did not serve within {PATIENCE_SECONDS} s.")


if __name__ == "__main__":
    main()
