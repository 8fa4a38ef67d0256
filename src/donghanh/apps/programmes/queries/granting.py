"""Which goods an activity hands out, whether their stock is kept, and what the last round granted."""

from __future__ import annotations

from collections.abc import Iterable

from donghanh.apps.programmes.models import Activity, Benefit, GoodsGrant
from donghanh.apps.stock import queries as stocked


def item_of(activity: Activity) -> str:
    """Code of the item that an activity hands out; empty for work and measures."""
    return str(activity.terms.get("item") or "")


def keeps_stock(activity: Activity) -> bool:
    """
    Whether promises of the activity are kept from a shelf.

    An item of which nothing ever came in is kept without a ledger, where the template says so.
    """
    item = item_of(activity)
    if not item:
        return False
    return activity.terms.get("stock") == "required" or stocked.was_ever_received(item_code=item)


def is_shared_out(activity: Activity) -> bool:
    """Whether requests of the activity wait for an allocation before they are approved."""
    return bool(activity.terms.get("allocate")) and keeps_stock(activity)


def without_a_grant(*, activity: Activity, benefits: Iterable[Benefit]) -> set[int]:
    """Of an activity that is shared out: the benefits that no round has given anything yet, by their ids."""
    if not is_shared_out(activity):
        return set()
    ids = {benefit.pk for benefit in benefits}
    rows = GoodsGrant.objects.filter(benefit__in=ids).order_by("id")
    last = dict(rows.values_list("benefit_id", "granted"))
    return {one for one in ids if not last.get(one)}
