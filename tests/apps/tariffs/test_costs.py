"""What a proposed law would cost on past bills: by unit and category, each sum as rating says it."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.apps.tariffs.conftest import dearer

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.kernel.billing_tables import BILLS, USAGE
from donghanh.lawbook.billing_law import law_of_texts, read_law
from donghanh.lawbook.law_texts import shipped_texts

FIRST, UNTIL = date(2025, 6, 16), date(2025, 7, 16)


def bill(number: int, kwh: int, **said: object) -> tuple[dict[str, object], dict[str, object]]:
    told = {
        "bill": number, "category": "residential", "voltage": "under_6kv", "from_on": FIRST,
        "until_on": UNTIL, "read_on": date(2025, 7, 15), "quota_quarters": 4, "quota_rounding": "whole",
        "is_tenants_undeclared": False, "cos_phi_percent": None, "relief": None, "instrument": None,
    } | said  # fmt: skip
    used = {"bill": number, "from_on": FIRST, "until_on": UNTIL, "register": "all", "kwh": kwh}
    return told, used


def history():
    from donghanh.apps.tariffs.ports import History

    asked = [
        bill(1, 40), bill(2, 100), bill(3, 30), bill(4, 10, category="business"),
        bill(5, 10, instrument="QĐ 0"),
    ]  # fmt: skip
    units = pl.DataFrame(
        {"bill": [1, 2, 3, 4, 5], "unit_code": ["PA01ND", "PA01ND", "PA01XT", "PA01ND", "PA01XT"]}
    )
    return History(
        pl.DataFrame([told for told, _ in asked], BILLS.schema),
        pl.DataFrame([used for _, used in asked], USAGE.schema),
        None,
        units,
    )


@pytest.fixture
def plugged(monkeypatch):
    from donghanh.apps.tariffs import ports

    monkeypatch.setattr(ports, "_history", lambda _first, _until: history())


def law(price: int):
    return law_of_texts({**shipped_texts(), **dearer(price)})


def test_a_dong_more_on_the_first_tier_costs_a_dong_for_each_of_its_kilowatt_hours():
    from donghanh.apps.tariffs.queries import compare

    past = history()
    costs = compare(law_a=read_law(), law_b=law(1985), bills=past.bills, usage=past.usage, units=past.units)

    rows = {(row["unit_code"], row["category"]): row for row in costs.iter_rows(named=True)}
    more = {place: row["net_after"] - row["net_before"] for place, row in rows.items()}
    assert more == {("PA01ND", "residential"): 90, ("PA01XT", "residential"): 30, ("PA01ND", "business"): 0}
    assert rows["PA01ND", "residential"]["net_before"] == 40 * 1984 + 50 * 1984 + 50 * 2050


def test_a_bill_that_cannot_be_rated_is_counted_and_stands_in_no_sum():
    from donghanh.apps.tariffs.queries import compare

    past = history()
    costs = compare(law_a=read_law(), law_b=law(1985), bills=past.bills, usage=past.usage, units=past.units)

    (row,) = costs.filter(unit_code="PA01XT").iter_rows(named=True)
    assert (row["bills"], row["refused"], row["kwh"]) == (1, 1, 30)
    assert costs["bills"].sum() + costs["refused"].sum() == 5


def test_the_same_law_costs_nothing_more():
    from donghanh.apps.tariffs.queries import compare

    past = history()
    costs = compare(law_a=read_law(), law_b=read_law(), bills=past.bills, usage=past.usage, units=past.units)

    assert costs["net_before"].to_list() == costs["net_after"].to_list()
    assert costs["total_before"].to_list() == costs["total_after"].to_list()


@pytest.mark.django_db
def test_a_what_if_release_is_rated_against_history(actors, shipped, product_now, plugged):
    from donghanh.apps.tariffs.operations import keep_what_if
    from donghanh.apps.tariffs.queries import cost_of

    digest = keep_what_if(actor=actors.business, changes=dearer(), title="Thử", why="", at=product_now)
    told = cost_of(
        actor=actors.auditor, digest=digest, from_month=date(2025, 7, 1), until_month=date(2025, 8, 1)
    )

    assert (told.base, told.digest, told.net_difference) == (shipped, digest, 120)


@pytest.mark.django_db
def test_a_unit_does_not_see_what_it_costs_the_company(actors, shipped, plugged):
    from donghanh.apps.tariffs.queries import cost_of

    with pytest.raises(Forbidden):
        cost_of(actor=actors.unit_head("PA01ND"), digest=shipped, from_month=FIRST, until_month=UNTIL)


@pytest.mark.django_db
def test_without_bills_the_cost_is_refused_not_zero(actors, shipped, monkeypatch):
    from donghanh.apps.tariffs import ports
    from donghanh.apps.tariffs.queries import cost_of
    from donghanh.apps.tariffs.refusals import Refused

    monkeypatch.setattr(ports, "_history", ports._nobody)
    with pytest.raises(Refused) as refused:
        cost_of(actor=actors.director, digest=shipped, from_month=FIRST, until_month=UNTIL)
    assert refused.value.rule == "no-history"


ROUND = """
kind: reliefs
round: covid-6
name: {vi: "Đợt đề xuất", en: "Proposed round"}
source: proposal
sources:
  proposal: {text: Proposal, type: computed, evidence: derived, confidence: low}
