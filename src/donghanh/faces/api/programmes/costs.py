"""Costs over the API: the entries in sight, entering one, correcting one; and the reports that are signed."""

from __future__ import annotations

from base64 import b64decode
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field, StringConstraints

from donghanh.apps.programmes.operations import spending
from donghanh.apps.programmes.queries import costs, signatures
from donghanh.faces.api.asked import Code, CodeOrNone, Day, Number, Reason, Sent, Text
from donghanh.faces.api.house import PUBLIC_REFUSALS, REFUSALS, actor_of
from donghanh.faces.clock import now

router = Router(tags=["costs"])
public = Router(tags=["public"], auth=None)

Dong = Annotated[int, Field(ge=0, le=spending.MOST_DONG)]
BASE64 = r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"


class DocumentSent(Sent):
    """
    A document: what was paid with VAT included, how much of it is VAT, its number and day.

    content : the document itself as base64, PDF or picture; "" without one
    """

    amount_dong: Dong
    vat_dong: Dong
    number: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=60)]
    on: Day
    what: Text = ""
    name: Text = ""
    content: Annotated[str, StringConstraints(pattern=BASE64, max_length=14_000_000)] = ""

    def document(self) -> spending.Document:
        return spending.Document(
            amount_dong=self.amount_dong, vat_dong=self.vat_dong, number=self.number, on=self.on,
            what=self.what, file_name=self.name, file=b64decode(self.content),
        )  # fmt: skip


class CostSent(DocumentSent):
    """Whose cost of which activity; unit "" is the company's own."""

    activity: Code
    unit: CodeOrNone = ""
    budget_line: CodeOrNone = ""


class CorrectionSent(DocumentSent):
    """The right document, and why; 0 đồng takes the entry out."""

    why: Reason


@router.get("/campaigns/{code}/costs", response={200: list[costs.CostCard]} | REFUSALS)
def cost_entries(request: HttpRequest, code: Code, activity: CodeOrNone = "") -> object:
    """The entries of costs in sight, newest first; one with `corrected_by` counts no more."""
    return list(costs.cost_entries(actor=actor_of(request), campaign_code=code, activity_code=activity))


@router.post("/campaigns/{code}/costs", response={201: costs.CostCard} | REFUSALS)
def enter_cost(request: HttpRequest, code: Code, cost: CostSent) -> object:
    """Enter what a document says was paid."""
    actor = actor_of(request)
    number = spending.enter_cost(
        actor=actor, campaign_code=code, activity_code=cost.activity, unit_code=cost.unit,
        budget_line=cost.budget_line, document=cost.document(), at=now(),
    )  # fmt: skip
    return Status(201, costs.cost_entry(actor=actor, number=number))


@router.post("/costs/{number}/correction", response={201: costs.CostCard} | REFUSALS)
def correct_cost(request: HttpRequest, number: Number, correction: CorrectionSent) -> object:
    """Put the right amount in place of an entry's; both stay."""
    actor = actor_of(request)
    made = spending.correct_cost(
        actor=actor, number=number, document=correction.document(), why=correction.why, at=now()
    )
    return Status(201, costs.cost_entry(actor=actor, number=made))


@public.get("/public/reports", response={200: list[signatures.SignedCard]} | PUBLIC_REFUSALS)
def signed_reports(request: HttpRequest) -> object:
    """The signed reports of all campaigns, newest first."""
    return list(signatures.signed_reports())
