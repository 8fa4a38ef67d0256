"""What a certificate needs of the bills of lodging at production prices, out of what was really invoiced."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest
from tests.apps.billing.street import NOVEMBER, code_of, metering
from tests.apps.customers.customer_frames import customer, frame_of, load

from donghanh.adapters.relief_certificate import verify_certificate, write_certificate
from donghanh.apps.billing import operations
from donghanh.apps.billing.models import Invoice

pytestmark = pytest.mark.django_db


@pytest.fixture
def hotels(actors):
    """Codes of three hotels of the city's unit."""
    from donghanh.apps.metering.operations.loading import load_metering
    from donghanh.apps.tariffs.operations import load_shipped_law

    codes, at = [code_of(number) for number in (1, 2, 3)], datetime(2021, 7, 1, tzinfo=UTC)
    people = [customer(code, kind="enterprise", price_group="tourist_lodging") for code in codes]
    load(frame_of(*people), actors=actors, at=at)
    load_shipped_law(actor=actors.console, at=at)
    load_metering(actor=actors.business, frames=[metering(codes, category="tourist_lodging")], at=at)
    return codes


def certificate(actors, at):
    from donghanh.apps.reliefs.operations import make_certificate

    return make_certificate(actor=actors.business, relief_round="covid-3", month=NOVEMBER, at=at)


def test_hotels_invoiced_at_production_prices_are_computed_anew_from_the_certificate_alone(
    hotels, run, actors, product_now, tmp_path
):
    run()
    made = certificate(actors, product_now)
    write_certificate(files=made.files, folder=tmp_path / "out")

    told = verify_certificate(folder=tmp_path / "out")
    paid = Invoice.objects.filter(relief="covid-3/lodging")
    assert paid.count() == 3
    assert told.problems == ()
    assert told.equation.unchecked_count == 0
    assert told.equation.paid_amount == sum(paid.values_list("relief_amount", flat=True)) > 0


def test_a_corrected_bill_is_computed_as_it_stands_after_the_correction(hotels, run, actors, product_now):
    run()
    proposal = operations.propose_correction(
        actor=actors.unit_officer("PA01ND"), invoice=Invoice.objects.first().pk, how="adjust",
        changes={"voltage": "6_to_22kv"}, reason="Điện áp ghi sai", at=product_now,
    )  # fmt: skip
    operations.confirm_correction(actor=actors.business, proposal=proposal, at=product_now)

    made = certificate(actors, product_now)

    assert made.equation.holds, made.equation.findings
    assert b"6_to_22kv" in made.files["bills.csv"]
    bills = pl.read_csv(made.files["bills.csv"])
    assert bills["bill"].to_list() == [1, 2, 3]
    assert bills["relief"].unique().to_list() == ["covid-3/lodging"]
