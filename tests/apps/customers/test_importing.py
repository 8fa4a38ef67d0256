"""Bringing a file in: dry run, all or nothing, the good rows alone, twice, and from a killed run."""

from __future__ import annotations

import pytest
from tests.apps.customers.customer_files import csv_bytes, good_row
from tests.apps.customers.import_findings import errors_of

from donghanh.apps.customers import operations, queries
from donghanh.apps.customers.models import Customer, ImportFile, MonthlyEnergy, UnitChange

pytestmark = pytest.mark.django_db


def test_a_clean_file_is_loaded_whole(bring):
    outcome = bring(csv_bytes([good_row(1), good_row(2)]))

    assert (outcome.state, outcome.row_count, outcome.error_count) == ("loaded", 2, 0)
    assert list(Customer.objects.order_by("code").values_list("code", "unit_id", "kind")) == [
        ("PA01ND0000001", "PA01ND", "household"),
        ("PA01ND0000002", "PA01ND", "household"),
    ]
    assert sorted(MonthlyEnergy.objects.values_list("month__month", "energy_kwh")) == [
        (1, 120), (1, 120), (2, 1234), (2, 1234),
    ]  # fmt: skip


def test_a_dry_run_counts_what_would_happen_and_writes_no_customer(bring):
    outcome = bring(csv_bytes([good_row(1), good_row(2)]), load=False)

    assert outcome.state == "checked"
    assert (outcome.counts["new"], outcome.counts["same"], outcome.counts["changed"]) == (2, 0, 0)
    assert not Customer.objects.exists()


def test_one_bad_row_in_the_middle_keeps_the_whole_file_out_and_is_named(bring, actors):
    rows = [good_row(number) for number in range(1, 2_001)]
    rows[1_233][8] = "-5"

    outcome = bring(csv_bytes(rows))

    assert outcome.state == "refused"
    assert errors_of(actors, outcome) == [(1_235, "kWh 01/2021", "energy-negative")]
    assert not Customer.objects.exists()


def test_partial_loads_the_good_rows(bring):
    rows = [good_row(1), good_row(2, **{"Mã xã": "99999"}), good_row(3)]

    outcome = bring(csv_bytes(rows), partial=True)

    assert (outcome.state, outcome.error_count) == ("loaded", 1)
    assert set(Customer.objects.values_list("code", flat=True)) == {"PA01ND0000001", "PA01ND0000003"}


def test_a_code_of_another_company_is_an_error(bring, actors):
    outcome = bring(csv_bytes([good_row(1, unit="PA02ND")]))

    assert errors_of(actors, outcome) == [(2, "Mã khách hàng", "customer-code-of-another-company")]


def test_a_code_that_stands_twice_in_the_file_is_an_error_of_the_later_row(bring, actors):
    outcome = bring(csv_bytes([good_row(1), good_row(2), good_row(1)]))

    assert errors_of(actors, outcome) == [(4, "Mã khách hàng", "row-repeated")]


def test_a_repeated_row_is_left_out_of_a_partial_load(bring):
    changed = good_row(1, **{"Tên khách hàng": "Người khác"})

    bring(csv_bytes([good_row(1), changed]), partial=True)

    assert Customer.objects.get().name == "Nguyễn Thị Bích 1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_give_the_same_customers(bring, encoding, delimiter):
    outcome = bring(csv_bytes([good_row(1), good_row(2)], encoding=encoding, delimiter=delimiter))

    assert outcome.state == "loaded"
    assert Customer.objects.get(code="PA01ND0000001").name == "Nguyễn Thị Bích 1"
    assert Customer.objects.get(code="PA01ND0000001").address == "Số 1 đường Trần Hưng Đạo"


def test_what_was_detected_is_kept(bring, actors):
    outcome = bring(csv_bytes([good_row(1)], encoding="cp1258", delimiter=";"))

    row = queries.import_file(actor=actors.business, import_file_id=outcome.import_file_id)
    assert (row.detected["encoding"], row.detected["delimiter"]) == ("cp1258", ";")


def test_thousand_dots_are_read_and_noted(bring, actors):
    outcome = bring(csv_bytes([good_row(1, **{"kWh 01/2021": "1.234.567"})]))

    page = queries.import_findings(actor=actors.business, import_file_id=outcome.import_file_id)
    assert MonthlyEnergy.objects.get(month__month=1).energy_kwh == 1_234_567
    assert {(row.severity, row.rule) for row in page.rows} == {("note", "energy-dots-read-as-thousands")}


