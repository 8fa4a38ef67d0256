"""
Corrects one invoice: an officer proposes what is to hold instead, a second one confirms, then it is issued.

An adjustment bears the difference; a replacement the whole bill anew, from the readings as they are now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from donghanh.apps.billing.bridge.current import AMOUNTS, current_of
from donghanh.apps.billing.bridge.rows import with_metered
from donghanh.apps.billing.models import CorrectionDecision, CorrectionProposal, Invoice
from donghanh.apps.billing.operations.adjusting import adjusted_rows
from donghanh.apps.billing.operations.issuing import issue_corrections
from donghanh.apps.billing.permissions import check_confirm, check_propose, units_in_sight
from donghanh.apps.billing.refusals import CannotCorrect, NotFound
from donghanh.apps.metering.queries import billable_points
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.tariffs.queries import digest_in_force
from donghanh.kernel.billing_tables import BILLS

BILLS_A_POINT = 10_000
CHANGEABLE = frozenset(
    {"category", "voltage", "quota_quarters", "is_tenants_undeclared", "cos_phi_percent", "relief"}
)


@transaction.atomic
def propose_correction(
    *, actor: Actor, invoice: int, how: str, reason: str, at: datetime,
    changes: Mapping[str, Any] | None = None,
) -> int:  # fmt: skip
    """
    Propose what is to hold instead of an invoice.

    how     : adjust or replace; a replacement reads the meter's month anew
    changes : columns of the bill that change: category, voltage, quota_quarters, relief, …
    returns : number of the proposal
    raises  : Forbidden; NotFound; CannotCorrect `reason-missing`, `how-unknown`, `not-changeable`,
              `nothing-changes`, `not-rated`, `not-billable`, `replaced`, `waits`
    """
    row = _invoice(actor, invoice)
    check_propose(actor=actor, unit_code=row.unit_code)
    said = dict(changes or {})
    _check(row, how, reason, said)
    before, made = _reckoned(row, how, said, at)
    after = _after(how, before, made)
    if after == before["total_amount"] and made["lines_check"] == before["lines_check"]:
        raise CannotCorrect("nothing-changes", "The bill comes to the same as before.")
    proposal = CorrectionProposal.objects.create(
        invoice=row, how=how, changes=said, before=before["total_amount"], after=after,
        reason=reason.strip(), staff_id=actor.staff_id, username=actor.username, product_at=at,
    )  # fmt: skip
    _record(actor, "billing.propose_correction", proposal, at)
    return int(proposal.pk)


@transaction.atomic
def confirm_correction(*, actor: Actor, proposal: int, at: datetime) -> int:
    """
    Issue what another officer proposed.

    returns : key of the adjustment or replacement
    raises  : Forbidden; NotFound; CannotCorrect `decided`, `changed-since`
    """
    found = _proposal(actor, proposal)
    row = found.invoice
    check_confirm(actor=actor, unit_code=row.unit_code, proposed_by=found.username)
    before, made = _reckoned(row, found.how, found.changes, at)
    if (before["total_amount"], _after(found.how, before, made)) != (found.before, found.after):
        raise CannotCorrect("changed-since", "The bill comes to another amount since it was proposed.")
    law = digest_in_force(on_moment=at)
    (issued,) = issue_corrections(rows=[made], release=law, reason=found.reason, by=actor, at=at)
    CorrectionDecision.objects.create(
        proposal=found, is_confirmed=True, issued_id=issued, staff_id=actor.staff_id,
        username=actor.username, product_at=at,
    )  # fmt: skip
    _record(actor, "billing.confirm_correction", found, at)
    return issued


@transaction.atomic
def refuse_correction(*, actor: Actor, proposal: int, why: str, at: datetime) -> None:
    """
    Refuse what another officer proposed.

    raises : Forbidden; NotFound; CannotCorrect `decided`, `reason-missing`
    """
    found = _proposal(actor, proposal)
    check_confirm(actor=actor, unit_code=found.invoice.unit_code, proposed_by=found.username)
    if not why.strip():
        raise CannotCorrect("reason-missing", "Say why the correction is refused.")
    CorrectionDecision.objects.create(
        proposal=found, is_confirmed=False, why=why.strip(), staff_id=actor.staff_id,
        username=actor.username, product_at=at,
    )  # fmt: skip
    _record(actor, "billing.refuse_correction", found, at)


def _invoice(actor: Actor, key: int) -> Invoice:
    row = Invoice.objects.filter(pk=key).first()
    units = units_in_sight(actor=actor)
    if row is None or (units is not None and row.unit_code not in units):
        raise NotFound("invoice", key)
    return row


def _proposal(actor: Actor, number: int) -> CorrectionProposal:
    found = CorrectionProposal.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise NotFound("correction", number)
    _invoice(actor, found.invoice_id)
    if CorrectionDecision.objects.filter(proposal=found).exists():
        raise CannotCorrect("decided", "This correction was decided already.")
    return found


def _check(row: Invoice, how: str, reason: str, changes: dict[str, Any]) -> None:
    if not reason.strip():
        raise CannotCorrect("reason-missing", "Say why the invoice is corrected.")
    if how not in ("adjust", "replace"):
        raise CannotCorrect("how-unknown", f"{how!r} is no way to correct; expected adjust or replace.")
    if unknown := sorted(changes.keys() - CHANGEABLE):
        raise CannotCorrect(
            "not-changeable", f"{', '.join(unknown)} cannot be changed here.", columns=unknown
        )
    if row.kind not in ("original", "replacement") or row.corrections.filter(kind="replacement").exists():
        raise CannotCorrect("replaced", "Correct the invoice that counts now, not one that points to it.")
    if CorrectionProposal.objects.filter(invoice__bill=row.bill, decision__isnull=True).exists():
        raise CannotCorrect("waits", "Another correction of this bill waits for its decision.")


def _reckoned(
    row: Invoice, how: str, changes: dict[str, Any], at: datetime
) -> tuple[dict[str, Any], dict[str, Any]]:
    before = current_of(bills=[row.bill])[row.bill]
    law = digest_in_force(on_moment=at)
    said = changes if how == "adjust" else _read_anew(row) | changes
    (made,) = adjusted_rows(current={row.bill: before}, changes={row.bill: said}, law=law)
    return before, made if how == "adjust" else _whole(before, made)


def _whole(before: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    """A replacement bears the whole amounts; the books still change by the difference."""
    return made | {name: before[name] + made[name] for name in AMOUNTS} | {"kind": "replacement"}


def _after(how: str, before: dict[str, Any], made: dict[str, Any]) -> int:
    total = int(made["total_amount"])
    return total if how == "replace" else int(before["total_amount"]) + total


def _read_anew(row: Invoice) -> dict[str, Any]:
    asked = billable_points(points=[row.bill // BILLS_A_POINT], month=row.month)
    bills = asked.bills.filter(bill=row.bill)
    if bills.is_empty():
        raise CannotCorrect("not-billable", "The readings of this month cannot be billed as they are.")
    told = with_metered(
        bills=bills,
        usage=asked.usage,
        quotas=asked.quotas,
        registers=asked.identity.select("bill", "registers"),
    ).row(0, named=True)
    kept = (*(name for name in BILLS.schema.names() if name not in ("relief", "cos_phi_percent")), "metered")
    return {name: told[name] for name in kept}


def _record(actor: Actor, act: str, proposal: CorrectionProposal, at: datetime) -> None:
    facts = {
        "how": proposal.how,
        "before": proposal.before,
        "after": proposal.after,
        "reason": proposal.reason,
    }
    record_act(actor=actor, act=act, subject=f"invoice:{proposal.invoice_id}", facts=facts, at=at)
