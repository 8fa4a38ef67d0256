"""Rows of a customer file: places, units, relations between cells, and rows of the same customer."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from donghanh.engines.intake import customers, energy, repeats
from donghanh.kernel.customer_tables import CUSTOMERS

TERMS = customers.Terms(
    unit_codes=frozenset({"PA01ND", "PA01XT"}),
    unit_of_commune={"13633": "PA01ND", "14089": "PA01XT"},
    seen_units=None,
    day=date(2021, 12, 20),
)
GOOD = {
    "code": "PA01ND0000001",
    "name": "Nguyễn An",
    "address": "Số 1",
    "commune_code": "13633",
    "contract_from": "01/02/2015",
    "kind": "Hộ gia đình",
    "price_group": "Sinh hoạt",
    "phone": "0912 345 678",
}


def check(*rows: dict[str, str | None], terms: customers.Terms = TERMS):
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [row.get(name) for row in rows] for name in names}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String)).with_row_index("row", offset=2)
    frame = frame.with_columns(pl.col("row").cast(pl.Int64))
    return customers.check_customers(rows=frame, mapping={name: name for name in names}, terms=terms)


def rules(checked) -> list[tuple[int, str, str]]:
    return checked.findings.filter(severity="error").select("row", "field", "rule").rows()


def test_a_good_row_fits_the_houses_table():
    checked = check(GOOD)

    assert CUSTOMERS.check(checked.customers.drop("row")) == ()
    assert checked.customers["phone"].item() == "0912345678"
    assert checked.customers["search_key"].item() == "pa01nd0000001 nguyen an so 1 0912345678"
    assert checked.findings.is_empty()


@pytest.mark.parametrize(
    ("cells", "field", "rule"),
    [
        ({"code": None}, "code", "customer-code-missing"),
        ({"code": "PA02ND0000001"}, "code", "customer-code-of-another-company"),
        ({"code": "PA01ZZ0000001"}, "code", "customer-code-of-unknown-unit"),
        ({"code": "PA01ND001"}, "code", "customer-code-length"),
        ({"commune_code": "99999"}, "commune_code", "commune-unknown"),
        ({"unit_code": "PA01XT"}, "unit_code", "unit-does-not-serve-commune"),
        ({"unit_code": "PX"}, "unit_code", "unit-unknown"),
        ({"contract_until": "01/02/2015"}, "contract_until", "contract-ends-before-it-begins"),
        ({"installed_app_on": "21/12/2021"}, "installed_app_on", "day-in-the-future"),
        ({"contract_from": None}, "contract_from", "value-missing"),
        ({"kind": "người ngoài hành tinh"}, "kind", "word-unknown"),
        ({"energy:2021-01": "-1"}, "energy:2021-01", "energy-negative"),
    ],
)
def test_one_wrong_cell_is_named_and_keeps_its_row_out(cells, field, rule):
    checked = check(GOOD, GOOD | cells | {"name": "Trần Sai"})

    assert rules(checked) == [(3, field, rule)]
    assert checked.customers["name"].to_list() == ["Nguyễn An"]


def test_two_wrong_cells_of_a_row_are_both_named():
    assert rules(check(GOOD | {"code": None, "kind": "?"})) == [
        (2, "code", "customer-code-missing"),
        (2, "kind", "word-unknown"),
    ]


def test_the_commune_decides_the_unit_and_a_code_of_another_unit_is_noted():
    checked = check(GOOD | {"commune_code": "14089"})

    assert checked.customers["unit_code"].item() == "PA01XT"
    assert checked.findings["rule"].to_list() == ["code-given-by-another-unit"]


def test_customers_of_units_out_of_sight_are_refused():
    terms = customers.Terms(TERMS.unit_codes, TERMS.unit_of_commune, frozenset({"PA01XT"}), TERMS.day)

    assert rules(check(GOOD, terms=terms)) == [(2, "unit_code", "unit-out-of-sight")]


def test_consent_is_no_unless_it_is_stated():
    row = check(GOOD | {"consent_sms": "Có", "consent_email": "không"}).customers.row(0, named=True)

    assert [row[f"consent_{one}"] for one in ("sms", "email", "zalo", "publish")] == [
        True,
        False,
        False,
        False,
    ]


def test_notes_count_their_rows_and_keep_none_out():
    checked = check(*(GOOD | {"code": f"PA01ND000000{n}", "energy:2021-01": "1.000"} for n in range(3)))

    assert checked.findings.select("rule", "row", "count").rows() == [("energy-dots-read-as-thousands", 2, 3)]
    assert checked.energy["energy_kwh"].to_list() == [1000] * 3


def test_months_come_back_long_and_missing_ones_as_null():
    checked = check(GOOD | {"energy:2021-01": "5", "energy:2021-02": None})

    assert checked.energy.select("month", "energy_kwh").rows() == [
        (date(2021, 1, 1), 5),
        (date(2021, 2, 1), None),
    ]


def test_a_chunk_without_rows_gives_frames_without_rows():
    empty = pl.DataFrame(schema={"row": pl.Int64, **dict.fromkeys(GOOD, pl.String)})

    checked = customers.check_customers(rows=empty, mapping={name: name for name in GOOD}, terms=TERMS)

    assert (checked.customers.height, checked.energy.height, checked.findings.height) == (0, 0, 0)


def test_rows_of_an_energy_file_are_checked_cell_by_cell():
    rows = pl.DataFrame(
        {
            "row": [2, 3, 4],
            "a": ["PA01ND0000001", "x", "PA01ND0000002"],
            "b": ["2021-01"] * 3,
            "c": ["5", "6", "1,5"],
        }
    )

    checked = energy.check_energy(
        rows=rows, mapping={"a": "code", "b": "month", "c": "energy_kwh"}, terms=TERMS
    )

    assert checked.energy.rows() == [(2, "PA01ND0000001", date(2021, 1, 1), 5)]
    assert rules(checked) == [(3, "code", "customer-code-length"), (4, "energy_kwh", "energy-not-whole")]


def test_repeats_point_to_the_first_row():
    keys = pl.DataFrame({"row": [2, 3, 4, 5], "code": ["A", "B", "A", "A"]})

    found = repeats.repeated_rows(keys=keys, by=["code"])

    assert found.select("row", "rule", "expected").rows() == [
        (4, "row-repeated", "once; first in row 2"),
        (5, "row-repeated", "once; first in row 2"),
    ]
