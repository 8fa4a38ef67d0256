"""
The law by which a bill is made, as frames and named choices; the lawbook builds it, a release freezes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class LawSource:
    """
    Where a value comes from.

    text         : "QĐ 648/QĐ-BCT, 20/3/2019"
    clause       : place in it, or empty
    confidence   : high, medium or low
    is_confirmed : whether the value may be shown without "to be confirmed"
    """

    text: str
    clause: str
    confidence: str
    is_confirmed: bool


@dataclass(frozen=True, eq=False)
class Law:
    """
    Everything that rating reads beside bills and usage. Two laws are the same when they are one object.

    prices, vat, reactive, reliefs, tenants : frames of the tables of these names in `kernel.billing_tables`
    sources : by the key that the `source` columns hold
    release : digest of the release that this law is
    """

    prices: pl.DataFrame
    vat: pl.DataFrame
    reactive: pl.DataFrame
    reliefs: pl.DataFrame
    tenants: pl.DataFrame
    sources: Mapping[str, LawSource]
    release: str
