"""Stops and starts a case's clock: for an allowed reason, with evidence, and at most so long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from donghanh.apps.evidence.queries import evidence_of
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import clocks, services
from donghanh.apps.requests.models import Case, CasePause, CasePauseEnd
from donghanh.apps.requests.operations.attaching import keep_files
from donghanh.apps.requests.operations.writing import is_done, locked_case, move_case
from donghanh.apps.requests.refusals import CannotPause
from donghanh.apps.requests.values import Attachment
from donghanh.lawbook.pause_reasons import PauseReason


@transaction.atomic
def pause_case(
    *, actor: Actor, code: str, reason: str, why: str, now: datetime, attachments: Sequence[Attachment] = (),
    evidence: Sequence[int] = (), key: str = "",
) -> None:  # fmt: skip
    """
    Stop the clock.

    attachments : files that prove the reason, each with the sort of proof as its `document` (call_recording)
    evidence    : numbers of files of the case that are kept already
    raises      : NotFound, Forbidden, CannotMoveCase; CannotPause `clock-not-started`,
                  `pause-reason-not-allowed`, `pause-without-evidence`, `evidence-not-of-case`,
                  `evidence-of-other-sort`, `paused-too-often`, `pause-too-long`
    """
    case = locked_case(actor=actor, code=code)
    if is_done(case=case, key=key):
        return
    allowed = _allowed(case, reason, now)
    kept = keep_files(actor=actor, case=case, attachments=attachments, at=now)
    numbers = sorted({*kept, *evidence})
    _check_evidence(actor, case, allowed, numbers)
    longest = clocks.reckon(clock=allowed.longest, start=now, as_of=now)
    CasePause.objects.create(
        case=case, reason=reason, from_at=now, ends_by_at=longest.due_at, evidence=numbers, why=why.strip(),
        by_id=actor.staff_id,
    )  # fmt: skip
    facts = {"reason": reason, "evidence": numbers, "ends_by_at": longest.due_at.isoformat()}
    move_case(actor=actor, case=case, move="pause", at=now, why=why, key=key, facts=facts)


@transaction.atomic
def resume_case(*, actor: Actor, code: str, now: datetime, why: str = "", key: str = "") -> None:
    """
    Let the clock go on.

    raises : NotFound, Forbidden, CannotMoveCase
    """
    case = locked_case(actor=actor, code=code)
    if is_done(case=case, key=key):
        return
    end_pause(actor=actor, case=case, at=now, why=why, key=key)


def end_pause(*, actor: Actor, case: Case, at: datetime, why: str = "", key: str = "") -> None:
    """End the open pause of a locked case, at the latest where its longest ends; for people and the watch."""
    row = case.pauses.filter(end=None).order_by("-id").first()
    if row is not None:
        until = min(at, row.ends_by_at or at)
        CasePauseEnd.objects.create(pause=row, until_at=until, by_id=actor.staff_id)
    move_case(actor=actor, case=case, move="resume", at=at, why=why, key=key)


def _allowed(case: Case, reason: str, now: datetime) -> PauseReason:
    if case.starts_at is None:
        raise CannotPause("clock-not-started", f"The clock of {case.code} does not run yet.", case=case.code)
    known = services.reasons_on(codes=case.service["pause_reasons"], day=clocks.local_day(now))
    found = next((one for one in known if one.code == reason), None)
    if found is None:
        expected = [one.code for one in known]
        text = (
            f"{case.service_code} allows no pause for '{reason}'; allowed: {', '.join(expected) or 'none'}."
        )
        raise CannotPause("pause-reason-not-allowed", text, case=case.code, reason=reason, expected=expected)
    if (times := case.pauses.filter(reason=reason).count()) >= found.most_times:
        text = f"{case.code} has waited {times} times for '{reason}'; at most {found.most_times}."
        raise CannotPause("paused-too-often", text, case=case.code, reason=reason, times=times)
    return found


def _check_evidence(actor: Actor, case: Case, reason: PauseReason, numbers: Sequence[int]) -> None:
    sorts = [word.code for word in reason.evidence]
    if not numbers and sorts:
        text = f"A pause for '{reason.code}' needs one of: {', '.join(sorts)}. Next: hand the file in."
        raise CannotPause("pause-without-evidence", text, case=case.code, reason=reason.code, expected=sorts)
    cards = {card.number: card for card in evidence_of(actor=actor, subject=f"request:{case.code}")}
    for number in numbers:
        if number not in cards:
            text = f"File {number} is none of {case.code}."
            raise CannotPause("evidence-not-of-case", text, case=case.code, number=number)
    if sorts and not any(cards[number].facts.get("document") in sorts for number in numbers):
        text = f"None of the files is one of: {', '.join(sorts)}. Next: say which sort of proof it is."
        raise CannotPause("evidence-of-other-sort", text, case=case.code, reason=reason.code, expected=sorts)
