"""
Draws a round of questions, begins it, closes it: the company's own look at what its units delivered.

The seed comes from the caller, who takes it from the machine's chance; with the act its SHA-256 is written
down for everybody, and the seed itself is told by `queries` when the round is over. Nobody chooses it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.confirmation_permissions import check_ask
from donghanh.apps.programmes.models import Benefit, Campaign, ConfirmationRound, SampledBenefit
from donghanh.apps.programmes.operations.life_moves import write_life_move
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE
from donghanh.apps.programmes.queries.confirmation_frames import delivered_frame, size_rule
from donghanh.apps.programmes.refusals import CannotAsk, NotFound
from donghanh.engines import confirmations as engine
from donghanh.engines.programmes.confirmation_lives import ROUND
from donghanh.kernel.digests import canonical_rows
from donghanh.lawbook.programme_confirmation import ConfirmationRule, confirmation_of


@transaction.atomic
def draw_round(*, actor: Actor, campaign_code: str, seed: bytes, at: datetime) -> int:
    """
    Freeze what was delivered, draw whom to ask, and answer the round's number.

    seed   : 32 bytes of chance that nobody knows beforehand
    raises : NotFound, Forbidden; CannotAsk `rule-missing`, `round-open`, `nothing-delivered`,
             `seed-too-short`
    """
    staff_id = check_ask(actor=actor)
    if len(seed) != engine.SEED_BYTES:
        raise CannotAsk("seed-too-short", f"The seed has {len(seed)} bytes; expected {engine.SEED_BYTES}.")
    campaign = _locked_campaign(campaign_code)
    rule = rule_of(campaign)
    _check_no_open_round(campaign)
    frame = delivered_frame(campaign=campaign)
    if frame.is_empty():
        raise CannotAsk(
            "nothing-delivered",
            f"Nothing of '{campaign_code}' was delivered that was not asked about already. Next: wait.",
            campaign=campaign_code,
        )
    row = ConfirmationRound.objects.create(
        campaign=campaign, number=campaign.confirmation_rounds.count() + 1, state="",
        on=at.astimezone(COMPANY_ZONE).date(), rule=rule.plain(),
        frame_text=canonical_rows(engine.frame_rows(frame=frame)).decode(), frame_count=frame.height,
        frame_digest=engine.frame_digest(frame=frame), seed=seed.hex(),
        seed_commitment=engine.commitment_of(seed=seed),
    )  # fmt: skip
    sample = engine.draw_sample(frame=frame, seed=seed, rule=size_rule(rule=rule.plain()))
    _write_sample(row=row, rows=sample.to_dicts())
    write_life_move(life=ROUND, row=row, move="draw", roles=actor.roles, by=staff_id, at=at)
    told = {"frame": row.frame_digest, "seed_commitment": row.seed_commitment, "sample": sample.height}
    subject = f"{campaign_code}#{row.number}"
    record_act(actor=actor, act="confirmation.draw", subject=subject, facts=told, at=at)
    return row.number


@transaction.atomic
def move_round(
    *, actor: Actor, campaign_code: str, number: int, move: str, at: datetime, why: str = ""
) -> str:
    """
    Begin a round, close it, or make it void; answers its state.

    raises : NotFound, Forbidden; CannotMove (state, role, reason)
    """
    staff_id = check_ask(actor=actor)
    row = locked_round(campaign_code=campaign_code, number=number)
    state = write_life_move(life=ROUND, row=row, move=move, roles=actor.roles, by=staff_id, at=at, why=why)
    record_act(
        actor=actor,
        act=f"confirmation.{move}",
        subject=f"{campaign_code}#{number}",
        facts={"why": why},
        at=at,
    )
    return state


def rule_of(campaign: Campaign) -> ConfirmationRule:
    """The rule of a campaign's template. raises : CannotAsk `rule-missing`"""
    rule = confirmation_of(text=campaign.template)
    if rule is None:
        raise CannotAsk(
            "rule-missing",
            f"The template of '{campaign.code}' has no part `confirmation`: nobody said how many to ask.",
            campaign=campaign.code,
        )
    return rule


def locked_round(*, campaign_code: str, number: int) -> ConfirmationRound:
    """A round, locked for a change. raises : NotFound"""
    found = (
        ConfirmationRound.objects.select_for_update(of=("self",))
        .filter(campaign__code=campaign_code, number=number)
        .first()
    )
    if found is None:
        raise NotFound("confirmation round", number)
    return found


def _locked_campaign(code: str) -> Campaign:
    found = Campaign.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise NotFound("campaign", code)
    return found


def _check_no_open_round(campaign: Campaign) -> None:
    standing = campaign.confirmation_rounds.filter(state__in=("drawn", "asking")).first()
    if standing is not None:
        raise CannotAsk(
            "round-open",
            f"Round {standing.number} is not over yet. Next: close it, then draw another.",
            number=standing.number,
        )


def _write_sample(*, row: ConfirmationRound, rows: list[dict[str, object]]) -> None:
    keys = dict(
        Benefit.objects.filter(reference__in=[one["reference"] for one in rows]).values_list(
            "reference", "pk"
        )
    )
    SampledBenefit.objects.bulk_create(
        SampledBenefit(
            round=row, benefit_id=keys[str(one["reference"])], activity_code=one["activity"],
            unit_id=one["unit"], position=one["position"],
        )
        for one in rows
    )  # fmt: skip
