"""
Rating in bulk: a folder of Parquet parts in, a folder of parts out, against the plain copy of the same.

First twelve control integers must be equal, on a sample, among our engine compiled, our engine as Python
and the slow twin. Then the time of the whole path against the best plain copy (Polars and DuckDB: read the
input whole, write ready totals with the same options), and against our formula run as plain Python.

    python bench/rate.py [--bills 650000] [--rounds 2] [--folder DIR]
"""

import argparse
import resource
import sys
import tempfile
from pathlib import Path

import duckdb
import polars as pl
from common import best_of, close, insist_equal, rows_against
from rate_mix import write_mix

from donghanh.adapters.rating_files import rate_files, write_part
from donghanh.engines.rating import rate_totals
from donghanh.engines.rating.books import law_books
from donghanh.engines.rating.wide import KWH, WIDE, rate_wide
from donghanh.kernel.billing_tables import BILLS, USAGE
from donghanh.lawbook.billing_law import read_law

sys.path.append(str(Path(__file__).parents[1]))
from tests.oracles.rating_slowly import law_as_rows, rate_slowly

LIMIT = 1.1
SAMPLE = 2_000


def narrow(wide: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Wide bills as BILLS and USAGE."""
    bills = wide.select(BILLS.schema.names()).cast(dict(BILLS.schema))
    usage = wide.unpivot(
        KWH, index=["bill", "from_on", "until_on"], variable_name="register", value_name="kwh"
    ).drop_nulls("kwh")
    usage = usage.with_columns(pl.col("register").str.strip_prefix("kwh_"))
    return bills, usage.select(USAGE.schema.names())


def controls(totals: pl.DataFrame) -> list[int]:
    """Twelve integers: count, sums of the columns, and four that a shifted row would change."""
    sums = totals.select(pl.all().cast(pl.Int64).sum()).row(0)
    turned = totals.select(
        (pl.col("bill") % 997 * pl.col(name)).sum().alias(name)
        for name in ("kwh", "net_amount", "total_amount")
    )
    return [totals.height, *map(int, sums), *map(int, turned.row(0))]


def slowly(wide: pl.DataFrame) -> pl.DataFrame:
    """Totals of the slow twin."""
    bills, usage = narrow(wide)
    law, used = law_as_rows(read_law()), usage.partition_by("bill", as_dict=True)
    rows = [
        (
            row["bill"],
            *rate_slowly(law, row | {"usage": used[(row["bill"],)].drop("bill").rows(), "quotas": []})[3],
        )
        for row in bills.to_dicts()
    ]
    return pl.DataFrame(rows, orient="row", schema=SCHEMA)


SCHEMA = (
    "bill",
    "kwh",
    "gross_amount",
    "relief_amount",
    "net_amount",
    "vat_percent",
    "vat_amount",
    "total_amount",
)


def insist_alike(first: Path) -> None:
    """Equal control integers on a sample of the first part."""
    law, wide = read_law(), pl.read_parquet(first).head(SAMPLE).cast(dict(WIDE.schema))
    bills, usage = narrow(wide)
    insist_equal(
        answers={
            "files, compiled": controls(rate_wide(law_books(law), wide)[0]),
            "plain Python": controls(rate_totals(law, bills=bills, usage=usage)[0]),
            "slow twin": controls(slowly(wide)),
        }
    )


def copy_by_polars(parts: list[Path], ready: Path, target: Path) -> None:
    """Read each part whole, write the ready totals of it."""
    for part in parts:
        pl.read_parquet(part)
        write_part(pl.read_parquet(ready / part.name), target / part.name)


def copy_by_duckdb(parts: list[Path], ready: Path, target: Path) -> None:
    """The same by DuckDB; the input is read whole by hashing nothing but its greatest values."""
    base = duckdb.connect()
    for part in parts:
        base.execute(f"SELECT max(COLUMNS(*)) FROM '{part}'").fetchall()
        base.execute(
            f"COPY (FROM '{ready / part.name}') TO '{target / part.name}' "
            "(COMPRESSION zstd, COMPRESSION_LEVEL 1)"
        )


def main() -> int:
    """Generate, compare, time."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--bills", type=int, default=650_000)
    asked.add_argument("--rounds", type=int, default=2)
    asked.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        return timed(Path(name), given.bills, given.rounds)


def timed(folder: Path, count: int, rounds: int) -> int:
    """Time the whole path and its bases."""
    parts = write_mix(folder=folder / "in", count=count, relief=None)
    insist_alike(parts[0])
    law, ready, copies = read_law(), folder / "ready", folder / "copies"
    copies.mkdir()
    counted = rate_files(law=law, source=folder / "in", target=ready)
    print(f"{counted.rated_count:,} rated, {counted.refused_count:,} refused, {counted.total_amount:,} đồng")
    sample = narrow(pl.read_parquet(parts[0]).head(SAMPLE).cast(dict(WIDE.schema)))
    seconds = best_of(
        contestants={
            "copy by Polars": lambda: copy_by_polars(parts, ready, copies),
            "copy by DuckDB": lambda: copy_by_duckdb(parts, ready, copies),
            "ours": lambda: rate_files(law=law, source=folder / "in", target=folder / "out"),
            "Python sample": lambda: rate_totals(law, bills=sample[0], usage=sample[1]),
        },
        rounds=rounds,
    )
    seconds["plain Python, scaled"] = seconds.pop("Python sample") * count / SAMPLE
    base = min(("copy by Polars", "copy by DuckDB"), key=seconds.__getitem__)
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB, all contestants"
    )
    print("The machine was shared while this ran; only ratios mean something.")
    return close(
        title=f"{count:,} bills, against {base}",
        rows=rows_against(seconds=seconds, base=base, limits={"ours": LIMIT}),
    )


if __name__ == "__main__":
    sys.exit(main())
