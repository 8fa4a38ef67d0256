"""The engine against its slow twin, and what must hold for any bill."""

import json
from datetime import timedelta
from fractions import Fraction

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.rating.conftest import a_bill, day, frames, small_law
from tests.engines.rating.generated import as_frames, one_bill, some_bills
from tests.oracles.rating_slowly import Refused, law_as_rows, rate_slowly

from donghanh.engines.rating import rate, rate_totals

LAW = small_law()
ROWS = law_as_rows(LAW)
OFTEN = settings(max_examples=60, deadline=None)


def without_number(row):
    return row[1:]


@OFTEN
@given(one_bill())
def test_the_engine_says_what_the_slow_twin_says(bill):
    lines, reactive, relief, totals = rate_slowly(ROWS, bill)

    rated = rate(LAW, **as_frames([bill]))

    assert rated.refused.is_empty()
    assert without_number(rated.totals.row(0)) == totals
    energy = rated.lines.filter(pl.col("kind") == "energy").to_dicts()
    names = ("from_on", "until_on", "register", "tier", "price", "amount")
    assert [[row[name] for name in names] for row in energy] == [
        [row[name] for name in names] for row in lines
    ]
    assert [Fraction(row["kwh_scaled"], row["kwh_scale"]) for row in energy] == [row["kwh"] for row in lines]
    charged = rated.lines.group_by("kind").agg(pl.col("amount").sum()).rows()
    others = {"reactive": reactive, "relief": -relief}
    assert {kind: sum_ for kind, sum_ in charged if kind != "energy"} == {
        k: v for k, v in others.items() if v
    }


RULES = (
    (day("2014-06-01"), day("2021-08-20"), 3),
    (day("2021-08-20"), day("2021-12-01"), 5),
    (day("2021-12-01"), day("2023-04-10"), 2),
    (day("2023-05-01"), day("2023-05-20"), 2),
    (day("2023-05-20"), None, 4),
)
CHANGING = small_law(RULES)
CHANGING_ROWS = law_as_rows(CHANGING)


@OFTEN
@given(one_bill(), st.sampled_from((0, 10**9)))
def test_where_the_rule_of_undeclared_tenants_changes_engine_and_twin_are_one(bill, many):
    bill |= {"category": "residential", "is_tenants_undeclared": True, "relief": None}
    bill |= {"cos_phi_percent": None, "usage": [(bill["from_on"], bill["until_on"], "all", 1234)]}
    rated = rate(CHANGING, **as_frames([bill]), many=many)

    try:
        lines, _, _, totals = rate_slowly(CHANGING_ROWS, bill)
    except Refused as refused:
        rule, found_on = refused.args
        assert rated.refused["rule"].to_list() == [rule]
        assert json.loads(rated.refused["facts"][0])["found_on"] == str(found_on)
        return
    assert without_number(rated.totals.row(0)) == totals
    names = ("from_on", "until_on", "tier", "price", "amount")
    assert rated.lines.select(names).rows() == [tuple(line[name] for name in names) for line in lines]


@OFTEN
@given(one_bill())
def test_all_energy_is_billed_once_and_totals_are_the_sums_of_lines(bill):
    rated = rate(LAW, **as_frames([bill]))

    total, lines = rated.totals.row(0, named=True), rated.lines.to_dicts()
    billed = sum(Fraction(row["kwh_scaled"], row["kwh_scale"]) for row in lines if row["kind"] == "energy")
    assert billed == total["kwh"] == sum(stretch[3] for stretch in bill["usage"])
    charged = sum(row["amount"] for row in lines if row["kind"] != "relief")
    assert total["gross_amount"] == charged
    assert total["net_amount"] == sum(row["amount"] for row in lines)
    assert total["total_amount"] == total["net_amount"] + total["vat_amount"]


@OFTEN
@given(one_bill())
def test_a_reduction_never_takes_more_than_there_is(bill):
    totals = rate(LAW, **as_frames([bill])).totals.row(0, named=True)

    assert 0 <= totals["relief_amount"] <= totals["gross_amount"]
    assert totals["net_amount"] >= 0


@OFTEN
@given(some_bills(), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_arrive_does_not_matter(bills, chance):
    straight = as_frames(bills)
    mixed = {
        name: frame.sample(fraction=1, shuffle=True, seed=chance.randint(0, 999))
        for name, frame in straight.items()
    }

    assert rate(LAW, **mixed).lines.equals(rate(LAW, **straight).lines)


@OFTEN
@given(some_bills())
def test_a_bill_is_the_same_alone_and_among_others(bills):
    together = rate(LAW, **as_frames(bills))

    alone = [rate(LAW, **as_frames([bill])) for bill in bills]

    assert together.totals.equals(pl.concat([one.totals for one in alone]))
    assert together.lines.equals(pl.concat([one.lines for one in alone]))


@OFTEN
@given(some_bills())
def test_totals_without_lines_are_the_totals_with_lines(bills):
    totals, refused = rate_totals(LAW, **as_frames(bills))

    rated = rate(LAW, **as_frames(bills))
    assert totals.equals(rated.totals)
    assert refused.equals(rated.refused)


@OFTEN
@given(st.dates(day("2023-04-01"), day("2023-05-20")), st.integers(5, 65), st.integers(100, 9_000))
def test_energy_cut_again_where_prices_cut_it_makes_the_same_bill(start, length, kwh):
    bill = a_bill(from_on=start, until_on=start + timedelta(days=length))
    once = rate(LAW, **frames([bill], kwh))
    parts = once.lines.group_by("from_on", "until_on", maintain_order=True).agg(pl.col("kwh_scaled").sum())

    cut = [(1, first, until, "all", energy) for first, until, energy in parts.rows()]
    again = rate(LAW, **frames([bill], stretches=cut))

    assert again.refused.is_empty()
    assert again.lines.equals(once.lines)
    assert parts["kwh_scaled"].sum() == kwh


@OFTEN
@given(one_bill())
def test_compiled_and_plain_are_one_formula(bill):
    plain = rate(LAW, **as_frames([bill]), many=10**9)

    compiled = rate(LAW, **as_frames([bill]), many=0)

    assert compiled.lines.equals(plain.lines)
    assert compiled.totals.equals(plain.totals)
