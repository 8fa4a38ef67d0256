"""
What the benches of rating share: the slow twin's totals, twelve control integers, and the plain copies.

No program: for `rate.py` and `rate_peers.py`, which print the ratios.
"""

import sys
from pathlib import Path

import duckdb
import polars as pl

from donghanh.adapters.rating_files import write_part
from donghanh.engines.rating.wide import KWH
from donghanh.kernel.billing_tables import BILLS, TOTALS, USAGE
from donghanh.lawbook.billing_law import read_law

sys.path.append(str(Path(__file__).parents[1]))
from tests.oracles.rating_slowly import law_as_rows, rate_slowly

SAMPLE = 2_000
"""Bills that the slow twin rates."""
SCHEMA = tuple(TOTALS.schema.names())


def narrow(wide: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Wide bills as BILLS and USAGE."""
    bills = wide.select(BILLS.schema.names()).cast(dict(BILLS.schema))
    usage = wide.unpivot(
        KWH, index=["bill", "from_on", "until_on"], variable_name="register", value_name="kwh"
    ).drop_nulls("kwh")
    usage = usage.with_columns(pl.col("register").str.strip_prefix("kwh_"))
    return bills, usage.select(USAGE.schema.names())


def controls(totals: pl.DataFrame) -> list[int]:
    """Twelve integers: count, sums of the columns, and three that a shifted row would change."""
    sums = totals.select(pl.col(SCHEMA).cast(pl.Int64).sum()).row(0)
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
