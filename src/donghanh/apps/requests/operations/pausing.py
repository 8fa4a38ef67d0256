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

SENTENCES = {
    "pause-reason-not-allowed": "{service} allows no pause for '{found}'; allowed: {expected}.",
    "paused-too-often": "{case} has waited {times} times for '{reason}'; at most {expected}.",
    "pause-without-evidence": "A pause for '{reason}' needs one of: {expected}. Next: hand the file in.",
    "evidence-of-other-sort": "None of the files is one of: {expected}. Next: say which sort of proof it is.",
    "pause-backward": "The pause ends at {until_at}, before it begins at {from_at}.",
    "pause-too-long": "The pause lasts until {until_at}; its reason ends at {longest_until}.",
}
"""What the engine found, in a sentence."""


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
    if case.starts_at is None:
        raise CannotPause("clock-not-started", f"The clock of {case.code} does not run yet.", case=case.code)
    allowed = services.reasons_on(codes=case.service["pause_reasons"], day=clocks.local_day(now))
    known = next((one for one in allowed if one.code == reason), None)
    kept = keep_files(actor=actor, case=case, attachments=attachments, at=now)
    numbers = sorted({*kept, *evidence})
    _check(case, reason, allowed, known, _sorts(actor, case, numbers), now)
    assert known is not None  # the engine refuses a reason that is not allowed
    longest = clocks.reckon(clock=known.longest, start=now, as_of=now)
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


def _check(
    case: Case, reason: str, allowed: Sequence[PauseReason], known: PauseReason | None,
    sorts: Sequence[str], now: datetime,
) -> None:  # fmt: skip
    """Refuse the pause with the first finding of the engine of deadlines."""
    found = clocks.pause_findings(
        reason=reason, from_at=now, allowed=[one.code for one in allowed], known=known,
        times=case.pauses.filter(reason=reason).count(), evidence=sorts,
    )  # fmt: skip
    for finding in found:
        told = SENTENCES[finding.rule].format(case=case.code, service=case.service_code, **finding.facts)
        raise CannotPause(finding.rule, told, case=case.code, **{"reason": reason, **finding.facts})


def _sorts(actor: Actor, case: Case, numbers: Sequence[int]) -> tuple[str, ...]:
    """The sorts of proof that these files of the case are; a file without one is `file`."""
    cards = {card.number: card for card in evidence_of(actor=actor, subject=f"request:{case.code}")}
    for number in numbers:
        if number not in cards:
            text = f"File {number} is none of {case.code}."
            raise CannotPause("evidence-not-of-case", text, case=case.code, number=number)
    return tuple(str(cards[number].facts.get("document") or "file") for number in numbers)
