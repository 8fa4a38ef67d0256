"""
Pays a customer's credit back: one officer asks, another decides, then the money goes out.

The credit is spoken for from the moment that it is asked for; it leaves the credit with the approval, and the
books when it is paid.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from donghanh.apps.accounts.models import Entry, RefundDecision, RefundRequest
from donghanh.apps.accounts.operations.customers import entered_before, lock_account
from donghanh.apps.accounts.operations.posting import Leg, open_entry, write_legs
from donghanh.apps.accounts.permissions import check_decide, check_enter, units_in_sight
from donghanh.apps.accounts.queries.scope import customer_in_sight
from donghanh.apps.accounts.refusals import CannotPay, CannotRefund, NotFound
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.accounts.chart import CLEARING, CREDIT, REFUNDS_PAYABLE


@transaction.atomic
def request_refund(*, by: Actor, code: str, amount_dong: int, why: str, at: datetime, key: str = "") -> int:
    """
    Ask for a refund of a customer's credit.

    returns : number of the request; that of the earlier one under the same key
    raises  : Forbidden; NotFound; CannotRefund `reason-missing`, `amount-not-positive`,
              `more-than-credit`, `key-used-otherwise`
    """
    check_enter(actor=by)
    if not why.strip():
        raise CannotRefund("reason-missing", "Say why the money is to be paid back.")
    if amount_dong <= 0:
        raise CannotRefund(
            "amount-not-positive", f"{amount_dong} is no amount above zero.", amount=amount_dong
        )
    customer = customer_in_sight(actor=by, code=code)
    account = lock_account(customer.customer_id)
    own_key = f"{by.username}:{key}" if key else ""
    if own_key and (before := RefundRequest.objects.filter(key=own_key).first()):
        if (before.customer_id, before.amount) != (customer.customer_id, amount_dong):
            raise CannotRefund("key-used-otherwise", "The key stands for another request.", request=before.pk)
        return int(before.pk)
    free = account.credit - asked_for(customer.customer_id)
    if amount_dong > free:
        raise CannotRefund(
            "more-than-credit", f"{amount_dong} is asked for, {free} đồng of credit are free.",
            amount=amount_dong, free=free,
        )  # fmt: skip
    made = RefundRequest.objects.create(
        key=own_key, customer_id=customer.customer_id, amount=amount_dong, why=why.strip(),
        staff_id=by.staff_id, username=by.username, product_at=at,
    )  # fmt: skip
    facts = {"request": made.pk, "amount_dong": amount_dong}
    record_act(actor=by, act="request_refund", subject=f"customer:{customer.code}", facts=facts, at=at)
    return int(made.pk)


@transaction.atomic
def approve_refund(*, by: Actor, request: int, on: date, at: datetime) -> int:
    """
    Approve a refund that somebody else asked for.

    returns : number of the entry
    raises  : Forbidden (also `asked_for_it_himself`); NotFound; CannotRefund `decided-already`
    """
    found = _undecided(by=by, request=request)
    entry = open_entry(
        kind="refund", by=by, on=on, at=at, key=f"refund:{found.pk}", subject=f"refund:{found.pk}"
    )
    leg = Leg(CREDIT, REFUNDS_PAYABLE, found.amount)
    write_legs(entry=entry, customer_id=found.customer_id, legs=[leg])
    _decide(found, by=by, at=at, is_approved=True, why="", entry=entry)
    return int(entry.pk)


@transaction.atomic
def refuse_refund(*, by: Actor, request: int, why: str, at: datetime) -> None:
    """Refuse a refund. raises : Forbidden; NotFound; CannotRefund `decided-already`, `reason-missing`"""
    if not why.strip():
        raise CannotRefund("reason-missing", "Say why the refund is refused.")
    found = _undecided(by=by, request=request)
    _decide(found, by=by, at=at, is_approved=False, why=why.strip(), entry=None)


@transaction.atomic
def pay_refund(*, by: Actor, request: int, account: str, on: date, at: datetime) -> int:
    """
    Enter that an approved refund was paid out; entered twice it is once.

    returns : number of the entry
    raises  : Forbidden; NotFound; CannotRefund `not-approved`; CannotPay `account-unknown`
    """
    check_enter(actor=by)
    if account not in CLEARING:
        raise CannotPay("account-unknown", f"{account!r} is none of {', '.join(CLEARING)}.", account=account)
    found = _request(by=by, request=request)
    lock_account(found.customer_id)
    if not RefundDecision.objects.filter(request=found, is_approved=True).exists():
        raise CannotRefund("not-approved", f"Refund {request} is not approved.", request=request)
    key = f"refund_payment:{found.pk}"
    if before := entered_before(key=key, asked={"account": account}):
        return int(before.pk)
    entry = open_entry(
        kind="refund_payment", by=by, on=on, at=at, key=key, subject=f"refund:{found.pk}",
        asked={"account": account},
    )  # fmt: skip
    leg = Leg(REFUNDS_PAYABLE, account, found.amount)
    write_legs(entry=entry, customer_id=found.customer_id, legs=[leg])
    facts = {"entry": entry.pk, "amount_dong": found.amount, "account": account}
    record_act(actor=by, act="pay_refund", subject=f"refund:{found.pk}", facts=facts, at=at)
    return int(entry.pk)


def asked_for(customer_id: int) -> int:
    """[đồng] How much of a customer's credit is asked for and not yet decided."""
    rows = RefundRequest.objects.filter(customer_id=customer_id, decision=None)
    return int(rows.aggregate(total=Sum("amount"))["total"] or 0)


def _undecided(*, by: Actor, request: int) -> RefundRequest:
    found = _request(by=by, request=request)
    check_decide(actor=by, asked_by=found.username)
    lock_account(found.customer_id)
    if RefundDecision.objects.filter(request=found).exists():
        raise CannotRefund("decided-already", f"Refund {request} is decided already.", request=request)
    return found


def _request(*, by: Actor, request: int) -> RefundRequest:
    rows = RefundRequest.objects.filter(pk=request)
    units = units_in_sight(actor=by)
    found = (rows if units is None else rows.filter(customer__unit_id__in=units)).first()
    if found is None:
        raise NotFound("refund", request)
    return found


def _decide(
    found: RefundRequest, *, by: Actor, at: datetime, is_approved: bool, why: str, entry: Entry | None
) -> None:
    RefundDecision.objects.create(
        request=found, is_approved=is_approved, why=why, entry=entry, staff_id=by.staff_id,
        username=by.username, product_at=at,
    )  # fmt: skip
    act = "approve_refund" if is_approved else "refuse_refund"
    facts = {"amount_dong": found.amount, "asked_by": found.username, "why": why}
    record_act(actor=by, act=act, subject=f"refund:{found.pk}", facts=facts, at=at)
