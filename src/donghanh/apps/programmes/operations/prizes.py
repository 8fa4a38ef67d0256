"""What becomes of a draw's prizes: a benefit each; an unclaimed one goes to the next alternate."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Benefit, Draw, DrawPromotion, DrawResult
from donghanh.apps.programmes.operations.moving import (
    COMPANY_ZONE,
    ENDINGS,
    check_unless_in_the_way,
    locked_benefit,
    write_move,
)
from donghanh.apps.programmes.operations.nominating import Beneficiary, new_benefit
from donghanh.apps.programmes.permissions import check_select
from donghanh.apps.programmes.refusals import CannotDraw, NotFound
from donghanh.engines import draws as engine


def promise_prizes(
    *, actor: Actor, draw: Draw, results: Iterable[DrawResult], at: datetime, replaces: str = ""
) -> list[str]:
    """Name each drawn entrant as beneficiary of the draw's activity; answers their references."""
    references = []
    for result in results:
        facts = {"draw": draw.number, "position": result.position, "rank": result.entrant.rank}
        benefit = new_benefit(
            actor=actor,
            activity=draw.activity,
            beneficiary=Beneficiary(customer_code=result.entrant.customer_code, facts=facts),
            at=at,
            origin="draw",
            unit_code=result.entrant.unit_code,
            replaces=replaces,
        )
        write_move(actor=actor, benefit=benefit, move="nominate", at=at, facts=facts)
        check_unless_in_the_way(actor=actor, benefit=benefit, at=at, facts={"checked": "drawn_entrant"})
        references.append(benefit.reference)
    return references


@transaction.atomic
def state_prize_unclaimed(*, actor: Actor, reference: str, why: str, at: datetime) -> str:
    """
    Record that a prize was not claimed and bring in the next alternate; answers the new benefit's reference,
    or nothing when no alternate is left.

    The winners of the proof stay; a statement is appended to it that anybody can read and check.

    raises : Forbidden; NotFound, CannotMove, CannotDraw (not a prize; claims still open)
    """
    check_select(actor=actor)
    result = _result_of(reference)
    draw = Draw.objects.select_for_update().get(pk=result.draw_id)
    _check_claims_over(draw=draw, at=at)
    benefit = locked_benefit(actor=actor, reference=reference, move="declare_unclaimed")
    write_move(actor=actor, benefit=benefit, move="declare_unclaimed", why=why, at=at)
    proof = json.loads(draw.proof_text)
    after = engine.state_unclaimed(proof=proof, rank=result.entrant.rank, reason=why, at=at.isoformat())
    draw.proof_text = engine.file_text(proof=after)
    draw.save(update_fields=["proof_text"])
    record_act(actor=actor, act="draw.unclaimed", subject=reference, facts={"why": why}, at=at)
    return _promote(actor=actor, draw=draw, result=result, reference=reference, why=why, at=at)


def open_prizes(*, draw: Draw) -> tuple[str, ...]:
    """References of the draw's prizes that are neither received nor at an end."""
    rows = Benefit.objects.filter(activity=draw.activity_id, origin="draw", origin_facts__draw=draw.number)
    return tuple(
        rows.exclude(state__in=(*ENDINGS, "received", "feedback"))
        .order_by("reference")
        .values_list("reference", flat=True)
    )


def _promote(*, actor: Actor, draw: Draw, result: DrawResult, reference: str, why: str, at: datetime) -> str:
    following = (
        draw.results.filter(is_alternate=True, promotion__isnull=True)
        .select_related("entrant")
        .order_by("position")
        .first()
    )
    if following is None:
        return ""
    DrawPromotion.objects.create(
        result=following, in_place_of=result, by_id=actor.staff_id, why=why, product_at=at
    )
    (new,) = promise_prizes(actor=actor, draw=draw, results=[following], at=at, replaces=reference)
    return new


def _check_claims_over(*, draw: Draw, at: datetime) -> None:
    if at.astimezone(COMPANY_ZONE).date() < draw.claim_until_on:
        raise CannotDraw(
            "claims-still-open",
            f"Prizes may be claimed until {draw.claim_until_on:%d/%m/%Y} (not including); wait until then.",
            claim_until_on=draw.claim_until_on.isoformat(),
        )


def _result_of(reference: str) -> DrawResult:
    benefit = Benefit.objects.select_related("activity").filter(reference=reference).first()
    if benefit is None:
        raise NotFound("benefit", reference)
    found = (
        DrawResult.objects.select_related("entrant")
        .filter(
            draw__activity=benefit.activity,
            draw__number=benefit.origin_facts.get("draw", 0),
            entrant__customer_code=benefit.customer_code,
        )
        .first()
    )
    if found is None:
        raise CannotDraw("not-a-prize", f"{reference} is not the prize of a draw.", reference=reference)
    return found
