"""Rounds, and the proof of each: what was announced, what came out, and whether it does so again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import InspectionMove, Round
from donghanh.apps.conduct.permissions import is_inspector
from donghanh.apps.conduct.refusals import NotFound
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.conduct import RoundBreach, Sizes, verify_sample

TOLD = ("closed", "void")


@dataclass(frozen=True)
class RoundRow:
    """A round as everybody at the desk may see it."""

    code: str
    is_surprise: bool
    from_on: date
    until_on: date
    office_count: int
    crew_count: int
    state: str
    announced_at: datetime
    seed_commitment: str


@dataclass(frozen=True)
class PlaceDrawn:
    """A place and a day that came out; what became of it, and why where it was cancelled."""

    reference: str
    kind: str
    unit: str
    day: date
    position: int
    state: str
    why: str


@dataclass(frozen=True)
class RoundGivenUp:
    """An earlier round of the kind for some of the same days that was given up: a second draw is seen."""

    code: str
    why: str
    was_drawn: bool


@dataclass(frozen=True)
class RoundProof:
    """
    Everything by which a round can be repeated.

    seed     : [hex]; empty until the round is over
    frame    : places it was drawn from (reference, kind, unit); of a crew the number of its account, no name
    sample   : what came out; of a round that is not over only for inspectors, for others empty
    left_out : offices of the first day, as it is known now, that are not in the frame
    before   : rounds for some of the same days that were given up
    holds    : whether the draw gives the same again; None while the seed is secret or nothing was drawn
    """

    round: RoundRow
    days: tuple[date, ...]
    may_repeat: bool
    frame_digest: str
    chance_source: str
    public_chance: str
    drawn_at: datetime | None
    seed: str
    frame: tuple[tuple[str, str, str], ...]
    sample: tuple[PlaceDrawn, ...]
    left_out: tuple[str, ...]
    before: tuple[RoundGivenUp, ...]
    holds: bool | None
    breaches: tuple[RoundBreach, ...]


def rounds(*, actor: Actor) -> tuple[RoundRow, ...]:
    """Every round, the latest first: that one was announced is no secret."""
    return tuple(_row(one) for one in Round.objects.all()) if actor.roles else ()


def round_proof(*, actor: Actor, code: str) -> RoundProof:
    """
    The proof of one round, repeated as far as its seed may be used.

    raises : NotFound
    """
    found = Round.objects.filter(code=code).first() if actor.roles else None
    if found is None:
        raise NotFound("round", code)
    is_told = found.state in TOLD
    drawn_at = found.moves.filter(move="draw").values_list("product_at", flat=True).first()
    sample = _sample(found) if is_told or is_inspector(actor=actor) else ()
    breaches = _verified(found) if is_told and drawn_at else ()
    return RoundProof(
        round=_row(found),
        days=tuple(days_of(found)),
        may_repeat=found.is_surprise,
        frame_digest=found.frame_digest,
        chance_source=found.chance_source,
        public_chance=found.public_chance,
        drawn_at=drawn_at,
        seed=bytes(found.seed).hex() if is_told else "",
        frame=tuple(found.places.values_list("reference", "kind", "unit_id")),
        sample=sample,
        left_out=_left_out(found),
        before=_before(found),
        holds=not breaches if is_told and drawn_at else None,
        breaches=breaches,
    )


def days_of(round_: Round) -> list[date]:
    """The days of a round, earliest first."""
    return [date.fromisoformat(day) for day in round_.days]


def sizes_of_round(round_: Round) -> Sizes:
    """The sizes of a round as the engine takes them."""
    return bridge.sizes_of(office=round_.office_count, crew=round_.crew_count, is_surprise=round_.is_surprise)


def frame_of_round(round_: Round) -> pl.DataFrame:
    """The places of a round as the engine takes them."""
    return bridge.frame_of(round_.places.values_list("reference", "kind", "unit_id"))


def _sample(round_: Round) -> tuple[PlaceDrawn, ...]:
    rows = round_.inspections.select_related("place").order_by("kind", "position")
    said = InspectionMove.objects.filter(inspection__round=round_, move__in=("begin", "cancel"))
    whys = {move.inspection_id: move.why for move in said.order_by("id")}
    return tuple(
        PlaceDrawn(
            row.place.reference, row.kind, row.unit_id, row.day, row.position, row.state, whys.get(row.pk, "")
        )
        for row in rows
    )  # fmt: skip


def _left_out(round_: Round) -> tuple[str, ...]:
    if not round_.office_count:
        return ()
    framed = set(round_.places.filter(kind="office").values_list("unit_id", flat=True))
    return tuple(one.code for one in organisation.units_on(day=round_.from_on) if one.code not in framed)


def _before(round_: Round) -> tuple[RoundGivenUp, ...]:
    rows = Round.objects.filter(
        is_surprise=round_.is_surprise, from_on__lt=round_.until_on, until_on__gt=round_.from_on,
        state="void", announced_at__lt=round_.announced_at,
    )  # fmt: skip
    return tuple(
        RoundGivenUp(
            one.code,
            next((move.why for move in one.moves.all() if move.to_state == "void"), ""),
            any(move.move == "draw" for move in one.moves.all()),
        )
        for one in rows.prefetch_related("moves")
    )


def _verified(round_: Round) -> tuple[RoundBreach, ...]:
    return verify_sample(
        frame=frame_of_round(round_),
        days=days_of(round_),
        sizes=sizes_of_round(round_),
        seed=bytes(round_.seed),
        public_chance=round_.public_chance,
        commitment=round_.seed_commitment,
        digest=round_.frame_digest,
        sampled=[(one.reference, one.day) for one in _sample(round_)],
    )


def _row(row: Round) -> RoundRow:
    return RoundRow(
        row.code,
        row.is_surprise,
        row.from_on,
        row.until_on,
        row.office_count,
        row.crew_count,
        row.state,
        row.announced_at,
        row.seed_commitment,
    )
