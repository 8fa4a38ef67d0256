"""Announces a round by the digest of its seed, draws it, and closes it: then the seed is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Inspection, Place, Round
from donghanh.apps.conduct.operations.fairness import check_as_announced, check_not_again, check_not_own
from donghanh.apps.conduct.operations.writing import (
    locked_round,
    move_inspection,
    move_round,
    next_code,
)
from donghanh.apps.conduct.permissions import check_inspect
from donghanh.apps.conduct.queries.proofs import days_of, frame_of_round, sizes_of_round
from donghanh.apps.conduct.refusals import CannotAnnounce
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, check_change
from donghanh.engines.conduct import SEED_BYTES, commitment_of, draw_sample, frame_digest
from donghanh.kernel.worktime import CalendarDoesNotCover

LONGEST_DAYS = 100
MOST = 200


@dataclass(frozen=True)
class RoundAsked:
    """
    What is to be announced.

    from_on, until_on : days on which inspections are made, half-open
    chance_source     : which public number will be mixed in at the draw, such as "special prize of the
                        Northern lottery of 30/11/2021"; empty when none will
    """

    is_surprise: bool
    from_on: date
    until_on: date
    office_count: int
    crew_count: int
    chance_source: str = ""


@transaction.atomic
def announce_round(*, actor: Actor, asked: RoundAsked, seed: bytes, at: datetime) -> str:
    """
    Keep the places, the days and the sizes of a round, and the digest of its seed, before anything is drawn.

    seed    : [32 bytes] of chance; kept secret until the round is closed
    returns : the round's code, such as `KTTP-21-01`
    raises  : Forbidden; CannotAnnounce `seed-wrong`, `round-too-early`, `round-too-long`, `size-wrong`,
              `no-working-day`, `no-places`, `own-unit`, `seed-used`, `round-overlaps`, `chance-needed`
    """
    check_inspect(actor=actor)
    today = bridge.company_day(at=at)
    _check(asked=asked, seed=seed, today=today)
    check_not_again(
        asked_days=(asked.from_on, asked.until_on),
        is_surprise=asked.is_surprise,
        has_chance=bool(asked.chance_source.strip()),
        commitment=commitment_of(seed=seed),
    )
    days = _working_days(asked)
    round_ = Round(
        code=next_code(model=Round, prefix="KTTP", year=asked.from_on.year, digits=2),
        is_surprise=asked.is_surprise,
        from_on=asked.from_on,
        until_on=asked.until_on,
        days=[day.isoformat() for day in days],
        office_count=asked.office_count,
        crew_count=asked.crew_count,
        seed=seed,
        seed_commitment=commitment_of(seed=seed),
        chance_source=asked.chance_source.strip(),
        state="",
        announced_at=at,
    )
    places = _places(actor=actor, day=asked.from_on, asked=asked)
    check_not_own(actor=actor, units={one.unit_id for one in places})
    frame = bridge.frame_of((one.reference, one.kind, one.unit_id) for one in places)
    round_.frame_digest = frame_digest(frame=frame, days=days, sizes=sizes_of_round(round_))
    move_round(actor=actor, round_=round_, move="announce", at=at)
    for one in places:
        one.round = round_
    Place.objects.bulk_create(places)
    told = {"commitment": round_.seed_commitment, "frame": round_.frame_digest, "places": len(places)}
    record_act(actor=actor, act="conduct.announce_round", subject=f"conduct:{round_.code}", facts=told, at=at)
    return round_.code


@transaction.atomic
def draw_round(*, actor: Actor, code: str, at: datetime, public_chance: str = "") -> int:
    """
    Draw places and days; only inspectors see what came out.

    public_chance : the number of the source that was announced
    returns       : how many inspections
    raises        : Forbidden, NotFound; CannotAnnounce `draw-too-late`, `chance-missing`,
                    `chance-not-announced`, `own-unit`, `frame-changed`; Refused `not-from-this-state`
    """
    check_inspect(actor=actor)
    round_ = locked_round(code=code)
    round_.public_chance = public_chance.strip()
    _check_draw(round_=round_, today=bridge.company_day(at=at))
    places = {one.reference: one for one in round_.places.all()}
    check_not_own(actor=actor, units={one.unit_id for one in places.values()})
    check_as_announced(round_=round_)
    move_round(actor=actor, round_=round_, move="draw", at=at)
    drawn = draw_sample(
        frame=frame_of_round(round_),
        days=days_of(round_),
        sizes=sizes_of_round(round_),
        seed=bytes(round_.seed),
        public_chance=round_.public_chance,
    )
    for row in drawn.sort("day", "kind", "position").iter_rows(named=True):
        _write_down(actor=actor, round_=round_, place=places[row["reference"]], row=row, at=at)
    told = {"inspections": drawn.height, "public_chance": round_.public_chance}
    record_act(actor=actor, act="conduct.draw_round", subject=f"conduct:{code}", facts=told, at=at)
    return drawn.height


@transaction.atomic
def close_round(*, actor: Actor, code: str, at: datetime) -> None:
    """
    End a round whose inspections are all made or cancelled; from now on the seed is told.

    raises : Forbidden, NotFound; CannotAnnounce `inspections-open`; Refused `not-from-this-state`
    """
    check_inspect(actor=actor)
    round_ = locked_round(code=code)
    still = round_.inspections.exclude(state__in=("finished", "cancelled")).count()
    if still:
        raise CannotAnnounce(
            "inspections-open",
            f"{still} inspections of {code} are not made. Make or cancel them.",
            count=still,
        )
    move_round(actor=actor, round_=round_, move="close", at=at)
    record_act(actor=actor, act="conduct.close_round", subject=f"conduct:{code}", facts={}, at=at)


@transaction.atomic
def make_round_void(*, actor: Actor, code: str, why: str, at: datetime) -> None:
    """
    Give a round up, with every inspection that was not begun.

    One that was drawn is given up by the director: who draws could otherwise draw until it suits.

    raises : Forbidden, NotFound; CannotAnnounce `inspections-open`; Refused `reason-missing`,
             `not-for-this-role`
    """
    check_change(actor=actor)
    round_ = locked_round(code=code)
    if round_.state != "drawn":
        check_inspect(actor=actor)
    if round_.inspections.filter(state="under_way").exists():
        raise CannotAnnounce(
            "inspections-open", f"An inspection of {code} is being made. Finish it.", count=1
        )
    move = "break_off" if round_.state == "drawn" else "make_void"
    move_round(actor=actor, round_=round_, move=move, at=at, why=why)
    for one in round_.inspections.filter(state__in=("drawn", "notified")):
        move_inspection(actor=actor, inspection=one, move="cancel", at=at, why=why)
    told = {"why": why.strip()}
    record_act(actor=actor, act="conduct.make_round_void", subject=f"conduct:{code}", facts=told, at=at)


def _check(*, asked: RoundAsked, seed: bytes, today: date) -> None:
    if len(seed) != SEED_BYTES:
        raise CannotAnnounce("seed-wrong", f"found {len(seed)} bytes of seed; expected {SEED_BYTES}.")
    if asked.from_on <= today:
        raise CannotAnnounce(
            "round-too-early",
            f"The round begins on {asked.from_on:%d/%m/%Y}; it must be announced before its first day.",
            from_on=asked.from_on.isoformat(),
            today=today.isoformat(),
        )
    if not 0 < (asked.until_on - asked.from_on).days <= LONGEST_DAYS:
        raise CannotAnnounce(
            "round-too-long", f"A round has 1 to {LONGEST_DAYS} days; `until` is the first day outside."
        )
    counts = (asked.office_count, asked.crew_count)
    if min(counts) < 0 or not 0 < sum(counts) <= MOST:
        raise CannotAnnounce("size-wrong", f"A round has 1 to {MOST} inspections.", counts=counts)


def _check_draw(*, round_: Round, today: date) -> None:
    if today > round_.from_on:
        raise CannotAnnounce(
            "draw-too-late",
            f"{round_.code} began on {round_.from_on:%d/%m/%Y}: days that were are not drawn.",
        )
    if round_.chance_source and not round_.public_chance:
        raise CannotAnnounce("chance-missing", f"Give the number that was announced: {round_.chance_source}.")
    if round_.public_chance and not round_.chance_source:
        raise CannotAnnounce(
            "chance-not-announced", "No public source was announced: a number cannot be chosen now."
        )


def _working_days(asked: RoundAsked) -> list[date]:
    span = (asked.from_on + timedelta(days=step) for step in range((asked.until_on - asked.from_on).days))
    try:
        days = [day for day in span if bridge.is_worked(day=day)]
    except CalendarDoesNotCover as reason:
        raise CannotAnnounce("no-working-day", str(reason)) from reason
    if not days:
        raise CannotAnnounce("no-working-day", "The round has no working day. Choose other days.")
    return days


def _places(*, actor: Actor, day: date, asked: RoundAsked) -> list[Place]:
    """Every unit's office, and everybody of a crew, as they stand on the first day."""
    units = [one.code for one in organisation.units_on(day=day)]
    offices = [Place(reference=f"office:{code}", kind="office", unit_id=code) for code in units]
    crews = [
        Place(
            reference=f"crew:{grant.unit_code}:{person.id}",
            kind="crew",
            unit_id=grant.unit_code,
            staff_id=person.id,
        )
        for person in organisation.staff(actor=actor, day=day)
        for grant in person.grants
        if person.is_active and grant.role == "crew" and grant.unit_code in units
    ]
    places = [*(offices if asked.office_count else []), *(crews if asked.crew_count else [])]
    if not places:
        raise CannotAnnounce("no-places", f"Nobody can be inspected on {day:%d/%m/%Y}.")
    return places


def _write_down(*, actor: Actor, round_: Round, place: Place, row: dict[str, object], at: datetime) -> None:
    inspection = Inspection(
        code=next_code(model=Inspection, prefix="KT", year=round_.from_on.year, digits=5),
        round=round_,
        place=place,
        position=row["position"],
        kind=place.kind,
        unit_id=place.unit_id,
        staff_id=place.staff_id,
        day=row["day"],
        state="",
    )
    move_inspection(actor=actor, inspection=inspection, move="draw", at=at)
