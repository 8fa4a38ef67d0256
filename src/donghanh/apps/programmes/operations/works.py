"""
Lets the field's work follow a benefit's moves: what is scheduled has an order, what has ended has none.

The works know nothing of benefits. A delivery that is work cannot be stated at the desk: it comes with the
order's hand-over, in the same transaction, with the crew as the one who acts (`handing_over`).
"""

from __future__ import annotations

from datetime import date, datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Benefit
from donghanh.apps.programmes.refusals import NotHandedOver, Refused
from donghanh.apps.works import operations as works
from donghanh.apps.works import queries

WORKS = "work_"
ENDS = frozenset({"withdraw", "replace", "declare_unclaimed"})


def subject_of(reference: str) -> str:
    """The name under which works and evidence know a benefit."""
    return f"benefit:{reference}"


def check_delivery(*, benefit: Benefit, order: str) -> None:
    """
    Refuse to state at the desk that a work was done; `order` is the one that is being handed over.

    raises : NotHandedOver
    """
    if order or not str(benefit.activity.terms.get("way", "")).startswith(WORKS):
        return
    standing = queries.order_of_subject(subject=subject_of(benefit.reference))
    raise NotHandedOver(
        "work-not-handed-over",
        f"{benefit.reference} is a work: it is delivered when the crew hands the order "
        f"{standing.reference if standing else '(none is open)'} over. Next: plan the visit.",
        reference=benefit.reference, order=standing.reference if standing else "",
    )  # fmt: skip


def follow_move(
    *, actor: Actor, benefit: Benefit, move: str, at: datetime, why: str, method: str = "", order: str = ""
) -> None:
    """
    Open, plan, cancel or close the benefit's order as the move asks; inside the move's transaction.

    order : the one that brings this move, which needs not be led to follow it
    """
    subject = subject_of(benefit.reference)
    if order:
        return
    if move in {"schedule", "reschedule"} and benefit.scheduled_on is not None:
        plan_work(actor=actor, benefit=benefit, day=benefit.scheduled_on, at=at, why=why, method=method)
    elif move in ENDS:
        works.end_order_of(actor=actor, subject=subject, move="cancel", why=why, at=at)
    elif move == "deliver":
        told = why or "Đã trao, ghi nhận tại bàn làm việc"
        works.end_order_of(actor=actor, subject=subject, move="close", why=told, at=at)


def plan_work(
    *, actor: Actor, benefit: Benefit, day: date, at: datetime, why: str, method: str = "", replaces: str = ""
) -> str:
    """Plan the visit of the benefit's order, opened where there is none; answer its reference."""
    code = _method(benefit=benefit, day=day, wished=method)
    if not code:
        return ""
    standing = queries.order_of_subject(subject=subject_of(benefit.reference))
    reference = standing.reference if standing else _opened(actor, benefit, code, at, replaces)
    verified = benefit.moves.filter(move="verify").values_list("by_id", flat=True)
    works.plan_visit(actor=actor, reference=reference, day=day, at=at, avoid=set(verified), why=why)
    return reference


def _opened(actor: Actor, benefit: Benefit, method: str, at: datetime, replaces: str) -> str:
    recipient = works.Recipient(
        name=benefit.beneficiary_name, address=benefit.address, phone=benefit.phone,
        commune_code=benefit.commune_code,
    )  # fmt: skip
    asked = works.OrderAsked(
        subject=subject_of(benefit.reference), unit_code=benefit.unit_id, method=method, recipient=recipient,
        safety=benefit.activity.terms.get("safety", {}), replaces=replaces,
        instructions=f"Số lượng: {benefit.quantity}" if benefit.quantity > 1 else "",
    )  # fmt: skip
    return works.open_order(actor=actor, asked=asked, at=at)


def _method(*, benefit: Benefit, day: date, wished: str) -> str:
    """
    The method of work: the wished one, else the first that the activity names and anybody may do.

    raises : Refused `method-not-of-the-activity`
    """
    terms = benefit.activity.terms
    named = terms.get("methods_of_work") or []
    known = queries.methods_for(way=terms.get("way", ""), day=day)
    possible = [method for method in known if method.code in named] or list(known)
    if wished and wished not in {method.code for method in possible}:
        raise Refused(
            "method-not-of-the-activity",
            f"'{wished}' is no method of '{benefit.activity.code}'; there are "
            f"{', '.join(method.code for method in possible) or 'none'}.",
            method=wished,
        )
    plain = [method.code for method in possible if "live_line" not in method.crew]
    return wished or next(iter(plain or [method.code for method in possible]), "")
