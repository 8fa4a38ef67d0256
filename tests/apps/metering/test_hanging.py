"""A meter that is swapped and a number of households that changes are dated rows; the bill follows them."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest
from tests.apps.metering.conftest import CITY, FAR

from donghanh.apps.metering import operations
from donghanh.apps.metering.models import Meter, MeterRegister, Reading
from donghanh.apps.organisation.refusals import NotFound

pytestmark = pytest.mark.django_db


def swap(metered, code: str, *, who=None, **more):
    """Swap the household's meter on 1 December, fifty steps after its last reading."""
    asked = {
        "serial": "99NEW", "from_on": metered.now.date().replace(day=1),
        "closing": {"all": metered.last_index(code) + 50}, "opening": {"all": 3}, "digits": 6,
        "multiplier": 1,
    } | more  # fmt: skip
    actor = who or metered.actors.unit_officer(CITY)
    operations.swap_meter(actor=actor, point_code=f"{code}001", at=metered.now, **asked)


def test_a_bill_over_a_swap_has_the_energy_of_both_meters(metered):
    code = metered.a_home()
    swap(metered, code)
    new = Meter.objects.get(serial="99NEW")
    day = metered.now.date().replace(day=15)
    Reading.objects.create(
        point=new.point, meter=new, register="all", read_on=day, index=63, kind="periodic", channel="desk",
        username="test", product_at=metered.now,
    )  # fmt: skip

    bill = metered.bill(code, month=metered.now.date().replace(day=1))

    assert [(row["kwh"], row["until_on"]) for row in bill["usage"]] == [
        (50, metered.now.date().replace(day=1)),
        (60, day + timedelta(days=1)),
    ]


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"closing": {"normal": 1}}, "registers-differ"),
        ({"closing": {"all": 10**7}}, "index-too-long"),
        ({"opening": {"all": 10**6}}, "index-too-long"),
    ],
)
def test_a_swap_that_cannot_be_is_refused(metered, more, rule):
    with pytest.raises(operations.CannotHang) as refused:
        swap(metered, metered.a_home(), **more)

    assert refused.value.rule == rule


def test_a_swap_is_not_dated_before_a_reading_that_is_kept(metered):
    with pytest.raises(operations.CannotHang) as refused:
        swap(metered, metered.a_home(), from_on=metered.now.date().replace(month=11, day=2))

    assert refused.value.rule == "reading-kept-already"


def test_another_units_officer_knows_no_such_point(metered):
    stranger = metered.actors.unit_officer(FAR)

    with pytest.raises(NotFound):
        swap(metered, metered.a_home(), who=stranger)
    with pytest.raises(NotFound):
        operations.set_households(
            actor=stranger, point_code=f"{metered.a_home()}001", from_on=metered.now.date(), quota_quarters=8,
            at=metered.now,
        )  # fmt: skip


def test_a_number_of_households_is_set_once_a_day_and_holds_from_then_on(metered):
    code, officer = metered.a_home(), metered.actors.unit_officer(CITY)
    bill = metered.bill(code)
    asked = {"point_code": f"{code}001", "from_on": bill["from_on"], "quota_quarters": 8}

    operations.set_households(actor=officer, at=metered.now, **asked)
    with pytest.raises(operations.CannotHang) as refused:
        operations.set_households(actor=officer, at=metered.now, **asked)

    assert metered.bill(code)["quota_quarters"] == 8
    assert refused.value.rule == "day-known"


def test_a_meter_of_which_one_register_was_not_read_is_refused_and_not_billed_in_part(metered):
    code = metered.a_home()
    MeterRegister.objects.create(meter=metered.meter_of(code), register="peak", opening_index=0)

    said = metered.billable()

    number = metered.billable().refused.filter(pl.col("rule") == "register-missing")
    assert number.height == 1
    assert code not in said.identity["code"].to_list()
    assert said.holds
