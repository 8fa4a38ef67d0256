"""
Names somebody by a form of several pages: documents are held meanwhile, and become evidence with it.

The form has a name of its own, made by the page. The same form sent twice, by a double click or from a second
tab, is one nomination; the second answers with the first one's reference.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from donghanh.adapters.uploads import CannotKeepFile, inspect_upload
from donghanh.apps.evidence.operations import CannotKeep, keep_evidence
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity, DraftProof
from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate
from donghanh.apps.programmes.permissions import check_act
from donghanh.apps.programmes.queries.frames import benefits_seen
from donghanh.apps.programmes.refusals import NotFound, Refused

MOST_PROOFS = 5
DRAFTS_LIVE = timedelta(days=7)


@dataclass(frozen=True)
class HeldProof:
    """A document that is held with a form: its number, neutral name and size."""

    number: int
    name: str
    byte_count: int


@transaction.atomic
def nominate_by_form(
    *, actor: Actor, campaign_code: str, activity_code: str, beneficiary: Beneficiary, form: str,
    at: datetime, why: str = "",
) -> str:  # fmt: skip
    """
    Name one beneficiary with the documents held under the form's name, and answer the reference.

    form   : the form's own name; sent again, the first reference is answered and nothing is written
    raises : as `nominate`; the same person in the same words by another form is refused
    """
    check_act(actor=actor)
    _lock(campaign_code=campaign_code, activity_code=activity_code)
    if before := named_by_form(actor=actor, form=form):
        return before
    reference = nominate(
        actor=actor, campaign_code=campaign_code, activity_code=activity_code,
        beneficiary=replace(beneficiary, facts={**beneficiary.facts, "form": form}), at=at, why=why,
        is_once=True,
    )  # fmt: skip
    for held in DraftProof.objects.filter(staff_id=actor.staff_id, draft=form).order_by("id"):
        keep_evidence(
            actor=actor, subject=f"benefit:{reference}", kind="proof", name=held.given_name,
            content=bytes(held.content), at=at,
        )  # fmt: skip
    DraftProof.objects.filter(staff_id=actor.staff_id, draft=form).delete()
    return reference


def _lock(*, campaign_code: str, activity_code: str) -> None:
    """Let whoever sends the same form at the same moment wait, and then find the first one's nomination."""
    rows = Activity.objects.select_for_update(of=("self",))
    if rows.filter(campaign__code=campaign_code, code=activity_code).first() is None:
        raise NotFound("activity", activity_code)


def named_by_form(*, actor: Actor, form: str) -> str:
    """The reference that a form became; empty when it was not sent yet, or is out of sight."""
    found = benefits_seen(actor=actor).filter(origin="nomination", origin_facts__form=form)
    return found.values_list("reference", flat=True).first() or "" if form else ""


@transaction.atomic
def hold_proof(*, actor: Actor, form: str, name: str, content: bytes, at: datetime) -> None:
    """
    Hold a document with a form that is still being written; the same one twice is held once.

    raises : Forbidden; CannotKeep, with the rule of `adapters.uploads`; Refused `proofs-too-many`
    """
    staff_id = check_act(actor=actor)
    try:
        found = inspect_upload(name=name, content=content)
    except CannotKeepFile as reason:
        raise CannotKeep(reason.rule, str(reason), **reason.facts) from reason
    DraftProof.objects.filter(product_at__lt=at - DRAFTS_LIVE).delete()
    held = DraftProof.objects.filter(staff_id=staff_id, draft=form)
    if held.exclude(sha256=found.given_sha256).count() >= MOST_PROOFS:
        raise Refused("proofs-too-many", f"A form holds at most {MOST_PROOFS} documents.", most=MOST_PROOFS)
    held.get_or_create(
        sha256=found.given_sha256,
        defaults={
            "staff_id": staff_id, "draft": form, "name": found.name, "given_name": found.name,
            "content": content, "product_at": at,
        },
    )  # fmt: skip


def drop_proof(*, actor: Actor, form: str, number: int) -> None:
    """Let go of a document that was held with a form; one that is not there stays not there."""
    DraftProof.objects.filter(staff_id=check_act(actor=actor), draft=form, pk=number).delete()


def held_proofs(*, actor: Actor, form: str) -> tuple[HeldProof, ...]:
    """The documents held with one's own form."""
    rows = DraftProof.objects.filter(staff_id=actor.staff_id, draft=form).order_by("id")
    return tuple(HeldProof(row.pk, row.name, len(bytes(row.content))) for row in rows)
