"""
Plays contracts that are signed on line: the story's first one by both, its last waits for the customer.

The customer's telephone is played too: the code is one that the play drew. Every other supply signs on paper.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor, console_actor
from donghanh.apps.signatures import operations
from donghanh.apps.signatures.queries import document_list
from donghanh.apps.signatures.values import Visitor
from donghanh.apps.supply.contract_values import ContractFigures
from donghanh.apps.supply.operations import prepare_contract
from donghanh.apps.supply.queries import contract_draft
from donghanh.apps.supply.refusals import Refused

PLAYED = Visitor("192.0.2.7", "Trình duyệt của câu chuyện minh họa")
CODE = "246810"
ON_PAPER, SIGNED, WAITS = "on_paper", "signed", "waits"


def play_contract(*, clerk: Actor, code: str, at: datetime) -> str:
    """Sign on line, or leave it to wait, or leave it to paper; answers which."""
    if document_list(actor=console_actor()).total:
        return ON_PAPER
    document = offer_contract(clerk=clerk, code=code, at=at)
    if not document:
        return ON_PAPER
    return SIGNED if _signed(clerk, document, at) else WAITS


def offer_contract(*, clerk: Actor, code: str, at: datetime) -> str:
    """Prepare the contract for the customer to sign; empty where it cannot be."""
    draft = contract_draft(actor=clerk, case_code=code, now=at)
    if not draft.may_prepare:
        return ""
    figures = draft.figures
    figures = ContractFigures(
        figures.number, figures.price_category, figures.voltage or "220", figures.capacity_kw or "3"
    )
    return prepare_contract(actor=clerk, case_code=code, figures=figures, now=at)


def _signed(clerk: Actor, document: str, at: datetime) -> bool:
    director = _director(at)
    if director is None:
        return False
    link = operations.link_again(actor=clerk, code=document, now=at)
    seen = operations.open_by_link(link=link, visitor=PLAYED, now=at).seen
    operations.ask_code(link=link, visitor=PLAYED, now=at, draw=lambda _: CODE)
    operations.sign_by_customer(
        link=link, code=CODE, seen=seen, consents=True, language="vi", visitor=PLAYED,
        now=at + timedelta(minutes=2),
    )  # fmt: skip
    try:
        operations.countersign(actor=director, code=document, now=at + timedelta(minutes=10))
    except Refused:  # outside of the demo nobody has a key at hand
        return False
    return True


def _director(at: datetime) -> Actor | None:
    people = organisation.staff(actor=console_actor(), day=at.date())
    name = next((one.username for one in people if any(grant.role == "director" for grant in one.grants)), "")
    return organisation.actor_named(username=name, on=at.date()) if name else None
