"""
Orders and uses of sites made up for the demo, each of which says that it is made up.

No fact says that a place of Nam Định was under Directive 16 on 30/7/2021. One district is, one commune alone,
one order begins too late, and one is told months later, so that every reason and a re-rating can be seen.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from donghanh.apps.customers.bridge import customers_frame
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.reliefs.bridge import ZONE
from donghanh.apps.reliefs.models import Fact
from donghanh.apps.reliefs.operations.deciding import decide_fact
from donghanh.apps.reliefs.operations.entering import enter_order, enter_use

PAPER = "Số liệu minh họa (demo), {what}"
JULY_28, AUGUST_12 = date(2021, 7, 28), date(2021, 8, 12)
ON_TIME, LATE = date(2021, 8, 10), date(2021, 11, 24)
# Level, place, first day, first day outside, when the company came to know it.
ORDERS = (
    ("district", "366", JULY_28, AUGUST_12, ON_TIME),
    ("commune", "13732", JULY_28, AUGUST_12, ON_TIME),
    ("district", "361", date(2021, 8, 3), AUGUST_12, ON_TIME),
    ("district", "364", JULY_28, AUGUST_12, LATE),
)
# Price group, every how-manieth customer from which on, use, days.
SITES = (
    ("hospital_school", 12, 0, "quarantine_free", date(2021, 8, 9), date(2021, 10, 21)),
    ("hospital_school", 12, 5, "medical", date(2021, 6, 1), None),
    ("public_office", 15, 3, "quarantine_part_fee", date(2021, 9, 1), date(2021, 12, 1)),
    ("business", 40, 7, "lodging", date(2021, 6, 1), None),
)


@transaction.atomic
def load_illustration(*, actor: Actor, second: Actor) -> int:
    """
    Enter and confirm the demo's facts, unless there are some already; answers how many.

    actor, second : who enters, and another who confirms
    """
    if Fact.objects.exists():
        return 0
    count = 0
    for level, place, from_on, until_on, known_on in ORDERS:
        number = enter_order(
            actor=actor, level=level, place_code=place, directive="directive-16", from_on=from_on,
            until_on=until_on, document=PAPER.format(what="lệnh giãn cách"), at=_morning(known_on),
            is_illustration=True,
        )  # fmt: skip
        decide_fact(actor=second, number=number, is_confirmed=True, at=_morning(known_on))
        count += 1
    return count + sum(_enter_sites(actor, second, *site) for site in SITES)


def _enter_sites(
    actor: Actor, second: Actor, group: str, every: int, start: int, use: str, from_on: date,
    until_on: date | None,
) -> int:  # fmt: skip
    customers = customers_frame(columns=("code", "price_group"))
    codes = customers.filter(customers["price_group"] == group)["code"].to_list()[start::every]
    for code in codes:
        number = enter_use(
            actor=actor, customer_code=code, use=use, from_on=from_on, until_on=until_on,
            document=PAPER.format(what="sử dụng địa điểm"), at=_morning(ON_TIME), is_illustration=True,
        )  # fmt: skip
        decide_fact(actor=second, number=number, is_confirmed=True, at=_morning(ON_TIME))
    return len(codes)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=ZONE)
