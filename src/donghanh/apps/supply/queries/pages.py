"""One supply with its steps: who took each and when, which comes next and what it asks for."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.metering.queries import points_of_customer
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge.clocks import local_day
from donghanh.apps.requests.permissions import check_see_requests, handling_roles, may_handle
from donghanh.apps.requests.queries import case_fields, case_rows, may_see_case
from donghanh.apps.requests.values import CaseRow
from donghanh.apps.supply.bridge.chains import asked_by, writes_of
from donghanh.apps.supply.models import Supply, SupplyStep
from donghanh.apps.supply.queries.lists import row_of
from donghanh.apps.supply.queries.wiring import wiring_of
from donghanh.apps.supply.refusals import NotFound
from donghanh.apps.supply.values import SupplyFact, SupplyPage, SupplyStepRow
from donghanh.engines.supply.steps import DESK, STEPS, open_step

ANSWERABLE = ("waiting", "offered", "accepted")
CLOSED = ("closed", "withdrawn", "refused", "waiting")


def supply_page(*, actor: Actor, case_code: str, now: datetime) -> SupplyPage:
    """
    One supply that the actor sees.

    raises : NotFound; Forbidden, for a role that has no part in requests
    """
    check_see_requests(actor=actor)
    case = case_rows(actor=actor, codes=[case_code], now=now).get(case_code)
    supply = Supply.objects.filter(case_code=case_code).select_related("wiring").first()
    if case is None or supply is None:
        raise NotFound("supply", case_code)
    wiring = wiring_of(case_code=case_code)
    step = open_step(chain=[code for code, _, _ in supply.chain], taken=_taken(supply)) or supply.next_step
    works_here = may_handle(actor=actor, unit_code=case.unit_code)
    rule = STEPS.get(step)
    return SupplyPage(
        row=row_of(supply=supply, case=case), steps=_steps(supply),
        asks=_asked(supply, case_code, step, now) if rule else (), step=step,
        may_take=_may_take(actor, step, supply, case), comes=rule.comes if rule else DESK,
        writes=writes_of(service_code=supply.service_code), customer_code=supply.customer_code,
        point_code=supply.point_code, arrived_at=supply.arrived_at, wiring=wiring,
        effect=dict(supply.effect), order=supply.order,
        may_answer=works_here and wiring is not None and wiring.state in ANSWERABLE,
    )  # fmt: skip


def last_shown(*, actor: Actor, case_code: str) -> int | None:
    """
    What the one register of the customer's meter showed last; None for a chain without a customer.

    raises : NotFound, for a case out of sight
    """
    if not may_see_case(actor, case_code):
        raise NotFound("supply", case_code)
    supply = Supply.objects.filter(case_code=case_code).first()
    code = supply.customer_code if supply else ""
    points = points_of_customer(
        customer_code=code or str(case_fields(code=case_code).get("customer_code", ""))
    )
    shown = [one.indices for one in points if one.serial]
    return shown[0][0][1] if shown and len(shown[0]) == 1 else None


def _taken(supply: Supply) -> frozenset[str]:
    return frozenset(supply.steps.values_list("step", flat=True))


def _asked(supply: Supply, case_code: str, step: str, now: datetime) -> tuple[SupplyFact, ...]:
    fields = case_fields(code=case_code)
    return asked_by(service_code=supply.service_code, code=step, day=local_day(now), fields=fields)


def _may_take(actor: Actor, step: str, supply: Supply, case: CaseRow) -> bool:
    rule = STEPS.get(step)
    if rule is None or supply.is_over or step == "confirm":
        return False
    if case.state in CLOSED and not (step == "end" and case.state == "closed"):
        return False
    return actor.may_change and bool(rule.roles & handling_roles(actor=actor, unit_code=case.unit_code))


def _steps(supply: Supply) -> tuple[SupplyStepRow, ...]:
    taken = {one.step: one for one in supply.steps.select_related("by")}
    return tuple(_row(code, vi, en, taken.get(code), supply) for code, vi, en in supply.chain)


def _row(code: str, vi: str, en: str, taken: SupplyStep | None, supply: Supply) -> SupplyStepRow:
    if taken is None:
        is_current = code == supply.next_step and not supply.is_over
        return SupplyStepRow(code, vi, en, "current" if is_current else "to_come", None, "", "", {}, "")
    by = taken.by.full_name if taken.by else ""
    return SupplyStepRow(code, vi, en, "done", taken.product_at, by, taken.as_role, taken.facts, taken.note)
