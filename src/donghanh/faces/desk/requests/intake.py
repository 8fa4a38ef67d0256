"""Takes a request in at the counter, by telephone or on paper: choose, fill, hand the code out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.customers.queries import CustomerCard, customer_card
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.apps.requests import operations
from donghanh.apps.requests.permissions import check_act
from donghanh.apps.requests.values import CaseOpened
from donghanh.faces.design.figures import written_moment
from donghanh.faces.desk.asking import Standing, address, standing_of, unit_names
from donghanh.faces.desk.requests import refusals, words
from donghanh.faces.desk.requests.intake_form import IntakeForm, fresh
from donghanh.faces.desk.requests.standing import requests_page
from donghanh.lawbook.services import NoSuchService, Service, read_services

FIELD_OF = {
    "customer-unknown": "customer_code", "received-in-future": "received_at", "unit-unknown": "unit_code",
    "received-without-zone": "received_at", "received-too-early": "received_at",
    "contact-missing": "phone", "channel-unknown": "channel",
}  # fmt: skip


@requests_page
def new(request: HttpRequest) -> HttpResponse:
    """Choose a service (GET), fill its form (with `dich-vu`), open the case (POST with the form's key)."""
    standing = standing_of(request)
    check_act(actor=standing.actor)
    wishes = request.POST if request.method == "POST" else request.GET
    code = wishes.get("service") or wishes.get("dich-vu") or wishes.get("khac") or ""
    if not code:
        return render(request, "desk/requests/intake.html", _choosing(standing))
    try:
        service = read_services().require(code=code, day=standing.today)
    except NoSuchService:
        service = None
    if service is None or not service.takes_cases:
        messages.error(request, refusals.told_rule(rule="service-unknown", facts={}))
        return redirect("desk-request-new")
    return _asked(request, standing, service)


def _asked(request: HttpRequest, standing: Standing, service: Service) -> HttpResponse:
    is_sent = "key" in request.POST
    card = _card(request, standing)
    form = IntakeForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, service=service,
        units=unit_names(standing), communes=organisation.commune_names(),
        initial=None if is_sent else _first(request, standing, service, card),
    )  # fmt: skip
    if is_sent and form.is_valid():
        opened = _opened(standing, form)
        if opened:
            return render(request, "desk/requests/opened.html", _receipt(service, opened))
    status = 422 if form.errors else 200
    return render(request, "desk/requests/intake.html", _filling(service, form, card), status=status)


def _opened(standing: Standing, form: IntakeForm) -> CaseOpened | None:
    try:
        return operations.open_case(actor=standing.actor, now=standing.now, **form.opening())
    except (Refused, Forbidden) as refusal:
        form.add_error(_field_of(form, refusal), refusals.told(refusal))
        return None


def _field_of(form: IntakeForm, refusal: Exception) -> str | None:
    """The field that a refusal speaks of, None for the whole form."""
    named = str(getattr(refusal, "facts", {}).get("field", ""))
    known = (one for one in (f"o-{named}", named) if one in form.fields)
    return next(known, FIELD_OF.get(getattr(refusal, "rule", "")))


def _card(request: HttpRequest, standing: Standing) -> CustomerCard | None:
    wishes = request.POST if request.method == "POST" else request.GET
    code = (wishes.get("khach-hang") or "").strip().upper()[:13]
    return customer_card(actor=standing.actor, code=code) if code else None


def _first(
    request: HttpRequest, standing: Standing, service: Service, card: CustomerCard | None
) -> dict[str, Any]:
    phone = request.POST.get("so", "").replace("\x00", "")[:20]
    return fresh(
        service=service, now=standing.now, channel="phone" if phone else "counter", phone=phone,
        customer_code=card.code if card else "", name=card.name if card else "",
    )  # fmt: skip


def _choosing(standing: Standing) -> dict[str, Any]:
    found = [one for one in read_services().on(day=standing.today) if one.takes_cases]
    groups = [
        {
            "code": code,
            "name": words.named(word),
            "services": [_line(one) for one in found if one.group == code],
        }
        for code, word in words.lawbook().groups.items()
    ]
    return {"groups": [group for group in groups if group["services"]], "trail": _trail()}


def _line(one: Service) -> dict[str, str]:
    return {
        "name": words.service(one),
        "clock": words.clock(*one.clock),
        "url": address("desk-request-new", dich_vu=one.code),
    }


def _filling(service: Service, form: IntakeForm, card: CustomerCard | None) -> dict[str, Any]:
    starts = words.lawbook().starts.get(service.starts)
    promise = _("Hạn: %(clock)s, tính %(starts)s.") % {
        "clock": words.clock(*service.clock),
        "starts": words.named(starts),
    }
    facts: list[tuple[str, Any]] = [
        (_("Thời hạn"), words.clock(*service.clock), words.source(service.source.text)),
        (_("Phí"), words.said(service.fee.vi, service.fee.en) if service.fee else _("Chưa xác nhận")),
        (_("Nơi giải quyết"), words.word(words.RESPONSIBLE, service.responsible)),
    ]
    if card:
        facts.insert(0, (_("Khách hàng"), f"{card.name} ({card.code})"))
    return {
        "service": words.service(service), "promise": promise, "form": form, "facts": facts,
        "parts": form.parts(),
        "documents": [
            {"name": words.named(one), "is_required": one.is_required} for one in service.documents
        ],
        "unsure": "" if service.details_source.is_confirmed else _(
            "Giấy tờ, câu hỏi và các bước do phần mềm đề xuất, chờ công ty xác nhận."
        ),
        "other_url": address("desk-request-new"), "trail": _trail(words.service(service)),
    }  # fmt: skip


def _receipt(service: Service, opened: CaseOpened) -> dict[str, Any]:
    due = written_moment(opened.due_at) if opened.due_at else _("Khi hồ sơ đầy đủ mới tính hạn")
    facts = [(_("Mã theo dõi"), opened.tracking_code or _("Đã đưa khi nhận lần đầu")), (_("Hạn"), due)]
    told = _("Biểu mẫu đã được gửi trước đó; không nhận hai lần.") if opened.is_again else ""
    return {
        "service": words.service(service), "code": opened.code, "told": told, "facts": facts,
        "case_url": address("desk-request", opened.code), "again_url": address("desk-request-new"),
        "trail": _trail(opened.code),
        "shortcuts": [(("1",), _("Mở yêu cầu")), (("n",), _("Nhận yêu cầu khác"))],
    }  # fmt: skip


def _trail(*last: str) -> list[tuple[str, str]]:
    trail = [(_("Các yêu cầu"), address("desk-requests")), (_("Nhận yêu cầu mới"), "")]
    return trail if not last else [trail[0], (trail[1][0], address("desk-request-new")), (last[0], "")]
