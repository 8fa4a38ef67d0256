"""Prepares the contract of a supply as a document to be signed, and takes the step when both have signed."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge.clocks import local_day
from donghanh.apps.requests.operations import hold_case
from donghanh.apps.requests.permissions import check_handle
from donghanh.apps.signatures.operations import offer_document
from donghanh.apps.signatures.ports import BothSigned
from donghanh.apps.signatures.values import NewDocument
from donghanh.apps.supply.bridge.contract_words import contract_words
from donghanh.apps.supply.bridge.contracts import STEP, check_before_contract, subject_of
from donghanh.apps.supply.contract_values import ContractFigures
from donghanh.apps.supply.operations.meters import told_before
from donghanh.apps.supply.operations.stepping import take_step
from donghanh.apps.supply.operations.writing import locked_supply
from donghanh.apps.supply.refusals import CannotTakeStep
from donghanh.lawbook.contract_texts import ContractText, Named, contract_text

CAPACITY = re.compile(r"^\d{1,5}([.,]\d{1,3})?$")
NUMBER = re.compile(r"^[^\x00-\x1f]{1,60}$")


@transaction.atomic
def prepare_contract(
    *, actor: Actor, case_code: str, figures: ContractFigures, now: datetime, site: str = ""
) -> str:
    """
    Prepare the contract of a supply whose next step it is; answers the document's code.

    An open document is replaced by the new one, which points back.

    site   : beginning of the addresses on the paper, such as `https://cskh.example`
    raises : NotFound, Forbidden; CannotTakeStep `not-next-step`, `supply-over`, `clock-stands`,
             `no-contract-text`, `figure-wrong`; `signatures.CannotOffer`
    """
    held = hold_case(actor=actor, code=case_code)
    check_handle(actor=actor, unit_code=held.unit_code)
    supply = locked_supply(case_code=case_code)
    check_before_contract(supply=supply)
    if held.state == "waiting":
        raise CannotTakeStep("clock-stands", "The case is paused. Next: resume it.", case=held.code)
    day = local_day(now)
    text = contract_text(service=held.service_code, day=day)
    if text is None:
        told = f"The lawbook has no text of a contract for {held.service_code}. Sign on paper."
        raise CannotTakeStep("no-contract-text", told, service=held.service_code)
    _check(figures, text)
    words = contract_words(text=text, held=held, figures=figures, told=told_before(supply=supply), day=day)
    new = NewDocument(
        subject=subject_of(case_code=case_code), kind=text.code, unit_code=held.unit_code,
        signer_name=held.name, phone=_plain(held.phone), words=words,
    )  # fmt: skip
    return offer_document(actor=actor, new=new, now=now, site=site)


def contract_signed(case_code: str, signed: BothSigned) -> None:
    """Take the step of the contract; in the transaction of the company's signature."""
    facts = {"contract_number": signed.number, "signed_on": local_day(signed.at).isoformat()}
    take_step(
        actor=signed.actor, case_code=case_code, step=STEP, now=signed.at, facts=facts,
        note=signed.document, key=f"document:{signed.document}",
    )  # fmt: skip


def _check(figures: ContractFigures, text: ContractText) -> None:
    if not NUMBER.match(figures.number.strip()):
        raise _wrong("number", figures.number)
    if not CAPACITY.match(figures.capacity_kw) or not figures.capacity_kw.strip("0.,"):
        raise _wrong("capacity_kw", figures.capacity_kw)
    _check_known("price_category", figures.price_category, text.price_categories)
    _check_known("voltage", figures.voltage, text.voltages)


def _check_known(name: str, found: str, known: tuple[Named, ...]) -> None:
    if found not in {one.code for one in known}:
        raise _wrong(name, found)


def _wrong(name: str, found: str) -> CannotTakeStep:
    return CannotTakeStep("figure-wrong", f"'{name}' is '{found[:40]}'.", figure=name, found=found[:40])


def _plain(phone: str) -> str:
    digits = "".join(one for one in phone if one.isdigit())
    return f"0{digits[2:]}" if phone.strip().startswith("+84") else digits
