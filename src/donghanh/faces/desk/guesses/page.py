"""`/ban/do-ma/`: addresses of the network that tried out codes and were held back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.throttling.queries import GuessRow
from donghanh.apps.throttling.queries import guesses as told
from donghanh.faces.design.figures import written_moment
from donghanh.faces.signin.doors import desk_page

READERS = ("director", "business", "office", "auditor")
DOORS = {
    "portal-tracking-misses": gettext_lazy("Mã theo dõi, trên cổng khách hàng"),
    "portal-contract-misses": gettext_lazy("Số điện thoại của hợp đồng, trên cổng khách hàng"),
    "api-tracking-misses": gettext_lazy("Mã theo dõi, qua API"),
    "api-partner-key": gettext_lazy("Khóa của hệ thống đối tác, qua API"),
    "open311-misses": gettext_lazy("Khóa hoặc mã theo dõi, qua Open311"),
}


@desk_page(roles=READERS)
def guesses(request: HttpRequest) -> HttpResponse:
    """List the latest hundred."""
    found = told(actor=request.actor)  # type: ignore[attr-defined]
    columns = [
        {"key": "at", "label": _("Lúc")},
        {"key": "door", "label": _("Đã thử mã gì")},
        {"key": "address", "label": _("Địa chỉ mạng"), "kind": "code"},
        {"key": "mark", "label": _("Dấu"), "kind": "code"},
        {"key": "misses", "label": _("Số lần sai"), "kind": "number"},
    ]
    context = {"rows": [_row(one) for one in found], "columns": columns}
    response = render(request, "desk/guesses/list.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _row(one: GuessRow) -> dict[str, object]:
    return {
        "at": written_moment(one.product_at),
        "door": str(DOORS.get(one.door, one.door)),
        "address": one.address,
        "mark": one.mark,
        "misses": one.misses,
    }
