"""Rounds of questions over the API: drawn, asked, answered, closed, verified, and the cases they opened."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.operations import answering, confirmation_cases, confirming, inviting
from donghanh.apps.programmes.queries import confirmation_cases as case_queries
from donghanh.apps.programmes.queries import confirmation_results as results
from donghanh.apps.programmes.queries import confirmations as queries
from donghanh.engines.confirmations import SEED_BYTES
from donghanh.faces.api.asked import Code, DayAsked, Number, Reason, Sent
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now, today

router = Router(tags=["confirmations"])
ROUND = "/campaigns/{code}/confirmations/{number}"


class ConfirmationStep(Sent):
    """One step of a round's life; `why` for `make_void`."""

    step: Literal["begin", "close", "make_void"]
    why: Reason = ""


class ConfirmationGiven(Sent):
    """What a beneficiary said to a clerk; what was not received neither works nor has stars."""

    received: Literal["yes", "partly", "no"]
    works: Literal["", "yes", "no"] = ""
    rating: Annotated[int, Field(ge=1, le=5)] | None = None
    words: Reason = ""
    channel: Literal["phone", "counter"] = "phone"


class ConfirmationAttempt(Sent):
    """How a call ended that brought no answer."""

    outcome: Literal["no_answer", "call_later", "wrong_number", "declined"]


class ConfirmationCodes(Sent):
    """By which channel the codes go; `anew` for those too who have one."""

    channel: Literal["letter", "sms", "counter"]
    anew: bool = False


class ConfirmationCaseStep(Sent):
    """One move of a case and what is said with it."""

    step: Literal["release", "explain", "settle"]
    why: Reason


class ConfirmationVerified(Schema):
    """The proof of a sample, and whether repeating it gives the same."""

    holds: bool
    proof: dict[str, Any]


class ConfirmationWritten(Schema):
    """That something was written down."""

    done: bool


@router.get("/campaigns/{code}/confirmations", response={200: list[queries.RoundCard]} | REFUSALS)
def confirmation_rounds(request: HttpRequest, code: Code) -> object:
    """The rounds of a campaign, newest first; not there for a unit."""
    return list(queries.rounds(actor=actor_of(request), campaign_code=code))


@router.get("/campaigns/{code}/confirmation-preview", response={200: queries.RoundPreview} | REFUSALS)
def confirmation_preview(request: HttpRequest, code: Code) -> object:
    """How many a round drawn now would ask, by activity and unit."""
    return queries.preview(actor=actor_of(request), campaign_code=code)


@router.get("/campaigns/{code}/confirmation-facts", response={200: dict[str, Any]} | REFUSALS)
def confirmation_facts(request: HttpRequest, code: Code, as_of: DayAsked = None) -> object:
    """What the rounds closed by the end of a day found, for what is in sight."""
    day = as_of or today()
    return queries.confirmation_facts(actor=actor_of(request), campaign_code=code, as_of=day)


@router.get("/campaigns/{code}/unit-confirmations", response={200: list[results.UnitResults]} | REFUSALS)
def unit_confirmations(request: HttpRequest, code: Code) -> object:
    """What closed rounds found of the own units: sums alone."""
    return list(results.unit_results(actor=actor_of(request), campaign_code=code))


@router.post("/campaigns/{code}/confirmations", response={201: queries.RoundCard} | REFUSALS)
def draw_confirmation(request: HttpRequest, code: Code) -> object:
    """Freeze what was delivered and draw whom to ask."""
    actor = actor_of(request)
    seed = secrets.token_bytes(SEED_BYTES)
    number = confirming.draw_round(actor=actor, campaign_code=code, seed=seed, at=now())
    return Status(201, queries.round_card(actor=actor, campaign_code=code, number=number))


@router.get(ROUND, response={200: results.RoundResults} | REFUSALS)
def confirmation_results(request: HttpRequest, code: Code, number: Number) -> object:
    """Response rate, share of satisfied with its 95 % interval, not received; shares in basis points."""
    return results.round_results(**_named(request, code, number))


@router.get(f"{ROUND}/asked", response={200: list[queries.SampleLine]} | REFUSALS)
def confirmation_asked(request: HttpRequest, code: Code, number: Number) -> object:
    """Whom the round asks; telephones are covered."""
    return list(queries.asked_list(**_named(request, code, number)))


@router.get(f"{ROUND}/proof", response={200: ConfirmationVerified} | REFUSALS)
def confirmation_proof(request: HttpRequest, code: Code, number: Number) -> object:
    """Seed, frame and sample of a round that is over, and whether the sample is the one they give."""
    found = queries.proof(**_named(request, code, number))
    return {"holds": found.holds, "proof": asdict(found)}


@router.post(f"{ROUND}/steps", response={200: queries.RoundCard} | REFUSALS)
def confirmation_step(request: HttpRequest, code: Code, number: Number, wanted: ConfirmationStep) -> object:
    """Begin a round, close it, or make it void."""
    named = _named(request, code, number)
    confirming.move_round(**named, move=wanted.step, why=wanted.why, at=now())
    return queries.round_card(**named)


@router.post(f"{ROUND}/codes", response={201: inviting.CodeSlips} | REFUSALS)
def confirmation_codes(request: HttpRequest, code: Code, number: Number, wanted: ConfirmationCodes) -> object:
    """Make codes for those who have not answered; they are shown in this answer and never again."""
    found = inviting.issue_codes(
        **_named(request, code, number), chance=secrets.token_bytes, at=now(), **wanted.model_dump()
    )
    return Status(201, found)


@router.post(f"{ROUND}/answers/{{reference}}", response={201: answering.AnswerKept} | REFUSALS)
def confirmation_answer(
    request: HttpRequest, code: Code, number: Number, reference: Code, given: ConfirmationGiven
) -> object:
    """Write down what a beneficiary said; whoever delivered, or is of the unit, is refused."""
    named = _named(request, code, number)
    kept = answering.record_answer(**named, reference=reference, at=now(), **given.model_dump())
    return Status(201, kept)


@router.post(f"{ROUND}/attempts/{{reference}}", response={201: ConfirmationWritten} | REFUSALS)
def confirmation_attempt(
    request: HttpRequest, code: Code, number: Number, reference: Code, given: ConfirmationAttempt
) -> object:
    """Write down that a call brought no answer."""
    named = _named(request, code, number)
    inviting.record_attempt(**named, reference=reference, outcome=given.outcome, at=now())
    return Status(201, {"done": True})


@router.get(
    "/campaigns/{code}/confirmation-cases", response={200: list[case_queries.ConfirmationCaseLine]} | REFUSALS
)
def confirmation_case_list(request: HttpRequest, code: Code, is_open: bool = False) -> object:
    """The cases that answers opened: all for the company, for a unit those released to it."""
    actor = actor_of(request)
    return list(case_queries.cases(actor=actor, campaign_code=code, day=today(), is_open=is_open))


@router.post(
    "/confirmation-cases/{number}/steps", response={200: case_queries.ConfirmationCaseLine} | REFUSALS
)
def confirmation_case_step(request: HttpRequest, number: Number, wanted: ConfirmationCaseStep) -> object:
    """Release a case to the unit, explain it, or settle it."""
    actor = actor_of(request)
    confirmation_cases.move_case(actor=actor, case=number, move=wanted.step, why=wanted.why, at=now())
    return case_queries.case(actor=actor, case_id=number, day=today())


def _named(request: HttpRequest, code: str, number: int) -> dict[str, Any]:
    actor: Actor = actor_of(request)
    return {"actor": actor, "campaign_code": code, "number": number}
