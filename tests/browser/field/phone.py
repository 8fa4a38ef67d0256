"""A crew's telephone for tests: a browser with a memory of its own, behind a network that can be cut."""

from __future__ import annotations

import io
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.field.network import Network

PAGES = """async () => (await (await caches.open("donghanh-field-pages")).keys()).map((one) => one.url)"""


@dataclass
class Phone:
    """A crew's telephone: a browser with a memory of its own, behind a network that can be cut."""

    network: Network
    order: str
    engine: Any
    folder: Any
    context: Any = None
    page: Any = None

    def start(self) -> None:
        self.context = self.engine.launch_persistent_context(
            str(self.folder), executable_path=str(CHROMIUM), args=FLAGS, locale="vi",
            viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True,
            extra_http_headers={"Accept-Language": "vi"},
        )  # fmt: skip
        self.context.set_default_timeout(15_000)
        self.page = self.context.pages[0]

    def stop(self) -> None:
        self.context.close()

    def kill(self) -> None:
        """End the browser as a phone does that runs out of battery."""
        for number in processes_of(self.folder):
            os.kill(number, signal.SIGKILL)

    def sign_in(self, actor: Any) -> None:
        from django.contrib.auth import get_user_model
        from django.test import Client

        client = Client()
        person = get_user_model().objects.get(pk=actor.staff_id)
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        value = client.cookies["sessionid"].value
        self.context.add_cookies([
            {"name": "sessionid", "value": value, "url": self.network.address, "expires": 4_000_000_000}
        ])  # fmt: skip

    def go(self, path: str = "") -> None:
        self.page.goto(f"{self.network.address}/hien-truong/{path}")

    def open_visit(self) -> None:
        self.go(f"luot/{self.order}/?ngay=2021-12-20")
        self.page.wait_for_selector("html[data-outbox]")

    def prepare(self) -> None:
        """Open the day's list once with network, until the worker and the visit's page are on the phone."""
        self.go()
        self.page.wait_for_selector("html[data-outbox]")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.wait_pages(self.order)
        self.open_visit()

    def has_page(self, order: str) -> bool:
        """Whether a page of the order is kept on the phone."""
        return any(order in one for one in self.page.evaluate(PAGES))

    def wait_pages(self, order: str, *, are_there: bool = True) -> None:
        """Wait until a page of the order is kept, or is kept no more."""
        for _ in range(100):
            if self.has_page(order) == are_there:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{order} is {'not ' if are_there else ''}among the kept pages")

    def count(self) -> str:
        return self.page.locator("[data-line=count]").inner_text()

    def wait_count(self, text: str) -> None:
        place = self.page.locator("[data-line=count]")
        place.filter(has_text=text).wait_for(timeout=30_000)

    def cut(self) -> None:
        self.network.cut()
        self.context.set_offline(True)

    def mend(self) -> None:
        self.network.mend()
        self.context.set_offline(False)

    def press(self, kind: str, step: str = "") -> None:
        part = f"[data-part='{kind}:{step}']" if step else f"[data-part='{kind}']"
        self.page.locator(f"{part} form[data-kind={kind}] button:not([data-pad-clear])").first.click()

    def photograph(self, part: str, colour: str) -> None:
        file = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": large(colour)}
        self.page.locator(f"[data-part='{part}'] input[type=file]").set_input_files(file)

    def sign(self, *, stroke: bool = True) -> None:
        self.page.fill("#signer", "Bà Hộ Thử")
        if stroke:
            pad = self.page.locator("canvas.pad")
            pad.scroll_into_view_if_needed()
            frame = pad.bounding_box()
            self.page.mouse.move(frame["x"] + 40, frame["y"] + 60)
            self.page.mouse.down()
            for number in range(1, 9):
                self.page.mouse.move(
                    frame["x"] + 40 + 30 * number, frame["y"] + 60 + 40 * (number % 2), steps=3
                )
            self.page.mouse.up()
        self.press("signature")

    def whole_visit(self) -> int:
        """Do everything that the visit asks for; answers how many items that makes."""
        self.press("arrived")
        steps = self.page.locator("[data-part^='step_done:']")
        codes = [steps.nth(at).get_attribute("data-part").split(":")[1] for at in range(steps.count())]
        for code in codes:
            self.press("step_done", code)
        photos = self.page.locator("[data-part^='photo:']")
        named = [photos.nth(at).get_attribute("data-part") for at in range(photos.count())]
        for number, part in enumerate(["photo_before", "photo_after", *named]):
            self.photograph(part, ("red", "green", "blue", "navy")[number % 4])
        self.sign()
        made = 1 + len(codes) + 2 + len(named) + 1
        self.wait_count(f"Còn {made} mục")
        self.press("finished")
        return made + 1


def processes_of(folder: Any) -> list[int]:
    """Numbers of the processes of the browser that keeps its memory in this folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes()
        except OSError:
            continue
        if f"--user-data-dir={folder}".encode() in words:
            found.append(int(place.parent.name))
    return found


def large(colour: str) -> bytes:
    """A photograph of 12 megapixels."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (4000, 3000), colour).save(out, "JPEG")
    return out.getvalue()


def kept(order: str) -> list[str]:
    """The kinds of the records that the server has of an order."""
    from donghanh.apps.works.models import FieldRecord

    return sorted(FieldRecord.objects.filter(order__reference=order).values_list("kind", flat=True))


def state(order: str) -> str:
    from donghanh.apps.works.models import WorkOrder

    return str(WorkOrder.objects.get(reference=order).state)


def moments(order: str) -> list[Any]:
    """When the phone says that its records were made."""
    from donghanh.apps.works.models import FieldRecord

    return list(FieldRecord.objects.filter(order__reference=order).values_list("taken_at", flat=True))
