"""Orders over places and uses of sites: lists, entering, and one fact with its proofs and decision."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.evidence.operations import keep_evidence
from donghanh.apps.evidence.queries import evidence_of
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.apps.reliefs import operations, queries
from donghanh.faces.desk.asking import actor_of
from donghanh.faces.desk.reliefs import words
from donghanh.faces.desk.reliefs.forms import FileForm, OrderForm, ProofForm, ReasonForm, UseForm
from donghanh.faces.desk.reliefs.standing import COMPANY, form_page, links, relief_page, trail


@relief_page
def orders(request: HttpRequest) -> HttpResponse:
    """Orders over the places in sight, newest first."""
    return _list(request, "order", "desk-relief-orders", _("Lệnh giãn cách"))


@relief_page
def uses(request: HttpRequest) -> HttpResponse:
    """Uses of sites of the customers in sight, newest first."""
    return _list(request, "use", "desk-relief-uses", _("Địa điểm"))


def _list(request: HttpRequest, kind: str, here: str, title: str) -> HttpResponse:
    actor = actor_of(request)
    state, asked = request.GET.get("muc", ""), request.GET.get("page", "1")
    page = int(asked) if asked.isdecimal() and 0 < len(asked) < 5 and int(asked) else 1
    found = queries.facts(actor=actor, kind=kind, state=state, page=page)
    may_enter = bool(actor.roles & set(COMPANY)) or (kind == "use" and actor.may_change)
    context = {
        "title": title, "kind": kind, "rows": [_row(card) for card in found], "columns": _columns(kind),
        "tabs": links(request, here), "trail": trail(title), "page": page, "has_more": len(found) == 50,
        "states": [("", _("Tất cả")), *words.STATES.items()], "state": state, "may_enter": may_enter,
        "has_illustration": any(card.is_illustration for card in found),
    }  # fmt: skip
    return render(request, "desk/reliefs/facts.html", context)


def _columns(kind: str) -> list[dict[str, object]]:
    of_kind = (
        [{"key": "level", "label": _("Phạm vi")}]
        if kind == "order"
        else [{"key": "unit", "label": _("Điện lực")}]
    )
    return [
        {"key": "number", "label": _("Số"), "kind": "code", "url_key": "url"},
        {"key": "place", "label": _("Địa bàn") if kind == "order" else _("Khách hàng")},
        *of_kind,
        {"key": "what", "label": _("Nội dung")},
        {"key": "from_on", "label": _("Từ ngày"), "kind": "day"},
        {"key": "until_on", "label": _("Đến trước ngày")},
        {"key": "document", "label": _("Văn bản")},
        {"key": "state", "label": _("Tình trạng"), "kind": "status", "tone_key": "tone"},
    ]


def _row(card: queries.FactCard) -> dict[str, object]:
    return {
        "number": card.number,
        "url": reverse("desk-relief-fact", args=[card.number]),
        "place": f"{card.place} ({card.customer_code})" if card.customer_code else card.place,
        "level": str(words.LEVELS.get(card.level, "")),
        "unit": card.unit_code,
        "what": words.what(card.what),
        "from_on": card.from_on,
        "until_on": f"{card.until_on:%d/%m/%Y}" if card.until_on else _("chưa biết"),
        "document": card.document,
        "state": str(words.STATES[card.state]),
        "tone": words.TONES[card.state],
    }


@relief_page
def enter_order(request: HttpRequest) -> HttpResponse:
    """Enter an order over a place."""
    actor = actor_of(request)
    form = OrderForm(request.POST or None, places=queries.places(actor=actor))

    def act(given: dict[str, Any]) -> str:
        level, _colon, code = given["place"].partition(":")
        number = operations.enter_order(
            actor=actor, level=level, place_code=code, directive=given["directive"],
            from_on=given["from_on"], until_on=given["until_on"], document=given["document"],
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _entered(number)

    return form_page(
        request, form=form, act=act, title=_("Nhập lệnh giãn cách"), label=_("Ghi lệnh"),
        back="desk-relief-orders",
        lede=_("Ghi đúng địa bàn, ngày và văn bản. Lệnh chỉ được tính khi người thứ hai xác nhận."),
    )  # fmt: skip


@relief_page
def enter_use(request: HttpRequest) -> HttpResponse:
    """Enter for what a customer's site was used."""
    form = UseForm(request.POST or None)

    def act(given: dict[str, Any]) -> str:
        number = operations.enter_use(
            actor=actor_of(request), customer_code=given["code"], use=given["use"],
            from_on=given["from_on"], until_on=given["until_on"], document=given["document"],
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _entered(number)

    return form_page(
        request, form=form, act=act, title=_("Nhập địa điểm"), label=_("Ghi địa điểm"),
        back="desk-relief-uses",
        lede=_("Ghi việc sử dụng địa điểm của khách hàng. Chỉ được tính khi người thứ hai xác nhận."),
    )  # fmt: skip


def _entered(number: int) -> str:
    return _("Đã ghi số %(number)s, chờ người thứ hai xác nhận.") % {"number": number}


@relief_page
def import_uses(request: HttpRequest) -> HttpResponse:
    """Enter the sites of a spreadsheet: all or none."""
    form = FileForm(request.POST or None, request.FILES or None)

    def act(given: dict[str, Any]) -> str:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sites"
            path.write_bytes(given["file"].read())
            made = operations.import_uses(
                actor=actor_of(request), path=path, name=given["file"].name,
                at=request.product_now,  # type: ignore[attr-defined]
            )  # fmt: skip
        return _("Đã ghi %(count)s địa điểm, chờ xác nhận.") % {"count": len(made.numbers)}

    return form_page(
        request, form=form, act=act, title=_("Nhập địa điểm từ tệp"), label=_("Nhập tệp"),
        back="desk-relief-uses", is_file=True,
        lede=_("Tiêu đề: Mã khách hàng, Sử dụng, Từ ngày, Đến trước ngày, Văn bản. Sai thì không nhập."),
    )  # fmt: skip


@relief_page
def fact(request: HttpRequest, number: int) -> HttpResponse:
    """One fact: what it says, who entered and decided it, its proofs; and the next act on it."""
    actor = actor_of(request)
    card = queries.fact(actor=actor, number=number)
    form, proof = ReasonForm(request.POST or None), ProofForm()
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _done(request, card, form.cleaned_data["why"]))
            return redirect("desk-relief-fact", number)
        except (Refused, Forbidden) as refusal:
            form.add_error(None, words.told(refusal))
    title = _("Căn cứ số %(number)s") % {"number": number}
    context = {
        "title": title, "card": card, "row": _row(card), "form": form, "proof": proof, "trail": trail(title),
        "files": evidence_of(actor=actor, subject=card.subject), "facts": _told(card),
        "may_prove": actor.may_change,
    }  # fmt: skip
    return render(request, "desk/reliefs/fact.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, card: queries.FactCard, why: str) -> str:
    actor, at = actor_of(request), request.product_now  # type: ignore[attr-defined]
    act = request.POST.get("act")
    if act == "prove":
        if (given := request.FILES.get("file")) is None:
            raise Refused("file-empty", "No file was given.")
        keep_evidence(
            actor=actor,
            subject=card.subject,
            kind="proof",
            name=given.name or "",
            content=given.read(),
            at=at,
        )
        return _("Đã lưu tệp chứng minh.")
    if act == "withdraw":
        operations.withdraw_fact(actor=actor, number=card.number, why=why, at=at)
        return _("Đã rút lại; căn cứ không còn được tính.")
    operations.decide_fact(actor=actor, number=card.number, is_confirmed=act == "confirm", why=why, at=at)
    return _("Đã ghi quyết định.")


def _told(card: queries.FactCard) -> list[tuple[str, str]]:
    row = _row(card)
    told = [
        (_("Địa bàn hoặc khách hàng"), str(row["place"])),
        (_("Nội dung"), str(row["what"])),
        (_("Từ ngày"), f"{card.from_on:%d/%m/%Y}"),
        (_("Đến trước ngày"), str(row["until_on"])),
        (_("Văn bản"), card.document),
        (_("Người nhập"), f"{card.entered_by}, {card.entered_at:%d/%m/%Y}"),
    ]
    if card.decided_by and card.decided_at:
        told.append((_("Người quyết định"), f"{card.decided_by}, {card.decided_at:%d/%m/%Y}"))
    return [*told, (_("Lý do"), card.why)] if card.why else told
