"""`donghanh customers` as somebody types it: exit status, one JSON document, what to do next."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.apps.customers.customer_files import csv_bytes, good_row, write

from donghanh.apps.customers.models import Customer
from donghanh.faces.cli import customers as face

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(monkeypatch, settings, tmp_path, actors, product_now):
    monkeypatch.setattr(face, "open_house", lambda: None)
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    settings.MEDIA_ROOT = tmp_path / "uploads"


def call(*words):
    return CliRunner().invoke(face.customers, [str(word) for word in words])


def test_a_clean_file_ends_with_0_and_one_document(tmp_path):
    file = write(tmp_path, "a.csv", csv_bytes([good_row(1), good_row(2)]))

    answer = call("import", file, "--json")

    document = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert (document["state"], document["rows"], document["new"], document["errors"]) == ("loaded", 2, 2, 0)
    assert document["detected"]["encoding"] == "utf-8"
    assert "100 %" in answer.stderr or "99 %" in answer.stderr


def test_a_dry_run_with_errors_ends_with_1_and_names_the_cell(tmp_path):
    file = write(tmp_path, "a.csv", csv_bytes([good_row(1), good_row(2, **{"Mã xã": "1"})]))

    answer = call("import", file, "--dry-run", "--json")

    finding = json.loads(answer.stdout)["findings"][0]
    assert answer.exit_code == 1
    assert (finding["row"], finding["column"], finding["rule"]) == (3, "Mã xã", "commune-unknown")
    assert not Customer.objects.exists()


def test_partial_loads_the_good_rows_and_still_says_1(tmp_path):
    file = write(tmp_path, "a.csv", csv_bytes([good_row(1), good_row(2, **{"Mã xã": "1"})]))

    answer = call("import", file, "--partial")

    assert answer.exit_code == 1
    assert 'row 3, column "Mã xã": commune-unknown' in answer.stdout
    assert Customer.objects.count() == 1


def test_a_mapping_is_given_by_column_name(tmp_path):
    header = ["So hieu", *csv_bytes([]).decode().strip().split(",")[1:]]
    file = write(tmp_path, "a.csv", csv_bytes([good_row(1)], header=header))

    refused = call("import", file)
    answer = call("import", file, "--mapping", "So hieu=code")

    assert refused.exit_code == 2
    assert "--mapping" in refused.stderr
    assert answer.exit_code == 0


def test_the_same_file_twice_is_refused_unless_wanted_again(tmp_path):
    file = write(tmp_path, "a.csv", csv_bytes([good_row(1)]))
    call("import", file)

    second, third = call("import", file), call("import", file, "--again", "--json")

    assert second.exit_code == 2
    assert "--again" in second.stderr
    assert (third.exit_code, json.loads(third.stdout)["same"]) == (0, 1)


def test_energy_files_are_loaded_with_their_option(tmp_path):
    call("import", write(tmp_path, "a.csv", csv_bytes([good_row(1)])))
    energy = csv_bytes([["PA01ND0000001", "03/2021", "5"]], header=["Mã KH", "Tháng", "kWh"])

    answer = call("import", write(tmp_path, "e.csv", energy), "--energy", "--json")

    assert (answer.exit_code, json.loads(answer.stdout)["energy_rows"]) == (0, 1)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", b""), ("a.xlsx", b"no zip"), ("a.csv", b"\x00" * 50), ("a.xls", b"\xd0\xcf\x11\xe0")],
)
def test_what_cannot_be_read_ends_with_2_and_a_next_step(tmp_path, name, data):
    answer = call("import", write(tmp_path, name, data), "--json")

    assert answer.exit_code == 2
    assert "Next:" in answer.stderr
    assert answer.stdout == ""


def test_a_file_that_is_not_there_and_a_mapping_without_sign(tmp_path):
    file = write(tmp_path, "a.csv", csv_bytes([good_row(1)]))

    assert call("import", tmp_path / "none.csv").exit_code == 2
    assert call("import", file, "--mapping", "nothing").exit_code == 2


def test_a_file_that_breaks_in_the_middle_ends_with_2(tmp_path):
    broken = csv_bytes([good_row(number) for number in range(100)]) + "é".encode("utf-16-le") + b"\xff\xfe\n"
    answer = call("import", write(tmp_path, "a.csv", broken), "--json")

    assert answer.exit_code == 2
    assert not Customer.objects.exists()


def test_find_answers_with_0_or_1(tmp_path):
    call("import", write(tmp_path, "a.csv", csv_bytes([good_row(1)])))

    found, nobody = call("find", "bich nguyen", "--json"), call("find", "khong co ai")

    assert (found.exit_code, nobody.exit_code) == (0, 1)
    assert json.loads(found.stdout)["customers"][0]["code"] == "PA01ND0000001"
