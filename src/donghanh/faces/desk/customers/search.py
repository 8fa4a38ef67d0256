"""The search of the desk's frame: customers, communes and units by what is typed, without diacritics."""

from __future__ import annotations

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from donghanh.apps.customers import queries
from donghanh.apps.organisation import queries as organisation
from donghanh.faces.signin.doors import desk_page
from donghanh.kernel.text import fold, fold_column

SHOWN = 20
PLACES_SHOWN = 8


@desk_page()
def search(request: HttpRequest) -> HttpResponse:
    """Show what fits, each kind under its own head; a whole code leads straight to its customer."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = queries.find_customers(actor=request.actor, text=text, limit=SHOWN)
    if len(found) == 1 and found[0].code == text.upper():
        return redirect("desk_customer", code=found[0].code)
    context = {"text": text, "customers": found, **(_places(request, text) if text else {})}
    return render(request, "desk/customers/search.html", context)


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
