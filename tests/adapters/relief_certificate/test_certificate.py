"""A certificate proves both sides; whatever is planted in it, an auditor finds without the database."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from donghanh.adapters.relief_certificate import (
    NotACertificate,
    build_certificate,
    token_of,
    verify_certificate,
    write_certificate,
)
from donghanh.adapters.relief_certificate.checking import stands_in
from donghanh.adapters.relief_certificate.shape import FILES, MANIFEST, read_list, totals_of, write_list

KEY = b"key of the test"
RELIEF = "covid-4/households"
SAMPLE = Path(__file__).parent / "sample"
LAW = (SAMPLE / "law.yaml").read_text(encoding="utf-8")


def sides(**changed: pl.DataFrame) -> dict[str, pl.DataFrame]:
    people = [("PA01ND0000001", 180, 331_720, 49_758), ("PA01ND0000002", 250, 498_800, 49_880)]
    said = {"unit_code": "PA01ND", "category": "residential", "relief": RELIEF}
    owed = [{"code": code, **said} for code in ("PA01ND0000001", "PA01ND0000002", "PA01ND0000003")]
    paid = [
        {
            "code": code, **said, "kwh": kwh, "quota_quarters": 4, "gross_amount": gross,
            "relief_amount": relief,
        }
        for code, kwh, gross, relief in people
    ]  # fmt: skip
    refused = {"unit_code": "PA01ND", "category": "business", "relief": RELIEF}
    return {
        "owed": pl.DataFrame(owed),
        "paid": pl.DataFrame(paid),
        "excused": pl.DataFrame([{"code": "PA01ND0000003", "relief": RELIEF, "reason": "bill-held"}]),
        "refused": pl.DataFrame([refused | {"reason": "category-not-named", "customers": 7}]),
    } | changed


def built(**changed: pl.DataFrame):
    return build_certificate(
        relief_round="covid-4", month=date(2021, 9, 1), made_on=date(2021, 12, 20), law_text=LAW, key=KEY,
        **sides(**changed),
    )  # fmt: skip


@pytest.fixture
def certificate(tmp_path):
    folder = tmp_path / "covid-4-2021-09"
    write_certificate(files=built()[0], folder=folder)
    return folder


def rules(folder):
    return [one.rule for one in verify_certificate(folder=folder).problems]


def planted(folder, name, change):
    """Change a list as somebody would who also corrects totals, hashes and counts to hide it."""
    frame = change(read_list(name, (folder / name).read_bytes()))
    (folder / name).write_bytes(write_list(name, frame))
    paid = read_list("paid.csv", (folder / "paid.csv").read_bytes())
    (folder / "totals.csv").write_bytes(write_list("totals.csv", totals_of(paid)))
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for one in FILES:
        manifest["files"][one] = hashlib.sha256((folder / one).read_bytes()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def test_the_golden_sample_is_what_is_built_and_it_holds():
    files, equation = built()

    assert equation.holds
    assert {path.name: path.read_bytes() for path in SAMPLE.iterdir()} == files
    assert verify_certificate(folder=SAMPLE).problems == ()


def test_an_auditor_reads_the_equation_and_the_totals(certificate):
    told = verify_certificate(folder=certificate)

    assert (told.equation.entitled_count, told.equation.paid_count, told.equation.excused_count) == (3, 2, 1)
    assert told.totals.row(0, named=True)["relief_amount"] == told.equation.paid_amount == 99_638
    assert told.digest == hashlib.sha256((certificate / MANIFEST).read_bytes()).hexdigest()


def test_no_customer_code_stands_in_the_folder_and_who_holds_the_key_finds_the_customer(certificate):
    assert not any(b"PA01ND0000001" in path.read_bytes() for path in certificate.iterdir())
    assert stands_in(folder=certificate, key=KEY, code="PA01ND0000001")["paid.csv"]
    assert not any(stands_in(folder=certificate, key=b"another", code="PA01ND0000001").values())


def test_a_planted_overpayment_is_found_even_when_hashes_and_totals_were_corrected(certificate):
    planted(certificate, "owed.csv", lambda owed: owed.filter(pl.col("token") != _token(1)))

    assert "paid-not-entitled" in rules(certificate)


def test_a_planted_amount_is_found(certificate):
    planted(certificate, "paid.csv", lambda paid: paid.with_columns(pl.col("relief_amount") + 1))

    assert rules(certificate).count("amount-differs") == 2


def test_a_planted_omission_is_found(certificate):
    planted(certificate, "excused.csv", lambda excused: excused.head(0))

    assert "entitled-not-paid" in rules(certificate)


@pytest.mark.parametrize("name", [*FILES])
def test_one_changed_byte_is_found_in_any_file(certificate, name):
    content = (certificate / name).read_bytes()
    (certificate / name).write_bytes(content[:-2] + bytes([content[-2] ^ 1]) + content[-1:])

    assert "file-changed" in rules(certificate)


@pytest.mark.parametrize("name", [*FILES])
def test_a_missing_file_is_named(certificate, name):
    (certificate / name).unlink()

    assert f"{name} is missing." in [one.text for one in verify_certificate(folder=certificate).problems]


def test_a_changed_count_in_the_manifest_is_found(certificate):
    text = (certificate / MANIFEST).read_text(encoding="utf-8").replace('"paid_count": 2', '"paid_count": 3')
    (certificate / MANIFEST).write_text(text, encoding="utf-8")

    assert rules(certificate) == ["equation-differs"]


def test_a_customer_named_twice_and_a_file_too_many_are_found(certificate):
    planted(certificate, "paid.csv", lambda paid: pl.concat([paid, paid.head(1)]))
    (certificate / "more.txt").write_text("x")

    assert {"list-repeats", "file-unknown"} <= set(rules(certificate))


def test_a_law_whose_percentage_was_changed_makes_other_amounts(certificate):
    path = certificate / "law.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("percent: 15", "percent: 16"), encoding="utf-8")

    assert {"file-changed", "amount-differs"} <= set(rules(certificate))


@pytest.mark.parametrize("content", [None, b"", b"[]", b"{}", b'{"format": "other"}', b"\xff"])
def test_a_folder_that_is_no_certificate_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / MANIFEST).write_bytes(content)

    with pytest.raises(NotACertificate):
        verify_certificate(folder=tmp_path)


def test_nothing_is_written_over(certificate):
    with pytest.raises(NotACertificate, match="not empty"):
        write_certificate(files=built()[0], folder=certificate)


def test_a_certificate_that_does_not_hold_says_so_itself():
    files, equation = built(excused=sides()["excused"].head(0))

    assert not equation.holds
    assert json.loads(files[MANIFEST])["holds"] is False


def _token(number):
    return token_of(key=KEY, code=f"PA01ND000000{number}")
