"""Before and around an import: columns, mappings, who may, names of files, and cells of every kind."""

from __future__ import annotations

import pytest
from tests.apps.customers.customer_files import COMMUNE_OF_CITY, csv_bytes, good_row, xlsx_bytes
from tests.apps.customers.import_findings import errors_of

from donghanh.apps.customers import operations, queries
from donghanh.apps.customers.models import Customer, ImportFile
from donghanh.apps.organisation.permissions import Forbidden

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(uploads):
    return uploads


def test_a_missing_column_is_said_before_anything_runs(bring):
    with pytest.raises(operations.CannotImport) as refused:
        bring(csv_bytes([["PA01ND0000001", "An"]], header=["Mã KH", "Họ tên"]))

    assert refused.value.rule == "columns-missing"
    assert "commune_code" in str(refused.value.facts["missing"])


def test_a_mapping_is_remembered_for_the_same_headers(actors, product_now, bring):
    header = ["So", *good_row(1)[1:]]
    header = ["So", "Tên khách hàng", "Địa chỉ", "Mã xã", "Điện thoại", "Ngày hợp đồng", "Loại khách hàng",
              "Nhóm giá", "kWh 01/2021", "kWh 02/2021"]  # fmt: skip
    first = operations.receive_file(
        actor=actors.business, blocks=[csv_bytes([good_row(1)], header=header)], name="a.csv", at=product_now
    )
    operations.set_mapping(
        actor=actors.business, import_file_id=first, mapping={"So": "code"}, at=product_now
    )
    operations.ask_for_load(actor=actors.business, import_file_id=first, at=product_now, queue=False)
    operations.run_import(import_file_id=first, at=product_now)

    outcome = bring(csv_bytes([good_row(2)], header=header))

    assert outcome.state == "loaded"


def test_one_field_cannot_be_given_to_two_columns(actors, product_now):
    data = csv_bytes([good_row(1)])
    number = operations.receive_file(actor=actors.business, blocks=[data], name="a.csv", at=product_now)

    with pytest.raises(operations.CannotImport) as refused:
        operations.set_mapping(
            actor=actors.business, import_file_id=number, mapping={"Địa chỉ": "name"}, at=product_now
        )

    assert refused.value.rule == "field-repeated"


def test_a_unit_head_cannot_bring_in_customers_of_another_unit(bring, actors):
    outcome = bring(csv_bytes([good_row(1)]), who=actors.unit_head("PA01XT"))

    assert outcome.state == "refused"
    assert errors_of(actors, outcome)[0][2] == "unit-out-of-sight"


@pytest.mark.parametrize("role", ["auditor", "office"])
def test_who_may_not_import_is_refused_at_the_door(actors, product_now, role):
    with pytest.raises(Forbidden):
        operations.receive_file(
            actor=actors.of(role), blocks=[csv_bytes([good_row(1)])], name="a.csv", at=product_now
        )


def test_somebody_elses_import_is_not_found(bring, actors):
    outcome = bring(csv_bytes([good_row(1)]))
    stranger = actors.unit_head("PA01XT")

    assert queries.import_file(actor=stranger, import_file_id=outcome.import_file_id) is None
    assert queries.import_files(actor=stranger) == []
    assert queries.import_findings(actor=stranger, import_file_id=outcome.import_file_id).rows == []


def test_an_xlsx_file_with_numbers_and_days_of_its_own_is_loaded(bring):
    row: list[object] = list(good_row(1))
    row[3], row[4], row[8] = 13633, 912345678, 1234

    outcome = bring(xlsx_bytes([row]), name="khach-hang.xlsx")

    customer = Customer.objects.get()
    assert outcome.state == "loaded"
    assert (customer.commune_id, customer.phone) == (COMMUNE_OF_CITY, "0912345678")


def test_a_file_with_only_a_header_is_refused(bring):
    assert bring(csv_bytes([])).state == "refused"


def test_text_with_quotes_commas_and_line_breaks_survives_the_copy(bring):
    bring(csv_bytes([good_row(1, **{"Tên khách hàng": '"Công ty ""A, B"" \\N \t\\."'})]))

    assert Customer.objects.get().name == 'Công ty "A, B" \\N \\.'


def test_the_kept_name_of_a_file_has_no_folder_and_no_markup(actors, product_now):
    number = operations.receive_file(
        actor=actors.business,
        blocks=[csv_bytes([good_row(1)])],
        name="../../etc/<script>kh.csv",
        at=product_now,
    )

    assert ImportFile.objects.get(pk=number).file_name == "_script_kh.csv"
