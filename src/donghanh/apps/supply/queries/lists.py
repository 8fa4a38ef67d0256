"""Supplies in the actor's sight by the step that comes next, the least time left first."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.permissions import check_see_requests
from donghanh.apps.requests.queries import case_rows
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.values import CaseRow
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.values import SupplyList, SupplyRow
from donghanh.engines.requests.moves import NOT_DONE
from donghanh.engines.supply.steps import STEPS

PAGE_SIZE = 50


def supply_list(
    *, actor: Actor, now: datetime, step: str = "", service_code: str = "", unit_code: str = "",
    view: str = "open", page: int = 1,
) -> SupplyList:  # fmt: skip
    """
    A page of the supplies that this actor sees.

    step   : only those before this step
    view   : open (a step is to be taken, the customer is not answered), over, all, or wiring: with a place
             of the free wiring, or waiting for one
    raises : Forbidden, for a role that has no part in requests
    """
    check_see_requests(actor=actor)
    cases = cases_seen(actor=actor)
    if unit_code:
        cases = cases.filter(unit=unit_code)
    if view == "open":
        cases = cases.filter(state__in=NOT_DONE)
    found = _viewed(Supply.objects.filter(case_code__in=cases.values("code")), view)
    if service_code:
        found = found.filter(service_code=service_code)
    by_step = Counter(found.order_by().values_list("next_step", flat=True))
    if step:
        found = found.filter(next_step=step)
    due = cases.filter(code=OuterRef("case_code")).values("due_at")[:1]
    ordered = found.annotate(due=Subquery(due)).order_by(F("due").asc(nulls_last=True), "case_code")
    total = by_step[step] if step else sum(by_step.values())
    pages = max(-(-total // PAGE_SIZE), 1)
    page = min(max(page, 1), pages)
    shown = list(ordered.select_related("wiring")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    rows = case_rows(actor=actor, codes=[one.case_code for one in shown], now=now)
    order = [*STEPS, ""]
    counts = tuple(sorted(by_step.items(), key=lambda pair: order.index(pair[0])))
    return SupplyList(
        tuple(row_of(supply=one, case=rows[one.case_code]) for one in shown if one.case_code in rows),
        total, page, pages, counts,
    )  # fmt: skip


def row_of(*, supply: Supply, case: CaseRow) -> SupplyRow:
    """A supply with what the queue of requests tells of its case."""
    names = {code: (vi, en) for code, vi, en in supply.chain}
    next_vi, next_en = names.get(supply.next_step, ("", ""))
    offer = getattr(supply, "wiring", None)
    return SupplyRow(
        case_code=supply.case_code, service_code=case.service_code, service_vi=case.service_vi,
        service_en=case.service_en, name=case.name, unit_code=case.unit_code, state=supply.state,
        next_step=supply.next_step, next_vi=next_vi, next_en=next_en, due_at=case.due_at, due_on=case.due_on,
        seconds_left=case.seconds_left, is_late=case.is_late, is_paused=case.is_paused,
        is_over=supply.is_over, wiring=offer.state if offer else "",
        wiring_number=offer.number if offer else None,
    )  # fmt: skip


def _viewed(found: QuerySet[Supply], view: str) -> QuerySet[Supply]:
    is_done = Q(next_step="") | Q(next_step="confirm")
    if view == "all":
        return found
    if view == "over":
        return found.filter(is_done | Q(is_over=True))
    if view == "wiring":
        return found.filter(wiring__isnull=False)
    return found.filter(is_over=False).exclude(is_done)
