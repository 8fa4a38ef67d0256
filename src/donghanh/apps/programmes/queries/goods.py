"""
Goods of the months: reported = receipts = hand-overs for each activity, and what a report tells of them.

The board's number, the receipts and the stock's movements are records of three hands. Where they differ,
each promise at fault is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.db.models import Sum
from django.db.models.functions import Coalesce

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity, Benefit, Campaign
from donghanh.apps.programmes.queries.board import board
from donghanh.apps.programmes.queries.frames import benefits_seen, move_frame
from donghanh.apps.programmes.queries.granting import item_of, keeps_stock
from donghanh.apps.programmes.queries.plan import campaign_named
from donghanh.apps.stock import queries as stocked
from donghanh.engines.programmes.standing import states_as_of
from donghanh.engines.stock.reconciling import Reconciled, reconcile

PROMISES = {"subject": pl.String, "state": pl.String, "quantity": pl.Int64}
MOVED = {"subject": pl.String, "quantity": pl.Int64}


@dataclass(frozen=True)
class GoodsDifference:
    """One promise that differs: `rule` of `engines.stock.reconciling`; `awaiting-receipt` is no fault."""

    reference: str
    rule: str
    state: str
    promised: int
    moved: int


@dataclass(frozen=True)
class GoodsEquation:
    """
    One activity: reported = confirmed = handed_over - awaiting.

    keeps_stock : False while nothing of the item ever came in; then the equation says nothing and holds
    """

    activity_code: str
    activity_vi: str
    activity_en: str
    item: str
    keeps_stock: bool
    reported: int
    confirmed: int
    handed_over: int
    awaiting: int
    holds: bool
    differences: tuple[GoodsDifference, ...]


@dataclass(frozen=True)
class GoodsFacts:
    """
    What a report tells of an activity's goods [the item's unit of measure].

    asked    : by requests that were not refused or withdrawn, as it stands now; approved: of these
    received … written_off : of the item, in the whole company, at the end of the day, from the movements
    lots     : the same of each lot
    stock_holds : whether the stored amounts are those of the movements, now
    """

    activity_code: str
    item: str
    asked: int
    approved: int
    confirmed: int
    received: int
    in_warehouses: int
    in_transit: int
    with_carriers: int
    handed_over: int
    written_off: int
    stock_holds: bool
    equation: GoodsEquation
    lots: tuple[stocked.EquationRow, ...]


def equation(*, actor: Actor, campaign_code: str, as_of: date) -> tuple[GoodsEquation, ...]:
    """
    Reckon each activity that hands out goods, as of the end of a day, over the promises in sight.

    raises : NotFound, for an unknown campaign
    """
    campaign = campaign_named(campaign_code)
    activities = [one for one in Activity.objects.filter(campaign=campaign) if item_of(one)]
    reported = _reported(actor, campaign_code, as_of)
    promises = _promises(actor, campaign, as_of)
    return tuple(
        _of_activity(actor, one, promises.get(one.pk, []), reported.get(one.code, 0), as_of)
        for one in activities
    )


def goods_facts(actor: Actor, campaign_code: str, as_of: date) -> tuple[GoodsFacts, ...]:
    """
    Plain values for the director's report.

    raises : Forbidden, for one who does not see the whole company; NotFound
    """
    told = []
    for one in equation(actor=actor, campaign_code=campaign_code, as_of=as_of):
        stock = stocked.equation(actor=actor, item_code=one.item, as_of=as_of)
        holds = stocked.equation(actor=actor, item_code=one.item).holds
        rows = Benefit.objects.filter(
            activity__code=one.activity_code, activity__campaign__code=campaign_code
        )
        told.append(
            GoodsFacts(
                activity_code=one.activity_code, item=one.item, asked=_asked(rows), approved=_approved(rows),
                confirmed=one.confirmed, stock_holds=holds, equation=one, lots=stock.rows,
                **_terms(stock.rows),
            )
        )  # fmt: skip
    return tuple(told)


def _terms(rows: Iterable[stocked.EquationRow]) -> dict[str, int]:
    names = ("received", "in_warehouses", "in_transit", "with_carriers", "handed_over", "written_off")
    found = list(rows)
    return {name: sum(getattr(row, name) for row in found) for name in names}


def _asked(rows: object) -> int:
    wanted = rows.exclude(state__in=("", "refused", "withdrawn"))  # type: ignore[attr-defined]
    return int(wanted.aggregate(total=Sum(Coalesce("quantity_asked", "quantity")))["total"] or 0)


def _approved(rows: object) -> int:
    from donghanh.apps.programmes.queries.room import PROMISED

    wanted = rows.filter(state__in=PROMISED)  # type: ignore[attr-defined]
    return int(wanted.aggregate(total=Sum("quantity"))["total"] or 0)


def _of_activity(
    actor: Actor, activity: Activity, rows: list[tuple[str, str, int]], reported: int, as_of: date
) -> GoodsEquation:
    item = item_of(activity)
    is_kept = keeps_stock(activity)
    told = _reconciled(actor, activity, rows, reported, as_of) if is_kept else None
    return GoodsEquation(
        activity_code=activity.code,
        activity_vi=activity.short_vi,
        activity_en=activity.short_en,
        item=item,
        keeps_stock=is_kept,
        reported=reported,
        confirmed=told.confirmed if told else reported,
        handed_over=told.handed_over if told else 0,
        awaiting=told.awaiting if told else 0,
        holds=told.holds if told else True,
        differences=_differences(told) if told else (),
    )


def _reconciled(
    actor: Actor, activity: Activity, rows: list[tuple[str, str, int]], reported: int, as_of: date
) -> Reconciled:
    prefix = f"benefit:{activity.row or activity.pk}-{activity.campaign.from_on:%y}-"
    moved = stocked.handed_over(prefix=prefix, item_code=item_of(activity), as_of=as_of)
    seen = {subject for subject, _, _ in rows}
    kept = [(subject, count) for subject, count in moved.items() if actor.sees_all or subject in seen]
    return reconcile(
        promises=pl.DataFrame(rows, schema=PROMISES, orient="row"),
        moved=pl.DataFrame(kept, schema=MOVED, orient="row"),
        reported=reported,
    )


def _promises(actor: Actor, campaign: Campaign, as_of: date) -> dict[int, list[tuple[str, str, int]]]:
    """Activity -> (subject, state at the end of the day, quantity)."""
    states = states_as_of(moves=move_frame(actor=actor, campaign=campaign), as_of=as_of)
    by_benefit = dict(states.select("benefit", "state").iter_rows())
    found: dict[int, list[tuple[str, str, int]]] = {}
    rows = benefits_seen(actor=actor).filter(activity__campaign=campaign, pk__in=list(by_benefit))
    for key, activity, reference, quantity in rows.values_list("id", "activity_id", "reference", "quantity"):
        found.setdefault(activity, []).append((f"benefit:{reference}", by_benefit[key], quantity))
    return found


def _reported(actor: Actor, campaign_code: str, as_of: date) -> dict[str, int]:
    shown = board(actor=actor, campaign_code=campaign_code, as_of=as_of)
    return {
        line.code: line.figures.received for programme in shown.programmes for line in programme.activities
    }


def _differences(told: Reconciled) -> tuple[GoodsDifference, ...]:
    return tuple(
        GoodsDifference(subject.removeprefix("benefit:"), rule, state, promised, moved)
        for subject, rule, state, promised, moved in told.differences.iter_rows()
    )
