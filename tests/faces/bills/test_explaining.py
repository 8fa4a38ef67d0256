"""Why an amount is what it is: formulas, sources, readings, and the prices of a year earlier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from donghanh.engines.rating.law import LawSource
from donghanh.faces.bills.asked import BillAsked, frames_of
from donghanh.faces.bills.explained import Reading
from donghanh.faces.bills.explaining import explain
from donghanh.faces.bills.law import shipped_law
from donghanh.faces.bills.refusals import CannotBill
from donghanh.faces.bills.year_before import year_earlier

HOUSEHOLD = BillAsked(
    category="residential",
    used=(("all", 250),),
    from_on=date(2021, 11, 16),
    until_on=date(2021, 12, 16),
    read_on=date(2021, 12, 15),
)


def explained(asked: BillAsked = HOUSEHOLD, **more):
    bills, usage = frames_of(asked)
    return explain(more.pop("law", shipped_law()), bills=bills, usage=usage, **more)


def test_every_line_has_its_formula_with_the_numbers_and_its_source():
    bill = explained()

    assert [line.formula for line in bill.lines] == [
        "50 kWh × 1.678 đ = 83.900 đ",
        "50 kWh × 1.734 đ = 86.700 đ",
        "100 kWh × 2.014 đ = 201.400 đ",
        "50 kWh × 2.536 đ = 126.800 đ",
    ]
    assert {line.source.text for line in bill.lines} == {"QĐ 648/QĐ-BCT, 20/3/2019"}
    assert all(line.limit == "" for line in bill.lines)


def test_one_amount_can_be_asked_for_by_its_line_or_name():
    bill = explained()

    assert bill.part(3).formula == "100 kWh × 2.014 đ = 201.400 đ"
    assert bill.part("vat").formula == "498.800 đ × 10 % = 49.880 đ"
    assert bill.part("total").formula == "498.800 đ + 49.880 đ = 548.680 đ"
    with pytest.raises(KeyError):
        bill.part(9)


def test_a_reduction_shows_basis_and_percentage():
    asked = replace(
        HOUSEHOLD, used=(("all", 200),), relief="covid-4/households",
        from_on=date(2021, 7, 16), until_on=date(2021, 8, 16), read_on=date(2021, 8, 15),
    )  # fmt: skip
    bill = explained(asked)

    relief = bill.lines[-1]
    assert (relief.kind, relief.amount) == ("relief", -55800)
    assert relief.formula == "−372.000 đ × 15 % = −55.800 đ"
    assert relief.label == "Giảm giá điện đợt 4: hộ sinh hoạt"
    assert bill.part("net").formula == "372.000 đ − 55.800 đ = 316.200 đ"
    assert [one.name for one in bill.sums_shown()] == ["gross", "relief", "net", "vat", "total"]


def test_a_limit_says_how_households_scaled_it():
    bill = explained(replace(HOUSEHOLD, quota_quarters=8))

    assert bill.lines[0].limit == "50 kWh × 2 hộ = 100 kWh"


def test_a_limit_says_how_days_and_rounding_made_it():
    asked = replace(
        HOUSEHOLD, from_on=date(2023, 4, 20), until_on=date(2023, 5, 20), read_on=date(2023, 5, 19)
    )
    bill = explained(asked)

    old = bill.lines[0]
    assert (old.first_on, old.last_on) == (date(2023, 4, 20), date(2023, 5, 3))
    assert old.limit == "50 kWh × 14/30 ngày = 23,3333 kWh, làm tròn 23 kWh"
    assert old.kwh == 23
    assert "(20/04/2023–03/05/2023)" in old.label


def test_two_whole_months_hold_two_limits():
    asked = replace(
        HOUSEHOLD, from_on=date(2021, 11, 1), until_on=date(2022, 1, 1), read_on=date(2021, 12, 31)
    )
    bill = explained(asked)

    assert [line.kwh for line in bill.lines] == [100, 100, 50]
    assert bill.lines[0].limit == "50 kWh × 2 tháng = 100 kWh"


def test_readings_are_told_with_multiplier():
    reading = Reading("all", old_index=1000, new_index=1025, multiplier=10, kwh=250, meter="2019-0001")
    bill = explained(readings=[reading])

    assert [one.formula for one in bill.readings] == ["(1.025 − 1.000) × 10 = 250 kWh"]


def test_the_year_before_changes_prices_alone():
    asked = replace(
        HOUSEHOLD, from_on=date(2025, 11, 16), until_on=date(2025, 12, 16), read_on=date(2025, 12, 15)
    )
    before = explained(asked).year_before

    of_2699 = 50 * 1893 + 50 * 1956 + 100 * 2271 + 50 * 2860
    assert before.instrument == "QĐ 2699/QĐ-BCT"
    assert before.total_amount == of_2699 + (of_2699 * 8 * 2 + 100) // 200
    assert "QĐ 2699/QĐ-BCT" in before.told


def test_without_prices_of_a_year_earlier_there_is_a_reason():
    asked = replace(
        HOUSEHOLD, category="business", used=(("all", 10),),
        from_on=date(2019, 4, 16), until_on=date(2019, 5, 16), read_on=date(2019, 5, 15),
    )  # fmt: skip
    before = explained(asked).year_before

    assert (before.instrument, before.total_amount, before.difference) == (None, None, None)
    assert before.told


def test_what_is_not_confirmed_is_said_once_however_many_lines_rest_on_it():
    law = shipped_law()
    doubted = {key: replace(source, is_confirmed=False) for key, source in law.sources.items()}
    bill = explained(law=replace(law, sources=doubted))

    of_prices = [note for note in bill.to_be_confirmed if "QĐ 648" in note]
    assert len(bill.lines) == 4
    assert len(of_prices) == 1


def test_a_rule_that_is_not_confirmed_is_said_only_where_the_bill_rests_on_it():
    odd = replace(HOUSEHOLD, until_on=date(2021, 12, 11), read_on=date(2021, 12, 10))

    assert not [note for note in explained().to_be_confirmed if "EVNCPC" in note]
    assert [note for note in explained(odd).to_be_confirmed if "tháng trước liền kề" in note]


def test_a_shared_meter_doubts_the_threshold_of_a_reduction():
    asked = replace(
        HOUSEHOLD, quota_quarters=8, relief="covid-4/households",
        from_on=date(2021, 7, 16), until_on=date(2021, 8, 16), read_on=date(2021, 8, 15),
    )  # fmt: skip

    doubts = explained(asked).to_be_confirmed
    assert [note for note in doubts if "Ngưỡng kWh" in note]
    assert not [
        note for note in explained(replace(asked, quota_quarters=4)).to_be_confirmed if "Ngưỡng kWh" in note
    ]


def test_tenants_who_were_not_declared_see_the_rule_that_gives_their_tier():
    (line,) = explained(replace(HOUSEHOLD, is_tenants_undeclared=True)).lines

    assert line.label == "Người thuê nhà không kê khai: giá bậc 3"
    assert line.tier_source.text.startswith("TT 16/2014/TT-BCT")
    assert {line.tier_source for line in explained().lines} == {None}


def test_tenants_who_were_not_declared_see_each_rule_where_it_changes_and_a_gap_is_a_refusal():
    law, change = shipped_law(), date(2021, 12, 1)
    first = law.tenants.with_columns(until_on=change)
    then = law.tenants.with_columns(from_on=change, tier=2, source=pl.lit("later")).cast(
        dict(law.tenants.schema)
    )
    asked = replace(HOUSEHOLD, is_tenants_undeclared=True)

    bill = explained(asked, law=replace(law, tenants=pl.concat([first, then])))
    with pytest.raises(CannotBill) as refused:
        explained(asked, law=replace(law, tenants=first))

    assert [(line.tier, line.tier_source.key) for line in bill.lines] == [
        (3, "rules/tenants_tier/2014-06-01"),
        (2, "later"),
    ]
    assert "later" in " ".join(bill.to_be_confirmed)
    assert refused.value.problems[0].rule == "tenants-missing"


def test_a_source_that_the_law_does_not_hold_is_never_shown_as_confirmed():
    bill = explained(law=replace(shipped_law(), sources={}))

    assert not any(line.source.is_confirmed for line in bill.lines)


def test_instrument_and_clause_are_named_together():
    law = shipped_law()
    key = explained().lines[0].source.key
    sources = {**law.sources, key: LawSource("QĐ 1", "Điều 2", "high", is_confirmed=True)}

    assert explained(law=replace(law, sources=sources)).lines[0].source.named == "QĐ 1, Điều 2"


def test_english_says_the_same_with_the_same_figures():
    bill = explained(language="en")

    assert [line.label for line in bill.lines] == ["Tier 1", "Tier 2", "Tier 3", "Tier 4"]
    assert bill.part("total").label == "To be paid"


def test_a_leap_day_has_a_day_in_the_year_before():
    assert year_earlier(date(2024, 2, 29)) == date(2023, 2, 28)
