"""A customer's months by meter readings: what the page of a customer shows when nothing else was loaded."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.metering.conftest import CITY, FAR, NOVEMBER, metered_house

from donghanh.apps.customers.models import MonthlyEnergy
from donghanh.apps.customers.queries import energy_of
from donghanh.apps.metering.queries import energy_by_readings
from donghanh.kernel.months import months_before, next_month

pytestmark = pytest.mark.django_db
YEARS = months_before(month=next_month(NOVEMBER), count=25)


@pytest.fixture
def metered(actors, product_now):
    house = metered_house(actors, product_now, customers=120)
    MonthlyEnergy.objects.all().delete()
    return house


def test_months_come_from_readings_alone_and_say_what_is_billed(metered):
    code = metered.a_home()

    shown = energy_of(actor=metered.actors.unit_officer(CITY), code=code, months=YEARS)

    known = {one.month: one.energy_kwh for one in shown if one.energy_kwh is not None}
    assert known[NOVEMBER] == metered.bill(code)["usage"][0]["kwh"]
    assert len(known) > 2
    assert len(shown) == len(YEARS)


def test_what_was_loaded_counts_before_what_was_read(metered):
    from donghanh.apps.customers.models import Customer

    code = metered.a_home()
    MonthlyEnergy.objects.create(
        customer=Customer.objects.get(code=code), month=NOVEMBER, energy_kwh=1_234_567
    )

    shown = energy_of(actor=metered.actors.unit_officer(CITY), code=code, months=YEARS)

    assert shown[-1].energy_kwh == 1_234_567
    assert shown[-2].energy_kwh != 1_234_567


def test_a_month_that_was_not_read_stays_missing(metered):
    assert NOVEMBER not in energy_by_readings(metered.unread, YEARS)


def test_an_index_that_went_back_shows_no_month(metered):
    code = metered.a_home()
    metered.misread(code, index=0)

    assert NOVEMBER not in energy_by_readings(code, YEARS)


def test_another_units_officer_sees_no_month(metered):
    officer = metered.actors.unit_officer(FAR)

    assert energy_of(actor=officer, code=metered.a_home(), months=YEARS) == []


def test_a_customer_without_a_meter_and_days_before_any_check_have_none(metered):
    assert energy_by_readings("PA01ND9999999", YEARS) == {}
    assert energy_by_readings(metered.a_home(), [date(2010, 1, 1)]) == {}
