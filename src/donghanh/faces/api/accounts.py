"""
Accounts over the API: what is owed, by whom, how late; statements, credits, refunds, the trial balance.

And what changes them: a payment, its reversal, the use of credit. Each of these takes a key of the sender;
the same request sent again under the same key is answered, and enters nothing twice.
"""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from donghanh.apps.accounts import operations, queries
from donghanh.engines.accounts import BUCKETS
from donghanh.engines.accounts.chart import CLEARING
from donghanh.faces.api.asked import Code, CodeOrNone, CustomerCode, DayAsked, Number, Reason, Sent, Text
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now, today

router = Router(tags=["accounts"])

Bucket = Literal["", *BUCKETS]  # type: ignore[valid-type]


Dong = Annotated[int, Field(ge=1, le=10**15)]
InvoiceName = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=60)]


class PaymentSent(Sent):
    """Money of a customer that came in; without an invoice, what is due first is paid first."""

    key: Code
    amount_dong: Dong
    account: Literal[*CLEARING]  # type: ignore[valid-type]
    invoice: InvoiceName = ""
    why: Text = ""


class ReversalSent(Sent):
    """A payment that was entered wrongly is taken back."""

    key: Code
    why: Reason


class CreditUseSent(Sent):
    """Credit is used for what is owed: of one customer, or of all in sight."""

    key: Code
    code: CustomerCode = ""


class AllocationAnswer(Schema):
    """So much of a payment went to an invoice."""

    invoice: str
    amount_dong: int


class PaymentAnswer(Schema):
    """What became of a payment: to which invoices it went, what was left; known, when it was there before."""

    entry: int
    allocations: list[AllocationAnswer]
    credit_dong: int
    is_known: bool


class EntryAnswer(Schema):
    """The number of an entry of the books."""

    entry: int


class CreditUseAnswer(Schema):
    """How many invoices credit was used for and their sum; entry null when there was nothing to use."""

    entry: int | None
    posted_count: int
    known_count: int
    total_dong: int


class DebtsWanted(Schema):
    """One unit, or all in sight; as of a day."""

    unit: CodeOrNone = ""
    as_of: DayAsked = None


class DebtorsWanted(DebtsWanted):
    """The same for one class of lateness, a page of fifty at a time."""

    bucket: Bucket = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


@router.get("/accounts/ageing", response={200: queries.Ageing} | REFUSALS)
def accounts_ageing(request: HttpRequest, wanted: Query[DebtsWanted]) -> object:
    """What is owed by unit and by how late it is."""
    return queries.ageing(actor=actor_of(request), as_of=wanted.as_of or today(), unit_code=wanted.unit)


@router.get("/accounts/debtors", response={200: queries.DebtorsPage} | REFUSALS)
def accounts_debtors(request: HttpRequest, wanted: Query[DebtorsWanted]) -> object:
    """The customers behind a figure of the ageing, the longest late first."""
    return queries.debtors(
        actor=actor_of(request), as_of=wanted.as_of or today(), unit_code=wanted.unit,
        bucket=wanted.bucket, page=wanted.page,
    )  # fmt: skip


@router.get("/accounts/customers/{code}", response={200: queries.Statement} | REFUSALS)
def account_statement(request: HttpRequest, code: CustomerCode, as_of: DayAsked = None) -> object:
    """A customer's statement; the address is masked."""
    return queries.statement(actor=actor_of(request), code=code, as_of=as_of or today())


@router.get("/accounts/customers/{code}/owed", response={200: list[queries.InvoiceOwed]} | REFUSALS)
def account_owed(request: HttpRequest, code: CustomerCode) -> object:
    """What a customer owes, invoice by invoice, first due first."""
    return list(queries.owed_of(actor=actor_of(request), code=code, as_of=today()))


@router.get("/accounts/credits", response={200: list[queries.CreditRow]} | REFUSALS)
def account_credits(request: HttpRequest, unit: CodeOrNone = "") -> object:
    """The customers who have paid too much, at most 200 of them."""
    return list(queries.credits_in_sight(actor=actor_of(request), unit_code=unit))


@router.get("/accounts/refunds", response={200: list[queries.RefundRow]} | REFUSALS)
def account_refunds(request: HttpRequest, unit: CodeOrNone = "") -> object:
    """The refunds in sight, newest first, at most 200 of them."""
    return list(queries.refunds(actor=actor_of(request), unit_code=unit))


@router.get("/accounts/trial-balance", response={200: queries.TrialBalance} | REFUSALS)
def account_trial_balance(request: HttpRequest, as_of: DayAsked = None) -> object:
    """Every account with its debits and credits."""
    return queries.trial_balance(actor=actor_of(request), as_of=as_of or today())


@router.post("/accounts/customers/{code}/payments", response={200: PaymentAnswer} | REFUSALS)
def enter_payment(request: HttpRequest, code: CustomerCode, sent: PaymentSent) -> object:
    """Enter a payment of a customer."""
    return operations.post_payment(
        by=actor_of(request), code=code, amount_dong=sent.amount_dong, account=sent.account, on=today(),
        at=now(), key=sent.key, invoice=sent.invoice, why=sent.why,
    )  # fmt: skip


@router.post("/accounts/payments/{number}/reversal", response={200: EntryAnswer} | REFUSALS)
def take_payment_back(request: HttpRequest, number: Number, sent: ReversalSent) -> object:
    """Take a payment back, by the number of its entry; every transfer the other way round."""
    made = operations.reverse_payment(
        by=actor_of(request), entry=number, why=sent.why, on=today(), at=now(), key=sent.key
    )
    return {"entry": made}


@router.post("/accounts/credits/use", response={200: CreditUseAnswer} | REFUSALS)
def use_credit(request: HttpRequest, sent: CreditUseSent) -> object:
    """Use credit for what is owed, first due first."""
    return operations.use_credits(by=actor_of(request), on=today(), at=now(), code=sent.code, key=sent.key)
