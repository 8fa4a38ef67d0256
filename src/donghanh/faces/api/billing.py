"""Invoices over the API: runs, a list, one with its lines, and the public look-up by code."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from donghanh.apps.billing import operations, queries
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.faces.api.asked import Code, CodeOrNone, Number, Sent
from donghanh.faces.api.house import PUBLIC_REFUSALS, REFUSALS, actor_of
from donghanh.faces.clock import now
from donghanh.kernel.months import NotAMonth, read_month

router = Router(tags=["billing"])
public = Router(tags=["public"], auth=None)

Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", max_length=7)]
MonthOrNone = Annotated[str, StringConstraints(pattern=r"^(20[0-9]{2}-(0[1-9]|1[0-2]))?$", max_length=7)]
InvoiceKey = Annotated[int, Field(ge=1, le=2**53)]
Sought = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9/.-]*$", max_length=40)]
LookupCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+$", max_length=40)]


class InvoicesWanted(Schema):
    """A page of invoices, newest first; `after` is `next_after` of the page before."""

    text: Sought = ""
    unit: CodeOrNone = ""
    month: MonthOrNone = ""
    kind: Literal["", "original", "adjust_up", "adjust_down", "replacement"] = ""
    after: Annotated[int, Field(ge=0, le=2**53)] = 0


class BillingWanted(Sent):
    """A unit's month."""

    unit: Code
    month: Month


class InvoiceLine(Schema):
    """One line of an invoice, as rating makes it again."""

    line: int
    kind: str
    from_on: date
    until_on: date
    register_name: str | None
    tier: int | None
    kwh_scaled: int | None
    kwh_scale: int | None
    price: int | None
    basis_amount: int | None
    percent_hundredths: int | None
    amount: int
    source: str


class InvoiceLines(Schema):
    """`is_same`: the lines made again are those that were issued."""

    release: str
    is_same: bool
    lines: list[InvoiceLine]


@router.get("/billing/runs", response={200: list[queries.BillingRunCard]} | REFUSALS)
def billing_runs(request: HttpRequest) -> object:
    """The last runs in sight."""
    return list(queries.runs(actor=actor_of(request)))


@router.get("/billing/runs/{number}", response={200: queries.BillingRunCard} | REFUSALS)
def billing_run(request: HttpRequest, number: Number) -> object:
    """One run and how far it is."""
    return queries.run(actor=actor_of(request), run=number)[0]


@router.post("/billing/runs", response={202: BillingWanted} | REFUSALS)
def ask_for_run(request: HttpRequest, wanted: BillingWanted) -> object:
    """Have a unit's month run in the background; asked twice, it is run once."""
    operations.ask_for_run(
        actor=actor_of(request), unit_code=wanted.unit, month=_month(wanted.month), at=now()
    )
    return Status(202, wanted)


@router.get("/invoices", response={200: queries.InvoicePage} | REFUSALS)
def invoices(request: HttpRequest, wanted: Query[InvoicesWanted]) -> object:
    """Invoices in sight, by customer code or number, unit, month, kind; names are covered."""
    return queries.invoices(
        actor=actor_of(request), text=wanted.text, unit_code=wanted.unit,
        month=_month(wanted.month) if wanted.month else None, kind=wanted.kind, after=wanted.after or None,
    )  # fmt: skip


@router.get("/invoices/{key}", response={200: queries.InvoiceCard} | REFUSALS)
def invoice(request: HttpRequest, key: InvoiceKey) -> object:
    """One invoice; name, address and tax code are covered."""
    return queries.invoice(actor=actor_of(request), invoice=key)


@router.get("/invoices/{key}/lines", response={200: InvoiceLines} | REFUSALS)
def invoice_lines(request: HttpRequest, key: InvoiceKey) -> object:
    """The lines of an invoice, made again from what is kept."""
    queries.invoice(actor=actor_of(request), invoice=key)
    told = queries.lines_of(invoice=key)
    rows = told.lines.rename({"register": "register_name"}).drop("bill").to_dicts()
    return {"release": told.release, "is_same": told.is_same, "lines": rows}


@public.get("/public/invoices/{code}", response={200: queries.HeldInvoice} | PUBLIC_REFUSALS)
def public_invoice(request: HttpRequest, code: LookupCode) -> object:
    """An invoice by the look-up code printed on it; the name is covered."""
    found = queries.invoice_by_code(code=code)
    if found is None:
        raise NotFound("invoice", code)
    return found


def _month(text: str) -> date:
    try:
        return read_month(text)
    except NotAMonth as reason:
        raise Refused("not-a-month", str(reason), found=text) from reason
