"""Where the contract of a supply stands: for staff who prepare it, and for the customer who tracks it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.customers.queries.masks import masked_phone
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge.clocks import local_day
from donghanh.apps.requests.operations import hold_case
from donghanh.apps.requests.permissions import may_handle
from donghanh.apps.requests.queries import code_of_tracking
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.signatures.queries import documents_of, link_for, open_document_of
from donghanh.apps.supply.bridge.contracts import STEP, subject_of
from donghanh.apps.supply.contract_values import ContractChoice, ContractDraft, ContractFigures
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.refusals import NotFound
from donghanh.lawbook.contract_texts import ContractText, Named, contract_text

DIGITS_LEAST = 9


@transaction.atomic
def contract_draft(*, actor: Actor, case_code: str, now: datetime) -> ContractDraft:
    """
    Where the contract of a supply stands, and what it would be prepared with.

    The figures are read under the case's lock, so that they are of one moment.

    raises : NotFound, Forbidden
    """
    held = hold_case(actor=actor, code=case_code)
    supply = Supply.objects.filter(case_code=case_code).first()
    if supply is None:
        raise NotFound("supply", case_code)
    text = contract_text(service=held.service_code, day=local_day(now))
    problem = _problem(supply, held, text)
    return ContractDraft(
        case_code=case_code, figures=_figures(held, text),
        price_categories=_choices(text.price_categories if text else ()),
        voltages=_choices(text.voltages if text else ()), phone=str(masked_phone(held.phone) or ""),
        documents=documents_of(actor=actor, subject=subject_of(case_code=case_code)), problem=problem,
        may_prepare=not problem and may_handle(actor=actor, unit_code=held.unit_code),
    )  # fmt: skip


def contract_of_tracking(*, tracking_code: str) -> str:
    """How the newest document of a tracked supply stands; empty when there is none."""
    code = code_of_tracking(tracking_code=tracking_code)
    return open_document_of(subject=subject_of(case_code=code)) if code else ""


def contract_link(*, tracking_code: str, phone: str) -> str:
    """The signer's link for whoever knows tracking code and registered telephone; empty for anybody else."""
    code = code_of_tracking(tracking_code=tracking_code)
    return link_for(subject=subject_of(case_code=code), phone=phone) if code else ""


def _problem(supply: Supply, held: CaseHeld, text: ContractText | None) -> str:
    if supply.is_over:
        return "supply-over"
    if text is None:
        return "no-contract-text"
    if supply.next_step != STEP:
        return "not-next-step"
    if sum(one.isdigit() for one in held.phone) < DIGITS_LEAST:
        return "phone-missing"
    return "clock-stands" if held.state == "waiting" else ""


def _figures(held: CaseHeld, text: ContractText | None) -> ContractFigures:
    capacity = str(held.fields.get("capacity_kw") or "").strip()
    phases = str(held.fields.get("phases") or "")
    return ContractFigures(
        number=f"HĐ-{held.code}", price_category=text.price_category if text else "",
        voltage=text.voltage.get(phases, "") if text else "", capacity_kw=capacity,
    )  # fmt: skip


def _choices(known: tuple[Named, ...]) -> tuple[ContractChoice, ...]:
    return tuple(ContractChoice(one.code, one.vi, one.en) for one in known)
