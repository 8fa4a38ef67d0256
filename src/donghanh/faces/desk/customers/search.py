"""
The search of the desk's frame: customers, promises, activities, communes and units by what is typed.

Without diacritics; everybody finds what they see on the desk, no more.
"""

from __future__ import annotations

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from donghanh.apps.customers import queries
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.programmes.queries.benefits import BenefitLine
from donghanh.apps.programmes.queries.search import find_activities, find_benefits
from donghanh.faces.desk.programmes.wording import STATES, said, short, word
from donghanh.faces.signin.doors import desk_page
from donghanh.kernel.text import fold, fold_column

SHOWN = 20
PLACES_SHOWN = 8
KINDS = ("customers", "promises", "activities", "communes", "units")


@desk_page()
def search(request: HttpRequest) -> HttpResponse:
    """Show what fits, each kind under its own head; a whole code or reference leads straight to its page."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = queries.find_customers(actor=request.actor, text=text, limit=SHOWN)
    if len(found) == 1 and found[0].code == text.upper():
        return redirect("desk_customer", code=found[0].code)
    promises = find_benefits(actor=request.actor, text=text)
    if promises and promises[0].reference == text.upper():
        return redirect("desk-benefit", reference=promises[0].reference)
    context = {"text": text, "customers": found, "promises": [_promise(line) for line in promises]}
    context |= {"activities": _activities(text), **_places(request, text)} if text else {}
    context["nothing"] = not any(context.get(kind) for kind in KINDS)
    return render(request, "desk/customers/search.html", context)


def _promise(line: BenefitLine) -> dict[str, object]:
    state = {"state": word(STATES, line.state), "unit": said(line, "unit")}
    return {"reference": line.reference, "name": line.name, "activity": said(line, "activity"), **state}


def _activities(text: str) -> list[dict[str, object]]:
    return [{"code": card.code, "row": card.row, "name": short(card)} for card in find_activities(text=text)]


def _places(request: HttpRequest, text: str) -> dict[str, object]:
    day = request.product_now.date()
    communes = organisation.communes(actor=request.actor, day=day)
    units = organisation.units_on(day=day, actor=request.actor)
    return {
        "communes": _fitting(text, [(f"{row.name} {row.district} {row.code}", row) for row in communes]),
        "units": _fitting(text, [(f"{row.code} {row.name_vi} {row.name_en}", row) for row in units]),
    }


def _fitting(text: str, named: list[tuple[str, object]]) -> list[object]:
    """Rows whose names hold every word of the text at the beginning of one of theirs."""
    wanted = fold(text).split()
    if not wanted or not named:
        return []
    folded = fold_column(pl.Series([name for name, _ in named])).to_list()
    fits = [
        row
        for words, (_, row) in zip(folded, named, strict=True)
        if all(any(word.startswith(part) for word in words.split()) for part in wanted)
    ]
    return fits[:PLACES_SHOWN]
