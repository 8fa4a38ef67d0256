"""Over the API: two reports that are not the same thing, and letters of customers that somebody has read."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from donghanh.apps.requests import operations, queries, values
from donghanh.faces.api.asked import Code, CodeOrNone, Number, Reason, Sent
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now

router = Router(tags=["requests"])


class DifferenceSaid(Sent):
    """Two cases and why they are different things; with `taken_back`, why that is taken back."""

    codes: Annotated[list[Code], Field(min_length=2, max_length=2)]
    why: Reason
    taken_back: bool = False


@router.get("/request-differences", response={200: list[values.DifferenceRow]} | REFUSALS)
def request_differences(request: HttpRequest, unit: CodeOrNone = "") -> object:
    """Pairs that stand as different things, the latest first."""
    return list(queries.differences(actor=actor_of(request), now=now(), unit_code=unit))


@router.post("/request-differences", response={200: list[values.DifferenceRow]} | REFUSALS)
def say_requests_different(request: HttpRequest, sent: DifferenceSaid) -> object:
    """Say that two cases are not the same thing, or take it back."""
    actor, moment = actor_of(request), now()
    act = operations.take_difference_back if sent.taken_back else operations.say_different
    act(actor=actor, codes=(sent.codes[0], sent.codes[1]), why=sent.why, now=moment)
    return list(queries.differences(actor=actor, now=moment))


@router.post("/requests/{code}/messages/{number}", response={200: list[values.MessageRow]} | REFUSALS)
def read_request_message(request: HttpRequest, code: Code, number: Number) -> object:
    """Say that a customer's message was read; answers the case's messages."""
    actor, moment = actor_of(request), now()
    operations.read_message(actor=actor, code=code, number=number, now=moment)
    return list(queries.case_page(actor=actor, code=code, now=moment).messages)
