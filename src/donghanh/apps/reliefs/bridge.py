"""Carries the rows of facts and customers to `engines/reliefs` as columns."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl
from django.db.models import Q, QuerySet

from donghanh.apps.customers.bridge import customers_frame
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.reliefs.law import ReliefLaw, relief_law
from donghanh.apps.reliefs.models import Fact
from donghanh.engines.reliefs import CUSTOMERS, GROUPS, ORDERS, SITE_USES, Judged, judge
from donghanh.lawbook.reliefs import condition_rows

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PROVINCE = "36"
COLUMNS = ("code", "unit_code", "price_group", "commune_code", "contract_from", "contract_until")
FOR_EVER = date(9999, 12, 31)


def judged(
    *,
    month: date,
    codes: Collection[str] | None = None,
    unit_codes: Collection[str] | None = None,
    known_on: date | None = None,
    law: ReliefLaw | None = None,
) -> tuple[pl.DataFrame, Judged]:
    """
    Judge customers of a bill month by the facts that counted at the end of a day.

    codes, unit_codes : only these customers; None for all
    known_on : None for everything that counts today
    law      : by whose conditions; None for the release that was published last
    returns  : the customers as table CUSTOMERS, and what was judged
    """
    customers = _customers(codes, unit_codes)
    facts = counting(known_on=known_on)
    sites = facts.filter(kind="use", **({} if codes is None else {"customer_code__in": list(codes)}))
    rows = condition_rows((law or relief_law()).groups)
    told = judge(
        groups=pl.DataFrame(rows, schema=GROUPS.schema, orient="row"),
        customers=customers,
        orders=_orders(facts.filter(kind="order")),
        uses=_uses(sites),
        month=month,
        known_on=known_on or FOR_EVER,
    )
    return customers, told


def counting(*, known_on: date | None) -> QuerySet[Fact]:
    """Facts that a second person had confirmed at the end of a day, and nobody had taken back by then."""
    confirmed = Fact.objects.filter(decision__is_confirmed=True)
    if known_on is None:
        return confirmed.filter(withdrawal=None)
    end = datetime.combine(known_on + timedelta(days=1), time(0), tzinfo=ZONE)
    stands = Q(withdrawal=None) | Q(withdrawal__product_at__gte=end)
    return confirmed.filter(stands, decision__product_at__lt=end)


def _customers(codes: Collection[str] | None, unit_codes: Collection[str] | None) -> pl.DataFrame:
    frame = customers_frame(codes=codes, unit_codes=unit_codes, columns=COLUMNS)
    districts = organisation.districts_of_communes()
    return frame.select(
        *(name for name in COLUMNS if name != "price_group"),
        category=pl.col("price_group").cast(pl.String),
        district_code=pl.col("commune_code").replace_strict(districts, default="", return_dtype=pl.String),
        province_code=pl.lit(PROVINCE),
        kwh=pl.lit(None, pl.Int64),
    ).select(CUSTOMERS.schema.names())


def _orders(rows: QuerySet[Fact]) -> pl.DataFrame:
    told = [
        {
            "reference": str(row.pk), "level": row.level, "place_code": row.place_code,
            "directive": row.directive, "from_on": row.from_on, "until_on": row.until_on,
            "known_on": _known_on(row),
        }
        for row in rows.select_related("decision")
    ]  # fmt: skip
    return pl.DataFrame(told, schema=ORDERS.schema, orient="row")


def _uses(rows: QuerySet[Fact]) -> pl.DataFrame:
    told = [
        {
            "reference": str(row.pk), "code": row.customer_code, "use": row.use, "from_on": row.from_on,
            "until_on": row.until_on, "known_on": _known_on(row),
        }
        for row in rows.select_related("decision")
    ]  # fmt: skip
    return pl.DataFrame(told, schema=SITE_USES.schema, orient="row")


def _known_on(row: Fact) -> date:
    day: date = row.decision.product_at.astimezone(ZONE).date()
    return day
