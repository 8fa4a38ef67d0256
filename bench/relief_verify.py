"""
Checking a certificate of a whole province: tier reductions reckoned anew from bills and the kept law.

Generated households of one unit each get round 1's reduction of tiers; the certificate is built, written
down, and verified as an auditor does, whose computer has no database. First a planted overpayment must be
found. Then the time of `verify_certificate` is set against reading the same files and hashing them, which
nobody can leave out. python bench/relief_verify.py [--customers 650000] [--rounds 2] [--processor]
"""

import argparse
import hashlib
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import polars as pl
from common import best_of, close, insist_equal, rows_against

from donghanh.adapters.relief_certificate import (
    Bases,
    build_certificate,
    verify_certificate,
    write_certificate,
)
from donghanh.adapters.relief_certificate.recomputing import recompute
from donghanh.adapters.relief_certificate.shape import FILES, MANIFEST, read_list
from donghanh.engines.reliefs import Equation
from donghanh.kernel.billing_tables import BILLS, QUOTAS, USAGE
from donghanh.lawbook.billing_law import law_of_texts
from donghanh.lawbook.law_texts import canonical, digest_of, shipped_texts

MONTH, START, END = date(2020, 6, 1), date(2020, 5, 16), date(2020, 6, 16)
ROUND, RELIEF = "covid-1", "covid-1/households"
BASE = "read and hash the files"


def main() -> int:
    """Build, check, time; exit 1 when answers differ."""
    asked = _asked()
    texts = shipped_texts()
    bases = _bases(asked.customers, canonical(texts))
    reliefs = law_of_texts(texts).reliefs.filter(pl.col("round") == ROUND)
    began = time.perf_counter()
    paid = recompute(bases, reliefs).with_columns(unit_code=pl.lit("PA01ND"), quota_quarters=pl.lit(4))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "out"
        files, equation = _certificate(texts, bases, paid)
        write_certificate(files=files, folder=folder)
        size = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
        built = time.perf_counter() - began
        print(f"{asked.customers:,} customers, {size / 1e6:,.0f} MB, built in {built:.1f} s")
        found = _found_when_planted(texts, bases, paid, Path(name) / "bad")
        verdict = verify_certificate(folder=folder)
        insist_equal(answers={"made": (equation.holds, 0), "verified": (True, len(verdict.problems))})
        insist_equal(answers={"planted overpayment": found, "named": True})
        clock = time.process_time if asked.processor else time.perf_counter
        seconds = best_of(
            contestants={
                BASE: lambda: _read(folder),
                "relief verify": lambda: verify_certificate(folder=folder),
            },
            rounds=asked.rounds, clock=clock,
        )  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    print(f"peak memory {peak:.2f} GiB, building and checking")
    title = f"{asked.customers:,} customers, {'processor' if asked.processor else 'wall'} time"
    return close(title=title, rows=rows_against(seconds=seconds, base=BASE, limits={}))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=650_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--processor", action="store_true")
    return parser.parse_args()


def _bases(count: int, law: str) -> Bases:
    """Households of 0 to 799 kWh, by a fixed rule of their number."""
    numbers = pl.DataFrame({"bill": pl.int_range(1, count + 1, eager=True)})
    lits = {
        "category": "residential", "voltage": "under_6kv", "from_on": START, "until_on": END, "read_on": END,
        "quota_quarters": 4, "quota_rounding": "whole", "is_tenants_undeclared": False,
        "cos_phi_percent": None, "relief": RELIEF, "instrument": None, "release": digest_of(law),
    }  # fmt: skip
    bills = numbers.with_columns(
        code=pl.format("PA01ND{}", pl.col("bill").cast(pl.String).str.zfill(7)),
        **{name: pl.lit(value) for name, value in lits.items()},
    )
    schema = {"code": pl.String, "release": pl.String, **BILLS.schema}
    usage = numbers.with_columns(
        from_on=pl.lit(START), until_on=pl.lit(END), register=pl.lit("all"),
        kwh=pl.col("bill") * 7919 % 799 + 1,
    )  # fmt: skip
    return Bases(
        bills.select(list(schema)).cast(schema), usage.select(USAGE.schema.names()).cast(dict(USAGE.schema)),
        QUOTAS.empty(), {digest_of(law): law},
    )  # fmt: skip


def _certificate(
    texts: dict[str, str], bases: Bases, paid: pl.DataFrame
) -> tuple[dict[str, bytes], Equation]:
    nobody = {"code": pl.String, "relief": pl.String, "reason": pl.String}
    refused = {
        "unit_code": pl.String, "category": pl.String, "relief": pl.String, "reason": pl.String,
        "customers": pl.Int64,
    }  # fmt: skip
    return build_certificate(
        relief_round=ROUND, month=MONTH, made_on=date(2021, 12, 20), law_text=texts[f"reliefs/{ROUND}.yaml"],
        key=b"bench", owed=paid.select("code", "unit_code", "category", "relief"), paid=paid, bases=bases,
        excused=pl.DataFrame(schema=nobody), refused=pl.DataFrame(schema=refused),
    )  # fmt: skip


def _found_when_planted(texts: dict[str, str], bases: Bases, paid: pl.DataFrame, folder: Path) -> bool:
    """Whether ten thousand đồng too much for one customer are found."""
    first = pl.int_range(pl.len()) == 0
    wrong = paid.with_columns(
        relief_amount=pl.when(first).then(pl.col("relief_amount") + 10_000).otherwise("relief_amount")
    )
    files, _ = _certificate(texts, bases, wrong)
    write_certificate(files=files, folder=folder)
    return bool(verify_certificate(folder=folder).problems)


def _read(folder: Path) -> str:
    digest = hashlib.sha256((folder / MANIFEST).read_bytes())
    for name in FILES:
        content = (folder / name).read_bytes()
        digest.update(hashlib.sha256(content).digest())
        if name.endswith(".csv"):
            read_list(name, content)
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
