"""
Holds a draw: prepared, committed before the chance is known, drawn, certified by a second person.

The list of entrants is frozen and published as salted hashes before the day on which the named public
lotteries give their numbers; from these anybody repeats the draw. Every step is one transaction: a
process that is killed leaves the step done or not begun. Winners become benefits and go the same way
of checks and approvals as every other promise.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

import polars as pl
from django.db import transaction
from django.db.models import Max, Sum

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.judging import judge_entrants, reasons_counted
from donghanh.apps.programmes.models import Activity, Draw, DrawEntrant, DrawMove, DrawResult
from donghanh.apps.programmes.operations.draw_proofs import check_proof, proof_of
from donghanh.apps.programmes.operations.draw_terms import (
    DrawTerms,
    NamedSource,
    check_day_of_commitment,
    check_pool,
    check_results,
    check_terms,
)
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE
from donghanh.apps.programmes.operations.prizes import open_prizes, promise_prizes
from donghanh.apps.programmes.permissions import check_act, check_select
from donghanh.apps.programmes.refusals import CannotDraw, NotFound
from donghanh.engines import draws as engine
from donghanh.engines.programmes.duties import Act, check_move
from donghanh.engines.programmes.moves import DRAW, move_named

__all__ = [
    "DrawTerms",
    "NamedSource",
    "certify_draw",
    "close_draw",
    "commit_draw",
    "hold_draw",
    "make_draw_void",
    "prepare_draw",
]


@transaction.atomic
def prepare_draw(
    *, actor: Actor, campaign_code: str, activity_code: str, terms: DrawTerms, at: datetime
) -> int:
    """
    Write the terms of a draw down; nothing is announced yet. Answers the draw's number.

    raises : Forbidden, NotFound, CannotMove (role), CannotDraw (terms that cannot be kept)
    """
    activity = (
        Activity.objects.select_for_update()
        .filter(campaign__code=campaign_code, code=activity_code, method="draw")
        .first()
    )
    if activity is None:
        raise NotFound("draw activity", activity_code)
    check_select(actor=actor)
    check_terms(terms=terms, today=at.astimezone(COMPANY_ZONE).date())
    _check_target(activity=activity, prizes=terms.prize_count)
    number = (activity.draws.aggregate(last=Max("number"))["last"] or 0) + 1
    draw = Draw(
        activity=activity, number=number, method=terms.method, state="",
        prize_count=terms.prize_count, alternate_count=terms.alternate_count,
        window_from_on=terms.window_from_on, window_until_on=terms.window_until_on,
        draw_on=terms.draw_on, claim_until_on=terms.claim_until_on,
        sources=[asdict(source) for source in terms.sources],
    )  # fmt: skip
    _check(actor=actor, draw=draw, move="prepare")
    _move(actor=actor, draw=draw, move="prepare", at=at, facts={"sources": draw.sources})
    return number


@transaction.atomic
def commit_draw(
    *, actor: Actor, campaign_code: str, activity_code: str, number: int, secret: bytes, at: datetime
) -> str:
    """
    Freeze the entrants and announce their hashes; answers the Merkle root.

    secret : 32 bytes from a good source of chance, given by the caller; each entrant's salt is
             HMAC-SHA256(secret, code), so that no receipt tells another's salt; it is not kept
    raises : CannotDraw (too early, too late, no entrants), CannotMove (role, duties), NotFound
    """
    draw = _locked(campaign_code=campaign_code, activity_code=activity_code, number=number)
    _check(actor=actor, draw=draw, move="commit")
    check_day_of_commitment(draw=draw, day=at.astimezone(COMPANY_ZONE).date())
    judged = judge_entrants(draw=draw)
    entrants = judged.chosen.select("code", "unit_code").sort("code")
    commitment, salts = _commit(draw=draw, entrants=entrants, secret=secret)
    _write_entrants(draw=draw, entrants=entrants, salts=salts, commitment=commitment)
    draw.commitment = {
        "count": commitment.count,
        "list_sha256": commitment.list_sha256,
        "merkle_root": commitment.merkle_root,
        "announced_at": at.astimezone(COMPANY_ZONE).isoformat(),
    }
    _move(
        actor=actor,
        draw=draw,
        move="commit",
        at=at,
        facts={**draw.commitment, "not_in": reasons_counted(judged)},
    )
    return commitment.merkle_root


@transaction.atomic
def hold_draw(
    *, actor: Actor, campaign_code: str, activity_code: str, number: int, results: Sequence[str], at: datetime
) -> tuple[int, ...]:
    """
    Enter the results of the named sources and draw; answers the winners' ranks, from 1.

    results : one text a source, in the announced order, such as "2,5,12,8,10"
    raises  : CannotDraw (before the named day, wrong number of results, not numbers), CannotMove, NotFound
    """
    draw = _locked(campaign_code=campaign_code, activity_code=activity_code, number=number)
    _check(actor=actor, draw=draw, move="draw")
    check_results(draw=draw, results=results, day=at.astimezone(COMPANY_ZONE).date())
    entrants = list(draw.entrants.order_by("rank"))
    proof = proof_of(draw=draw, entrants=entrants, results=results)
    draw.source_values = list(results)
    draw.proof_text = engine.file_text(proof=proof)
    _move(actor=actor, draw=draw, move="draw", at=at, facts={"results": list(results)})
    winners, alternates = tuple(proof["winners"]), tuple(proof["alternates"])
    drawn = DrawResult.objects.bulk_create(
        DrawResult(
            draw=draw,
            position=position,
            is_alternate=position > len(winners),
            entrant=entrants[rank - 1],
        )
        for position, rank in enumerate((*winners, *alternates), start=1)
    )
    promise_prizes(actor=actor, draw=draw, results=drawn[: len(winners)], at=at)
    return winners


@transaction.atomic
def certify_draw(*, actor: Actor, campaign_code: str, activity_code: str, number: int, at: datetime) -> None:
    """
    Attest, as a second person, that the proof holds: it is verified here once more.

    raises : CannotDraw, naming the first thing that does not hold; CannotMove; NotFound
    """
    draw = _locked(campaign_code=campaign_code, activity_code=activity_code, number=number)
    _check(actor=actor, draw=draw, move="certify")
    check_proof(draw=draw)
    _move(actor=actor, draw=draw, move="certify", at=at, facts={})


@transaction.atomic
def close_draw(*, actor: Actor, campaign_code: str, activity_code: str, number: int, at: datetime) -> None:
    """
    Close a draw whose prizes are all received or unclaimed.

    raises : CannotDraw, with the prizes that are still open; CannotMove; NotFound
    """
    draw = _locked(campaign_code=campaign_code, activity_code=activity_code, number=number)
    _check(actor=actor, draw=draw, move="close")
    waiting = open_prizes(draw=draw)
    if waiting:
        raise CannotDraw(
            "prizes-open",
            f"{len(waiting)} prizes are open still: {', '.join(waiting)}. Finish them first.",
            open=list(waiting), count=len(waiting),
        )  # fmt: skip
    _move(actor=actor, draw=draw, move="close", at=at, facts={})


@transaction.atomic
def make_draw_void(
    *, actor: Actor, campaign_code: str, activity_code: str, number: int, why: str, at: datetime
) -> None:
    """Give a draw up before it was held, for a reason. raises : CannotMove, NotFound"""
    draw = _locked(campaign_code=campaign_code, activity_code=activity_code, number=number)
    _check(actor=actor, draw=draw, move="make_void", why=why)
    _move(actor=actor, draw=draw, move="make_void", at=at, facts={}, why=why)


def _commit(*, draw: Draw, entrants: pl.DataFrame, secret: bytes) -> tuple[engine.Commitment, list[bytes]]:
    codes = entrants["code"]
    check_pool(draw=draw, entrants=len(codes))
    needed = draw.prize_count + draw.alternate_count
    if len(codes) < needed:
        draw.alternate_count = len(codes) - draw.prize_count
    salts = [hmac.new(secret, code.encode(), sha256).digest() for code in codes]
    return engine.commit_entrants(entrants=codes, salts=b"".join(salts)), salts


def _write_entrants(
    *, draw: Draw, entrants: pl.DataFrame, salts: list[bytes], commitment: engine.Commitment
) -> None:
    rows = entrants.select("code", "unit_code").iter_rows()
    DrawEntrant.objects.bulk_create(
        (
            DrawEntrant(
                draw=draw,
                rank=rank,
                customer_code=code,
                unit_code=unit,
                salt=salts[rank - 1].hex(),
                leaf=commitment.hash_of(rank=rank),
            )
            for rank, (code, unit) in enumerate(rows, start=1)
        ),
        batch_size=5000,
    )


def _check_target(*, activity: Activity, prizes: int) -> None:
    """Keep the prizes of all draws of an activity within its target."""
    promised = activity.draws.exclude(state="void").aggregate(total=Sum("prize_count"))["total"] or 0
    if activity.target is not None and promised + prizes > activity.target:
        raise CannotDraw(
            "more-prizes-than-target",
            f"{prizes} prizes; the target is {activity.target}, of which other draws promise {promised}.",
            prizes=prizes, target=activity.target, promised=promised,
        )  # fmt: skip


def _check(*, actor: Actor, draw: Draw, move: str, why: str = "") -> str:
    """Ask the dictionary of moves before anything costly: state, role, duties, reason."""
    return check_move(
        move=move, state=draw.state, roles=actor.roles, actor_id=check_act(actor=actor),
        history=_history(draw), reason=why, life=DRAW,
    )  # fmt: skip


def _history(draw: Draw) -> list[Act]:
    return [Act(*row) for row in draw.moves.order_by("id").values_list("move", "by_id")] if draw.pk else []


def _move(
    *, actor: Actor, draw: Draw, move: str, at: datetime, facts: dict[str, object], why: str = ""
) -> None:
    """Write a move that was checked, with the changed draw."""
    before = draw.state
    draw.state = move_named(move=move, life=DRAW).to_state
    _save(draw=draw, move=move)
    DrawMove.objects.create(
        draw=draw, move=move, from_state=before, to_state=draw.state, by_id=actor.staff_id, why=why.strip(),
        as_role=min(actor.roles & move_named(move=move, life=DRAW).roles), facts=facts, product_at=at,
    )  # fmt: skip
    record_act(
        actor=actor, act=f"draw.{move}", subject=f"{draw.activity.code}#{draw.number}", facts=facts, at=at
    )


def _save(*, draw: Draw, move: str) -> None:
    """Name the columns that this move may change; later the database refuses to write announced ones."""
    if draw.pk is None:
        draw.save()
        return
    announced = ["commitment", "alternate_count"] if move == "commit" else []
    draw.save(update_fields=["state", "source_values", "proof_text", *announced])


def _locked(*, campaign_code: str, activity_code: str, number: int) -> Draw:
    found = (
        Draw.objects.select_for_update(of=("self",))
        .select_related("activity__campaign")
        .filter(activity__campaign__code=campaign_code, activity__code=activity_code, number=number)
        .first()
    )
    if found is None:
        raise NotFound("draw", f"{activity_code}#{number}")
    return found
