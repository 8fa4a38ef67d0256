"""
Keeps the goods of a promise in step with its moves: reserved, handed over, brought back, let go.

A move of a benefit and what it does to the stock are one transaction: there is no delivered gift without a
movement, and none that left a shelf for nobody. An activity whose item never came into any warehouse goes on
without a ledger, where its template says `stock: optional`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from donghanh.apps.evidence import queries as evidence
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Benefit
from donghanh.apps.programmes.queries.granting import item_of, keeps_stock
from donghanh.apps.programmes.refusals import Refused
from donghanh.apps.stock import operations as stock
from donghanh.apps.stock import queries as stocked
from donghanh.engines.programmes.moves import BENEFIT

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LET_GO = frozenset(BENEFIT.exits)

Facts = Mapping[str, object]


def follow_with_goods(
    *, actor: Actor, benefit: Benefit, move: str, state: str, at: datetime, why: str, facts: Facts
) -> dict[str, object]:
    """
    Do to the stock what a move of a promise means; answers facts for the move's row (slip, serials).

    facts  : of the move: `serial`, `signed_by`, `evidence` [number of a file kept for this benefit]
    raises : what `apps.stock.operations` refuses; Refused `evidence-unknown`
    """
    if not item_of(benefit.activity):
        return {}
    subject = subject_of(benefit)
    if state in LET_GO:
        stock.release_goods(actor=actor, subject=subject, at=at)
        return {}
    if move == "allot" and keeps_stock(benefit.activity):
        return {"warehouse": _reserve(actor, benefit, at, serial=str(facts.get("serial") or ""))}
    if move == "deliver":
        return _deliver(actor, benefit, at, facts)
    if move == "send_back" and _was_handed_over(benefit):
        return {"warehouse": stock.take_back_goods(actor=actor, subject=subject, at=at, why=why)}
    return {}


def subject_of(benefit: Benefit) -> str:
    """The name under which the stock and the evidence know a promise."""
    return f"benefit:{benefit.reference}"


def _reserve(actor: Actor, benefit: Benefit, at: datetime, *, serial: str = "") -> str:
    day = at.astimezone(ZONE).date()
    return stock.reserve_goods(
        actor=actor, subject=subject_of(benefit), item_code=item_of(benefit.activity),
        quantity=benefit.quantity, at=at, serial=serial,
        warehouse_codes=stocked.warehouses_serving(unit_code=benefit.unit_id, day=day),
    )  # fmt: skip


def _deliver(actor: Actor, benefit: Benefit, at: datetime, facts: Facts) -> dict[str, object]:
    subject, serial = subject_of(benefit), str(facts.get("serial") or "")
    if not stocked.kept_for(subject=subject) and not stocked.carried_for_subject(subject=subject):
        if not keeps_stock(benefit.activity):
            return {}
        _reserve(actor, benefit, at, serial=serial)  # allotted before the stock of this item was kept
    handed = stock.deliver_goods(
        actor=actor, subject=subject, at=at, signed_by=str(facts.get("signed_by") or ""),
        evidence=_evidence(actor, subject, facts.get("evidence")), serial=serial,
    )  # fmt: skip
    return {"slip": handed.slip} | ({"serials": list(handed.serials)} if handed.serials else {})


def _evidence(actor: Actor, subject: str, number: object) -> int | None:
    if number is None:
        return None
    known = {card.number for card in evidence.evidence_of(actor=actor, subject=subject)}
    if number not in known:
        raise Refused(
            "evidence-unknown",
            f"There is no file {number} of {subject}. Next: hand it in first.",
            number=number,
        )
    return int(str(number))


def _was_handed_over(benefit: Benefit) -> bool:
    subject = subject_of(benefit)
    return bool(stocked.handed_over(prefix=subject, item_code=item_of(benefit.activity)).get(subject))
