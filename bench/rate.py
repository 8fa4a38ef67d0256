"""
Rating in bulk: a folder of Parquet parts in, a folder of parts out, against the plain copy of the same.

First twelve control integers must be equal, on a sample, among our engine compiled, our engine as Python
and the slow twin. Then the time of the whole path against the best plain copy (Polars and DuckDB: read the
input whole, read ready totals, write them with the same options), and against our formula run as plain
Python. Each bill carries its customer's code from input to output; with --bare there are numbers alone.
On a machine that others use, --processor counts the processor's time of all threads instead of the wall's.

    python bench/rate.py [--bills 650000] [--rounds 2] [--folder DIR] [--bare] [--processor]
"""

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
from common import best_of, close, insist_equal, rows_against
from rate_mix import write_mix
from rate_shared import SAMPLE, controls, copy_by_duckdb, copy_by_polars, narrow, slowly

from donghanh.adapters.rating_files import rate_files
from donghanh.engines.rating import rate_totals
from donghanh.engines.rating.books import law_books
from donghanh.engines.rating.wide import WIDE, rate_wide
from donghanh.lawbook.billing_law import read_law

LIMIT = 1.1


def insist_alike(first: Path) -> None:
    """Equal control integers on a sample of the first part."""
    law, wide = (
        read_law(),
        pl.read_parquet(first).head(SAMPLE).select(WIDE.schema.names()).cast(dict(WIDE.schema)),
    )
    bills, usage = narrow(wide)
    insist_equal(
        answers={
            "files, compiled": controls(rate_wide(law_books(law), wide)[0]),
            "plain Python": controls(rate_totals(law, bills=bills, usage=usage)[0]),
            "slow twin": controls(slowly(wide)),
        }
    )


def main() -> int:
    """Generate, compare, time."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--bills", type=int, default=650_000)
    asked.add_argument("--rounds", type=int, default=2)
    asked.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    asked.add_argument("--bare", action="store_true")
    asked.add_argument("--processor", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        return timed(Path(name), given)


def timed(folder: Path, given: argparse.Namespace) -> int:
    """Time the whole path and its bases."""
    count, clock = given.bills, time.process_time if given.processor else time.perf_counter
    parts = write_mix(folder=folder / "in", count=count, relief=None, with_codes=not given.bare)
    insist_alike(parts[0])
    law, ready, copies = read_law(), folder / "ready", folder / "copies"
    copies.mkdir()
    counted = rate_files(law=law, source=folder / "in", target=ready)
    print(f"{counted.rated_count:,} rated, {counted.refused_count:,} refused, {counted.total_amount:,} đồng")
    sample = narrow(
        pl.read_parquet(parts[0]).head(SAMPLE).select(WIDE.schema.names()).cast(dict(WIDE.schema))
    )
    seconds = best_of(
        contestants={
            "copy by Polars": lambda: copy_by_polars(parts, ready, copies),
            "copy by DuckDB": lambda: copy_by_duckdb(parts, ready, copies),
            "ours": lambda: rate_files(law=law, source=folder / "in", target=folder / "out"),
            "Python sample": lambda: rate_totals(law, bills=sample[0], usage=sample[1]),
        },
        rounds=given.rounds,
        clock=clock,
    )
    seconds["plain Python, scaled"] = seconds.pop("Python sample") * count / SAMPLE
    base = min(("copy by Polars", "copy by DuckDB"), key=seconds.__getitem__)
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB, all contestants"
    )
    print("The machine was shared while this ran; only ratios mean something.")
    return close(
        title=f"{count:,} bills, against {base}, {'processor' if given.processor else 'wall'} time",
        rows=rows_against(seconds=seconds, base=base, limits={"ours": LIMIT}),
    )


if __name__ == "__main__":
    sys.exit(main())
