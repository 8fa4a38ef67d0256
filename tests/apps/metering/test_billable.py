"""What a month's bills are made of: every point has one place, and the kWh are those between the readings."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from django.db import DatabaseError, transaction
from tests.apps.metering.conftest import CITY, FAR, NOVEMBER

from donghanh.apps.metering.models import HouseholdCount, MeteringPoint, Reading
from donghanh.kernel.billing_tables import BILLS, QUOTAS, USAGE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("month", [date(2021, 8, 1), date(2021, 9, 1), date(2021, 10, 1), NOVEMBER])
def test_every_point_with_a_contract_is_in_exactly_one_place(metered, month):
    for unit in (CITY, FAR):
        said = metered.billable(unit=unit, month=month)
        places = [said.bills["bill"], said.held["bill"], said.refused["bill"], said.not_due["bill"]]

        together = pl.concat(places)

        assert said.holds
        assert said.points == together.len() == together.n_unique() > 0
        assert BILLS.check(said.bills) == USAGE.check(said.usage) == QUOTAS.check(said.quotas) == ()


def test_a_bill_goes_from_the_day_after_the_last_reading_through_the_day_of_this_one(metered):
    code = metered.a_home()
    first, last = Reading.objects.filter(
        meter=metered.meter_of(code), read_on__gte=date(2021, 10, 1)
    ).order_by("read_on")

    bill = metered.bill(code)

    assert bill["from_on"] == first.read_on + timedelta(days=1)
    assert bill["until_on"] == last.read_on + timedelta(days=1)
    assert bill["read_on"] == last.read_on
    assert [row["kwh"] for row in bill["usage"]] == [last.index - first.index]


def test_the_same_bill_has_the_same_number_whenever_it_is_asked_for(metered):
    assert metered.billable().bills.equals(metered.billable().bills)


def test_a_change_of_households_inside_the_period_is_told_day_by_day(metered):
    code = metered.a_home()
    point = MeteringPoint.objects.get(customer__code=code)
    bill = metered.bill(code)
    change = bill["from_on"] + timedelta(days=10)
    HouseholdCount.objects.create(point=point, from_on=change, quota_quarters=5, is_tenants_undeclared=False)

    said = metered.billable()
    quotas = said.quotas.filter(said.quotas["bill"] == bill["bill"]).rows()

    assert quotas == [
        (bill["bill"], bill["from_on"], change, 4),
        (bill["bill"], change, bill["until_on"], 5),
    ]


def test_who_is_behind_a_bill_is_told_with_each_registers_indices(metered):
    code = metered.a_home()

    said = metered.billable()
    row = said.identity.row(by_predicate=pl.col("code") == code, named=True)

    assert row["point_code"] == f"{code}001"
    assert f'"new_index":{metered.last_index(code)}' in row["registers"]


def test_a_reading_is_never_changed_and_never_deleted(metered):
    reading = Reading.objects.first()

    for act in (
        lambda: Reading.objects.filter(pk=reading.pk).update(index=1),
        lambda: Reading.objects.filter(pk=reading.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            act()


def test_a_point_that_is_kept_is_not_loaded_again(metered):
    from tests.apps.metering.conftest import metered_house

    from donghanh.apps.metering.operations import CannotLoadMetering

    with pytest.raises(CannotLoadMetering, match="kept already"):
        metered_house(metered.actors, metered.now)
