"""One case: its promise explained, the customer, what happened, the acts that are possible and allowed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.values import CasePage
from donghanh.faces.desk.asking import Standing, address, asked_word, standing_of, unit_names
from donghanh.faces.desk.notices.about import messages_part
from donghanh.faces.desk.requests import acts, case_rows, due_rows, rows, words
from donghanh.faces.desk.requests.act_forms import ActForm
from donghanh.faces.desk.requests.offering import Offer, offer_for
from donghanh.faces.desk.requests.standing import requests_page
from donghanh.faces.desk.requests.supply_part import supply_part


@requests_page
def case(request: HttpRequest, code: str) -> HttpResponse:
    """Show one case; telephone and address are covered."""
    standing = standing_of(request)
    page = queries.case_page(actor=standing.actor, code=code, now=standing.now)
    return shown(request, standing, page)


@requests_page
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Show the same with telephone and address, and record who looked."""
    standing = standing_of(request)
    if request.method != "POST":
        return redirect("desk-request", code)
    page = operations.read_case(actor=standing.actor, code=code, now=standing.now)
    return shown(request, standing, page)


def shown(
    request: HttpRequest, standing: Standing, page: CasePage, *, failed: ActForm | None = None,
    failed_act: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Draw the page; the form that failed stands open with what was typed."""
    offer = offer_for(standing=standing, page=page, template=asked_word(request, "mau"))
    context = _context(standing, page) | {
        "acts": _acts(page, offer, failed, failed_act),
        **supply_part(actor=standing.actor, code=page.row.code),
        **messages_part(actor=standing.actor, about=f"request:{page.row.code}"),
        "templates": [(one.code, words.named(one)) for one in offer.templates],
        "template": offer.template,
    }
    return render(request, "desk/requests/case.html", context, status=status)


def may(page: CasePage, act: acts.Act) -> bool:
    """Answer whether the case offers the act to this reader now."""
    works_here = bool(page.moves_allowed)
    if act.move in (acts.BREACH, acts.ATTACH, acts.TRACKING):
        wanted = {acts.BREACH: page.needs_breach, acts.ATTACH: bool(page.documents), acts.TRACKING: True}
        return works_here and wanted[act.move]
    if act.move == "take" and page.row.responsible:
        return False
    return act.move in page.moves_allowed


def _acts(page: CasePage, offer: Offer, failed: ActForm | None, failed_act: str) -> list[dict[str, Any]]:
    possible = [act for act in acts.ACTS if may(page, act)]
    return [
        _act(act, page, offer, failed if act.name == failed_act else None, at == 0)
        for at, act in enumerate(possible)
    ]


def _act(
    act: acts.Act, page: CasePage, offer: Offer, failed: ActForm | None, is_first: bool
) -> dict[str, Any]:
    form = failed or act.form(page=page, offer=offer)
    has_template = act.name == "tra-loi" and bool(offer.template)
    return {
        "name": act.name, "word": act.word, "hint": act.hint, "key": act.key, "is_hard": act.is_hard,
        "form": form, "asks": any(not bound.is_hidden for bound in form), "is_first": is_first,
        "is_open": failed is not None or has_template, "has_failed": failed is not None,
        "has_file": form.is_multipart(), "url": address("desk-request-act", page.row.code, act.name),
        "picks_template": act.name == "tra-loi",
    }  # fmt: skip


def _context(standing: Standing, page: CasePage) -> dict[str, Any]:
    row, units = page.row, unit_names(standing)
    left, left_tone = rows.left_of(row, standing=standing)
    service = words.said(row.service_vi, row.service_en)
    return {
        "code": row.code, "service": service, "left": left, "left_tone": left_tone,
        "trail": [(_("Các yêu cầu"), address("desk-requests")), (row.code, "")],
        "state": words.word(words.STATES, row.state), "tone": words.TONES.get(row.state, "idle"),
        "channel": words.channel(row.channel), "due_at": row.due_at, "due": due_rows.told(page.due),
        "incident": row.incident,
        "incident_url": address("desk-incident", row.incident) if row.incident else "",
        "is_breached": page.needs_breach,
        "compensation": [words.named(one) for one in page.compensation],
        "responsible": row.responsible, "unit": rows.place_of(row, units),
        "facts": case_rows.facts(page, units), "contact": case_rows.contact(page),
        "asked": [
            (words.named(one), words.as_read(words.said(one.value, one.value_en))) for one in page.fields
        ],
        "documents": case_rows.documents(page), "steps": case_rows.steps(page),
        "answers": case_rows.answers(page), "breach": case_rows.breach(page),
        "pauses": case_rows.pauses(page),
        "moves": case_rows.moves(page, units), "escalations": case_rows.escalations(page),
        "likely": case_rows.likely(page), "is_in_full": page.is_in_full,
        "may_join": "join_incident" in page.moves_allowed and not row.incident,
        "join_url": address("desk-incidents-join"), "join_title": f"{service}, {page.commune}".rstrip(", "),
        "reveal_url": address("desk-request-reveal", row.code)
        if page.may_reveal and not page.is_in_full
        else "",
        "no_acts": _no_acts(page), "letters": case_rows.letters(page), "linked": case_rows.linked(page),
        "may_read": page.may_handle,
        "breach_act": next((one.name for one in acts.ACTS if one.move == acts.BREACH and may(page, one)), ""),
        "shortcuts": [((act.key,), act.word) for act in acts.ACTS if act.key and may(page, act)],
    }  # fmt: skip


def _no_acts(page: CasePage) -> str:
    if page.row.state in ("closed", "withdrawn", "refused"):
        return _("Yêu cầu đã kết thúc.")
    return _("Vai trò của anh/chị chỉ xem được yêu cầu này.")
