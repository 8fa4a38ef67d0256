"""Holds a case for an app above: locked until the transaction ends, with what that app needs of it."""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.operations.writing import locked, locked_by_tracking, locked_case
from donghanh.apps.requests.values import CaseHeld


def hold_case(*, actor: Actor | None, code: str) -> CaseHeld:
    """
    Lock a case inside the caller's transaction.

    actor  : None for an act that follows a move of the case itself
    raises : NotFound, Forbidden
    """
    return _held(locked(code=code) if actor is None else locked_case(actor=actor, code=code))


def hold_case_by_tracking(*, tracking_code: str) -> CaseHeld:
    """Lock the case of a tracking code inside the caller's transaction; raises NotFound."""
    return _held(locked_by_tracking(tracking_code=tracking_code))


def _held(case: Case) -> CaseHeld:
    steps = tuple((one["code"], one["vi"], one["en"]) for one in case.service["steps"])
    return CaseHeld(
        code=case.code, service_code=case.service_code, state=case.state, unit_code=case.unit_id or "",
        received_at=case.received_at, starts_at=case.starts_at, customer_code=case.customer_code,
        name=case.contact_name, phone=case.phone, email=case.email, address=case.address,
        commune_code=case.commune_code, fields=dict(case.fields), steps=steps,
    )  # fmt: skip
