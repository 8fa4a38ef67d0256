"""
Peer: Polars alone, lazily, from scan to sink. The serious rival: the same reader, writer and threads as ours.

Bills inside one price list (nearly all) take the short way; the others are cut into parts and summed again.
"""

from functools import reduce
from pathlib import Path

import polars as pl
from peers.price_lists import BENDS, TIMES, FlatLaw

from donghanh.adapters.rating_files import COMPRESSION, LEVEL
from donghanh.engines.rating.wide import WIDE
from donghanh.kernel.billing_tables import TOTALS

ALL = ("all", *TIMES)
PRICES = ("price", *TIMES)
KEYS = ("category", "voltage", "list")


def half_up(numerator: pl.Expr, denominator: pl.Expr | int) -> pl.Expr:
    """Half up; a constant denominator is even, so that half of it can be added."""
    if isinstance(denominator, int):
        return (numerator + denominator // 2) // denominator
    return (2 * numerator + denominator) // (2 * denominator)


def by_polars(law: FlatLaw, part: Path, target: Path) -> None:
    """Rate one part."""
    totals(law, pl.scan_parquet(part, glob=False)).sink_parquet(
        target / part.name, compression=COMPRESSION, compression_level=LEVEL, statistics=False
    )


def totals(law: FlatLaw, wide: pl.LazyFrame) -> pl.LazyFrame:
    """TOTALS of wide bills, in their order."""
    words = {name: WIDE.schema[name] for name in KEYS[:2]}
    lists = law.lists.cast(words).with_columns(pl.col("list").cast(pl.Int32)).lazy()
    numbered = wide.with_columns(
        list=_list_of(law, pl.col("from_on")), last=_list_of(law, pl.col("until_on").dt.offset_by("-1d"))
    ).join(lists, on=KEYS, how="left", maintain_order="left")
    short = numbered.with_columns(energy=_energy(_limits(None)))
    parted = _parted(law, wide, lists)
    summed = short.join(parted, on="bill", how="left", maintain_order="left")
    energy = pl.when(pl.col("list") == pl.col("last")).then("energy").otherwise("parted")
    return _charged(law, summed.with_columns(energy=energy))


def _list_of(law: FlatLaw, day: pl.Expr) -> pl.Expr:
    """How many lists have begun before that of the day."""
    return reduce(lambda sum_, one: sum_ + (day >= one).cast(pl.Int32), law.changes, pl.lit(0, pl.Int32))


def _limits(days: tuple[pl.Expr, pl.Expr] | None) -> list[pl.Expr]:
    quarters = pl.col("quota_quarters").cast(pl.Int64)
    if days is None:
        return [half_up(pl.col(f"width_{place}") * quarters, 4) for place in range(1, BENDS + 1)]
    shares = days[0] * quarters
    return [half_up(pl.col(f"width_{place}") * shares, 4 * days[1]) for place in range(1, BENDS + 1)]


def _energy(limits: list[pl.Expr]) -> pl.Expr:
    """First price for all, the rise of the price above each bend; times of use at their own."""
    left = pl.col("kwh_all").fill_null(0)
    amount = left * pl.col("price")
    for place, limit in enumerate(limits, start=1):
        left = (left - limit).clip(lower_bound=0)
        amount += left * pl.col(f"bend_{place}")
    for time in TIMES:
        amount += pl.col(f"kwh_{time}").fill_null(0) * pl.col(time)
    return amount


def _parted(law: FlatLaw, wide: pl.LazyFrame, lists: pl.LazyFrame) -> pl.LazyFrame:
    """Energy of the bills that touch several lists: what was used up to a cut, less what was used before."""
    kwh = [f"kwh_{register}" for register in ALL]
    cut = wide.select("bill", *KEYS[:2], "from_on", "until_on", "quota_quarters", *kwh).with_columns(
        list=_list_of(law, pl.col("from_on")), last=_list_of(law, pl.col("until_on").dt.offset_by("-1d"))
    )
    cut = cut.filter(pl.col("list") < pl.col("last"))
    cut = cut.with_columns(list=pl.int_ranges("list", pl.col("last") + 1, dtype=pl.Int32)).explode("list")
    cut = cut.join(lists, on=KEYS, how="left")
    start, until = pl.col("from_on"), pl.col("until_on")
    begun, ended = pl.max_horizontal(start, "first_on"), pl.min_horizontal(until, "end_on")
    days = (until - start).dt.total_days()
    upto, before = (ended - start).dt.total_days(), (begun - start).dt.total_days()
    used = (half_up(pl.col(name) * upto, days) - half_up(pl.col(name) * before, days) for name in kwh)
    shared = cut.with_columns(part=upto - before, days=days).with_columns(
        one.alias(name) for one, name in zip(used, kwh, strict=True)
    )
    priced = shared.select("bill", parted=_energy(_limits((pl.col("part"), pl.col("days")))))
    return priced.group_by("bill").agg(pl.col("parted").sum())


def _charged(law: FlatLaw, bills: pl.LazyFrame) -> pl.LazyFrame:
    """Reactive power, relief, VAT."""
    ends = law.reactive["cos_phi_percent"].min(), law.reactive["cos_phi_percent"].max()
    reliefs = law.reliefs.cast({"category": WIDE.schema["category"]}).lazy()
    cos_phi = law.reactive.rename({"percent_hundredths": "reactive", "cos_phi_percent": "cos_phi"}).lazy()
    kwh = pl.sum_horizontal(f"kwh_{register}" for register in ALL)
    bills = bills.with_columns(kwh=kwh, cos_phi=pl.col("cos_phi_percent").clip(*ends))
    bills = bills.join(cos_phi, on="cos_phi", how="left", maintain_order="left")
    bills = bills.join(reliefs, on=("relief", "category"), how="left", maintain_order="left")
    energy = pl.col("energy")
    gross = energy + half_up(energy * pl.col("reactive").fill_null(0), 10_000)
    above = 4 * pl.col("kwh") > pl.col("threshold_kwh") * pl.col("quota_quarters")
    percent = pl.when(above).then("percent_hundredths_above").otherwise("percent_hundredths")
    bills = bills.with_columns(gross_amount=gross, percent=percent.cast(pl.Int64).fill_null(0))
    bills = bills.with_columns(relief_amount=half_up(pl.col("gross_amount") * pl.col("percent"), 10_000))
    bills = bills.with_columns(
        net_amount=pl.col("gross_amount") - pl.col("relief_amount"), vat_percent=_vat(law)
    )
    bills = bills.with_columns(vat_amount=half_up(pl.col("net_amount") * pl.col("vat_percent"), 100))
    bills = bills.with_columns(total_amount=pl.col("net_amount") + pl.col("vat_amount"))
    return bills.select(pl.col(name).cast(type_) for name, type_ in TOTALS.schema.items())


def _vat(law: FlatLaw) -> pl.Expr:
    found = pl.lit(None, pl.Int64)
    for first, percent in law.vat.rows():
        found = pl.when(pl.col("read_on") >= first).then(pl.lit(percent, pl.Int64)).otherwise(found)
    return found
