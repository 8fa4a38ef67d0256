"""`/ban/cap-dien/<code>/`: one supply, its steps with who and when, the next step's form, the free wiring."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.supply import operations, queries
from donghanh.apps.supply.values import SupplyFact, SupplyPage, SupplyStepRow
from donghanh.engines.supply.steps import STEPS
from donghanh.faces.design.wiring_words import wiring_place, wiring_state
from donghanh.faces.desk.asking import Standing, address, standing_of, unit_names
from donghanh.faces.desk.requests.standing import requests_page
from donghanh.faces.desk.requests.words import said, time_left
from donghanh.faces.desk.supply import words
from donghanh.faces.desk.supply.effects import WILL_BE, written_effect
from donghanh.faces.desk.supply.forms import StepForm
from donghanh.faces.signin.roles import NAMES
from donghanh.lawbook.supply_steps import read_chains, read_supply_steps

ANSWERS = {"nhan": operations.ACCEPT, "khong-nhan": operations.DECLINE}


@requests_page
def supply(request: HttpRequest, code: str) -> HttpResponse:
    """Show one supply with the form of the step that comes next."""
    standing = standing_of(request)
    page = queries.supply_page(actor=standing.actor, case_code=code, now=standing.now)
    return _shown(request, standing, page, _form(page), 200)


@requests_page
def step(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Take a step (POST); an address that is opened again shows the supply."""
    if request.method != "POST":
        return redirect("desk-supply", code)
    standing = standing_of(request)
    page = queries.supply_page(actor=standing.actor, case_code=code, now=standing.now)
    form = _form(page, request.POST, step=name)
    if form.is_valid():
        try:
            _take(standing, code, name, form)
        except NotFound:
            raise
        except (Refused, Forbidden) as refusal:
            form.add_error(None, words.told(refusal))
        else:
            messages.success(request, _("Đã ghi bước."))
            return redirect("desk-supply", code)
    if page.step != name:
        why = " ".join(str(one) for one in form.non_field_errors())
        messages.error(request, why or _("Hãy xem lại trang."))
        return redirect("desk-supply", code)
    return _shown(request, standing, page, form, 422)


@requests_page
def wiring(request: HttpRequest, code: str, answer: str) -> HttpResponse:
    """Write down what the customer said of the free wiring (POST)."""
    if answer not in ANSWERS:
        raise Http404
    if request.method == "POST":
        standing = standing_of(request)
        given = {"actor": standing.actor, "case_code": code, "now": standing.now}
        try:
            operations.answer_offer(**given, word=ANSWERS[answer])
            messages.success(request, _("Đã ghi câu trả lời của khách hàng."))
        except NotFound:
            raise
        except (Refused, Forbidden) as refusal:
            messages.error(request, words.told(refusal))
    return redirect("desk-supply", code)


def _take(standing: Standing, code: str, name: str, form: StepForm) -> None:
    operations.take_step(
        actor=standing.actor, case_code=code, step=name, now=standing.now, facts=form.facts(),
        note=form.cleaned_data["note"], text=form.cleaned_data.get("text", ""), key=form.cleaned_data["key"],
    )  # fmt: skip


def _form(page: SupplyPage, *data: Any, step: str = "") -> StepForm:
    name = step or page.step
    ends = name in STEPS and STEPS[name].ends
    asks = page.asks if name == page.step else ()
    return StepForm(*data, asks=asks, ends=ends)


def _shown(
    request: HttpRequest, standing: Standing, page: SupplyPage, form: StepForm, status: int
) -> HttpResponse:
    return render(request, "desk/supply/one.html", _context(standing, page) | {"form": form}, status=status)


