"""A round that comes late, changes or ends re-rates only the bills that it touches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from donghanh.apps.reliefs.queries.differences import differences
from donghanh.engines.rating import rate
from donghanh.kernel.billing_tables import BILLS, RELIEFS, USAGE
from donghanh.lawbook.billing_law import read_law
from donghanh.lawbook.reliefs import read_relief_frame

RELIEF = "covid-4/households"
LAW = replace(read_law(), reliefs=read_relief_frame()[0])
DAYS = {"from_on": date(2021, 9, 1), "until_on": date(2021, 10, 1)}
BILL = {
    **DAYS, "category": "residential", "voltage": "under_6kv", "read_on": date(2021, 9, 30),
    "quota_quarters": 4, "quota_rounding": "whole", "is_tenants_undeclared": False, "cos_phi_percent": None,
    "relief": None, "instrument": None,
}  # fmt: skip


def ask(*, before, after, kwh=(200, 200, 250), law_after=LAW):
    bills = pl.DataFrame([{"bill": number, **BILL} for number in range(len(kwh))], schema=BILLS.schema)
    usage = [{"bill": number, **DAYS, "register": "all", "kwh": used} for number, used in enumerate(kwh)]
    return differences(
        law_before=LAW, law_after=law_after, entitlement_before=_given(before),
        entitlement_after=_given(after), bills=bills, usage=pl.DataFrame(usage, schema=USAGE.schema),
        rate=rate,
    )  # fmt: skip


def _given(reliefs):
    rows = [{"bill": number, "relief": one} for number, one in enumerate(reliefs)]
    return pl.DataFrame(rows, schema={"bill": pl.Int64, "relief": pl.String})


def test_a_reduction_that_comes_late_touches_only_whom_it_names():
    told = ask(before=[None, RELIEF, None], after=[RELIEF, RELIEF, None])

    assert (told.rated_count, told.touched["bill"].to_list()) == (1, [0])
    row = told.touched.row(0, named=True)
    assert (row["total_amount_before"], row["total_amount_after"]) == (409_200, 347_820)
    assert (row["relief_amount_difference"], row["total_amount_difference"]) == (55_800, -61_380)


def test_a_reduction_that_is_taken_back_raises_the_bill_by_what_it_had_taken_off():
    given, taken = (ask(before=[a] * 3, after=[b] * 3) for a, b in ((None, RELIEF), (RELIEF, None)))

    assert given.touched["total_amount_difference"].to_list() == [
        -one for one in taken.touched["total_amount_difference"]
    ]


def test_nothing_is_rated_when_law_and_entitlements_are_the_same():
    told = ask(before=[RELIEF] * 3, after=[RELIEF] * 3)

    assert (told.rated_count, told.touched.height) == (0, 0)


def test_a_changed_percentage_touches_the_bills_whose_amounts_differ():
    rows = LAW.reliefs.with_columns(
        percent_hundredths=pl.when(pl.col("relief") == RELIEF)
        .then(2000)
        .otherwise("percent_hundredths")
        .cast(pl.Int32)
    )
    told = ask(
        before=[RELIEF, None, RELIEF], after=[RELIEF, None, RELIEF],
        law_after=replace(LAW, reliefs=RELIEFS.require(rows)),
    )  # fmt: skip

    assert told.touched.select("bill", "relief_amount_difference").rows() == [(0, 18_600)]


def test_a_bill_that_the_round_cannot_rate_is_named_and_not_passed_over():
    told = ask(before=[None] * 3, after=["covid-5/enterprises", None, None])

    assert told.touched.is_empty()
    assert told.refused["bill"].to_list() == [0]
