"""Bringing customers in on the desk: upload, columns, dry run, findings, load; all without script."""

from __future__ import annotations

import io

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.customers.customer_files import csv_bytes, good_row

from donghanh.apps.customers import operations, ports
from donghanh.apps.customers.models import Customer, ImportFile

pytestmark = pytest.mark.django_db
HOME = "/ban/khach-hang/nap/"


@pytest.fixture(autouse=True)
def day_and_folder(monkeypatch, settings, tmp_path, product_now):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def queued(monkeypatch):
    """Imports that were put into the queue; nobody runs them."""
    numbers: list[int] = []
    monkeypatch.setattr(ports, "_queue_import", numbers.append)
    return numbers


def upload(client, data: bytes, *, name: str = "kh.csv", **more: str):
    return client.post(
        HOME, {"file": SimpleUploadedFile(name, data), "content": "customers", **more}, follow=True
    )


def test_an_upload_proposes_the_columns_and_writes_nothing(sign_in, actors):
    page = upload(sign_in(actors.business), csv_bytes([good_row(1)]))

    assert page.status_code == 200
    assert ImportFile.objects.get().mapping["Mã khách hàng"] == "code"
    assert '<option value="code" selected>' in page.content.decode()
    assert not Customer.objects.exists()


def test_the_whole_way_from_upload_to_customers(
    sign_in, actors, queued, product_now, django_capture_on_commit_callbacks
):
    client = sign_in(actors.business)
    upload(client, csv_bytes([good_row(1), good_row(2)]))
    number = ImportFile.objects.get().pk
    for act in ("check", "load"):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{HOME}{number}/lam", {"act": act})
        operations.run_import(import_file_id=queued[-1], at=product_now)

    page = client.get(f"{HOME}{number}/").content.decode()

    assert queued == [number, number]
    assert "Đã nạp" in page
    assert Customer.objects.count() == 2


def test_a_working_import_shows_its_progress_and_survives_a_reload(
    sign_in, actors, queued, django_capture_on_commit_callbacks
):
    client = sign_in(actors.business)
    upload(client, csv_bytes([good_row(1)]))
    number = ImportFile.objects.get().pk
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{HOME}{number}/lam", {"act": "check"})
    ImportFile.objects.update(state="checking", progress_percent=40)

    pages = [client.get(f"{HOME}{number}/").content.decode() for _ in range(2)]

    assert all('value="40"' in page and "tien-do" in page for page in pages)
    assert "HX-Refresh" not in client.get(f"{HOME}{number}/tien-do")


def test_an_import_at_rest_asks_the_page_to_load_anew(sign_in, actors):
    client = sign_in(actors.business)
    upload(client, csv_bytes([good_row(1)]))

    assert client.get(f"{HOME}{ImportFile.objects.get().pk}/tien-do")["HX-Refresh"] == "true"


@pytest.fixture
def with_errors(sign_in, actors, product_now):
    """A checked file with one error of each of two rules, as the business department sees it."""
    client = sign_in(actors.business)
    rows = [good_row(1), good_row(2, **{"kWh 01/2021": "-1"}), good_row(3, **{"Mã xã": "=1+1"})]
    upload(client, csv_bytes(rows))
    number = ImportFile.objects.get().pk
    operations.ask_for_check(actor=actors.business, import_file_id=number, at=product_now, queue=False)
    operations.run_import(import_file_id=number, at=product_now)
    return client, number


def test_findings_name_row_column_and_what_was_found(with_errors):
    client, number = with_errors

    page = client.get(f"{HOME}{number}/")

    assert [(row["row"], row["column"]) for row in page.context["findings"]][:2] == [
        (3, "kWh 01/2021"),
        (4, "Mã xã"),
    ]
    assert "Điện năng không thể âm." in page.content.decode()


def test_findings_are_narrowed_to_one_rule(with_errors):
    client, number = with_errors

    page = client.get(f"{HOME}{number}/", {"rule": "commune-unknown"})

    assert [row["row"] for row in page.context["findings"]] == [4]


def test_exported_findings_hold_no_formula(with_errors):
    client, number = with_errors

    data = client.get(f"{HOME}{number}/phat-hien").content

    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[2][1] == "Mã xã"
    assert "=1+1" in rows[2][4]


def test_only_the_good_rows_are_offered_when_others_are_bad(with_errors):
    client, number = with_errors

    page = client.get(f"{HOME}{number}/").content.decode()

    assert 'value="load-partly"' in page
    assert 'value="load"' not in page


def test_the_same_file_is_said_to_be_known(sign_in, actors, product_now):
    client = sign_in(actors.business)
    data = csv_bytes([good_row(1)])
    upload(client, data)
    number = ImportFile.objects.get().pk
    operations.ask_for_load(actor=actors.business, import_file_id=number, at=product_now, queue=False)
    operations.run_import(import_file_id=number, at=product_now)

    page = upload(client, data)

    assert "Tệp này đã được nạp trước đây." in page.content.decode()
    assert ImportFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("kh.xlsx", b"khong phai zip", "Phần mở rộng"),
        ("kh.csv", b"", "Tệp không có dòng nào"),
        ("kh.xls", b"\xd0\xcf\x11\xe0rest", "Tệp XLS đời cũ"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(sign_in, actors, name, data, said):
    page = (
        upload(sign_in(actors.business), data, name=name) if data else _empty(sign_in(actors.business), name)
    )

    assert said in page.content.decode()
    assert not ImportFile.objects.exists()


def _empty(client, name):
    return upload(client, b"\n", name=name)


def test_no_file_chosen_is_said(sign_in, actors):
    page = sign_in(actors.business).post(HOME, {"content": "customers"}, follow=True)

    assert "Hãy chọn một tệp" in page.content.decode()


@pytest.mark.parametrize("role", ["office", "auditor"])
def test_other_roles_do_not_come_in(sign_in, actors, role):
    assert sign_in(actors.of(role)).get(HOME).status_code == 403


def test_somebody_elses_file_is_not_found_at_any_of_its_addresses(with_errors, sign_in, actors):
    _client, number = with_errors
    stranger = sign_in(actors.unit_head("PA01XT"))

    answers = [stranger.get(f"{HOME}{number}/{part}") for part in ("", "tien-do", "phat-hien")]
    answers.append(stranger.post(f"{HOME}{number}/lam", {"act": "load"}))

    assert [answer.status_code for answer in answers] == [404] * 4
    assert "kh.csv" not in stranger.get(HOME).content.decode()


def test_pages_keep_their_query_budget(with_errors, django_assert_max_num_queries):
    client, number = with_errors

    for address in (HOME, f"{HOME}{number}/"):
        with django_assert_max_num_queries(12):
            client.get(address)