groups:
  - group: households
    name: {vi: "Hộ sinh hoạt", en: "Households"}
    categories: [residential]
    from: 2025-07-01
    until: 2025-08-01
    effect: percent_of_amount
    percent: 10
    precedence: 10
    condition: {}
"""


def cost_of_round(actors, product_now, text: str):
    from donghanh.apps.tariffs.operations import keep_what_if
    from donghanh.apps.tariffs.queries import cost_of

    digest = keep_what_if(
        actor=actors.business, changes={"reliefs/covid-6.yaml": text}, title="Thử", why="", at=product_now
    )
    return cost_of(
        actor=actors.director, digest=digest, from_month=date(2025, 7, 1), until_month=date(2025, 8, 1)
    )


@pytest.mark.django_db
def test_a_proposed_reduction_costs_its_percentage_of_the_bills_that_it_names(
    actors, shipped, product_now, plugged
):
    told = cost_of_round(actors, product_now, ROUND)

    gross = 40 * 1984, 50 * 1984 + 50 * 2050, 30 * 1984
    assert -told.net_difference == sum((amount + 5) // 10 for amount in gross)
    assert {row.category: row.net_difference for row in told.rows}["business"] == 0
    assert told.not_counted == ()


@pytest.mark.django_db
def test_a_proposed_reduction_of_another_month_costs_nothing(actors, shipped, product_now, plugged):
    later = ROUND.replace("from: 2025-07-01", "from: 2025-08-01").replace(
        "until: 2025-08-01", "until: 2025-09-01"
    )
    assert cost_of_round(actors, product_now, later).net_difference == 0


@pytest.mark.django_db
def test_a_reduction_that_asks_for_what_a_bill_does_not_tell_is_named_and_not_counted(
    actors, shipped, product_now, plugged
):
    asking = ROUND.replace("condition: {}", "condition: {uses: [medical]}")
    told = cost_of_round(actors, product_now, asking)

    assert (told.net_difference, told.not_counted) == (0, ("covid-6/households",))


def test_a_reduction_that_the_other_law_does_not_know_is_taken_off():
    from donghanh.apps.tariffs.queries.proposed import with_proposed
    from donghanh.lawbook.reliefs import read_relief_groups

    groups = read_relief_groups()
    bills = history().bills.with_columns(relief=pl.lit("covid-4/households"))

    kept = with_proposed(bills=bills, before=groups, after=groups).bills
    gone = with_proposed(bills=bills, before=groups, after=()).bills
    assert set(kept["relief"]) == {"covid-4/households"}
    assert set(gone["relief"]) == {None}
