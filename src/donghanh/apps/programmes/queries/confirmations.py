"""
The rounds for the company: what could be drawn, the rounds, whom to ask, and the proof of a sample.

For units nothing of this is there (`confirmation_permissions`). Telephones are covered; opening one is
recorded by `operations.inviting.open_contact`. The facts for the report come from here as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db.models import Count, Q

from donghanh.apps.customers.queries import masks
from donghanh.apps.evidence.queries import EvidenceCard
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.confirmations import pictures_of
from donghanh.apps.programmes.confirmation_permissions import check_see_rounds, is_of_unit
from donghanh.apps.programmes.models import ConfirmationRound, SampledBenefit
from donghanh.apps.programmes.queries.confirmation_frames import FRAME, delivered_frame, size_rule
from donghanh.apps.programmes.queries.confirmation_results import confirmation_facts
from donghanh.apps.programmes.queries.plan import campaign_named
from donghanh.apps.programmes.refusals import CannotAsk, NotFound
from donghanh.engines import confirmations as engine
from donghanh.lawbook.programme_confirmation import confirmation_of

__all__ = [
    "RoundCard",
    "RoundPreview",
    "SampleLine",
    "SampleProof",
    "StratumSize",
    "asked_list",
    "confirmation_facts",
    "pictures_to_publish",
    "preview",
    "proof",
    "round_card",
    "rounds",
]
OVER = ("closed", "void")


@dataclass(frozen=True)
class StratumSize:
    """How many were delivered in an activity of a unit, and how many of them would be asked."""

    activity: str
    unit: str
    delivered: int
    size: int


@dataclass(frozen=True)
class RoundPreview:
    """What a round drawn now would ask; `rule` is empty when the template says nothing of it."""

    strata: tuple[StratumSize, ...]
    delivered: int
    size: int
    rule: dict[str, Any]


@dataclass(frozen=True)
class RoundCard:
    """A round as lists show it; `seed` is empty until the round is over."""

    campaign_code: str
    number: int
    state: str
    on: date
    delivered: int
    sampled: int
    answered: int
    frame_digest: str
    seed_commitment: str
    seed: str
    by: str
    at: datetime
    why: str
    rule: dict[str, Any]


@dataclass(frozen=True)
class SampleLine:
    """One who was drawn: the telephone is covered; `consent` is the reference of one that stands."""

    reference: str
    name: str
    activity_code: str
    activity_vi: str
    activity_en: str
    unit_code: str
    commune: str
    phone: str
    tries: int
    has_code: bool
    last_outcome: str
    is_answered: bool
    received: str
    rating: int | None
    words: str
    consent: str


@dataclass(frozen=True)
class SampleProof:
    """Everything that repeats a sample, and what differs when it is repeated."""

    seed: str
    seed_commitment: str
    frame_digest: str
    share_percent: int
    least_per_stratum: int
    frame: tuple[dict[str, str], ...]
    sample: tuple[str, ...]
    breaches: tuple[engine.Breach, ...]

    @property
    def holds(self) -> bool:
        return not self.breaches


def preview(*, actor: Actor, campaign_code: str) -> RoundPreview:
    """What a round drawn now would ask, stratum by stratum. raises : NotFound, also for a unit"""
    check_see_rounds(actor=actor)
    campaign = campaign_named(campaign_code)
    rule = confirmation_of(text=campaign.template)
    if rule is None:
        return RoundPreview((), 0, 0, {})
    sizes = engine.stratum_sizes(
        frame=delivered_frame(campaign=campaign), rule=size_rule(rule=rule.plain())
    ).to_dicts()
    strata = tuple(StratumSize(**row) for row in sizes)
    return RoundPreview(
        strata, sum(one.delivered for one in strata), sum(one.size for one in strata), rule.plain()
    )


def rounds(*, actor: Actor, campaign_code: str) -> tuple[RoundCard, ...]:
    """The rounds of a campaign, newest first; two queries. raises : NotFound, also for a unit"""
    check_see_rounds(actor=actor)
    return tuple(_card(row) for row in _counted(campaign_code).order_by("-number"))


def round_card(*, actor: Actor, campaign_code: str, number: int) -> RoundCard:
    """One round. raises : NotFound, also for a unit"""
    check_see_rounds(actor=actor)
    row = _counted(campaign_code).filter(number=number).first()
    if row is None:
        raise NotFound("confirmation round", number)
    return _card(row)


def asked_list(*, actor: Actor, campaign_code: str, number: int) -> tuple[SampleLine, ...]:
    """
    Whom a round asks, those who have not answered first; benefits of a unit where the actor also has a post
    are not in it.

    raises : NotFound, also for a unit
    """
    round_card(actor=actor, campaign_code=campaign_code, number=number)
    rows = (
        SampledBenefit.objects.filter(round__campaign__code=campaign_code, round__number=number)
        .select_related("benefit__activity", "answer")
        .prefetch_related("invitations", "answer__consents__withdrawal")
        .order_by("benefit__activity__position", "unit_id", "position")
    )
    communes = organisation.commune_names()
    lines = [_line(row, communes) for row in rows if not is_of_unit(actor=actor, unit_code=row.unit_id)]
    return tuple(sorted(lines, key=lambda line: line.is_answered))


def pictures_to_publish(*, actor: Actor, reference: str) -> tuple[EvidenceCard, ...]:
    """The photographs that somebody asked may agree to publish. raises : NotFound, also for a unit"""
    check_see_rounds(actor=actor)
    return tuple(pictures_of(reference=reference, actor=actor))


def proof(*, actor: Actor, campaign_code: str, number: int) -> SampleProof:
    """
    The sample of a round that is over, repeated from its seed and frame.

    raises : NotFound, also for a unit; CannotAsk `round-not-over`
    """
    check_see_rounds(actor=actor)
    row = ConfirmationRound.objects.filter(campaign__code=campaign_code, number=number).first()
    if row is None:
        raise NotFound("confirmation round", number)
    if row.state not in OVER:
        raise CannotAsk(
            "round-not-over",
            f"Round {number} is '{row.state}': its seed is told when it is over. Next: close it.",
            number=number, state=row.state,
        )  # fmt: skip
    frame = tuple(map(json.loads, row.frame_text.splitlines()))
    sample = tuple(row.sample.order_by("benefit__reference").values_list("benefit__reference", flat=True))
    rule = size_rule(rule=row.rule)
    breaches = engine.verify_sample(
        frame=pl.DataFrame(frame, schema=FRAME), seed=bytes.fromhex(row.seed), rule=rule,
        commitment=row.seed_commitment, digest=row.frame_digest, sampled=sample,
    )  # fmt: skip
    return SampleProof(
        row.seed,
        row.seed_commitment,
        row.frame_digest,
        rule.share_percent,
        rule.least,
        frame,
        sample,
        breaches,
    )


def _counted(campaign_code: str) -> Any:
    return (
        ConfirmationRound.objects.filter(campaign=campaign_named(campaign_code))
        .annotate(
            sampled=Count("sample", distinct=True),
            answered=Count("sample", filter=Q(sample__answer__isnull=False), distinct=True),
        )
        .select_related("campaign")
        .prefetch_related("moves__by")
        .defer("frame_text")
    )


def _card(row: Any) -> RoundCard:
    moves = list(row.moves.all())
    return RoundCard(
        campaign_code=row.campaign.code, number=row.number, state=row.state, on=row.on,
        delivered=row.frame_count, sampled=row.sampled, answered=row.answered, frame_digest=row.frame_digest,
        seed_commitment=row.seed_commitment, seed=row.seed if row.state in OVER else "",
        by=moves[0].by.full_name, at=moves[0].product_at, why=moves[-1].why, rule=row.rule,
    )  # fmt: skip


def _line(row: SampledBenefit, communes: dict[str, str]) -> SampleLine:
    benefit, tries = row.benefit, list(row.invitations.all())
    answer = getattr(row, "answer", None)
    given = [] if answer is None else [one for one in answer.consents.all() if one.withdraws_id is None]
    standing = next((one.reference for one in given if not hasattr(one, "withdrawal")), "")
    return SampleLine(
        reference=benefit.reference, name=benefit.beneficiary_name, activity_code=row.activity_code,
        activity_vi=benefit.activity.short_vi, activity_en=benefit.activity.short_en, unit_code=row.unit_id,
        commune=communes.get(benefit.commune_code, ""), phone=masks.masked_phone(benefit.phone) or "",
        tries=len(tries), has_code=any(one.code_hash for one in tries), last_outcome=tries[-1].outcome if
        tries else "", is_answered=answer is not None, received=answer.received if answer else "",
        rating=answer.rating if answer else None, words=answer.words if answer else "", consent=standing,
    )  # fmt: skip
