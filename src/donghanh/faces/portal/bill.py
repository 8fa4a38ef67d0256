"""
"Tính hóa đơn": anybody asks what so many kWh cost, and sees why, line by line.

The server answers every question, also without JavaScript. With it, the browser makes the simple bills itself
from the published prices (`bill-rating.js`), and asks the server for the others; both must say the same.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from donghanh.faces.bills import values
from donghanh.faces.bills.answering import answer
from donghanh.faces.bills.browser import browser_data
from donghanh.faces.bills.given import Given
from donghanh.faces.bills.published import published_law
from donghanh.faces.bills.reading import TIMES_OF_USE, read_bill
from donghanh.faces.bills.refusals import CannotBill, Problem
from donghanh.faces.bills.words import Language
from donghanh.faces.portal.bill_form import BillForm
from donghanh.faces.signin import tries

FIELD_OF_PROBLEM = {"register": "normal"}


def bill(request: HttpRequest) -> HttpResponse:
    """Show the form, and the bill where a question came with the address."""
    day = _moment(request).date()
    law = published_law(on_moment=_moment(request))
    if not request.GET.get("category"):
        form = BillForm(
            law=law, initial={"category": "residential", "read_on": day.isoformat(), "households": "1"}
        )
        return _page(request, {"form": form}, 200)
    form = BillForm(request.GET, law=law)
    if not tries.may_try(request, what="bill", most=values.MOST_ASKED):
        return _page(request, {"form": form, "too_many": True}, 429)
    form.is_valid()
    try:
        told = answer(read_bill(given_of(form), law=law, today=day), law=law, language=spoken())
    except CannotBill as reason:
        for problem in reason.problems:
            _add(form, problem)
        return _page(request, {"form": form}, 422)
    context = {"told": told, "period": told.period_told(spoken())}
    return _page(request, {"form": form, "is_more_open": form.is_more_given(), **context}, 200)


def prices(request: HttpRequest) -> JsonResponse:
    """The prices and rules from which a browser makes the simple bills, in the page's language."""
    answered = JsonResponse(browser_data(published_law(on_moment=_moment(request)), language=spoken()))
    answered["Cache-Control"] = "no-cache"
    return answered


def given_of(form: BillForm) -> Given:
    """The question as the form holds it; a period of its own is read on its last day."""
    told: dict[str, Any] = {
        name: value for name, value in form.cleaned_data.items() if name not in TIMES_OF_USE
    }
    used = tuple(f"{name}={form.cleaned_data[name]}" for name in TIMES_OF_USE if form.cleaned_data[name])
    if told["from_on"] or told["to_on"]:
        told["read_on"] = ""
    return Given(**told, register=used)


def _moment(request: HttpRequest) -> datetime:
    return request.product_now  # type: ignore[attr-defined,no-any-return]


def spoken() -> Language:
    """The page's language."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def _add(form: BillForm, problem: Problem) -> None:
    told = problem.told(spoken())
    field = FIELD_OF_PROBLEM.get(problem.field, problem.field)
    sentence = told["message_of_field"] if field in form.fields else told["message"]
    form.add_error(field if field in form.fields else None, sentence)


def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    """The whole page; to htmx only the answer, whose errors it shows too."""
    is_part = bool(getattr(request, "htmx", False))
    template = "portal/_bill_answer.html" if is_part else "portal/bill.html"
    return render(request, template, {**context, "is_part": is_part}, status=200 if is_part else status)
