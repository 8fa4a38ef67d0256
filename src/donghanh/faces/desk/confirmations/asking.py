"""Asking one beneficiary: the contact opened and recorded, the answer, slips with codes, consent."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from donghanh.adapters.spreadsheets.writing import WrittenSheet
from donghanh.apps.evidence.queries import EvidenceCard
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.confirmation_permissions import may_ask
from donghanh.apps.programmes.operations import answering, consenting, inviting
from donghanh.apps.programmes.queries import confirmations as queries
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.desk.confirmations import words
from donghanh.faces.desk.confirmations.forms import AnswerForm, ConsentForm
from donghanh.faces.desk.confirmations.rounds import round_trail
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.sheets import workbook
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of

CANNOT = (Refused, CannotMove, Forbidden)


@programme_page()
@never_cache
def ask(request: HttpRequest, number: int, reference: str) -> HttpResponse:
    """
    Show one who is to be asked (GET); open the contact, write a call that reached nobody, or the answer
    (POST).
    """
    standing = standing_of(request)
    asked = _asked(standing, number)
    line = _line(standing, number, reference)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    form = AnswerForm(request.POST if act == "answer" else None)
    contact: inviting.Contact | None = None
    at = request.product_now  # type: ignore[attr-defined]
    try:
        if act == "open":
            contact = inviting.open_contact(**asked, reference=reference, at=at)
        elif act == "attempt":
            inviting.record_attempt(
                **asked, reference=reference, outcome=request.POST.get("outcome", ""), at=at
            )
            messages.success(request, _("Đã ghi một lần gọi."))
            return redirect(standing.link("desk-confirm-ask", number, reference))
        elif act == "answer" and form.is_valid():
            kept = answering.record_answer(**asked, reference=reference, at=at, **form.cleaned_data)
            messages.success(request, _("Đã ghi câu trả lời %(reference)s.") % {"reference": kept.reference})
            if kept.case:
                messages.warning(request, _("Câu trả lời mở một việc cần xử lý."))
            return redirect(standing.link("desk-confirm-ask", number, reference))
    except NotFound:
        raise
    except CANNOT as refusal:
        form.add_error(None, words.told(refusal)) if act == "answer" else messages.error(
            request, words.told(refusal)
        )
    context = {
        "trail": round_trail(standing, number, reference),
        "line": line,
        "activity": wording.said(line, "activity"),
        "received": words.word(words.RECEIVED, line.received),
        "tone": words.RECEIVED_TONES.get(line.received, "idle"),
        "contact": contact,
        "form": form,
        "outcomes": list(words.OUTCOMES.items()),
        "may_ask": may_ask(actor=standing.actor) and not line.is_answered,
        "consent_url": _consent_url(standing, number, line),
        "back": standing.link("desk-confirm-round", number),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/confirmations/ask.html", context, status=status)


@programme_page()
@require_POST
@never_cache
def slips(request: HttpRequest, number: int) -> HttpResponse:
    """Make codes and hand the slips over as a workbook, once; what is kept is their hashes."""
    standing = standing_of(request)
    asked = _asked(standing, number)
    channel = request.POST.get("kenh", "")
    try:
        found = inviting.issue_codes(
            **asked, channel=channel, chance=secrets.token_bytes, anew=request.POST.get("lam-lai") == "1",
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except NotFound:
        raise
    except CANNOT as refusal:
        messages.error(request, words.told(refusal))
        return redirect(standing.link("desk-confirm-round", number))
    if not found.slips:
        messages.info(request, _("Không có ai cần phát mã thêm."))
        return redirect(standing.link("desk-confirm-round", number))
    return workbook(name=f"phieu-hoi-{number}", sheets=[_sheet(request, found.slips)])


@programme_page()
def consent(request: HttpRequest, number: int, reference: str) -> HttpResponse:
    """Write a consent down that was given on the telephone, on paper or at the counter."""
    standing = standing_of(request)
    line = _line(standing, number, reference)
    pictures = _pictures(standing, reference)
    choices = [(str(card.number), card.name) for card in pictures]
    form = ConsentForm(request.POST if request.method == "POST" else None, pictures=choices)
    if request.method == "POST" and form.is_valid():
        try:
            given = consenting.give_consent(
                **_asked(standing, number), reference=reference, at=request.product_now,  # type: ignore[attr-defined]
                **form.cleaned_data,
            )  # fmt: skip
            messages.success(request, _("Đã ghi sự đồng ý %(reference)s.") % {"reference": given})
            return redirect(standing.link("desk-confirm-stories"))
        except NotFound:
            raise
        except CANNOT as refusal:
            form.add_error(None, words.told(refusal))
    context = {
        "trail": round_trail(standing, number, reference),
        "title": _("Ghi sự đồng ý cho đăng"),
        "lede": f"{line.reference} · {wording.said(line, 'activity')}",
        "form": form,
        "pictures": [
            {"url": reverse("evidence-file", args=[card.number]), "name": card.name} for card in pictures
        ],
        "back": standing.link("desk-confirm-ask", number, reference),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/confirmations/act.html", context, status=status)


def _asked(standing: Standing, number: int) -> dict[str, Any]:
    return {"actor": standing.actor, "campaign_code": standing.campaign_code, "number": number}


def _line(standing: Standing, number: int, reference: str) -> queries.SampleLine:
    lines = queries.asked_list(**_asked(standing, number))
    found = next((line for line in lines if line.reference == reference), None)
    if found is None:
        raise NotFound("drawn benefit", reference)
    return found


def _pictures(standing: Standing, reference: str) -> tuple[EvidenceCard, ...]:
    return queries.pictures_to_publish(actor=standing.actor, reference=reference)


def _consent_url(standing: Standing, number: int, line: queries.SampleLine) -> str:
    if not line.is_answered or line.consent or not may_ask(actor=standing.actor):
        return ""
    return standing.link("desk-confirm-consent", number, line.reference)


def _sheet(request: HttpRequest, found: tuple[inviting.CodeSlip, ...]) -> WrittenSheet:
    communes = organisation.commune_names()
    columns = [
        _("Người nhận"), _("Địa chỉ"), _("Xã, phường"), _("Điện thoại"), _("Hoạt động"), _("Mã"),
        _("Dùng đến trước"), _("Trang trả lời"),
    ]  # fmt: skip
    address = request.build_absolute_uri(reverse("portal-confirm"))
    rows = [
        [one.name, one.address, communes.get(one.commune_code, ""), one.phone, wording.said(one, "activity"),
         one.code, one.expires_at, address]
        for one in found
    ]  # fmt: skip
    notes = [_("Mã chỉ hiện một lần trong tệp này. Phát xong xin xóa tệp.")]
    return WrittenSheet(_("Phiếu hỏi"), columns, rows, notes)
