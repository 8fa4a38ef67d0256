"""Questions about draws: what was announced, what came out, whether somebody is in, and the proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from donghanh.apps.organisation.permissions import Actor, may_see_unit
from donghanh.apps.programmes.bridge.people import customer_names
from donghanh.apps.programmes.models import Benefit, Draw, DrawResult
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.programmes.duties import Act, moves_open_to
from donghanh.engines.programmes.moves import DRAW


@dataclass(frozen=True)
class PublicDraw:
    """
    What anybody may know of a draw: its terms, what was announced, the ranks that came out.

    winners, alternates : ranks from 1, in the order drawn; no name and no code is among it
    """

    campaign_code: str
    activity_code: str
    activity_vi: str
    activity_en: str
    number: int
    method: str
    state: str
    prize_count: int
    alternate_count: int
    window_from_on: date
    window_until_on: date
    draw_on: date
    claim_until_on: date
    sources: tuple[Mapping[str, str], ...]
    source_values: tuple[str, ...]
    commitment: Mapping[str, object]
    winners: tuple[int, ...]
    alternates: tuple[int, ...]
    has_proof: bool


@dataclass(frozen=True)
class PrizeLine:
    """One drawn rank as staff sees it; the code is empty for an entrant out of sight."""

    position: int
    rank: int
    is_alternate: bool
    is_promoted: bool
    customer_code: str
    name: str
    unit_code: str
    reference: str
    state: str


@dataclass(frozen=True)
class DrawMoveLine:
    """One row of a draw's story."""

    move: str
    to_state: str
    by: str
    as_role: str
    why: str
    at: datetime


@dataclass(frozen=True)
class DrawStory:
    """A draw whole, as staff sees it."""

    public: PublicDraw
    prizes: tuple[PrizeLine, ...]
    moves: tuple[DrawMoveLine, ...]
    open_moves: tuple[str, ...]
    activity_target: int | None


def public_draws(*, campaign_code: str = "") -> tuple[PublicDraw, ...]:
    """Every draw that was announced, newest first; one that was given up before that concerns nobody."""
    return _listed(_draws().filter(commitment__isnull=False), campaign_code)


def all_draws(*, campaign_code: str = "") -> tuple[PublicDraw, ...]:
    """Every draw, also those that are only prepared: for staff. Newest first."""
    return _listed(_draws(), campaign_code)


def public_draw(*, campaign_code: str, activity_code: str, number: int) -> PublicDraw:
    """One announced draw as anybody may see it. raises : NotFound, also before it is announced"""
    row = draw_named(campaign_code=campaign_code, activity_code=activity_code, number=number)
    if row.commitment is None:
        raise NotFound("draw", f"{activity_code}#{number}")
    return _public(row)


def proof_text(*, campaign_code: str, activity_code: str, number: int) -> str:
    """The proof file, as anybody may keep it; empty before the draw. raises : NotFound"""
    return draw_named(campaign_code=campaign_code, activity_code=activity_code, number=number).proof_text


def draw_story(*, actor: Actor, campaign_code: str, activity_code: str, number: int) -> DrawStory:
    """A draw with its prizes in the actor's sight and its moves. raises : NotFound"""
    row = draw_named(campaign_code=campaign_code, activity_code=activity_code, number=number)
    moves = list(row.moves.select_related("by").order_by("id"))
    return DrawStory(
        public=_public(row),
        prizes=_prizes(actor=actor, row=row),
        moves=tuple(
            DrawMoveLine(one.move, one.to_state, one.by.full_name, one.as_role, one.why, one.product_at)
            for one in moves
        ),
        open_moves=_open_moves(actor=actor, row=row, history=[Act(one.move, one.by_id) for one in moves]),
        activity_target=row.activity.target,
    )


def _prizes(*, actor: Actor, row: Draw) -> tuple[PrizeLine, ...]:
    benefits = {
        benefit.customer_code: benefit
        for benefit in Benefit.objects.filter(
            activity=row.activity_id, origin="draw", origin_facts__draw=row.number
        ).order_by("id")
    }
    found = []
    results = list(row.results.select_related("entrant", "promotion").order_by("position"))
    names = customer_names(codes=[result.entrant.customer_code for result in results])
    for result in results:
        entrant = result.entrant
        seen = may_see_unit(actor=actor, unit_code=entrant.unit_code)
        benefit = benefits.get(entrant.customer_code)
        promoted = hasattr(result, "promotion")
        holds = benefit is not None and (not result.is_alternate or promoted)
        found.append(
            PrizeLine(
                position=result.position,
                rank=entrant.rank,
                is_alternate=result.is_alternate,
                is_promoted=promoted,
                customer_code=entrant.customer_code if seen else "",
                name=names.get(entrant.customer_code, "") if seen else "",
                unit_code=entrant.unit_code,
                reference=benefit.reference if benefit and seen and holds else "",
                state=benefit.state if benefit and seen and holds else "",
            )
        )
    return tuple(found)


def _open_moves(*, actor: Actor, row: Draw, history: list[Act]) -> tuple[str, ...]:
    if not actor.may_change or actor.staff_id is None:
        return ()
    found = moves_open_to(
        state=row.state, roles=actor.roles, actor_id=actor.staff_id, history=history, life=DRAW
    )
    return tuple(one.name for one in found)


def _public(row: Draw) -> PublicDraw:
    ranks = [(one.entrant.rank, one.is_alternate) for one in row.results.all()]
    return PublicDraw(
        campaign_code=row.activity.campaign.code,
        activity_code=row.activity.code,
        activity_vi=row.activity.name_vi,
        activity_en=row.activity.name_en,
        number=row.number,
        method=row.method,
        state=row.state,
        prize_count=row.prize_count,
        alternate_count=row.alternate_count,
        window_from_on=row.window_from_on,
        window_until_on=row.window_until_on,
        draw_on=row.draw_on,
        claim_until_on=row.claim_until_on,
        sources=tuple(row.sources),
        source_values=tuple(row.source_values or ()),
        commitment=row.commitment or {},
        winners=tuple(rank for rank, is_alternate in ranks if not is_alternate),
        alternates=tuple(rank for rank, is_alternate in ranks if is_alternate),
        has_proof=bool(row.proof_text),
    )


def _draws() -> QuerySet[Draw]:
    drawn = DrawResult.objects.select_related("entrant").order_by("position")
    return Draw.objects.select_related("activity__campaign").prefetch_related(Prefetch("results", drawn))


def _listed(rows: QuerySet[Draw], campaign_code: str) -> tuple[PublicDraw, ...]:
    if campaign_code:
        rows = rows.filter(activity__campaign__code=campaign_code)
    return tuple(_public(row) for row in rows.order_by("-draw_on", "-number"))


def draw_named(*, campaign_code: str, activity_code: str, number: int) -> Draw:
    """The draw's row; within this app only. raises : NotFound"""
    found = (
        _draws()
        .filter(activity__campaign__code=campaign_code, activity__code=activity_code, number=number)
        .first()
    )
    if found is None:
        raise NotFound("draw", f"{activity_code}#{number}")
    return found
