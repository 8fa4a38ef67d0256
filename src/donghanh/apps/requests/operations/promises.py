"""Warns before a due time, and records a breach with its cause and an apology."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import clocks, services, wording
from donghanh.apps.requests.models import Breach, Case, CasePause
from donghanh.apps.requests.operations.pausing import end_pause
from donghanh.apps.requests.operations.warning import warn_of_open_cases
from donghanh.apps.requests.operations.writing import locked, locked_case, say_to_customer
from donghanh.apps.requests.permissions import JOB
from donghanh.apps.requests.refusals import Refused
from donghanh.apps.requests.values import Escalated
from donghanh.lawbook.breach_causes import BreachCause


@transaction.atomic
def record_breach(
    *, actor: Actor, code: str, cause: str, told: str, now: datetime, apology: str = "", key: str = ""
) -> None:
    """
    Record why a case came too late and apologise; `apology` left out, the lawbook's words are filled in.

    raises : NotFound, Forbidden; Refused `not-late`, `cause-unknown`, `reason-missing`,
             `breach-recorded-already`
    """
    case = locked_case(actor=actor, code=code)
    due_at = _missed(case, now)
    known = _cause(case, cause, told, now)
    words = wording.filled(text=apology.strip() or known.apology_vi, case=case)
    Breach.objects.create(
        case=case, due_at=due_at, cause=cause, told=told.strip(), apology=words, by_id=actor.staff_id,
        product_at=now,
    )  # fmt: skip
    say_to_customer(actor=actor, case=case, kind="apology", text=words, at=now)
    facts = {"cause": cause, "told": told.strip(), "due_at": due_at.isoformat()}
    record_act(actor=actor, act="request.record_breach", subject=f"request:{code}", facts=facts, at=now)


def escalate_due(*, now: datetime) -> Escalated:
    """
    Warn the right person of each open case whose time runs out, in working hours only; and let clocks go on
    whose pause has reached its longest. Run again, nobody is warned twice.

    Each pause ends in a transaction of its own: a run that is killed has lost nothing.
    """
    reached = CasePause.objects.filter(end=None, ends_by_at__lte=now).order_by("id")
    ended = sum(_end(code, now) for code in reached.values_list("case__code", flat=True))
    warned = warn_of_open_cases(now=now)
    return Escalated(len(warned), ended, warned)


@transaction.atomic
def _end(code: str, now: datetime) -> bool:
    case = locked(code=code)
    if case.state != "waiting":
        return False
    end_pause(actor=JOB, case=case, at=now, why="the longest pause of this reason is over")
    return True


def _missed(case: Case, now: datetime) -> datetime:
    """The due time that was missed, reckoned as of now; refused for one that was not."""
    clocks.refresh(case=case, as_of=now)
    end = case.answered_at or case.closed_at or now
    if case.due_at is None or end <= case.due_at or case.is_paused:
        raise Refused("not-late", f"{case.code} is not late: due {case.due_at}.", case=case.code)
    return case.due_at


def _cause(case: Case, cause: str, told: str, now: datetime) -> BreachCause:
    known = services.causes_on(day=clocks.local_day(now))
    if cause not in known:
        text = f"No cause '{cause}'; expected one of {', '.join(known)}."
        raise Refused("cause-unknown", text, cause=cause, expected=list(known))
    if not told.strip():
        raise Refused("reason-missing", "Say in a sentence what happened.", case=case.code)
    if Breach.objects.filter(case=case).exists():
        raise Refused("breach-recorded-already", f"The breach of {case.code} is recorded.", case=case.code)
    return known[cause]
