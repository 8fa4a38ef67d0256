"""Leads over the API: whom nobody nominated, what a committee answers, what came of them."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from donghanh.apps.programmes.operations import leads as operations
from donghanh.apps.programmes.queries import leads as queries
from donghanh.faces.api.asked import LARGEST, Code, CodeOrNone, Commune, Number, Reason, Sent
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now

router = Router(tags=["leads"])
Page = Annotated[int, Field(ge=1, le=LARGEST)]
Standing = Literal["", "open", "answered", "nominated"]


class SearchMade(Schema):
    """The number of the search, and how many leads there are in all now."""

    run: int
    found: int


class Answered(Sent):
    """What the committee says of a household; every answer but the first needs a reason."""

    answer: Literal["will_nominate", "not_in_need", "helped_elsewhere", "moved_away", "not_found"]
    why: Reason = ""


@router.get("/campaigns/{code}/leads", response={200: queries.LeadPage} | REFUSALS)
def leads(
    request: HttpRequest, code: Code, standing: Standing = "", unit: CodeOrNone = "", commune: Commune = "",
    page: Page = 1,
) -> object:  # fmt: skip
    """Households to look at, the heaviest signs first; the reading is recorded."""
    return operations.read_leads(
        actor=actor_of(request), campaign_code=code, standing=standing, unit_code=unit, commune_code=commune,
        page=page, at=now(),
    )  # fmt: skip


@router.get("/campaigns/{code}/lead-outcomes", response={200: list[queries.LeadOutcome]} | REFUSALS)
def lead_outcomes(request: HttpRequest, code: Code) -> object:
    """How many leads in sight were taken up, in all and by sign."""
    return list(queries.lead_outcomes(actor=actor_of(request), campaign_code=code))


@router.post("/campaigns/{code}/leads/search", response={201: SearchMade} | REFUSALS)
def find_leads(request: HttpRequest, code: Code) -> object:
    """Search all households by the signs in force; only who is new is added."""
    actor = actor_of(request)
    run = operations.find_missed(actor=actor, campaign_code=code, at=now())
    outcomes = queries.lead_outcomes(actor=actor, campaign_code=code)
    return Status(201, {"run": run, "found": outcomes[0].found})


@router.post("/campaigns/{code}/leads/{lead_number}/answers", response={201: queries.LeadLine} | REFUSALS)
def answer_lead(request: HttpRequest, code: Code, lead_number: Number, told: Answered) -> object:
    """Say what the committee found; the last answer counts."""
    actor = actor_of(request)
    operations.answer_lead(actor=actor, number=lead_number, answer=told.answer, why=told.why, at=now())
    return Status(201, queries.lead(actor=actor, campaign_code=code, number=lead_number))
