"""Who of an incident would be told what, before anybody is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from donghanh.apps.customers.queries import masks
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.models import Answer, Case
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.permissions import check_handle
from donghanh.apps.requests.queries.sight import incidents_seen
from donghanh.apps.requests.refusals import NotFound
from donghanh.engines.requests.moves import MOVES
from donghanh.kernel.digests import digest_of_rows


@dataclass(frozen=True)
class Told:
    """
    One case of an incident.

    phone, email : covered; both empty where nobody can be reached
    problem      : why this case would not be answered; empty when it would
    """

    code: str
    name: str
    state: str
    phone: str
    email: str
    problem: str


@dataclass(frozen=True)
class TellingPreview:
    """Everybody who would be told, in the order of the codes; digest : see telling_digest."""

    rows: tuple[Told, ...]
    digest: str


def telling_preview(
    *, actor: Actor, incident: str, text: str, is_over: bool, now: datetime
) -> TellingPreview:
    """
    What `operations.answer_incident` would do with these words.

    raises : NotFound, Forbidden
    """
    found = incidents_seen(actor=actor).filter(code=incident).first()
    if found is None:
        raise NotFound("incident", incident)
    check_handle(actor=actor, unit_code=found.unit_id or "")
    cases = list(Case.objects.filter(membership__incident=found, state__in=OPEN).order_by("code"))
    rows = tuple(_told(case, is_over) for case in cases)
    return TellingPreview(rows, telling_digest(cases=cases, text=text, is_over=is_over))


def telling_digest(*, cases: Sequence[Case], text: str, is_over: bool) -> str:
    """Of words, end, each case with its state, and how often they were told: a second telling differs."""
    told = Answer.objects.filter(case__in=cases, kind="incident").count()
    said = {"text": text.strip(), "is_over": is_over, "told": told}
    return digest_of_rows([said, *({"code": case.code, "state": case.state} for case in cases)])


def _told(case: Case, is_over: bool) -> Told:
    may = not is_over or case.state in MOVES["answer"].from_states
    return Told(
        code=case.code, name=case.contact_name, state=case.state,
        phone=masks.masked_phone(case.phone) or "", email=masks.masked_email(case.email) or "",
        problem="" if may else "not-from-this-state",
    )  # fmt: skip
