"""Keeps a supply and the document of its contract in step: a step by hand waits, an end ends both."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.operations import hold_case
from donghanh.apps.signatures.operations import withdraw_for
from donghanh.apps.signatures.queries.signers import is_open
from donghanh.apps.supply.bridge.contracts import STEP, check_before_contract, subject_of
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.operations.writing import locked_supply
from donghanh.apps.supply.refusals import CannotTakeStep

ENDED = "the request ended"


def check_not_offered(*, supply: Supply, step: str) -> None:
    """Refuse to record a contract on paper while a document waits for signatures; nothing is signed twice."""
    if step == STEP and is_open(subject=subject_of(case_code=supply.case_code)):
        text = "A document waits for signatures. Next: let it be signed, or withdraw it."
        raise CannotTakeStep("document-offered", text, case=supply.case_code)


def end_contract(*, supply: Supply, actor: Actor | None, at: datetime) -> None:
    """Withdraw the open document of a supply that is over."""
    withdraw_for(subject=subject_of(case_code=supply.case_code), why=ENDED, actor=actor, now=at)


def lock_contract(case_code: str) -> None:
    """Lock the case and its supply, before their document."""
    hold_case(actor=None, code=case_code)
    locked_supply(case_code=case_code)


def check_contract(case_code: str) -> None:
    """Refuse to sign for a supply that is over, or stands before another step. raises : CannotTakeStep"""
    check_before_contract(supply=locked_supply(case_code=case_code))
