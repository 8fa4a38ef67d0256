"""Reductions by other prices and by tiers are computed anew, to the đồng; what is planted is found."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache

import polars as pl
import pytest

from donghanh.adapters.relief_certificate import (
    Bases,
    build_certificate,
    repriced_reliefs,
    verify_certificate,
    write_certificate,
)
from donghanh.adapters.relief_certificate.recomputing import RECOMPUTED, recompute, write_releases
from donghanh.adapters.relief_certificate.shape import (
    FILES,
    MANIFEST,
    RELEASES,
    read_list,
    totals_of,
    write_list,
)
from donghanh.kernel.billing_tables import BILLS, QUOTAS, USAGE
from donghanh.lawbook.billing_law import law_of_texts
from donghanh.lawbook.law_texts import canonical, digest_of, shipped_texts

JUNE, MAY_END, JUNE_END = date(2020, 6, 1), date(2020, 5, 16), date(2020, 6, 16)
LAW = shipped_texts()["reliefs/covid-1.yaml"]
HOUSEHOLD, HOTEL = "PA01ND0000001", "PA01ND0000002"


@cache
def law_text() -> str:
    return canonical(shipped_texts())


def bases() -> Bases:
    """450 kWh of a household over all six tiers; a hotel of 1,000 kWh with two bills in the month."""
    digest = digest_of(law_text())
    common = {
        "voltage": "under_6kv", "read_on": JUNE_END, "quota_quarters": 4, "quota_rounding": "whole",
        "is_tenants_undeclared": False, "cos_phi_percent": None, "instrument": None, "release": digest,
    }  # fmt: skip
    middle = date(2020, 6, 1)
    bills = [
        {"bill": 70, "code": HOUSEHOLD, "category": "residential", "relief": "covid-1/households",
         "from_on": MAY_END, "until_on": JUNE_END, **common},
        {"bill": 90, "code": HOTEL, "category": "tourist_lodging", "relief": "covid-1/lodging",
         "from_on": MAY_END, "until_on": middle, **common},
        {"bill": 80, "code": HOTEL, "category": "tourist_lodging", "relief": "covid-1/lodging",
         "from_on": middle, "until_on": JUNE_END, **common},
    ]  # fmt: skip
    usage = [
        (70, MAY_END, JUNE_END, "all", 450), (90, MAY_END, middle, "all", 600),
        (80, middle, JUNE_END, "all", 400),
    ]  # fmt: skip
    schema = {"code": pl.String, "release": pl.String, **BILLS.schema}
    return Bases(
        pl.DataFrame(bills, schema=schema), pl.DataFrame(usage, schema=USAGE.schema, orient="row"),
        QUOTAS.empty(), {digest: law_text()},
    )  # fmt: skip


def reliefs() -> pl.DataFrame:
    return law_of_texts(shipped_texts()).reliefs.filter(pl.col("round") == "covid-1")


@pytest.fixture
def certificate(tmp_path):
    said = {"unit_code": "PA01ND", "quota_quarters": 4}
    paid = recompute(bases(), reliefs()).with_columns(**{key: pl.lit(value) for key, value in said.items()})
    files, equation = build_certificate(
        relief_round="covid-1", month=JUNE, made_on=date(2021, 12, 20), law_text=LAW, key=b"key",
        owed=paid.select("code", "unit_code", "category", "relief"), paid=paid, bases=bases(),
        excused=pl.DataFrame(schema={"code": pl.String, "relief": pl.String, "reason": pl.String}),
        refused=pl.DataFrame(schema={"unit_code": pl.String, "category": pl.String, "relief": pl.String,
                                     "reason": pl.String, "customers": pl.Int64}),
    )  # fmt: skip
    assert equation.holds, equation.findings
    write_certificate(files=files, folder=tmp_path / "out")
    return tmp_path / "out"


def rules(folder):
    return [one.rule for one in verify_certificate(folder=folder).problems]


def planted(folder, name, change):
    """Change a list, and correct totals and hashes as somebody would who hides it."""
    (folder / name).write_bytes(write_list(name, change(read_list(name, (folder / name).read_bytes()))))
    paid = read_list("paid.csv", (folder / "paid.csv").read_bytes())
    (folder / "totals.csv").write_bytes(write_list("totals.csv", totals_of(paid)))
    hide(folder)


def hide(folder):
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for one in FILES:
        manifest["files"][one] = hashlib.sha256((folder / one).read_bytes()).hexdigest()
    paid = read_list("paid.csv", (folder / "paid.csv").read_bytes())
    manifest["equation"]["paid_amount"] = int(paid["relief_amount"].sum())
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def of(relief):
    return pl.col("relief") == f"covid-1/{relief}"


def test_tiers_and_other_prices_are_computed_as_a_hand_does_it():
    """QĐ 648: 50 x 1678 + 50 x 1734 + 100 x 2014 + 100 x 2536 = 625.600, of which a tenth."""
    told = recompute(bases(), reliefs()).sort("category")

    assert told.columns == list(RECOMPUTED)
    assert told["relief_amount"].to_list() == [62_560, 1_000 * (2_666 - 1_685)]
    assert told["gross_amount"].to_list() == [1_055_350, 2_666_000]
    assert {"covid-1/households", "covid-1/lodging"} <= set(repriced_reliefs(reliefs()))


def test_a_certificate_of_such_reductions_holds_and_leaves_nothing_unchecked(certificate):
    told = verify_certificate(folder=certificate)

    assert told.problems == ()
    assert (told.equation.paid_count, told.equation.unchecked_count) == (2, 0)
    assert told.releases == (digest_of(law_text()),)
    assert HOTEL.encode() not in b"".join(path.read_bytes() for path in certificate.iterdir())


@pytest.mark.parametrize("relief", ["households", "lodging"])
@pytest.mark.parametrize("by", [1, -1])
def test_a_single_dong_too_much_or_too_little_is_found_in_each(certificate, relief, by):
    amount = pl.col("relief_amount") + pl.when(of(relief)).then(by).otherwise(0)

    planted(certificate, "paid.csv", lambda paid: paid.with_columns(relief_amount=amount))

    assert rules(certificate) == ["amount-differs"]


def test_energy_that_was_made_larger_to_reach_an_amount_is_found(certificate):
    planted(certificate, "usage.csv", lambda usage: usage.with_columns(pl.col("kwh") + 1))

    assert rules(certificate).count("basis-differs") == 2


def test_a_bill_that_is_left_out_is_named_and_one_of_nobody_too(certificate):
    planted(certificate, "bills.csv", lambda bills: bills.filter(pl.col("category") != "residential"))
    usage = read_list("usage.csv", (certificate / "usage.csv").read_bytes())
    bills = read_list("bills.csv", (certificate / "bills.csv").read_bytes())
    planted(certificate, "usage.csv", lambda _: usage.join(bills, on="bill", how="semi"))

    assert rules(certificate) == ["basis-missing", "equation-differs"]

    planted(certificate, "bills.csv", lambda rows: rows.with_columns(token=pl.lit("0" * 64)))
    assert "bill-of-nobody" in rules(certificate)


def test_a_price_that_was_changed_in_the_law_is_found(certificate):
    text = law_text().replace("1678", "1679")
    (certificate / RELEASES).write_bytes(write_releases({digest_of(law_text()): text}))
    hide(certificate)

    assert rules(certificate) == ["cannot-recompute"]


def test_another_law_under_its_own_digest_makes_other_amounts(certificate):
    text = law_text().replace("1678", "1679")
    digest = digest_of(text)
    (certificate / RELEASES).write_bytes(write_releases({digest: text}))
    planted(certificate, "bills.csv", lambda bills: bills.with_columns(release=pl.lit(digest)))

    assert "basis-differs" in rules(certificate)


def test_the_share_of_the_law_is_what_counts(certificate):
    law = (certificate / "law.yaml").read_text(encoding="utf-8").replace("upto_tier: 4", "upto_tier: 3")
    (certificate / "law.yaml").write_text(law, encoding="utf-8")
    hide(certificate)

    assert rules(certificate) == ["amount-differs"]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 1}', b"\xff", b'{"a": "b"}', b"{}"])
def test_laws_that_cannot_be_read_are_a_finding_not_a_crash(certificate, content):
    (certificate / RELEASES).write_bytes(content)
    hide(certificate)

    assert rules(certificate) == ["cannot-recompute"]
