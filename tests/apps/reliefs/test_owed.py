"""Which reduction is owed to whom in a bill month, by the facts that counted on a day."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.apps.reliefs.conftest import (
    AUGUST,
    CITY_UNIT,
    FAR_HOUSEHOLD,
    FAR_UNIT,
    HOUSEHOLD,
    SCHOOL,
    SEPTEMBER,
    morning,
)

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.reliefs import operations, queries
from donghanh.apps.reliefs.refusals import NotFound
from donghanh.kernel.billing_tables import RELIEFS_PAID

ALL = [HOUSEHOLD, SCHOOL, FAR_HOUSEHOLD]


def owed(month=AUGUST, **more):
    return dict(queries.reliefs_of(codes=ALL, month=month, **more).iter_rows())


def test_the_billing_run_is_told_of_every_customer_what_is_owed(desk):
    desk.confirm(desk.order())
    desk.confirm(desk.use())

    assert owed() == {HOUSEHOLD: "covid-4/households", SCHOOL: "covid-4/quarantine", FAR_HOUSEHOLD: None}
    assert owed(date(2021, 10, 1)) == dict.fromkeys(ALL)


def test_a_fact_that_nobody_confirmed_gives_nothing(desk):
    desk.order()

    assert owed() == dict.fromkeys(ALL)


def test_late_evidence_counts_for_an_earlier_month_from_the_day_of_its_confirmation(desk):
    desk.confirm(desk.order(at=morning(date(2021, 11, 2))), at=morning(date(2021, 11, 3)))

    assert owed(known_on=date(2021, 11, 2))[HOUSEHOLD] is None
    assert owed(known_on=date(2021, 11, 3))[HOUSEHOLD] == owed()[HOUSEHOLD] == "covid-4/households"


def test_what_was_known_on_a_day_stays_so_after_a_fact_was_taken_back(desk):
    number = desk.confirm(desk.order(at=morning(AUGUST)), at=morning(AUGUST))
    operations.withdraw_fact(actor=desk.actors.office, number=number, why="nhầm", at=desk.now)

    assert owed()[HOUSEHOLD] is None
    assert owed(known_on=SEPTEMBER)[HOUSEHOLD] == "covid-4/households"


def test_a_customer_reads_of_every_group_why_or_why_not(desk):
    number = desk.confirm(desk.order())
    told = queries.standing_of(actor=desk.actors.unit_officer(CITY_UNIT), code=HOUSEHOLD, month=AUGUST)
    reasons = {one.group.relief: (one.reason, one.evidence) for one in told.groups}

    assert told.relief == "covid-4/households"
    assert reasons["covid-4/households"] == ("entitled", number)
    assert reasons["covid-3/medical"] == ("category-not-named", None)
    assert reasons["covid-4/quarantine"] == ("use-missing", None)


def test_another_unit_is_not_told_why_a_customer_is_owed_anything(desk):
    with pytest.raises(NotFound):
        queries.standing_of(actor=desk.actors.unit_officer(FAR_UNIT), code=HOUSEHOLD, month=AUGUST)
    with pytest.raises(Forbidden):
        queries.standing_of(actor=desk.actors.crew(CITY_UNIT), code=HOUSEHOLD, month=AUGUST)


def test_a_unit_counts_its_own_customers_and_the_company_all(desk):
    desk.confirm(desk.order(level="province", place="36"))
    of_unit = queries.round_totals(actor=desk.actors.unit_head(FAR_UNIT), code="covid-4", month=AUGUST)
    of_all = queries.round_totals(actor=desk.actors.director, code="covid-4", month=AUGUST)

    assert [(one.unit_code, one.customers) for one in of_unit] == [(FAR_UNIT, 1)]
    assert sum(one.customers for one in of_all) == 2


def test_only_the_company_and_its_auditors_put_the_sides_of_a_certificate_together(desk):
    asked = {"relief_round": "covid-4", "month": AUGUST, "paid": RELIEFS_PAID.empty()}
    desk.confirm(desk.order())

    assert queries.sides_of(actor=desk.actors.auditor, **asked).owed["code"].to_list() == [HOUSEHOLD]
    for actor in (desk.actors.unit_head(CITY_UNIT), desk.actors.crew(CITY_UNIT)):
        with pytest.raises(Forbidden):
            queries.sides_of(actor=actor, **asked)


def test_an_invoice_and_its_adjustment_are_one_payment_and_a_held_bill_is_a_named_reason(desk):
    desk.confirm(desk.order(level="province", place="36"))
    said = {
        "code": HOUSEHOLD, "unit_code": CITY_UNIT, "category": "residential", "month": AUGUST,
        "relief": "covid-4/households",
    }  # fmt: skip
    paid = pl.DataFrame(
        [
            said | {"invoice": "A1", "kwh": 200, "gross_amount": 372_000, "relief_amount": 50_000},
            said | {"invoice": "A1-1", "kwh": 0, "gross_amount": 0, "relief_amount": 5_800},
        ],
        schema=RELIEFS_PAID.schema,
    )
    unpaid = pl.DataFrame({"code": [FAR_HOUSEHOLD], "reason": ["bill-held"]})

    sides = queries.sides_of(
        actor=desk.actors.business, relief_round="covid-4", month=AUGUST, paid=paid, unpaid=unpaid
    )

    late = pl.DataFrame(
        {
            "code": [HOUSEHOLD], "category": ["residential"], "kwh": [200], "gross_amount": [372_000],
            "quota_quarters": [8],
        }
    )  # fmt: skip
    by_adjustment = queries.sides_of(
        actor=desk.actors.business, relief_round="covid-4", month=AUGUST, paid=paid.tail(1), bills=late
    )

    assert by_adjustment.paid.select("kwh", "quota_quarters", "relief_amount").rows() == [(200, 8, 5_800)]
    assert sides.paid.select("code", "relief_amount").rows() == [(HOUSEHOLD, 55_800)]
    assert sides.excused.rows() == [(FAR_HOUSEHOLD, "covid-4/households", "bill-held")]
    assert {"residential", "hospital_school"} >= set(sides.refused["category"])
