"""An invoice is never edited: a correction points back, and two officers make it."""

from __future__ import annotations

import polars as pl
import pytest
from tests.apps.billing.street import NOVEMBER, build

from donghanh.apps.billing import operations, queries
from donghanh.apps.billing.models import Invoice
from donghanh.apps.billing.refusals import CannotCorrect, NotFound
from donghanh.apps.organisation.permissions import Forbidden

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(street, run):
    """Key of the street's first invoice."""
    run()
    return Invoice.objects.first().pk


def propose(actor, invoice, product_now, **more):
    said = {"how": "adjust", "changes": {"quota_quarters": 8}, "reason": "Hai hộ dùng chung"} | more
    return operations.propose_correction(actor=actor, invoice=invoice, at=product_now, **said)


def test_an_adjustment_bears_the_difference_and_refers_to_the_original(street, run, actors, product_now):
    run()
    dear = Invoice.objects.order_by("-total_amount").first()
    proposal = propose(actors.unit_officer("PA01ND"), dear.pk, product_now)
    issued = operations.confirm_correction(actor=actors.business, proposal=proposal, at=product_now)

    one = Invoice.objects.get(pk=issued)
    again = queries.lines_of(invoice=issued)
    assert (one.kind, one.refers_to_id) == ("adjust_down", dear.pk)
    assert dear.total_amount + one.total_amount == again.totals["total_amount"][0]
    assert again.is_same
    assert Invoice.objects.get(pk=dear.pk).total_amount == dear.total_amount


def test_the_books_hold_what_is_owed_after_an_adjustment(street, run, actors, product_now):
    from donghanh.apps.accounts.queries import check_books, statement

    run()
    dear = Invoice.objects.order_by("-total_amount").first()
    proposal = propose(actors.unit_officer("PA01ND"), dear.pk, product_now)
    issued = operations.confirm_correction(actor=actors.business, proposal=proposal, at=product_now)

    told = statement(actor=actors.director, code=dear.code, as_of=product_now.date())
    (open_invoice,) = told.open_invoices
    assert open_invoice.owed_dong == dear.total_amount + Invoice.objects.get(pk=issued).total_amount
    assert check_books(actor=actors.director).holds


def test_a_replacement_bears_the_whole_bill_anew(first, actors, product_now):
    proposal = propose(actors.unit_officer("PA01ND"), first, product_now, how="replace",
                       changes={"category": "business"})  # fmt: skip
    issued = operations.confirm_correction(actor=actors.business, proposal=proposal, at=product_now)

    one = Invoice.objects.get(pk=issued)
    again = queries.lines_of(invoice=issued)
    assert one.kind == "replacement"
    assert one.total_amount == again.totals["total_amount"][0]
    assert again.is_same
    assert queries.invoice(actor=actors.director, invoice=first).is_replaced


def test_a_replaced_invoice_is_not_corrected_again(first, actors, product_now):
    proposal = propose(actors.unit_officer("PA01ND"), first, product_now, how="replace",
                       changes={"category": "business"})  # fmt: skip
    operations.confirm_correction(actor=actors.business, proposal=proposal, at=product_now)

    with pytest.raises(CannotCorrect) as refused:
        propose(actors.unit_officer("PA01ND"), first, product_now)
    assert refused.value.rule == "replaced"


def test_who_proposed_does_not_confirm(first, actors, product_now):
    proposal = propose(actors.business, first, product_now, changes={"category": "business"})

    with pytest.raises(Forbidden):
        operations.confirm_correction(actor=actors.business, proposal=proposal, at=product_now)
    assert Invoice.objects.count() == 12


def test_a_correction_is_decided_once(first, actors, product_now):
    proposal = propose(actors.business, first, product_now, changes={"category": "business"})
    operations.refuse_correction(actor=actors.director, proposal=proposal, why="Sai", at=product_now)

    with pytest.raises(CannotCorrect) as refused:
        operations.confirm_correction(actor=actors.director, proposal=proposal, at=product_now)
    assert refused.value.rule == "decided"


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"reason": " "}, "reason-missing"),
        ({"how": "erase"}, "how-unknown"),
        ({"changes": {"kwh": 1}}, "not-changeable"),
        ({"changes": {}}, "nothing-changes"),
    ],
)
def test_a_proposal_that_makes_no_sense_is_refused(first, actors, product_now, more, rule):
    with pytest.raises(CannotCorrect) as refused:
        propose(actors.business, first, product_now, **more)
    assert refused.value.rule == rule


def test_an_officer_of_another_unit_sees_and_corrects_nothing(first, actors, product_now):
    stranger = actors.unit_officer("PA01XT")

    with pytest.raises(NotFound):
        propose(stranger, first, product_now)
    with pytest.raises(NotFound):
        queries.invoice(actor=stranger, invoice=first)
    assert queries.invoices(actor=stranger).rows == ()
    assert queries.runs(actor=stranger) == ()


@pytest.mark.parametrize("role", ["crew", "warehouse_keeper"])
def test_roles_without_bills_see_none(first, actors, role):
    with pytest.raises(Forbidden):
        queries.invoices(actor=getattr(actors, role)("PA01ND"))


def test_an_auditor_reads_and_corrects_nothing(first, actors, product_now):
    assert queries.invoices(actor=actors.auditor).rows
    with pytest.raises(Forbidden):
        propose(actors.auditor, first, product_now)


