"""Loading clean frames, and reading them back as columns."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.apps.customers.customer_frames import customer, frame_of, load, months_of

from donghanh.apps.customers import bridge, operations, queries
from donghanh.apps.customers.models import CodeSuccession, Customer, MonthlyEnergy
from donghanh.apps.organisation.models import Act
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.kernel.customer_tables import ENERGY
from donghanh.kernel.tables import FrameDoesNotFit

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2021, 10, 1), date(2021, 11, 1)
A, B, C = "PA01ND0000001", "PA01ND0000002", "PA01XT0000003"


@pytest.fixture
def three(actors, product_now):
    frame = frame_of(
        customer(C, unit_code="PA01XT", commune_code="14089"), customer(A), customer(B, phone="0912345678")
    )
    energy = pl.concat([months_of(A, {OCTOBER: 7, NOVEMBER: None}), months_of(C, {NOVEMBER: 2_000_001})])
    return frame, energy, load(frame, energy=energy, actors=actors, at=product_now)


def test_what_is_loaded_is_read_back_column_for_column(three):
    frame, _energy, _counts = three

    back = bridge.customers_frame()

    assert back["code"].to_list() == [A, B, C]
    assert_frame_equal(back.drop("customer_id"), frame.sort("code").drop("search_key", "sort_key"))


def test_counts_and_one_audit_row(three):
    _frame, _energy, counts = three

    assert (counts.new, counts.same, counts.changed, counts.energy_rows) == (3, 0, 0, 3)
    assert Act.objects.filter(act="load_customers").count() == 1


def test_loading_the_same_again_changes_nothing(three, actors, product_now):
    frame, energy, _counts = three

    again = load(frame, energy=energy, actors=actors, at=product_now)

    assert (again.new, again.same, again.changed) == (0, 3, 0)
    assert (Customer.objects.count(), MonthlyEnergy.objects.count()) == (3, 3)


def test_a_failing_frame_takes_the_earlier_ones_back(actors, product_now):
    good = (frame_of(customer(A)), ENERGY.empty())
    bad = (frame_of(customer(B, kind="alien")), ENERGY.empty())

    with pytest.raises(FrameDoesNotFit):
        operations.load_customers(actor=actors.business, frames=[good, bad], at=product_now)

    assert not Customer.objects.exists()


def test_ids_made_by_a_load_never_meet_those_made_by_the_next(three, actors, product_now):
    load(frame_of(*(customer(f"PA01ND000010{n}") for n in range(5))), actors=actors, at=product_now)

    ids = list(Customer.objects.values_list("pk", flat=True))
    assert len(ids) == len(set(ids)) == 8


@pytest.mark.parametrize("role", ["auditor", "unit_officer", "crew"])
def test_who_may_not_load_is_refused(actors, product_now, role):
    actor = actors.of(role, unit_code=None if role == "auditor" else "PA01ND")

    with pytest.raises(Forbidden):
        operations.load_customers(actor=actor, frames=[], at=product_now)


def test_the_energy_frame_has_a_row_for_everybody_in_every_month(three):
    customers = bridge.customers_frame(columns=("code",))

    frame = bridge.energy_frame(customers=customers, months=[OCTOBER, NOVEMBER])

    assert frame.schema["customer_row"] == pl.UInt32
    assert frame.rows() == [
        (OCTOBER, 0, 7),
        (OCTOBER, 1, None),
        (OCTOBER, 2, None),
        (NOVEMBER, 0, None),
        (NOVEMBER, 1, None),
        (NOVEMBER, 2, 2_000_001),
    ]


def test_the_energy_window_is_the_selection_engines_own(three):
    from donghanh.engines.selection.windows import lay_out

    customers = bridge.customers_frame(columns=("code",))
    months = [OCTOBER, NOVEMBER]

    window = lay_out(
        energy=bridge.energy_frame(customers=customers, months=months), customers=customers, months=months
    )

    assert_frame_equal(window.cells, bridge.energy_window(customers=customers, months=months))


def test_frames_of_some_customers_leave_the_others_out(three):
    some = bridge.customers_frame(codes=[C, B, "PA01ND9999999"], columns=("code",))

    assert some["code"].to_list() == [B, C]
    assert bridge.energy_window(customers=some, months=[NOVEMBER])["2021-11-01"].to_list() == [
        None,
        2_000_001,
    ]
    assert bridge.customers_frame(unit_codes=["PA01XT"], columns=("code",))["code"].to_list() == [C]


def test_frames_of_nobody_have_their_columns():
    nobody = bridge.customers_frame(columns=("code",))

    assert nobody.height == 0
    assert bridge.energy_frame(customers=nobody, months=[NOVEMBER]).height == 0


def test_an_old_code_leads_to_the_customer_of_today(three, actors):
    CodeSuccession.objects.create(
        old_code="PA01XT0009999", customer=Customer.objects.get(code=A), changed_on=date(2021, 6, 1)
    )

    assert queries.customer_card(actor=actors.business, code="PA01XT0009999").code == A
    assert bridge.successions_frame().rows() == [("PA01XT0009999", A, date(2021, 6, 1))]


def test_energy_of_one_customer_says_what_is_missing(three, actors):
    rows = queries.energy_of(actor=actors.business, code=A, months=[date(2021, 9, 1), OCTOBER, NOVEMBER])

    assert [row.energy_kwh for row in rows] == [None, 7, None]
    assert queries.energy_of(actor=actors.unit_head("PA01XT"), code=A, months=[OCTOBER]) == []


def test_contracts_count_from_their_first_day_until_the_day_of_their_end(actors, product_now):
    load(
        frame_of(
            customer(A, contract_from=date(2021, 5, 1), contract_until=date(2021, 8, 1)),
            customer(B, kind="enterprise", price_group="production"),
        ),
        actors=actors,
        at=product_now,
    )

    counts = [
        queries.customer_counts_by_unit(day=date(2021, *at)) for at in ((4, 30), (5, 1), (7, 31), (8, 1))
    ]
    assert [count["PA01ND"] for count in counts] == [1, 2, 2, 1]
    assert queries.customer_counts_by_unit(day=date(2021, 6, 1), kind="enterprise") == {"PA01ND": 1}


@pytest.mark.parametrize("limit", [1, 2])
def test_a_search_asks_once(three, actors, django_assert_num_queries, limit):
    who = actors.business
    with django_assert_num_queries(1):
        found = queries.find_customers(actor=who, text="bich tran hung", limit=limit)

    assert len(found) == limit


def test_negative_energy_is_refused_by_the_table_itself(three):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        MonthlyEnergy.objects.filter(month=OCTOBER).update(energy_kwh=-1)
