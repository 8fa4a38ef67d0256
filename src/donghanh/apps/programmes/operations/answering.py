"""
Keeps what a beneficiary says: by a code on the portal, or to a clerk of the care centre on the telephone.

An answer is written once. One that says "not received", "not all" or "does not work" opens a case for the
company. A satisfied one is the beneficiary's own `give_feedback` where the benefit stands as received.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.confirmations import reference_of
from donghanh.apps.programmes.confirmation_permissions import check_ask
from donghanh.apps.programmes.models import (
    Benefit,
    ConfirmationAnswer,
    ConfirmationCase,
    Invitation,
    SampledBenefit,
)
from donghanh.apps.programmes.operations.inviting import sampled_to_ask
from donghanh.apps.programmes.operations.life_moves import write_life_move
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE, write_move
from donghanh.apps.programmes.refusals import CannotAsk, Refused
from donghanh.engines.confirmations import Said, is_satisfied, problem_of
from donghanh.engines.programmes.confirmation_lives import CASE, SPEAKER
from donghanh.engines.programmes.lives import CannotMove

BENEFICIARY_ACTOR = Actor(None, SPEAKER, SPEAKER)
LONGEST_WORDS = 2_000


@dataclass(frozen=True)
class AnswerKept:
    """What became of an answer: its reference, its case ("" for none), the benefit's state if it moved."""

    reference: str
    case: str
    state: str


@transaction.atomic
def record_answer(
    *, actor: Actor, campaign_code: str, number: int, reference: str, at: datetime, received: str,
    works: str = "", rating: int | None = None, words: str = "", channel: str = "phone",
) -> AnswerKept:  # fmt: skip
    """
    Keep an answer that a clerk was given on the telephone or at the counter.

    raises : NotFound, Forbidden; CannotAsk `not-asking`, `not-independent`, `answered-already`,
             `answer-unfit`
    """
    check_ask(actor=actor)
    said = _said(received, works, rating)
    row = sampled_to_ask(actor=actor, campaign_code=campaign_code, number=number, reference=reference)
    assert channel in ("phone", "counter")
    return _keep(row=row, said=said, words=words, channel=channel, at=at, clerk=actor, invitation=None)


@transaction.atomic
def answer_by_code(
    *,
    invitation_id: int,
    at: datetime,
    received: str,
    works: str = "",
    rating: int | None = None,
    words: str = "",
) -> AnswerKept:
    """
    Keep an answer given by a code that `queries.invitations` has recognised.

    raises : CannotAsk `code-unknown`, `answered-already`, `answer-unfit`
    """
    said = _said(received, works, rating)
    invitation = standing_invitation(invitation_id=invitation_id, at=at)
    row = (
        SampledBenefit.objects.select_for_update(of=("self",))
        .select_related("benefit__activity", "round")
        .get(pk=invitation.sampled_id)
    )
    if hasattr(row, "answer"):
        raise CannotAsk("answered-already", "This code was used already. Thank you.")
    return _keep(row=row, said=said, words=words, channel="code", at=at, clerk=None, invitation=invitation)


def standing_invitation(*, invitation_id: int, at: datetime) -> Invitation:
    """The invitation, while its code stands and its round asks. raises : CannotAsk `code-unknown`"""
    found = (
        Invitation.objects.select_related("by", "sampled__round")
        .filter(pk=invitation_id, expires_at__gt=at, sampled__round__state="asking")
        .exclude(code_hash="")
        .first()
    )
    if found is None:
        raise CannotAsk("code-unknown", "This code is not one that can be used now.")
    return found


def _said(received: str, works: str, rating: int | None) -> Said:
    try:
        return Said(received, works, rating)
    except ValueError as reason:
        raise CannotAsk("answer-unfit", f"This answer cannot be: {reason}") from reason


def _keep(
    *, row: SampledBenefit, said: Said, words: str, channel: str, at: datetime, clerk: Actor | None,
    invitation: Invitation | None,
) -> AnswerKept:  # fmt: skip
    answer = ConfirmationAnswer.objects.create(
        sampled=row, invitation=invitation, received=said.received, works=said.works, rating=said.rating,
        words=words.strip()[:LONGEST_WORDS], channel=channel, by_id=clerk.staff_id if clerk else None,
        on=at.astimezone(COMPANY_ZONE).date(), product_at=at,
    )  # fmt: skip
    case = _open_case(answer=answer, said=said, rule=row.round.rule, at=at, clerk=clerk)
    satisfied = is_satisfied(said=said, satisfied_from=int(row.round.rule["satisfied_from"]))
    state = _give_feedback(answer=answer, clerk=clerk, at=at) if satisfied else ""
    told = {"channel": channel, "case": case, "moved": bool(state)}
    subject = reference_of(answer)
    speaker = clerk or BENEFICIARY_ACTOR
    record_act(actor=speaker, act="confirmation.answer", subject=subject, facts=told, at=at)
    return AnswerKept(reference=subject, case=case, state=state)


def _open_case(
    *, answer: ConfirmationAnswer, said: Said, rule: dict[str, int], at: datetime, clerk: Actor | None
) -> str:
    kind = problem_of(said=said)
    if not kind:
        return ""
    due_on = at.astimezone(COMPANY_ZONE).date() + timedelta(days=int(rule["case_days"]))
    case = ConfirmationCase.objects.create(answer=answer, kind=kind, state="", due_on=due_on)
    write_life_move(
        life=CASE, row=case, move="open", roles=clerk.roles if clerk else frozenset({SPEAKER}),
        by=clerk.staff_id if clerk else None, at=at,
    )  # fmt: skip
    return str(case.pk)


def _give_feedback(*, answer: ConfirmationAnswer, clerk: Actor | None, at: datetime) -> str:
    """
    Make the beneficiary's move, passed on by the clerk, or by whoever of the company issued the code.

    The answer stands also where the move cannot be made: what was not yet recorded as received stays so.
    """
    benefit = (
        Benefit.objects.select_for_update(of=("self",))
        .select_related("activity")
        .get(pk=answer.sampled.benefit_id)
    )
    if benefit.state != "received":
        return ""
    try:
        with transaction.atomic():
            return write_move(
                actor=clerk or _inviter(answer), benefit=benefit, move="give_feedback", at=at,
                facts={"confirmation": reference_of(answer)}, as_beneficiary=True,
            )  # fmt: skip
    except (CannotMove, Refused):
        return ""


def _inviter(answer: ConfirmationAnswer) -> Actor:
    assert answer.invitation is not None
    by = answer.invitation.by
    return Actor(by.pk, by.username, by.full_name)
