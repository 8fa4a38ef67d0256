"""The households that somebody's telephone or commune could mean: what a search for duplicates reads."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from donghanh.apps.customers.bridge.copying import copy_out

COLUMNS = {
    "customer_id": pl.Int64,
    "customer_code": pl.String,
    "name": pl.String,
    "address": pl.String,
    "commune_code": pl.String,
    "phone": pl.String,
}
QUERY = """
SELECT id, code, name, address, commune_id, phone FROM customers_customer
WHERE kind = 'household' AND (phone = ANY(%s) OR commune_id = ANY(%s)) ORDER BY id
"""


def households_near(*, phones: Collection[str], commune_codes: Collection[str]) -> pl.DataFrame:
    """
    Read the households that have one of the telephones or stand in one of the communes.

    phones  : as customers are kept, digits only from 0 on
    returns : customer_id, customer_code, name, address, commune_code, phone [null: not known]

    Both conditions stand in the table's indexes (customer_phone, customer_commune_sort_key): a commune of a
    province has some thousands of households, and reading them costs less than keeping a second table of
    keys in step with every load.
    """
    return copy_out(query=QUERY, parameters=[sorted(phones), sorted(commune_codes)], schema=COLUMNS)
