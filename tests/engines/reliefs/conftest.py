"""Small frames of customers and facts, named by what matters in them."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from donghanh.engines.reliefs import CUSTOMERS, GROUPS, ORDERS, SITE_USES, judge
from donghanh.lawbook.reliefs import condition_rows, read_relief_groups

AUGUST, SEPTEMBER, OCTOBER = date(2021, 8, 1), date(2021, 9, 1), date(2021, 10, 1)
CUSTOMER = {
    "code": "household", "unit_code": "PA01HH", "category": "residential", "commune_code": "14215",
    "district_code": "366", "province_code": "36", "contract_from": date(2015, 1, 1), "contract_until": None,
    "kwh": 180,
}  # fmt: skip
ORDER = {
    "reference": "O1", "level": "district", "place_code": "366", "directive": "directive-16",
    "from_on": date(2021, 7, 25), "until_on": date(2021, 8, 10), "known_on": date(2021, 8, 2),
}  # fmt: skip
USE = {
    "reference": "U1", "code": "school", "use": "quarantine_free", "from_on": date(2021, 8, 20),
    "until_on": date(2021, 9, 5), "known_on": date(2021, 8, 25),
}  # fmt: skip


def framed(table, rows):
    return pl.DataFrame(rows, schema=table.schema, orient="row")


@pytest.fixture
def judged():
    """Judge customers; a dict changes CUSTOMER, ORDER or USE in what it names."""

    def ask(*, customers=({},), orders=(), uses=(), month=AUGUST, known_on=date(2021, 12, 31)):
        return judge(
            groups=framed(GROUPS, condition_rows(read_relief_groups())),
            customers=framed(CUSTOMERS, [CUSTOMER | one for one in customers]),
            orders=framed(ORDERS, [ORDER | one for one in orders]),
            uses=framed(SITE_USES, [USE | one for one in uses]),
            month=month,
            known_on=known_on,
        )

    return ask


@pytest.fixture
def why(judged):
    """The reason for one group, of the first customer."""

    def ask(relief, **more):
        rows = judged(**more).standings.filter(pl.col("relief") == relief)
        return rows["reason"][0]

    return ask
