"""Plays the steps of a supply in the demo, through the same operation as the desk; every fact is made up."""

from __future__ import annotations

from datetime import date, datetime, timedelta
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
    "contract_number": "HĐ-{code}", "serial": "DEMO{digits}", "new_place": "Cột số {turn}, trước nhà",
    "new_name": "Nguyễn Văn Mẫu {turn}", "accuracy_class": "2", "paper": "BBKĐ-{code}",
}  # fmt: skip
INDICES, DRAWN_KWH = ("index", "closing_index", "opening_index"), 7
WHOLES = {"digits": "5", "index": "3", "amount_dong": "0", "error_percent": "0.4", "households": "2"}


def take_steps(
    *, desk: Desk, clerk: Actor, code: str, from_at: datetime, until_at: datetime
) -> datetime | None:
    """
    Take the steps that are past, spread over the time; answers when the customer was answered by the last.

    A step that needs a reading after one that is kept waits for the morning after it. Another refused step,
    such as a contract where nobody has a reading book, ends the play of this supply: None.
    """
    if not queries.has_supply(case_code=code):
        return None
    page = queries.supply_page(actor=clerk, case_code=code, now=from_at)
    steps = [one.code for one in page.steps if one.standing != "done" and _is_ours(one.code)]
    last: datetime | None = None
    for number, step in enumerate(steps, start=1):
        at = from_at + (until_at - from_at) * number / len(steps)
        last = _taken_by(desk, clerk, code, step, max(at, last or at), until_at)
        if last is None:
            return None
    return last


def is_under_way(*, clerk: Actor, code: str, now: datetime) -> bool:
    """Whether steps of a supply are missing, so that nobody answers the customer by hand."""
    if not queries.has_supply(case_code=code):
        return False
    return queries.supply_page(actor=clerk, case_code=code, now=now).row.next_step not in ("", "confirm")


def accept_wiring(*, desk: Desk, clerk: Actor, code: str, at: datetime) -> None:
    """The customer accepts what is offered, told to the clerk."""
    row = queries.wiring_of_case(actor=clerk, case_code=code)
    if row is not None and row.state == "offered" and desk.is_past(at):
        operations.answer_offer(actor=clerk, case_code=code, word=operations.ACCEPT, now=at)


def _is_ours(step: str) -> bool:
    """Steps that the desk takes in turn; the end of a supply for a time comes much later."""
    return STEPS[step].comes != CUSTOMER and step != "end"


def _taken_by(
    desk: Desk, clerk: Actor, code: str, step: str, at: datetime, until_at: datetime
) -> datetime | None:
    """When a step was taken: at its moment, or on the morning after the last reading of the meter."""
    if not desk.is_past(at):
        return None
    try:
        return at if _taken(clerk, code, step, at, until_at) else None
    except Refused as refused:
        later = _morning_after(refused)
    if later is None or later <= at or not desk.is_past(later):
        return None
    try:
        return later if _taken(clerk, code, step, later, until_at) else None
    except Refused:
        return None


def _morning_after(refused: Refused) -> datetime | None:
    """Nine o'clock of the day after a reading that is kept already; None for other refusals."""
    if getattr(refused, "rule", "") != "reading-kept-already":
        return None
    day = date.fromisoformat(str(refused.facts["found"])) + timedelta(days=1)
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)


def _taken(clerk: Actor, code: str, step: str, at: datetime, until_at: datetime) -> bool:
    """Take a step, or the contract's signing; answers whether it was, or Refused is raised."""
    if step == "sign":
        how = play_contract(clerk=clerk, code=code, at=at)
        if how != ON_PAPER:
            return how == SIGNED
    asks = queries.supply_page(actor=clerk, case_code=code, now=at).asks
    shown = queries.last_shown(actor=clerk, case_code=code)
    facts = {one.code: _fact(one, code, at, until_at, shown) for one in asks if one.is_required}
    given: dict[str, Any] = {"actor": clerk, "case_code": code, "step": step, "now": at, "facts": facts}
    operations.take_step(**given)
    return True


def _fact(fact: SupplyFact, code: str, at: datetime, until_at: datetime, shown: int | None) -> str:
    digits = code.replace("-", "")[2:]
    if fact.kind in ("day", "coming_day"):
        moment = until_at if fact.kind == "coming_day" else at
        return moment.astimezone(ZONE).date().isoformat()
    if fact.kind == "yes_no":
        return "yes"
    if fact.kind == "choice":
        return fact.proposed or fact.choices[0][0]
    if fact.code in INDICES and shown is not None:
        return str(shown + DRAWN_KWH)
    if fact.kind in ("whole", "number", "signed"):
        return WHOLES.get(fact.code) or fact.proposed or "0"
    return TEXTS.get(fact.code, "{code}").format(turn=int(digits) % 3 + 1, code=code, digits=digits)
