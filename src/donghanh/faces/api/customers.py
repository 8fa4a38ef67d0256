"""Customers over the API: search, and one card; telephone, e-mail, address and tax code stay masked."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Router
from pydantic import StringConstraints

from donghanh.apps.customers import queries
from donghanh.apps.customers.queries.lists import CustomerRow
from donghanh.apps.programmes.refusals import NotFound
from donghanh.faces.api.asked import Code
from donghanh.faces.api.house import REFUSALS, actor_of

router = Router(tags=["customers"])
Searched = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", min_length=1, max_length=200)]
Limit = Annotated[int, Field(ge=1, le=100)]


@router.get("/customers", response={200: list[CustomerRow]} | REFUSALS)
def find_customers(request: HttpRequest, text: Searched, limit: Limit = 20) -> object:
    """Customers in sight by code, telephone, or words of name and address, with or without diacritics."""
    return queries.find_customers(actor=actor_of(request), text=text, limit=limit)


@router.get("/customers/{code}", response={200: queries.CustomerCard} | REFUSALS)
def customer(request: HttpRequest, code: Code) -> object:
    """One customer by the code of today or an old one."""
    found = queries.customer_card(actor=actor_of(request), code=code)
    if found is None:
        raise NotFound("customer", code)
    return found