def differences_of(relief, total_after):
    rows = Invoice.objects.order_by("bill").values_list("bill", "total_amount")
    return pl.DataFrame(
        [(bill, relief, before, total_after(bill) - before) for bill, before in rows],
        schema={"bill": pl.Int64, "relief_after": pl.String, "total_amount_before": pl.Int64,
                "total_amount_difference": pl.Int64}, orient="row",
    )  # fmt: skip


@pytest.fixture
def late(street, run):
    """Differences by which every bill of the street gets a reduction that came late."""
    from donghanh.apps.billing.bridge.current import bill_of, current_of
    from donghanh.apps.tariffs.queries import law_of
    from donghanh.engines.rating import rate_totals

    told = run()
    law = law_of(digest=told.release)
    groups = law.reliefs.filter(
        (pl.col("from_month") <= NOVEMBER) & (pl.col("until_month") > NOVEMBER) & pl.col("is_enabled")
        & (pl.col("category") == "residential")
    )  # fmt: skip
    if groups.is_empty():
        pytest.skip("the lawbook has no reduction for households in this month")
    relief = groups["relief"][0]
    current = current_of(bills=list(Invoice.objects.values_list("bill", flat=True)))
    bill = bill_of(rows=[row | {"relief": relief} for row in current.values()])
    totals, _ = rate_totals(law, bills=bill.bills, usage=bill.usage)
    after = dict(totals.select("bill", "total_amount").iter_rows())
    return differences_of(relief, after.__getitem__)


def test_adjustments_in_bulk_sum_to_the_differences(late, actors, product_now):
    dry = operations.adjust(differences=late, reason="Đợt về muộn", by=actors.business, at=product_now,
                            is_dry=True)  # fmt: skip
    assert not Invoice.objects.exclude(kind="original").exists()

    told = operations.adjust(differences=late, reason="Đợt về muộn", by=actors.business, at=product_now)

    assert told.total_dong == dry.total_dong == late["total_amount_difference"].sum() < 0
    paid = queries.reliefs_paid(relief_round=late["relief_after"][0].split("/")[0], month=NOVEMBER)
    assert paid["relief_amount"].sum() == told.relief_dong > 0


def test_adjustments_sent_twice_are_refused(late, actors, product_now):
    operations.adjust(differences=late, reason="Đợt về muộn", by=actors.business, at=product_now)

    with pytest.raises(CannotCorrect) as refused:
        operations.adjust(differences=late, reason="Đợt về muộn", by=actors.business, at=product_now)
    assert refused.value.rule == "before-differs"
    assert Invoice.objects.count() == 24


def test_a_reading_in_full_is_recorded_and_a_card_is_masked(first, actors, product_now):
    from donghanh.apps.organisation.models import PersonalDataReading

    card = queries.invoice(actor=actors.director, invoice=first)
    assert (card.customer_name, card.lookup_code) == ("Nguyễn ••• 0.", "")

    full = operations.read_invoice(actor=actors.director, invoice=first, at=product_now)

    assert full.customer_name == "Nguyễn Thị Số 001"
    assert PersonalDataReading.objects.filter(what="invoice").count() == 1


def test_a_code_finds_its_invoice_and_a_counted_one_finds_nothing(first, actors, product_now):
    full = operations.read_invoice(actor=actors.director, invoice=first, at=product_now)
    typed = full.lookup_code.lower().replace("-", " ")

    assert queries.invoice_by_code(code=typed).name == full.name
    last = "0" if full.lookup_code[-1] != "0" else "1"
    for wrong in (full.lookup_code[:-1] + last, "", "0", "ZZZZ" * 9, str(first), full.name):
        assert queries.invoice_by_code(code=wrong) is None


def test_lines_are_made_again_and_are_the_same(first):
    for row in Invoice.objects.all():
        again = queries.lines_of(invoice=row.pk)
        assert again.is_same
        assert again.lines["amount"].sum() == row.net_amount


def test_a_code_of_a_customer_or_a_number_finds_invoices(street, run, actors):
    run()

    assert [row.code for row in queries.invoices(actor=actors.director, text=street[3]).rows] == [street[3]]
    assert [row.code for row in queries.invoices(actor=actors.director, text="0000004").rows] == [street[3]]
    name = queries.invoices(actor=actors.director, text=street[3]).rows[0].name
    assert len(queries.invoices(actor=actors.director, text=name).rows) == 1


def test_bills_of_past_months_can_be_rated_by_another_law(street, run):
    from donghanh.apps.tariffs.queries import law_of
    from donghanh.engines.rating import rate_totals

    told = run()
    past = queries.history(NOVEMBER, NOVEMBER.replace(month=12))
    totals, refused = rate_totals(
        law_of(digest=told.release), bills=past.bills, usage=past.usage, quotas=past.quotas
    )

    assert refused.is_empty()
    assert totals["total_amount"].sum() == told.total_dong


def test_a_contract_that_ended_before_the_month_gets_no_bill(actors, run):
    from datetime import date

    from donghanh.apps.customers.models import Customer

    codes = build(actors=actors, count=3)
    Customer.objects.filter(code=codes[0]).update(contract_until=date(2021, 10, 1))

    told = run()

    assert told.holds
    assert not Invoice.objects.filter(code=codes[0]).exists()
    assert told.rated == 2
