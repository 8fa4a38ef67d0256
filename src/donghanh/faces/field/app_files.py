"""What makes the pages an app: manifest, service worker with its list of files, the page for no network."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.faces.field.frame import field_page

SCRIPTS = (
    "page", "texts", "outbox", "records", "clock", "sender", "line", "visit", "pages", "photos", "signature",
)  # fmt: skip
STYLES = ("fonts", "tokens", "design", "forms", "components", "frames", "portal")
LETTERS = tuple(
    f"design/fonts/be-vietnam-pro-{part}-{weight}-normal.woff2"
    for part in ("latin", "latin-ext", "vietnamese")
    for weight in ("400", "500", "600", "700")
)
SHELL = (
    *(f"design/{name}.css" for name in STYLES),
    "field/field.css",
    "design/theme.js",
    "design/design.js",
    "design/mark.svg",
    *(f"field/{name}.js" for name in SCRIPTS),
    *LETTERS,
)


def offline(request: HttpRequest) -> HttpResponse:
    """The page that stands in when there is no network and no kept page; about nobody."""
    day = request.product_now.date()  # type: ignore[attr-defined]
    context = {**field_page(request, day=day), "person": "", "signed_in": None, "demo_clock": None}
    return render(request, "field/offline.html", context)


def manifest(request: HttpRequest) -> HttpResponse:
    """The app's name, colours and first page, so that a phone can put it on its home screen."""
    first = reverse("field-today")
    told = {
        "id": first,
        "name": _("Đồng Hành hiện trường"),
        "short_name": _("Hiện trường"),
        "lang": get_language() or "vi",
        "start_url": first,
        "scope": first,
        "display": "standalone",
        "background_color": "#f6f7f9",
        "theme_color": "#1a4f9c",
        "icons": [{"src": static("design/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker's script below its own scope; its text changes whenever a file of the shell does."""
    house = {
        "version": shell_version(),
        "shell": [*(static(name) for name in SHELL), reverse("field-offline")],
        "offline": reverse("field-offline"),
        "scope": reverse("field-today"),
    }
    text = f"self.HOUSE = {json.dumps(house)};\n{_bytes('field/service-worker.js').decode()}"
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = reverse("field-today")
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def shell_version() -> str:
    """A digest over the shell's files."""
    digest = sha256()
    for name in SHELL:
        digest.update(name.encode() + b"\0" + _bytes(name))
    return digest.hexdigest()[:12]


def _bytes(name: str) -> bytes:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(f"The static file '{name}' of the crews' app is missing.")
    return Path(found).read_bytes()
