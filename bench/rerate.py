"""
A reduction that comes late touches one bill in a hundred: what its correction costs beside the full run.

First the two ways must answer alike: all bills rated before and after, every difference that is not zero; and
the touched bills alone, rated anew and set against the totals that their invoices keep. Then the times,
the processor's: on the wall's clock a step of milliseconds took eight times as long in a busy second.

    python bench/rerate.py [--bills 650000] [--rounds 5]
"""

import argparse
import sys
import time

import polars as pl
from common import best_of, close, insist_equal, rows_against
from rate_mix import mix_part

from donghanh.engines.rating.books import law_books
from donghanh.engines.rating.wide import WideRating, rate_wide
from donghanh.lawbook.billing_law import read_law

RELIEF = "covid-4/households"
LIMIT = 0.02
AMOUNTS = ("relief_amount", "net_amount", "vat_amount", "total_amount")


def late(wide: pl.DataFrame) -> pl.Series:
    """The households of one locality, whose order became known late: one bill in a hundred."""
    households = wide.filter(pl.col("category").cast(pl.String) == "residential")
    return households["bill"].gather_every(90)


def reduced(wide: pl.DataFrame, touched: pl.Series) -> pl.DataFrame:
    """The bills as they would have been made with the order known."""
    is_touched = pl.col("bill").is_in(touched.implode())
    return wide.with_columns(relief=pl.when(is_touched).then(pl.lit(RELIEF)).otherwise("relief"))


def differences(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """What each touched bill owes more or less."""
    paired = after.join(before, on="bill", how="inner", suffix="_before")
    found = paired.select("bill", *(pl.col(name) - pl.col(f"{name}_before") for name in AMOUNTS))
    return found.filter(pl.any_horizontal(pl.col(*AMOUNTS) != 0)).sort("bill")


def main() -> int:
    """Generate, compare, time."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--bills", type=int, default=650_000)
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    books, wide = law_books(read_law()), mix_part(start=0, count=given.bills, relief=None)
    touched, rating = late(wide), WideRating(books)
    kept, _ = rate_wide(books, wide)

    def full() -> pl.DataFrame:
        return differences(kept, rating.rate(reduced(wide, touched))[0])

    def correction() -> pl.DataFrame:
        places = wide["bill"].search_sorted(touched)  # both stand in order of bills, as under an index
        anew = wide[places].with_columns(relief=pl.lit(RELIEF))
        return differences(kept[places], rating.rate(anew)[0])

    insist_equal(answers={"all, before and after": full().rows(), "touched alone": correction().rows()})
    print(f"{touched.len():,} of {given.bills:,} bills touched, {correction()['total_amount'].sum():,} đồng")
    seconds = best_of(
        contestants={"full run": full, "correction": correction}, rounds=given.rounds, clock=time.process_time
    )
    return close(
        title=f"{given.bills:,} bills in memory, against the full run",
        rows=rows_against(seconds=seconds, base="full run", limits={"correction": LIMIT}),
    )


if __name__ == "__main__":
    sys.exit(main())
