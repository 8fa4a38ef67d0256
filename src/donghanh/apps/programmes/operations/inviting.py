"""
Asks the beneficiaries of a round: slips with codes, calls that nobody answered, a contact opened to call.

Codes are shown once, to whoever makes the slips; what is kept is a keyed hash. Who delivered, and who belongs
to the unit that delivered, asks nobody about it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from donghanh.apps.organisation.operations import record_act, record_reading
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.confirmations import hash_of_code
from donghanh.apps.programmes.confirmation_permissions import check_ask, check_independent
from donghanh.apps.programmes.models import BenefitMove, SampledBenefit
from donghanh.apps.programmes.refusals import CannotAsk, NotFound
from donghanh.engines import confirmations as engine

OUTCOMES = ("no_answer", "call_later", "wrong_number", "declined")
BY_SLIP = ("letter", "sms", "counter")


@dataclass(frozen=True)
class CodeSlip:
    """What is handed, sent or read out to one beneficiary, shown once."""

    reference: str
    name: str
    address: str
    commune_code: str
    phone: str
    activity_vi: str
    activity_en: str
    code: str
    expires_at: datetime


@dataclass(frozen=True)
class CodeSlips:
    """The slips, and the references left out because the actor, or the actor's unit, delivered them."""

    slips: tuple[CodeSlip, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    """How to reach one beneficiary, without cover."""

    reference: str
    name: str
    phone: str
    address: str


@transaction.atomic
def issue_codes(
    *, actor: Actor, campaign_code: str, number: int, channel: str, chance: Callable[[int], bytes], at:
    datetime, references: Collection[str] | None = None, anew: bool = False,
) -> CodeSlips:  # fmt: skip
    """
    Make codes for those who have not answered and have none yet; recorded as a reading of their addresses.

    chance     : gives so many random bytes, such as `secrets.token_bytes`
    references : of those alone; None for everybody who was drawn
    anew       : also for those who have a code; the earlier one stands until its day
    raises     : NotFound, Forbidden; CannotAsk `not-asking`, `channel-unknown`
    """
    staff_id = check_ask(actor=actor)
    if channel not in BY_SLIP:
        raise CannotAsk(
            "channel-unknown", f"Codes go by {', '.join(BY_SLIP)}, not '{channel}'.", channel=channel
        )
    rows = [
        row for row in _drawn(campaign_code=campaign_code, number=number)
        if not hasattr(row, "answer") and (references is None or row.benefit.reference in references)
        and (anew or not any(one.code_hash and one.expires_at > at for one in row.invitations.all()))
    ]  # fmt: skip
    made: list[CodeSlip] = []
    left_out: list[str] = []
    for row in rows:
        try:
            _check_independent(actor=actor, row=row)
        except CannotAsk:
            left_out.append(row.benefit.reference)
            continue
        code = engine.code_of(chance=chance(engine.CODE_BYTES))
        expires_at = at + timedelta(days=int(row.round.rule["code_days"]))
        row.invitations.create(
            channel=channel,
            code_hash=hash_of_code(code),
            expires_at=expires_at,
            by_id=staff_id,
            product_at=at,
        )
        made.append(_slip(row, code, expires_at))
    subject = f"{campaign_code}#{number}"
    told = {"channel": channel, "codes": len(made)}
    record_act(actor=actor, act="confirmation.issue_codes", subject=subject, facts=told, at=at)
    record_reading(
        actor=actor, what="confirmation_slips", subject=f"confirmation:{subject} ({len(made)} rows)", at=at
    )
    return CodeSlips(tuple(made), tuple(left_out))


@transaction.atomic
def record_attempt(
    *, actor: Actor, campaign_code: str, number: int, reference: str, outcome: str, at: datetime
) -> None:
    """
    Write that a call reached nobody, or nobody who would answer.

    raises : NotFound, Forbidden; CannotAsk `not-asking`, `outcome-unknown`, `answered-already`,
             `not-independent`
    """
    staff_id = check_ask(actor=actor)
    if outcome not in OUTCOMES:
        raise CannotAsk("outcome-unknown", f"A call ends in {', '.join(OUTCOMES)}, not '{outcome}'.")
    row = sampled_to_ask(actor=actor, campaign_code=campaign_code, number=number, reference=reference)
    row.invitations.create(channel="phone", outcome=outcome, by_id=staff_id, product_at=at)
    record_act(
        actor=actor, act="confirmation.attempt", subject=f"{campaign_code}#{number}", facts={"outcome":
        outcome}, at=at,
    )  # fmt: skip


@transaction.atomic
def open_contact(*, actor: Actor, campaign_code: str, number: int, reference: str, at: datetime) -> Contact:
    """Show telephone and address of one who is to be asked, and record the reading. raises : as above"""
    check_ask(actor=actor)
    row = sampled_to_ask(actor=actor, campaign_code=campaign_code, number=number, reference=reference)
    record_reading(actor=actor, what="confirmation_contact", subject=f"benefit:{reference}", at=at)
    benefit = row.benefit
    return Contact(reference, benefit.beneficiary_name, benefit.phone, benefit.address)


def sampled_to_ask(*, actor: Actor, campaign_code: str, number: int, reference: str) -> SampledBenefit:
    """One drawn benefit, locked, that the actor may ask about and that nobody has answered for yet."""
    row = (
        SampledBenefit.objects.select_for_update(of=("self",))
        .select_related("benefit__activity", "round")
        .filter(round__campaign__code=campaign_code, round__number=number, benefit__reference=reference)
        .first()
    )
    if row is None:
        raise NotFound("drawn benefit", reference)
    _check_asking(row)
    _check_independent(actor=actor, row=row)
    if hasattr(row, "answer"):
        raise CannotAsk(
            "answered-already",
            f"{reference} was answered already; an answer is not changed.",
            reference=reference,
        )
    return row


def _drawn(*, campaign_code: str, number: int) -> list[SampledBenefit]:
    rows = list(
        SampledBenefit.objects.select_for_update(of=("self",))
        .select_related("benefit__activity", "round")
        .prefetch_related("invitations")
        .filter(round__campaign__code=campaign_code, round__number=number)
    )
    if not rows:
        raise NotFound("confirmation round", number)
    _check_asking(rows[0])
    return rows


def _check_asking(row: SampledBenefit) -> None:
    if row.round.state != "asking":
        raise CannotAsk(
            "not-asking",
            f"Round {row.round.number} is '{row.round.state}': nobody is asked. Next: begin it first.",
            number=row.round.number, state=row.round.state,
        )  # fmt: skip


def _check_independent(*, actor: Actor, row: SampledBenefit) -> None:
    delivered_by = set(
        BenefitMove.objects.filter(benefit=row.benefit_id, move="deliver").values_list("by_id", flat=True)
    )
    check_independent(
        actor=actor, unit_code=row.unit_id, delivered_by=delivered_by, reference=row.benefit.reference
    )


def _slip(row: SampledBenefit, code: str, expires_at: datetime) -> CodeSlip:
    benefit = row.benefit
    return CodeSlip(
        reference=benefit.reference, name=benefit.beneficiary_name, address=benefit.address,
        commune_code=benefit.commune_code, phone=benefit.phone, activity_vi=benefit.activity.name_vi,
        activity_en=benefit.activity.name_en, code=engine.written_code(code=code), expires_at=expires_at,
    )  # fmt: skip
