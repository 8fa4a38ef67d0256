"""Both sides of a round: whoever is paid is entitled, whoever is entitled is paid or has a named reason."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from donghanh.engines.reliefs import certify
from donghanh.lawbook.reliefs import read_relief_frame

RELIEFS = read_relief_frame()[0]
RELIEF = "covid-4/households"
PAID = {
    "code": "A", "category": "residential", "relief": RELIEF, "kwh": 200, "quota_quarters": 4,
    "gross_amount": 372_000, "relief_amount": 55_800,
}  # fmt: skip


def certified(owed="A", paid=(PAID,), excused=()):
    return certify(
        owed=pl.DataFrame([{"code": code, "relief": RELIEF} for code in owed], schema=["code", "relief"])
        if owed
        else pl.DataFrame(schema={"code": pl.String, "relief": pl.String}),
        paid=pl.DataFrame(paid, schema={name: _type(name) for name in PAID}),
        excused=pl.DataFrame(
            [{"code": code, "relief": RELIEF, "reason": "bill-held"} for code in excused],
            schema={"code": pl.String, "relief": pl.String, "reason": pl.String},
        ),
        reliefs=RELIEFS,
    )


def _type(name):
    return pl.String if name in ("code", "category", "relief") else pl.Int64


def rules(equation):
    return equation.findings["rule"].to_list()


def test_the_customer_who_is_entitled_and_paid_what_the_law_says_leaves_nothing_to_find():
    equation = certified()

    assert equation.holds
    assert (equation.paid_amount, equation.unchecked_count) == (55_800, 0)


def test_a_planted_overpayment_is_found():
    assert rules(certified(owed="")) == ["paid-not-entitled"]


def test_a_planted_omission_is_found_unless_a_reason_is_named():
    assert rules(certified(owed="AB")) == ["entitled-not-paid"]
    assert certified(owed="AB", excused="B").holds


def test_a_reason_for_somebody_who_was_paid_all_the_same_is_found():
    assert rules(certified(excused="A")) == ["paid-and-excused"]


@pytest.mark.parametrize(
    ("kwh", "quarters", "amount"), [(200, 4, 55_800), (201, 4, 37_200), (201, 8, 55_800), (150, 3, 55_800)]
)
def test_the_threshold_of_200_kwh_is_taken_for_each_household(kwh, quarters, amount):
    paid = PAID | {"kwh": kwh, "quota_quarters": quarters, "relief_amount": amount}

    assert certified(paid=[paid]).holds
    found = certified(paid=[paid | {"relief_amount": amount + 1}]).findings.row(0, named=True)
    assert (found["rule"], found["expected_amount"]) == ("amount-differs", amount)


@given(some.lists(some.sampled_from(["paid", "omitted", "excused", "unentitled"]), max_size=30))
def test_both_equations_hold_whatever_was_planted(fates):
    codes = {fate: [f"C{at}" for at, one in enumerate(fates) if one == fate] for fate in set(fates)}
    owed = [one for fate in ("paid", "omitted", "excused") for one in codes.get(fate, [])]
    paid = [PAID | {"code": one} for fate in ("paid", "unentitled") for one in codes.get(fate, [])]

    told = certified(owed=owed, paid=paid, excused=codes.get("excused", ()))

    assert told.entitled_count == told.paid_entitled_count + told.excused_count + told.omitted_count
    assert told.paid_count == told.paid_entitled_count + told.unentitled_count
    assert told.omitted_count == len(codes.get("omitted", ()))
    assert told.holds == (not codes.get("omitted") and not codes.get("unentitled"))
