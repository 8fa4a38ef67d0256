"""
The torture suite: bills with everything that can happen inside a period, by an invented law.

Each case says what happens, what must come out to the đồng, and why; tests hold engine and slow twin to it,
`docs_torture` prints it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from donghanh.engines.rating import Rated, rate
from donghanh.faces.cli.torture_law import torture_law
from donghanh.kernel.billing_tables import BILLS, QUOTAS, USAGE

Stretch = tuple[date, date, str, int]
Quota = tuple[date, date, int]
NOVEMBER, DECEMBER, JANUARY = date(2021, 11, 16), date(2021, 12, 16), date(2022, 1, 16)


@dataclass(frozen=True)
class Case:
    """
    One case: `changes` to an ordinary bill, its energy and households, and what it must come to.

    relief_later : the reduction under which it is rated a second time; the difference is the adjustment
    total        : total to pay, of the last rating; `difference` of the two, when there are two
    """

    name: str
    happens: str
    why: str
    from_on: date
    until_on: date
    usage: tuple[Stretch, ...]
    total: int
    quotas: tuple[Quota, ...] = ()
    changes: dict[str, Any] = field(default_factory=dict)
    is_rated_again: bool = False
    relief_later: str | None = None
    difference: int = 0

    def bill(self, *, again: bool = False) -> dict[str, Any]:
        """The row of BILLS; `again` for the second rating."""
        ordinary = {
            "bill": 1, "category": "residential", "voltage": "under_6kv", "from_on": self.from_on,
            "until_on": self.until_on, "read_on": self.until_on, "quota_quarters": 4,
            "quota_rounding": "whole", "is_tenants_undeclared": False, "cos_phi_percent": None,
            "relief": None, "instrument": None,
        }  # fmt: skip
        return ordinary | self.changes | ({"relief": self.relief_later} if again else {})

    def rated(self, *, again: bool = False) -> Rated:
        """Rate the case."""
        return rate(
            torture_law(),
            bills=pl.DataFrame([self.bill(again=again)], schema=BILLS.schema),
            usage=pl.DataFrame([(1, *row) for row in self.usage], schema=USAGE.schema, orient="row"),
            quotas=pl.DataFrame([(1, *row) for row in self.quotas], schema=QUOTAS.schema, orient="row"),
        )


def _all(start: date, until: date, kwh: int) -> tuple[Stretch, ...]:
    return ((start, until, "all", kwh),)


CASES = (
    Case(
        "two-changes", "Prices change on 1/12 and on 11/12, inside one period.",
        "300 kWh over 30 days are 10 a day: 150, 100 and 50. A month's tiers are shared likewise.",
        NOVEMBER, DECEMBER, _all(NOVEMBER, DECEMBER, 300), 709_500,
    ),
    Case(
        "three-changes", "Prices change on 1/12, 11/12 and 21/12, inside one period.",
        "What was used until each change is rounded, and each part is the difference of two: no kWh is lost, "
        "none is negative, the last part takes the rest.",
        date(2021, 11, 25), date(2021, 12, 25), _all(date(2021, 11, 25), date(2021, 12, 25), 301), 734_360,
    ),
    Case(
        "change-on-the-first-day", "A change on the first day of the period.",
        "The new price holds from its first day: there is one part.",
        date(2021, 12, 21), date(2022, 1, 21), _all(date(2021, 12, 21), date(2022, 1, 21), 100), 170_500,
    ),
    Case(
        "change-on-the-last-day", "A change on the last day of the period.",
        "The last day alone has the new price: 1/30 of the energy, and of each tier.",
        date(2021, 11, 22), date(2021, 12, 22), _all(date(2021, 11, 22), date(2021, 12, 22), 300), 721_050,
    ),
    Case(
        "reading-on-the-day-of-the-change", "The meter was read on 1/12, when prices changed.",
        "The readings split the energy, not the days: 40 before, 260 after.",
        date(2021, 11, 11), date(2021, 12, 11),
        (*_all(date(2021, 11, 11), date(2021, 12, 1), 40), *_all(date(2021, 12, 1), date(2021, 12, 11), 260)),
        832_700,
    ),
    Case(
        "meter-swap", "The meter was changed on 25/10: 90 kWh on the old one, 60 on the new.",
        "A swap is no change of price: the two are one sum, and tiers are shared once.",
        date(2021, 10, 16), NOVEMBER,
        (*_all(date(2021, 10, 16), date(2021, 10, 25), 90), *_all(date(2021, 10, 25), NOVEMBER, 60)), 247_500,
    ),
    Case(
        "roll-over", "A register of five digits went from 99850 to 00120.",
        "100000 - 99850 + 120 = 270 kWh; energy reaches the bill after that sum.",
        date(2021, 10, 16), NOVEMBER, _all(date(2021, 10, 16), NOVEMBER, 100_000 - 99_850 + 120), 588_500,
    ),
    Case(
        "move-out", "A household moved out after 10 days.",
        "Tiers are 10 days' worth of the month before (31 days in October): 50 x 10 / 31 = 16.1, so 16 kWh.",
        date(2021, 11, 1), date(2021, 11, 11), _all(date(2021, 11, 1), date(2021, 11, 11), 60), 105_600,
    ),
    Case(
        "change-of-households", "From 1/11 two households share the meter, before it was one.",
        "The period is cut on that day; each part has its days' share of its households' tiers.",
        date(2021, 10, 16), NOVEMBER, _all(date(2021, 10, 16), NOVEMBER, 310), 621_500,
        quotas=((date(2021, 10, 16), date(2021, 11, 1), 4), (date(2021, 11, 1), NOVEMBER, 8)),
    ),
    Case(
        "vat-changes-after-the-reading", "Read on 31/1/2022, issued in February, when VAT is 8 %.",
        "The day of the reading decides: 10 %.",
        date(2022, 1, 1), date(2022, 2, 1), _all(date(2022, 1, 1), date(2022, 2, 1), 100), 170_500,
        changes={"read_on": date(2022, 1, 31)},
    ),
    Case(
        "relief-two-months-late", "A reduction of 15 % is granted two months after the bill.",
        "The bill is rated again by its own days; the adjustment is the difference, VAT as on its reading.",
        date(2021, 9, 16), date(2021, 10, 16), _all(date(2021, 9, 16), date(2021, 10, 16), 200), 303_875,
        difference=-53_625, is_rated_again=True, relief_later="15/10",
    ),
    Case(
        "relief-withdrawn", "The reduction turns out not to be owed.",
        "Rated again without it, the difference takes back exactly what was given.",
        date(2021, 9, 16), date(2021, 10, 16), _all(date(2021, 9, 16), date(2021, 10, 16), 200), 357_500,
        changes={"relief": "15/10"}, difference=53_625, is_rated_again=True,
    ),
    Case(
        "lodging-at-prices-of-production", "A hotel with three registers and a power factor of 0.83.",
        "Energy and reactive power by prices of production too; the reduction is the difference.",
        date(2021, 10, 16), NOVEMBER,
        tuple((date(2021, 10, 16), NOVEMBER, register, kwh) for register, kwh in
              (("normal", 100), ("peak", 10), ("off_peak", 50))), 345_892,
        changes={"category": "tourist_lodging", "cos_phi_percent": 83, "relief": "lodging"},
    ),
    Case(
        "all-at-once",
        "61 days with two changes of price, a swap on 5/12, households from one to two and a quarter on "
        "10/12, VAT from 10 to 8 % before the reading, and a reduction that comes late.",
        "Every rule above in its order; the threshold is 200 kWh times the households by days.",
        date(2021, 12, 3), date(2022, 2, 2),
        (*_all(date(2021, 12, 3), date(2021, 12, 5), 7), *_all(date(2021, 12, 5), date(2022, 2, 2), 333)),
        460_102,
        quotas=((date(2021, 12, 3), date(2021, 12, 10), 4), (date(2021, 12, 10), date(2022, 2, 2), 9)),
        difference=-81_194, is_rated_again=True, relief_later="15/10",
    ),
)  # fmt: skip
