"""What keeps a sample from being made to suit: no second try, no changed frame, nobody's own unit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from donghanh.apps.conduct.models import Round
from donghanh.apps.conduct.permissions import own_units
from donghanh.apps.conduct.queries.proofs import days_of, frame_of_round, sizes_of_round
from donghanh.apps.conduct.refusals import CannotAnnounce
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.conduct import commitment_of, frame_digest


def check_not_own(*, actor: Actor, units: Collection[str]) -> None:
    """Refuse somebody who belongs to a unit that could come out. raises : CannotAnnounce `own-unit`"""
    own = sorted(own_units(actor=actor) & frozenset(units))
    if own:
        raise CannotAnnounce(
            "own-unit", f"{actor.username} belongs to {', '.join(own)}, which can come out. Another does it.",
            units=own,
        )  # fmt: skip


def check_not_again(
    *, asked_days: tuple[date, date], is_surprise: bool, has_chance: bool, commitment: str
) -> None:
    """
    Refuse a second try for the same days.

    asked_days : first day, first day outside
    raises     : CannotAnnounce `seed-used`; `round-overlaps`, while one of the kind is open on some of the
                 days; `chance-needed`, when one that was drawn for them was given up
    """
    if Round.objects.filter(seed_commitment=commitment).exists():
        raise CannotAnnounce("seed-used", "This seed was used before: its draw can be foreseen.")
    same = Round.objects.filter(
        is_surprise=is_surprise, from_on__lt=asked_days[1], until_on__gt=asked_days[0]
    )
    still = same.filter(state__in=("announced", "drawn")).first()
    if still is not None:
        raise CannotAnnounce(
            "round-overlaps", f"{still.code} is open for some of these days. Hold it, or have it given up.",
            round=still.code,
        )  # fmt: skip
    broken = same.filter(state="void", moves__move="draw").first()
    if broken is not None and not has_chance:
        raise CannotAnnounce(
            "chance-needed",
            f"{broken.code} was drawn for these days and given up: name a public number for the next draw.",
            round=broken.code,
        )


def check_as_announced(*, round_: Round) -> None:
    """Refuse a draw from other places, days, sizes or seed. raises : CannotAnnounce `frame-changed`"""
    found = frame_digest(frame=frame_of_round(round_), days=days_of(round_), sizes=sizes_of_round(round_))
    seed = commitment_of(seed=bytes(round_.seed))
    if (found, seed) != (round_.frame_digest, round_.seed_commitment):
        raise CannotAnnounce(
            "frame-changed", f"{round_.code} is not what was announced: found {found}, {seed}.",
            frame=found, commitment=seed,
        )  # fmt: skip