def _context(standing: Standing, page: SupplyPage) -> dict[str, Any]:
    row = page.row
    is_done = row.next_step in ("", "confirm")
    left = time_left(due_at=row.due_at, now=standing.now, is_paused=row.is_paused)
    kept = (_("Trễ hạn"), "bad") if row.is_late else (_("Đúng hạn"), "good")
    facts = _all_facts(row.service_code, standing.today)
    return {
        "row": row, "service": said(row.service_vi, row.service_en), "left": kept if is_done else left,
        "trail": [(_("Cấp điện"), address("desk-supplies")), (row.case_code, "")],
        "case_url": address("desk-request", row.case_code),
        "next": _name(page), "is_confirm": page.step == "confirm",
        "steps": [_step(one, facts.get(one.code, ())) for one in page.steps],
        "step_url": address("desk-supply-step", row.case_code, page.step) if page.step else "",
        "may_take": page.may_take, "about": _about(standing, page), "will_be": WILL_BE.get(page.writes, ""),
        "effect": written_effect(page.effect),
        "order": page.order, "order_url": address("desk-work-order", page.order) if page.order else "",
        "customer_url": address("desk_customer", page.customer_code) if page.customer_code else "",
        "wiring": _wiring(page),
        "contract_url": address("desk-supply-contract", row.case_code) if row.next_step == "sign" else "",
    }  # fmt: skip


def _name(page: SupplyPage) -> str:
    """What the step is called that may be taken now."""
    names = {one.code: said(one.vi, one.en) for one in page.steps}
    return names.get(page.step, "")


def _all_facts(service_code: str, day: date) -> dict[str, tuple[SupplyFact, ...]]:
    """What every step asks for: its own facts, and those of the service's chain."""
    chain = read_chains().get(service_code)
    more = chain.asks if chain else {}
    entries = {entry.code: entry.facts for entry in read_supply_steps().on(day=day)}
    return {
        code: tuple(
            SupplyFact(one.code, one.kind, one.vi, one.en, one.is_required, one.unit, "", one.choices)
            for one in {fact.code: fact for fact in (*facts, *more.get(code, ()))}.values()
        )
        for code, facts in entries.items()
    }


def _about(standing: Standing, page: SupplyPage) -> list[tuple[str, object]]:
    units = unit_names(standing)
    about: list[tuple[str, object]] = [
        (_("Khách hàng"), page.row.name or "–"),
        (_("Đơn vị"), units.get(page.row.unit_code, page.row.unit_code) or "–"),
    ]
    if page.customer_code:
        about += [(_("Mã khách hàng"), page.customer_code), (_("Điểm đo"), page.point_code)]
    return about


def _step(one: SupplyStepRow, asked: tuple[SupplyFact, ...]) -> dict[str, Any]:
    """A step as the page shows it; facts in the order in which they are asked for, others after them."""
    known = {fact.code: fact for fact in asked}
    told = [
        (said(fact.vi, fact.en), words.written(fact, one.facts[fact.code]))
        for fact in asked if fact.code in one.facts
    ]  # fmt: skip
    told += [(code, value) for code, value in one.facts.items() if code not in known]
    by = one.by or (_("Khách hàng") if one.at else "")
    role = str(NAMES.get(one.as_role, "")) if one.by else ""
    return {
        "name": said(one.vi, one.en), "standing": one.standing, "at": one.at, "by": by, "role": role,
        "told": told, "note": one.note,
    }  # fmt: skip


def _wiring(page: SupplyPage) -> dict[str, Any] | None:
    row = page.wiring
    if row is None:
        return None
    word, tone = wiring_state(row)
    return {
        "name": said(row.vi, row.en), "word": word, "tone": tone, "place": wiring_place(row),
        "arrived_at": row.arrived_at, "reference": row.reference,
        "accept_url": address("desk-supply-wiring", page.row.case_code, "nhan")
        if page.may_answer and row.state == "offered" else "",
        "decline_url": address("desk-supply-wiring", page.row.case_code, "khong-nhan")
        if page.may_answer else "",
        "waits_for_board": row.state == "accepted" and not row.reference,
    }  # fmt: skip