def test_a_missing_reading_is_kept_as_missing(bring):
    bring(csv_bytes([good_row(1, **{"kWh 01/2021": ""})]))

    assert MonthlyEnergy.objects.get(month__month=1).energy_kwh is None


def test_the_same_bytes_are_refused_the_second_time(bring):
    data = csv_bytes([good_row(1)])
    bring(data)

    with pytest.raises(operations.CannotImport) as refused:
        bring(data, name="ten-khac.csv")

    assert refused.value.rule == "loaded-before"
    assert refused.value.facts["name"] == "khach-hang.csv"


def test_the_same_bytes_wanted_again_change_nothing(bring):
    data = csv_bytes([good_row(1)])
    bring(data)

    outcome = bring(data, again=True)

    assert (outcome.counts["new"], outcome.counts["same"]) == (0, 1)
    assert (Customer.objects.count(), MonthlyEnergy.objects.count()) == (1, 2)


def test_a_changed_customer_is_updated_and_the_old_version_kept(bring):
    bring(csv_bytes([good_row(1)]))

    outcome = bring(csv_bytes([good_row(1, **{"Tên khách hàng": "Trần Văn Mới", "kWh 01/2021": "7"})]))

    customer = Customer.objects.get()
    assert (outcome.counts["changed"], outcome.counts["columns"]) == (
        1,
        {"name": 1, "search_key": 1, "sort_key": 1},
    )
    assert customer.name == "Trần Văn Mới"
    assert customer.events.get().name == "Nguyễn Thị Bích 1"
    assert MonthlyEnergy.objects.get(month__month=1).energy_kwh == 7


def test_a_customer_handed_to_another_unit_leaves_a_trace(bring, actors, product_now, commune_of_xuan_truong):
    bring(csv_bytes([good_row(1)]))

    bring(csv_bytes([good_row(1, commune=commune_of_xuan_truong)]))

    change = UnitChange.objects.get()
    assert (change.from_unit_id, change.to_unit_id) == ("PA01ND", "PA01XT")
    counts = queries.customer_counts_by_unit(day=product_now.date())
    assert counts == {"PA01XT": 1}
    before = product_now.date().replace(day=1)
    assert queries.customer_counts_by_unit(day=before) == {"PA01ND": 1}


@pytest.fixture
def commune_of_xuan_truong(actors, product_day):
    from donghanh.apps.organisation import queries as organisation

    return organisation.communes(actor=actors.console, day=product_day, unit_code="PA01XT")[0].code


def test_an_energy_file_needs_known_customers(bring, actors):
    bring(csv_bytes([good_row(1)]))
    header = ["Mã KH", "Tháng", "Sản lượng"]
    rows = [["PA01ND0000001", "2021-03", "55"], ["PA01ND0000009", "03/2021", "60"]]

    outcome = bring(csv_bytes(rows, header=header), content="energy")

    assert errors_of(actors, outcome) == [(3, "Mã KH", "customer-unknown")]


def test_an_energy_file_adds_and_amends_months(bring):
    bring(csv_bytes([good_row(1)]))
    header = ["Mã KH", "Tháng", "Sản lượng"]

    bring(csv_bytes([["PA01ND0000001", "03/2021", "55"], ["PA01ND0000001", "01/2021", "99"]], header=header),
          content="energy")  # fmt: skip

    assert sorted(MonthlyEnergy.objects.values_list("month__month", "energy_kwh")) == [
        (1, 99),
        (2, 1234),
        (3, 55),
    ]


def test_a_run_that_died_while_checking_is_done_again(bring, actors, product_now):
    data = csv_bytes([good_row(1)])
    number = operations.receive_file(actor=actors.business, blocks=[data], name="a.csv", at=product_now)
    operations.ask_for_load(actor=actors.business, import_file_id=number, at=product_now, queue=False)
    ImportFile.objects.filter(pk=number).update(state="checking", attempt_count=1)

    outcome = operations.run_import(import_file_id=number, at=product_now)

    assert outcome.state == "loaded"
    assert Customer.objects.count() == 1


def test_running_a_loaded_import_again_does_nothing(bring, product_now):
    outcome = bring(csv_bytes([good_row(1)]))

    again = operations.run_import(import_file_id=outcome.import_file_id, at=product_now)

    assert again == outcome
    assert Customer.objects.count() == 1
