"""The call screen: a number tells who calls, what is open, what goes on around; a key leads to a case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.customers.operations import reveal_customer
from donghanh.apps.customers.permissions import may_reveal
from donghanh.apps.requests import queries
from donghanh.apps.requests.permissions import check_see_requests
from donghanh.apps.requests.values import Caller, CallerCustomer, IncidentRow
from donghanh.faces.desk.asking import Standing, address, standing_of, unit_names
from donghanh.faces.desk.requests import rows, words
from donghanh.faces.desk.requests.standing import may_act, requests_page
from donghanh.lawbook.services import read_services

NUMBER = re.compile(r"[0-9+ .()-]{6,20}")
QUICK = (("f", "FAULT_RESTORE"), ("b", "BILL_QUERY"), ("i", "INFO_LOOKUP"), ("m", "METER_CHECK"))
"""Keys of what people call for most; whatever the day's catalogue lacks is not offered."""

SHORTCUTS = [
    (("0",), gettext_lazy("Ghi số gọi đến")),
    (("1", "…", "9"), gettext_lazy("Mở yêu cầu thứ mấy")),
    (("f", "b", "i", "m"), gettext_lazy("Nhận việc hay gặp")),
    (("n",), gettext_lazy("Chọn dịch vụ khác")),
    (("h",), gettext_lazy("Hiện đầy đủ khách hàng")),
]


@requests_page
def call_centre(request: HttpRequest) -> HttpResponse:
    """
    Ask for the number (GET); say who calls (POST, so that no address and no journal keeps the number).

    `hien` shows the customers in full to check who speaks; each is recorded as a reading.
    """
    standing = standing_of(request)
    check_see_requests(actor=standing.actor)
    typed = request.POST.get("so", "").replace("\x00", "").strip()[:20]
    if request.method != "POST" or not NUMBER.fullmatch(typed):
        problem = _("Hãy ghi số điện thoại, ít nhất 6 chữ số.") if request.method == "POST" else ""
        context = {
            "problem": problem, "typed": typed, "shortcuts": SHORTCUTS,
            "incidents": _incidents(queries.incidents(actor=standing.actor, now=standing.now)),
        }  # fmt: skip
        return render(request, "desk/requests/call_centre.html", context, status=422 if problem else 200)
    found = queries.caller(actor=standing.actor, phone=typed, now=standing.now)
    is_full = request.POST.get("hien") == "1" and may_reveal(actor=standing.actor)
    return render(request, "desk/requests/call_centre.html", _page(standing, typed, found, is_full=is_full))


def _page(standing: Standing, typed: str, found: Caller, *, is_full: bool) -> dict[str, Any]:
    units = unit_names(standing)
    return {
        "found": found, "typed": typed,
        "customers": [_customer(standing, one, units, is_full=is_full) for one in found.customers],
        "is_covered": not is_full and may_reveal(actor=standing.actor), "is_in_full": is_full,
        "chosen_code": found.customers[0].code if len(found.customers) == 1 else "",
        "cases": [
            rows.case_row(one, standing=standing, units=units) | {"key": str(at) if at < 10 else ""}
            for at, one in enumerate(found.open_cases, start=1)
        ],
        "recent": [rows.case_row(one, standing=standing, units=units) for one in found.recent_cases],
        "incidents": _incidents(found.incidents),
        "quick": _quick(standing), "services": list(words.services(standing.today).items()),
        "new_url": address("desk-request-new") if may_act(actor=standing.actor) else "",
        "shortcuts": SHORTCUTS,
    }  # fmt: skip


def _incidents(found: Sequence[IncidentRow]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code, "title": one.title, "opened_at": one.opened_at, "count": one.case_count,
            "url": address("desk-incident", one.code),
        }
        for one in found
    ]  # fmt: skip


def _quick(standing: Standing) -> list[dict[str, str]]:
    today = {one.code: one for one in read_services().on(day=standing.today) if one.takes_cases}
    return [
        {
            "key": key,
            "code": code,
            "name": words.service(today[code]),
            "clock": words.clock(*today[code].clock),
        }
        for key, code in QUICK
        if code in today
    ]


def _customer(
    standing: Standing, one: CallerCustomer, units: dict[str, str], *, is_full: bool
) -> dict[str, Any]:
    card = reveal_customer(actor=standing.actor, code=one.code, at=standing.now) if is_full else None
    facts = [
        (_("Mã khách hàng"), one.code),
        (_("Địa chỉ"), card.address if card else one.address),
        (_("Đơn vị"), units.get(one.unit_code, one.unit_code)),
    ]
    if card:
        facts.append((_("Điện thoại"), card.phone or "–"))
    url = address("desk_customer", one.code)
    return {"code": one.code, "name": card.name if card else one.name, "facts": facts, "url": url}
