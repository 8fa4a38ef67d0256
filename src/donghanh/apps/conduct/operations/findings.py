"""After a finding: the reply of whom it concerns, the decision, the correction, the second look."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Finding
from donghanh.apps.conduct.operations.telling import people, tell
from donghanh.apps.conduct.operations.writing import locked_finding, move_finding
from donghanh.apps.conduct.refusals import CannotMoveFinding
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, check_change


@transaction.atomic
def reply_to_finding(*, actor: Actor, code: str, is_disputed: bool, words: str, at: datetime) -> None:
    """
    Answer a finding: the person whom it names, or for an office its head.

    raises : Forbidden, NotFound; CannotMoveFinding `only-the-person`; Refused `reason-missing`,
             `not-from-this-state`, `not-for-this-role`
    """
    check_change(actor=actor)
    finding = locked_finding(actor=actor, code=code)
    if finding.staff_id is not None and finding.staff_id != actor.staff_id:
        raise CannotMoveFinding(
            "only-the-person", f"{code} is answered by the person whom it names.", code=code
        )
    finding.is_disputed = is_disputed
    facts = {"is_disputed": is_disputed}
    move_finding(actor=actor, finding=finding, move="reply", at=at, why=words, facts=facts)
    record_act(actor=actor, act="conduct.reply", subject=f"conduct:{code}", facts=facts, at=at)


@transaction.atomic
def decide_finding(*, actor: Actor, code: str, is_upheld: bool, why: str, at: datetime) -> None:
    """
    Uphold a finding, or take it back as wrong.

    A disputed one is decided by another than who inspected; one without a reply is upheld only when the time
    to reply is over.

    raises : Forbidden, NotFound; CannotMoveFinding `another-decides`, `reply-still-open`; Refused
    """
    check_change(actor=actor)
    finding = locked_finding(actor=actor, code=code)
    day = bridge.company_day(at=at)
    _check_decision(finding=finding, actor=actor, is_upheld=is_upheld, is_over=day > finding.reply_due)
    facts = _to_correct(finding, day) if is_upheld else {}
    move = "uphold" if is_upheld else "withdraw"
    move_finding(actor=actor, finding=finding, move=move, at=at, why=why, facts=facts)
    if finding.correct_due and is_upheld:
        to = people(day=day, unit=finding.unit_id, number=finding.staff_id)
        tell(about=code, kind="finding_upheld", to=to, due=finding.correct_due, at=at)
    record_act(
        actor=actor, act=f"conduct.{move}", subject=f"conduct:{code}", facts={"why": why.strip()}, at=at
    )


@transaction.atomic
def correct_finding(*, actor: Actor, code: str, words: str, at: datetime) -> None:
    """
    Say what was put right: the head of the unit.

    raises : Forbidden, NotFound; Refused `reason-missing`, `not-from-this-state`, `not-for-this-role`
    """
    check_change(actor=actor)
    finding = locked_finding(actor=actor, code=code)
    move_finding(actor=actor, finding=finding, move="correct", at=at, why=words)
    record_act(actor=actor, act="conduct.correct", subject=f"conduct:{code}", facts={}, at=at)


@transaction.atomic
def recheck_finding(*, actor: Actor, code: str, is_corrected: bool, words: str, at: datetime) -> None:
    """
    Look again: it is corrected and done, or it stands again and is to be corrected anew.

    By another than who inspected: nobody confirms the own finding.

    raises : Forbidden, NotFound; CannotMoveFinding `another-rechecks`; Refused `reason-missing`,
             `not-from-this-state`, `not-for-this-role`
    """
    check_change(actor=actor)
    finding = locked_finding(actor=actor, code=code)
    if finding.state == "corrected" and actor.staff_id == finding.inspection.inspector_id:
        raise CannotMoveFinding(
            "another-rechecks", f"{code}: another than who inspected looks again.", code=code
        )
    facts = {} if is_corrected else _to_correct(finding, bridge.company_day(at=at))
    move = "recheck" if is_corrected else "send_back"
    move_finding(actor=actor, finding=finding, move=move, at=at, why=words, facts=facts)
    record_act(actor=actor, act=f"conduct.{move}", subject=f"conduct:{code}", facts={}, at=at)


def _to_correct(finding: Finding, day: date) -> dict[str, str]:
    """Give the time to correct, and write it beside the move: what held on a day can be told later."""
    days = finding.inspection.frozen["correct_days"]
    finding.correct_due = bridge.due_on(day=day, working_days=days)
    return {"correct_due": finding.correct_due.isoformat()}


def _check_decision(*, finding: Finding, actor: Actor, is_upheld: bool, is_over: bool) -> None:
    is_same = actor.staff_id == finding.inspection.inspector_id
    if finding.state == "replied" and finding.is_disputed and is_same:
        raise CannotMoveFinding(
            "another-decides",
            f"{finding.code} is disputed: another than who inspected decides.",
            code=finding.code,
        )
    if finding.state == "raised" and is_upheld and not is_over:
        raise CannotMoveFinding(
            "reply-still-open",
            f"{finding.code} may be answered until {finding.reply_due:%d/%m/%Y}. Wait for the answer.",
            code=finding.code,
            reply_due=finding.reply_due.isoformat(),
        )
