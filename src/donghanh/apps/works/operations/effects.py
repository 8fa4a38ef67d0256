"""What a record of the field changes: the visit's and the order's state, materials, and the hand-over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works import bridge, ports
from donghanh.apps.works.models import FieldRecord, MaterialUse, Visit, WorkOrder
from donghanh.apps.works.operations.writing import COMPANY_ZONE, move_order, move_visit
from donghanh.apps.works.refusals import CannotFinish
from donghanh.engines.works.finishing import missing_before_finish
from donghanh.engines.works.moves import NEXT_STEPS

BEGINS = frozenset({"arrived", "step_done", "photo_before", "photo_after", "photo"})
PICTURES = ("photo_before", "photo_after", "photo")


def check_complete(*, order: WorkOrder, visit: Visit) -> None:
    """
    Refuse to finish while something is missing, and say all of it.

    raises : CannotFinish `work-not-complete`; facts["missing"]: sort, code, vi, en of each
    """
    status = organisation.area_status_on(day=visit.day).get(order.commune_code, "normal")
    steps = bridge.steps_of(kept=order.frozen, status=status)
    rows = list(FieldRecord.objects.filter(order=order, rule="").values_list("kind", "facts"))
    missing = missing_before_finish(
        steps=bridge.asked_of(steps),
        evidence=bridge.evidence_of(kept=order.frozen, status=status),
        done={facts["step"] for kind, facts in rows if kind == "step_done"},
        pictured={facts["step"] for kind, facts in rows if kind in PICTURES and facts.get("step")},
        kinds={kind for kind, _ in rows},
        loose=sum(1 for kind, facts in rows if kind == "photo" and not facts.get("step")),
    )
    if not missing:
        return
    named = {step["code"]: step for step in steps}
    told = [_told(sort, code, named.get(code, {})) for sort, code in missing]
    raise CannotFinish(
        "work-not-complete",
        f"{order.reference} cannot be finished yet; missing: {', '.join(one.code for one in missing)}.",
        order=order.reference, missing=told,
    )  # fmt: skip


def _told(sort: str, code: str, step: dict[str, Any]) -> dict[str, str]:
    return {"sort": sort, "code": code, "vi": step.get("vi", ""), "en": step.get("en", "")}


def take_effect(*, actor: Actor, order: WorkOrder, visit: Visit, row: FieldRecord, at: datetime) -> None:
    """Change what the record changes; `visit` is the sender's own and not cancelled."""
    if row.kind in BEGINS and visit.state == "planned":
        _begin(actor=actor, order=order, visit=visit, row=row, at=at)
    elif row.kind == "material":
        _use(actor=actor, order=order, row=row, at=at)
    elif row.kind == "not_possible":
        _fail(actor=actor, order=order, visit=visit, row=row, at=at)
    elif row.kind == "finished":
        _hand_over(actor=actor, order=order, visit=visit, row=row, at=at)


def _begin(*, actor: Actor, order: WorkOrder, visit: Visit, row: FieldRecord, at: datetime) -> None:
    facts = {"taken_at": row.taken_at.isoformat()}
    move_visit(actor=actor, visit=visit, move="arrive", at=at, facts=facts)
    if order.state == "planned":
        move_order(actor=actor, order=order, move="begin", at=at)


def _use(*, actor: Actor, order: WorkOrder, row: FieldRecord, at: datetime) -> None:
    facts = row.facts
    MaterialUse.objects.create(
        record=row, order=order, item_code=facts["item"].strip(), quantity=facts["quantity"],
        serial=(facts.get("serial") or "").strip(), product_at=at,
    )  # fmt: skip
    ports.take_material(
        taken=ports.MaterialTaken(
            order=order.reference, unit_code=order.unit_id, crew=actor, item_code=facts["item"].strip(),
            quantity=facts["quantity"], serial=(facts.get("serial") or "").strip(),
            record_id=str(row.record_id), at=at,
        )
    )  # fmt: skip


def _fail(*, actor: Actor, order: WorkOrder, visit: Visit, row: FieldRecord, at: datetime) -> None:
    reason = row.facts["reason"]
    facts = {"reason": reason, "next": NEXT_STEPS[reason], "taken_at": row.taken_at.isoformat()}
    move_visit(actor=actor, visit=visit, move="fail", at=at, why=reason, facts=facts)
    move_order(actor=actor, order=order, move="set_back", at=at, why=reason, facts=facts)


def _hand_over(*, actor: Actor, order: WorkOrder, visit: Visit, row: FieldRecord, at: datetime) -> None:
    records = list(FieldRecord.objects.filter(order=order, rule="").order_by("id"))
    signature = next((one for one in reversed(records) if one.kind == "signature"), None)
    photographs = [one.evidence for one in records if one.kind in PICTURES and one.evidence is not None]
    facts = {
        "signature_sha256": signature.sha256 if signature else "",
        "signer": signature.facts["signer"] if signature else "",
        "photographs": list(dict.fromkeys(photographs)),
        "taken_at": row.taken_at.isoformat(),
    }
    move_visit(actor=actor, visit=visit, move="finish", at=at, facts={"taken_at": facts["taken_at"]})
    move_order(actor=actor, order=order, move="hand_over", at=at, facts=facts)
    port = ports.subject_port(subject=order.subject)
    port.handed_over(
        ports.HandedOver(
            order=order.reference, name=order.subject.partition(":")[2], crew=actor, at=at,
            visited_on=row.taken_at.astimezone(COMPANY_ZONE).date(),
            signature_sha256=str(facts["signature_sha256"]), signer=str(facts["signer"]),
            photographs=tuple(dict.fromkeys(photographs)), facts=_answers(order, row),
            readings=_readings(records),
        )
    )  # fmt: skip


def _answers(order: WorkOrder, row: FieldRecord) -> dict[str, str]:
    """What the order asked for, out of the record that ends it."""
    asked = [one["code"] for one in bridge.asks_of(kept=order.frozen)]
    return {code: str(row.facts[code]).strip() for code in asked if code in row.facts}


def _readings(records: list[FieldRecord]) -> tuple[tuple[str, int], ...]:
    """What each register showed; who read wrong reads again, and the last word counts."""
    said = {one.facts["register"]: one.facts["index"] for one in records if one.kind == "reading"}
    return tuple(sorted(said.items()))
