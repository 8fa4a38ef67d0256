"""Makes one incident of several reports of one thing, and tells everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import clocks
from donghanh.apps.requests.models import Case, Incident, IncidentMember
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.operations.answering import answer_locked, check_text
from donghanh.apps.requests.operations.writing import locked_case, move_case, say_to_customer
from donghanh.apps.requests.permissions import check_handle
from donghanh.apps.requests.queries.differences import different_from
from donghanh.apps.requests.queries.sight import incidents_seen
from donghanh.apps.requests.queries.telling import telling_digest
from donghanh.apps.requests.refusals import NotFound, Refused
from donghanh.apps.requests.values import BulkDone, NotAnswered
from donghanh.engines.requests.moves import MOVES

NUMBERS = 0x5343  # the lock under which incidents get their numbers


@transaction.atomic
def open_incident(*, actor: Actor, title: str, codes: Sequence[str], why: str, now: datetime) -> str:
    """
    Open an incident of these cases, of one unit, and answer its code, such as `SC-21-00001`.

    raises : NotFound, Forbidden; Refused `title-missing`, `cases-missing`, `not-one-unit`, `joined-already`
    """
    if not title.strip():
        raise Refused("title-missing", "Say in a few words what happened.")
    cases = [locked_case(actor=actor, code=code) for code in sorted(set(codes))]
    if not cases:
        raise Refused("cases-missing", "Name at least one case that speaks of it.")
    if len(units := {case.unit_id for case in cases}) > 1:
        told = sorted(code or "" for code in units)
        raise Refused(
            "not-one-unit", f"The cases are of {', '.join(told)}; one unit has an incident.", units=told
        )
    incident = Incident.objects.create(
        code=_next_code(year=clocks.local_day(now).year), unit_id=cases[0].unit_id, group=cases[0].group,
        title=title.strip()[:200], opened_at=now, by_id=actor.staff_id,
    )  # fmt: skip
    for case in cases:
        _join(actor, incident, case, why, now, None)
    facts = {"title": incident.title, "cases": [case.code for case in cases]}
    record_act(actor=actor, act="incident.open", subject=f"incident:{incident.code}", facts=facts, at=now)
    return str(incident.code)


@transaction.atomic
def join_incident(
    *, actor: Actor, incident: str, code: str, why: str, now: datetime, score: int | None = None
) -> None:
    """
    Say that a case speaks of an incident; said again, nothing changes.

    raises : NotFound, Forbidden; Refused `joined-already`, `incident-over`
    """
    found = _locked(actor=actor, code=incident)
    case = locked_case(actor=actor, code=code)
    if IncidentMember.objects.filter(case=case, incident=found).exists():
        return
    _join(actor, found, case, why, now, score)


@transaction.atomic
def answer_incident(
    *, actor: Actor, incident: str, text: str, is_over: bool, now: datetime, digest: str = ""
) -> BulkDone:
    """
    Tell everybody of an incident; when it is over, each open case is answered with these words.

    returns : cases that were answered or told, and those that could not be, each with why
    digest  : of the preview that was seen; empty when none was
    raises  : NotFound, Forbidden; Refused `text-missing`, `incident-over`, `preview-changed`
    """
    check_text(text=text)
    found = _locked(actor=actor, code=incident)
    held = Case.objects.select_for_update(of=("self",)).filter(membership__incident=found, state__in=OPEN)
    cases = list(held.order_by("code"))
    if digest and digest != telling_digest(cases=cases, text=text, is_over=is_over):
        raise Refused("preview-changed", "Words, cases or what was told have changed since the preview.")
    told = [_tell(actor, case, text, is_over, now) for case in cases]
    if is_over:
        found.ended_at = now
        found.save(update_fields=["ended_at"])
    facts = {"text": text.strip(), "is_over": is_over, "cases": [case.code for case in cases]}
    record_act(actor=actor, act="incident.tell", subject=f"incident:{incident}", facts=facts, at=now)
    answered = tuple(code for code, problem in told if not problem)
    return BulkDone(answered, tuple(NotAnswered(*pair) for pair in told if pair[1]))


def _tell(actor: Actor, case: Case, text: str, is_over: bool, now: datetime) -> tuple[str, str]:
    if not is_over:
        say_to_customer(actor=actor, case=case, kind="incident", text=text.strip(), at=now)
        return case.code, ""
    if case.state not in MOVES["answer"].from_states:
        return case.code, "not-from-this-state"
    answer_locked(actor=actor, case=case, text=text, at=now)
    return case.code, ""


def _locked(*, actor: Actor, code: str) -> Incident:
    found = incidents_seen(actor=actor).select_for_update(of=("self",)).filter(code=code).first()
    if found is None:
        raise NotFound("incident", code)
    check_handle(actor=actor, unit_code=found.unit_id or "")
    if found.ended_at is not None:
        raise Refused("incident-over", f"{code} ended {found.ended_at:%d/%m/%Y %H:%M}.", incident=code)
    return found


def _join(actor: Actor, incident: Incident, case: Case, why: str, now: datetime, score: int | None) -> None:
    standing = IncidentMember.objects.filter(case=case).select_related("incident").first()
    if standing is not None:
        text = f"{case.code} speaks of {standing.incident.code} already."
        raise Refused("joined-already", text, case=case.code, incident=standing.incident.code)
    _check_different(incident, case)
    IncidentMember.objects.create(
        incident=incident, case=case, score=score, why=why.strip(), by_id=actor.staff_id, product_at=now
    )
    facts = {"incident": incident.code, "score": score}
    move_case(actor=actor, case=case, move="join_incident", at=now, why=why, facts=facts)


def _check_different(incident: Incident, case: Case) -> None:
    """What somebody said is another thing joins only when that was taken back."""
    apart = different_from(case=case)
    found = Case.objects.filter(pk__in=apart, membership__incident=incident).order_by("code").first()
    if found is not None:
        text = f"Somebody said that {case.code} is not {found.code}. Next: take that back, then join them."
        raise Refused("said-different", text, case=case.code, other=found.code)


def _next_code(*, year: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERS])
    prefix = f"SC-{year % 100:02d}-"
    codes = Incident.objects.filter(code__startswith=prefix).order_by("-id").values_list("code", flat=True)
    last = codes.first()
    return f"{prefix}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:05d}"
