"""Accounts over the API: what is owed, by whom, how late; statements, credits, refunds, the trial balance."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from donghanh.apps.accounts import queries
from donghanh.engines.accounts import BUCKETS
from donghanh.faces.api.asked import CodeOrNone, CustomerCode, DayAsked
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import today

router = Router(tags=["accounts"])

Bucket = Literal["", *BUCKETS]  # type: ignore[valid-type]


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
