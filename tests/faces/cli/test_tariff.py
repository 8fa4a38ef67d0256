"""`donghanh tariff bill`: golden bills to the đồng, one JSON document, and every bad input named."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from donghanh.faces.cli.tariff import tariff


def ask(*words: str):
    return CliRunner().invoke(tariff, ["bill", *words])


def bill(*words: str, status: int = 0) -> dict:
    run = ask(*words, "--json")
    assert run.exit_code == status, run.output
    return json.loads(run.stdout)


def amounts(told: dict) -> tuple[int, ...]:
    names = ("gross_amount", "relief_amount", "net_amount", "vat_percent", "vat_amount", "total_amount")
    return tuple(told[name] for name in names)


RESIDENTIAL = ("--category", "residential")
OF_2025 = ("--read-on", "2025-12-15")
GOLDEN = {
    "G01": (
        (*RESIDENTIAL, "--kwh", "410", "--read-on", "2015-07-15", "--instrument", "QĐ 2256/QĐ-BCT"),
        (829820, 0, 829820, 10, 82982, 912802),
    ),
    "G02, four tenants": (
        (*RESIDENTIAL, "--kwh", "120", "--tenants", "4", *OF_2025),
        (249300, 0, 249300, 8, 19944, 269244),
    ),
    "G05": ((*RESIDENTIAL, "--kwh", "270", *OF_2025), (649560, 0, 649560, 8, 51965, 701525)),
    "G06, tenants not declared": (
        (*RESIDENTIAL, "--kwh", "120", "--tenants-undeclared", *OF_2025),
        (285600, 0, 285600, 8, 22848, 308448),
    ),
    "G14": (
        ("--category", "production", "--kwh", "1000", *OF_2025),
        (1987000, 0, 1987000, 8, 158960, 2145960),
    ),
    "D15, two households": (
        (*RESIDENTIAL, "--kwh", "350", "--households", "2", "--read-on", "2021-12-15"),
        (643300, 0, 643300, 10, 64330, 707630),
    ),
    "D17, round 4": (
        (*RESIDENTIAL, "--kwh", "180", "--read-on", "2021-08-15", "--relief", "covid-4"),
        (331720, 49758, 281962, 10, 28196, 310158),
    ),
    "D18, round 4 at its threshold": (
        (*RESIDENTIAL, "--kwh", "200", "--read-on", "2021-09-15", "--relief", "covid-4"),
        (372000, 55800, 316200, 10, 31620, 347820),
    ),
    "D21, round 1 on tiers": (
        (*RESIDENTIAL, "--kwh", "250", "--read-on", "2020-06-15", "--relief", "covid-1"),
        (498800, 49880, 448920, 10, 44892, 493812),
    ),
    "D23, VAT of February 2022": (
        (*RESIDENTIAL, "--kwh", "250", "--read-on", "2022-02-01"),
        (498800, 0, 498800, 8, 39904, 538704),
    ),
}


@pytest.mark.parametrize(("words", "expected"), GOLDEN.values(), ids=GOLDEN)
def test_golden_bills_come_out_to_the_dong(words, expected):
    assert amounts(bill(*words)) == expected


def test_the_document_names_each_line_with_its_source():
    told = bill(*RESIDENTIAL, "--kwh", "250", "--read-on", "2021-12-15")

    first = told["lines"][0]
    assert [line["kwh"] for line in told["lines"]] == [50, 50, 100, 50]
    assert (first["kind"], first["label"], first["price"], first["amount"]) == (
        "energy",
        "Bậc 1",
        1678,
        83900,
    )
    assert first["source"].startswith("QĐ 648/QĐ-BCT")
    assert len(told["release"]) == 64
    assert told["period"] == {"first_on": "2021-11-16", "last_on": "2021-12-15", "read_on": "2021-12-15"}


def test_a_price_change_inside_the_period_is_split_by_days():
    told = bill(*RESIDENTIAL, "--kwh", "300", "--from", "2023-04-20", "--to", "2023-05-19")

    days = {(line["first_on"], line["last_on"]) for line in told["lines"]}
    assert days == {("2023-04-20", "2023-05-03"), ("2023-05-04", "2023-05-19")}
    assert sum(line["kwh"] for line in told["lines"]) == 300
    assert told["gross_amount"] == sum(line["amount"] for line in told["lines"])


def test_households_scale_the_tiers_whole_or_exact():
    given = (*RESIDENTIAL, "--kwh", "400", "--households", "1.25", "--read-on", "2021-12-15")

    exact = [line["kwh"] for line in bill(*given, "--quota-rounding", "exact")["lines"]]
    whole = [line["kwh"] for line in bill(*given)["lines"]]

    assert exact[:3] == [62.5, 62.5, 125]
    assert all(isinstance(kwh, int) for kwh in whole)
    assert sum(exact) == sum(whole) == 400


def test_registers_are_billed_at_the_price_of_their_hours():
    registers = ("--register", "normal=100", "--register", "off_peak=50", "--register", "peak=10")
    told = bill("--category", "production", *registers, "--read-on", "2021-12-15")

    by_register = {line["register"]: line["amount"] for line in told["lines"]}
    assert by_register == {"normal": 168500, "off_peak": 55000, "peak": 30760}


def test_a_poor_power_factor_adds_its_percentage():
    told = bill("--category", "production", "--kwh", "1000", "--read-on", "2021-12-15", "--cos-phi", "0.83")

    reactive = [line for line in told["lines"] if line["kind"] == "reactive"]
    assert [line["amount"] for line in reactive] == [142046]  # 8.43 % of 1 685 000, half up
    assert reactive[0]["formula"] == "1.685.000 đ × 8,43 % = 142.046 đ"


def test_a_round_without_a_group_leaves_the_bill_as_it_is_and_says_so():
    told = bill(*RESIDENTIAL, "--kwh", "250", "--read-on", "2021-08-15", "--relief", "covid-3")

    assert told["relief_amount"] == 0
    assert told["relief"]["is_given"] is False
    assert "không giảm" in told["relief"]["reason"]


def test_a_round_that_goes_by_the_use_of_a_site_names_the_uses():
    told = bill("--category", "business", "--kwh", "250", "--read-on", "2021-08-15", "--relief", "covid-4")

    assert told["relief_amount"] == 0
    assert "quarantine" in told["relief"]["reason"]


def test_lodging_takes_the_prices_of_production_and_says_so():
    told = bill(
        "--category", "tourist_lodging", "--kwh", "1000", "--read-on", "2021-08-15", "--relief", "covid-3"
    )

    assert told["net_amount"] == 1685000
    assert told["lines"][-1]["formula"] == "1.685.000 đ (theo giá Sản xuất) − 2.666.000 đ = −981.000 đ"


def test_a_round_of_other_months_says_its_months():
    told = bill(*RESIDENTIAL, "--kwh", "250", "--read-on", "2021-12-15", "--relief", "covid-4")

    assert told["relief_amount"] == 0
    assert "08/2021–09/2021" in told["relief"]["reason"]


def test_a_site_of_quarantine_names_its_use():
    given = ("--kwh", "1000", "--read-on", "2021-08-15", "--relief", "covid-4", "--use", "quarantine")
    told = bill("--category", "business", *given)

    assert told["net_amount"] == told["total_amount"] == 0
    assert told["relief"]["group"] == "covid-4/quarantine"


def test_a_rate_that_is_not_known_is_a_negative_verdict_beside_the_bill_without_it():
    given = ("--kwh", "1000", "--read-on", "2021-10-15", "--relief", "covid-5")
    told = bill("--category", "production", *given, status=1)

    assert told["relief_amount"] == 0
    assert told["relief"]["is_known"] is False


def test_the_bill_under_the_prices_of_a_year_earlier_is_told():
    told = bill("--category", "production", "--kwh", "1000", *OF_2025, "--explain")

    before = told["explained"]["year_before"]
    assert (before["instrument"], before["total_amount"]) == ("QĐ 2699/QĐ-BCT", 2047680)
    assert before["difference"] == 2145960 - 2047680


READ = ("--read-on", "2021-12-15")
BAD = {
    "kWh negative": ((*RESIDENTIAL, "--kwh", "-5", *READ), "not-a-whole-number", "-5"),
    "kWh without end": ((*RESIDENTIAL, "--kwh", "9" * 13, *READ), "number-out-of-range", "9" * 13),
    "10^12": ((*RESIDENTIAL, "--kwh", "10^12", *READ), "not-a-whole-number", "10^12"),
    "a comma": ((*RESIDENTIAL, "--kwh", "12,5", *READ), "not-a-whole-number", "12,5"),
    "a point": ((*RESIDENTIAL, "--kwh", "1.678", *READ), "not-a-whole-number", "1.678"),
    "foreign digits": ((*RESIDENTIAL, "--kwh", "１２", *READ), "not-a-whole-number", "１２"),
    "no energy": ((*RESIDENTIAL, *READ), "energy-missing", ""),
    "no day": ((*RESIDENTIAL, "--kwh", "5"), "read-on-missing", ""),
    "30 February": (
        (*RESIDENTIAL, "--kwh", "5", "--read-on", "2021-02-30"), "day-not-in-calendar", "2021-02-30"
    ),
    "a day as written": ((*RESIDENTIAL, "--kwh", "5", "--read-on", "15/12/2021"), "not-a-day", "15/12/2021"),
    "backwards": (
        (*RESIDENTIAL, "--kwh", "5", "--from", "2021-12-15", "--to", "2021-11-15"),
        "period-backwards",
        "2021-12-15 – 2021-11-15",
    ),
    "half a period": ((*RESIDENTIAL, "--kwh", "5", "--from", "2021-12-15"), "period-half-given", ""),
    "a category": (("--category", "sinh_hoat", "--kwh", "5", *READ), "word-unknown", "sinh_hoat"),
    "no category": (("--kwh", "5", *READ), "word-unknown", ""),
    "a voltage": ((*RESIDENTIAL, "--kwh", "5", *READ, "--voltage", "400v"), "word-unknown", "400v"),
    "a price list": (
        (*RESIDENTIAL, "--kwh", "5", *READ, "--instrument", "QĐ 1"), "instrument-unknown", "QĐ 1"
    ),
    "a list without the category": (
        ("--category", "business", "--kwh", "5", *READ, "--instrument", "QĐ 2256/QĐ-BCT"),
        "instrument-without-category",
        "QĐ 2256/QĐ-BCT",
    ),
    "before any price": (
        ("--category", "business", "--kwh", "5", "--read-on", "2014-01-15"),
        "price-missing-on-day",
        "2013-12-16",
    ),
    "before any VAT": (
        (*RESIDENTIAL, "--kwh", "5", "--read-on", "2005-01-15", "--instrument", "648"),
        "vat-missing",
        "2005-01-15",
    ),
    "registers and kWh": (
        ("--category", "production", "--kwh", "5", "--register", "normal=1", *READ),
        "kwh-and-registers",
        "5, normal=1",
    ),
    "registers of a household": (
        (*RESIDENTIAL, "--register", "peak=1", *READ), "register-without-price", "peak"
    ),
    "an unknown register": (
        ("--category", "production", "--register", "noon=1", *READ), "register-unknown", "noon=1"
    ),
    "a register twice": (
        ("--category", "production", "--register", "peak=1", "--register", "peak=2", *READ),
        "register-twice",
        "peak=2",
    ),
    "cos phi 1.2": (
        ("--category", "production", "--kwh", "5", *READ, "--cos-phi", "1.2"), "not-a-power-factor", "1.2"
    ),
    "a third of a household": (
        (*RESIDENTIAL, "--kwh", "5", *READ, "--households", "1.33"), "not-in-quarters", "1.33"
    ),
    "no household": ((*RESIDENTIAL, "--kwh", "5", *READ, "--households", "0"), "number-out-of-range", "0"),
    "tenants and households": (
        (*RESIDENTIAL, "--kwh", "5", *READ, "--tenants", "3", "--households", "2"),
        "households-twice",
        "households, tenants",
    ),
    "tenants of a shop": (
        ("--category", "business", "--kwh", "5", *READ, "--tenants", "3"),
        "households-not-residential",
        "business",
    ),
    "a sixth round": ((*RESIDENTIAL, "--kwh", "5", *READ, "--relief", "covid-6"), "word-unknown", "covid-6"),
    "a use that no group has": (
        (*RESIDENTIAL, "--kwh", "5", *READ, "--relief", "covid-4", "--use", "school"), "use-unknown", "school"
    ),
    "a use without a round": (
        (*RESIDENTIAL, "--kwh", "5", *READ, "--use", "quarantine"), "use-without-relief", "quarantine"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "rule", "found"), BAD.values(), ids=BAD)
def test_bad_input_is_one_document_that_says_found_expected_and_next(words, rule, found):
    run = ask(*words, "--json")

    assert run.exit_code == 2
    told = json.loads(run.stdout)["error"]
    assert (told["rule"], told["found"]) == (rule, found)
    assert told["expected"]
    assert told["next"]


def test_everything_that_is_wrong_is_named_at_once():
    run = ask(*RESIDENTIAL, "--kwh", "12,5", "--read-on", "2021-02-30", "--cos-phi", "1.2", "--json")

    fields = [one["field"] for one in json.loads(run.stdout)["errors"]]
    assert sorted(fields) == ["cos_phi", "kwh", "read_on"]


def test_an_unknown_option_is_a_document_too():
    run = ask("--colour", "red", "--json")

    assert run.exit_code == 2
    assert json.loads(run.stdout)["error"]["rule"] == "option-unreadable"


def test_without_json_what_is_wrong_stands_on_standard_error():
    run = ask(*RESIDENTIAL, "--kwh", "12,5", *READ)

    assert run.exit_code == 2
    assert run.stdout == ""
    assert "12,5" in run.stderr


def test_people_read_a_table_with_reasons():
    run = ask(*RESIDENTIAL, "--kwh", "250", *READ, "--explain")

    assert run.exit_code == 0
    assert "Tổng tiền thanh toán" in run.stdout
    assert "100 kWh × 2.014 đ = 201.400 đ" in run.stdout
    assert "548.680" in run.stdout
    assert "Cần xác nhận" in run.stdout


def test_the_command_needs_neither_settings_nor_database():
    program = (
        "import sys; from donghanh.faces.cli.main import main; "
        "main(standalone_mode=False); sys.exit('django' in sys.modules)"
    )
    words = ["tariff", "bill", *RESIDENTIAL, "--kwh", "5", *READ, "--json"]
    run = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["total_amount"] == 9229
