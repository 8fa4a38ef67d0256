"""
Photographs and files of conduct: who sees them, and who may hand one in now; for the ports of `evidence`.

A file of an item (`conduct_item:KT-21-00001.badge`) is seen by who sees the inspection, and handed in by
whoever makes it while it is made. One of a finding (`conduct_finding:PH-21-00001`) is seen by who sees the
finding, and handed in by whose turn it is to reply, to correct, or to look again. Then it stays as it is.
"""

from __future__ import annotations

from donghanh.apps.conduct.permissions import may_inspect, own_units
from donghanh.apps.conduct.queries.sight import findings_seen, inspections_seen
from donghanh.apps.conduct.queries.turns import whose_turn
from donghanh.apps.organisation.permissions import Actor

ITEM, FINDING = "conduct_item", "conduct_finding"
KINDS = {"reply": "proof", "correct": "photo_after", "recheck": "photo"}


def item_subject(*, inspection: str, item: str) -> str:
    """What a file of an item is kept under."""
    return f"{ITEM}:{inspection}.{item}"


def finding_subject(*, code: str) -> str:
    """What a file of a finding is kept under."""
    return f"{FINDING}:{code}"


def may_see_item(actor: Actor, name: str) -> bool:
    """Answer whether the actor sees the inspection of an item."""
    return inspections_seen(actor=actor).filter(code=name.partition(".")[0]).exists()


def may_hand_in_item(actor: Actor, name: str) -> bool:
    """Answer whether the actor makes the inspection now, and it has such an item."""
    code, _, item = name.partition(".")
    found = inspections_seen(actor=actor).filter(code=code, state="under_way").first()
    if found is None or not may_inspect(actor=actor) or found.unit_id in own_units(actor=actor):
        return False
    is_other = found.staff_id is None or found.staff_id != actor.staff_id
    return is_other and item in {one["code"] for one in found.frozen["items"]}


def may_see_finding(actor: Actor, name: str) -> bool:
    """Answer whether the actor sees a finding."""
    return findings_seen(actor=actor).filter(code=name).exists()


def may_hand_in_finding(actor: Actor, name: str) -> bool:
    """Answer whether it is the actor's turn to reply, to correct or to look again."""
    found = findings_seen(actor=actor).select_related("inspection").filter(code=name).first()
    return found is not None and bool(set(whose_turn(found=found, actor=actor)) & set(KINDS))
