"""What is kept of the customers in a file: which are new, the same, changed, and in which columns."""

from __future__ import annotations

import polars as pl

from donghanh.apps.customers.bridge.copying import copy_out
from donghanh.kernel.customer_tables import CUSTOMERS

COLUMNS = {"unit_code": "unit_id", "commune_code": "commune_id"}
SCHEMA = {"id": pl.Int64, **{COLUMNS.get(name, name): kind for name, kind in CUSTOMERS.schema.items()}}
KEPT = [name for name in SCHEMA if name not in ("id", "code")]


def known_customers(*, codes: pl.Series) -> pl.DataFrame:
    """Read the kept rows of these codes, columns as the table in the database names them."""
    query = f"SELECT {', '.join(SCHEMA)} FROM customers_customer WHERE code = ANY(%s)"  # noqa: S608
    return copy_out(query=query, parameters=[codes.to_list()], schema=SCHEMA)


def known_ids(*, codes: pl.Series) -> pl.DataFrame:
    """Read code and customer_id of these codes."""
    query = "SELECT code, id FROM customers_customer WHERE code = ANY(%s)"
    schema = {"code": pl.String, "customer_id": pl.Int64}
    return copy_out(query=query, parameters=[codes.to_list()], schema=schema)


def tell_apart(
    *, incoming: pl.DataFrame, kept: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """
    Split incoming customers into new, same and changed ones; the last two carry the `id` they have.

    incoming, kept : columns as the table in the database names them
    """
    if not kept.height:
        nobody = incoming.head(0).with_columns(id=pl.lit(None, pl.Int64))
        return incoming, nobody, nobody
    new = incoming.join(kept, on="code", how="anti")
    both = incoming.join(kept, on="code", suffix=":kept")
    is_same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}:kept")) for name in KEPT)
    columns = [*incoming.columns, "id"]
    return new, both.filter(is_same).select(columns), both.filter(~is_same).select(columns)


def changed_columns(*, changed: pl.DataFrame, kept: pl.DataFrame) -> dict[str, int]:
    """Count in how many customers each column differs from what is kept."""
    both = changed.drop("id").join(kept, on="code", suffix=":kept")
    counts = both.select(pl.col(name).ne_missing(pl.col(f"{name}:kept")).sum() for name in KEPT)
    return {name: count for name, count in counts.row(0, named=True).items() if count}
