"""
Computes anew the reductions that no percentage of a bill makes: other prices, or a share of some tiers.

For both who makes a certificate and who checks it: the bills as they were rated, under tokens, and the text
of the law by which each was rated. The groups themselves are those of the certificate's own law.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from donghanh.engines.rating import rate_totals
from donghanh.kernel.billing_tables import BILLS, QUOTAS, USAGE
from donghanh.kernel.tables import FrameDoesNotFit
from donghanh.lawbook.billing_law import law_as_kept
from donghanh.lawbook.documents import DocumentRefused
from donghanh.lawbook.law_texts import NotALaw, digest_of, parse_canonical

RECOMPUTED: Mapping[str, Any] = {
    "code": pl.String, "category": pl.String, "relief": pl.String, "kwh": pl.Int64, "gross_amount": pl.Int64,
    "relief_amount": pl.Int64,
}  # fmt: skip
KEYS = ["code", "category"]


class CannotRecompute(ValueError):
    """A law or a bill from which amounts are to be computed cannot be read, or is not what it says."""


@dataclass(frozen=True)
class Bases:
    """
    From what reductions are computed.

    bills    : code, release [digest of the law by which the bill was rated], and the columns of BILLS; all
               bills of the month of whoever was given such a reduction in that price group
    usage, quotas : frames of USAGE and QUOTAS for these bills
    releases : canonical text of each law, by digest
    """

    bills: pl.DataFrame
    usage: pl.DataFrame
    quotas: pl.DataFrame
    releases: Mapping[str, str]


def no_bases() -> Bases:
    """Nothing has to be computed anew: every group takes a percentage of the whole bill."""
    schema: dict[str, Any] = {"code": pl.String, "release": pl.String, **BILLS.schema}
    return Bases(pl.DataFrame(schema=schema), USAGE.empty(), QUOTAS.empty(), {})


def repriced_reliefs(reliefs: pl.DataFrame) -> list[str]:
    """Groups whose amount does not follow from kWh and amount alone; of a frame of RELIEFS."""
    return reliefs.filter(pl.col("effect") != "percent_of_amount")["relief"].unique().sort().to_list()


def recompute(bases: Bases, reliefs: pl.DataFrame) -> pl.DataFrame:
    """
    Rate the bills again, each by its law with the groups of `reliefs` in place of the law's own.

    returns : columns of RECOMPUTED, one row a customer, price group and reduction; kwh and gross_amount are
              of all bills of the customer in the price group
    raises  : CannotRecompute
    """
    rated = [_rated(bases, str(digest), reliefs) for digest in bases.bills["release"].unique().sort()]
    if not rated:
        return pl.DataFrame(schema=RECOMPUTED)
    totals = pl.concat(rated)
    whole = totals.group_by(KEYS).agg(pl.col("kwh", "gross_amount").sum())
    given = totals.drop_nulls("relief").group_by(*KEYS, "relief").agg(pl.col("relief_amount").sum())
    return given.join(whole, on=KEYS).select(list(RECOMPUTED)).sort(*KEYS, "relief")


def write_releases(releases: Mapping[str, str]) -> bytes:
    """Write the laws in their one spelling."""
    return (json.dumps(dict(releases), indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def read_releases(content: bytes) -> dict[str, str]:
    """
    Read the laws; each is the one that its digest names.

    raises : CannotRecompute
    """
    try:
        releases = parse_canonical(content.decode())
    except (NotALaw, UnicodeDecodeError) as reason:
        raise CannotRecompute(f"no laws by their digests: {reason}") from reason
    for digest, text in releases.items():
        if digest_of(text) != digest:
            raise CannotRecompute(f"the law {digest} has the SHA-256 {digest_of(text)}.")
    return releases


def _rated(bases: Bases, digest: str, reliefs: pl.DataFrame) -> pl.DataFrame:
    if digest not in bases.releases:
        raise CannotRecompute(f"a bill was rated by the law {digest}, which is not here.")
    try:
        law = replace(law_as_kept(parse_canonical(bases.releases[digest])), reliefs=reliefs)
    except (NotALaw, DocumentRefused, KeyError, ValueError) as reason:
        raise CannotRecompute(f"the law {digest} cannot be read: {reason}") from reason
    mine = bases.bills.filter(pl.col("release") == digest)
    own = mine.select("bill")
    try:
        totals, refused = rate_totals(
            law, bills=mine.select(BILLS.schema.names()), usage=bases.usage.join(own, on="bill", how="semi"),
            quotas=bases.quotas.join(own, on="bill", how="semi"),
        )  # fmt: skip
    except FrameDoesNotFit as reason:
        raise CannotRecompute(str(reason)) from reason
    if refused.height:
        raise CannotRecompute(f"{refused.height} bills cannot be rated: {refused['rule'][0]}.")
    return mine.select("bill", *KEYS, "relief").join(
        totals.select("bill", "kwh", "gross_amount", "relief_amount"), on="bill"
    )
