"""What makes the portal an app on a phone: its name, first page, and shortcuts to what is asked for most."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

FROM_APP = "?kenh=app"


def manifest(request: HttpRequest) -> HttpResponse:
    """The app's manifest; requests that begin at a shortcut count as the app's channel."""
    ways = (
        (_("Báo mất điện"), reverse("portal-request-service", args=["FAULT_RESTORE"]) + FROM_APP),
        (_("Gửi yêu cầu"), reverse("portal-requests") + FROM_APP),
        (_("Theo dõi yêu cầu"), reverse("portal-track")),
    )
    told = {
        "id": "/",
        "name": _("Đồng Hành"),
        "short_name": _("Đồng Hành"),
        "lang": get_language() or "vi",
        "start_url": reverse("portal-home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f7f9",
        "theme_color": "#1a4f9c",
        "icons": [{"src": static("design/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
        "shortcuts": [{"name": name, "url": url} for name, url in ways],
    }
    return JsonResponse(told, content_type="application/manifest+json")


urlpatterns = [path("dong-hanh.webmanifest", manifest, name="portal-manifest")]
