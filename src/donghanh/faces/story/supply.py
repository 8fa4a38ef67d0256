"""Plays the steps of a supply in the demo, through the same operation as the desk; every fact is made up."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.supply import operations, queries
from donghanh.apps.supply.refusals import Refused
from donghanh.apps.supply.values import SupplyFact
from donghanh.engines.supply.steps import CUSTOMER, STEPS
from donghanh.faces.story.contracts import ON_PAPER, SIGNED, play_contract
from donghanh.faces.story.request_people import Desk

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TEXTS = {
    "crew": "Tổ treo tháo công tơ số {turn}", "plan": "Lắp công tơ tại cột gần nhất, dây Muyle 2x7",
    "contract_number": "HĐ-{code}", "serial": "DEMO{digits}", "result": "Đạt cấp chính xác",
}  # fmt: skip
WHOLES = {"digits": "5", "index": "3", "amount_dong": "0"}


def take_steps(*, desk: Desk, clerk: Actor, code: str, from_at: datetime, until_at: datetime) -> bool:
    """
    Take the steps that are past, spread over the time; answers whether the customer was answered by the last.

    A refused step, such as a contract where nobody has a reading book, ends the play of this supply.
    """
    if not queries.has_supply(case_code=code):
        return False
    page = queries.supply_page(actor=clerk, case_code=code, now=from_at)
    steps = [one.code for one in page.steps if one.standing != "done" and STEPS[one.code].comes != CUSTOMER]
    for number, step in enumerate(steps, start=1):
        at = from_at + (until_at - from_at) * number / len(steps)
        if not desk.is_past(at) or not _taken(clerk, code, step, at, until_at):
            return False
    return bool(steps)


def accept_wiring(*, desk: Desk, clerk: Actor, code: str, at: datetime) -> None:
    """The customer accepts what is offered, told to the clerk."""
    row = queries.wiring_of_case(actor=clerk, case_code=code)
    if row is not None and row.state == "offered" and desk.is_past(at):
        operations.answer_offer(actor=clerk, case_code=code, word=operations.ACCEPT, now=at)


def _taken(clerk: Actor, code: str, step: str, at: datetime, until_at: datetime) -> bool:
    if step == "sign":
        how = play_contract(clerk=clerk, code=code, at=at)
        if how != ON_PAPER:
            return how == SIGNED
    asks = queries.supply_page(actor=clerk, case_code=code, now=at).asks
    facts = {one.code: _fact(one, code, at, until_at) for one in asks if one.is_required}
    given: dict[str, Any] = {"actor": clerk, "case_code": code, "step": step, "now": at, "facts": facts}
    try:
        operations.take_step(**given)
    except Refused:
        return False
    return True


def _fact(fact: SupplyFact, code: str, at: datetime, until_at: datetime) -> str:
    digits = code.replace("-", "")[2:]
    if fact.kind in ("day", "coming_day"):
        moment = until_at if fact.kind == "coming_day" else at
        return moment.astimezone(ZONE).date().isoformat()
    if fact.kind == "yes_no":
        return "yes"
    if fact.kind in ("whole", "number"):
        return WHOLES.get(fact.code, "0")
    return TEXTS.get(fact.code, "{code}").format(turn=int(digits) % 3 + 1, code=code, digits=digits)
