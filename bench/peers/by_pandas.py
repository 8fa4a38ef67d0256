"""
Peer: pandas, merges and vectorised int64 arithmetic, read and written by its own Parquet functions.

Bills inside one price list take the short way; the others are cut into parts, and summed by group.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from peers.price_lists import BENDS, TIMES, FlatLaw

from donghanh.adapters.rating_files import COMPRESSION, LEVEL
from donghanh.kernel.billing_tables import TOTALS

KEYS = ["category", "voltage", "list"]
KWH = [f"kwh_{name}" for name in ("all", *TIMES)]
DAY = "datetime64[D]"


def half_up(numerator: pd.Series, denominator: pd.Series | int) -> pd.Series:
    """Half up in int64."""
    return (2 * numerator + denominator) // (2 * denominator)


class Pandas:
    """The law as pandas frames."""

    def __init__(self, law: FlatLaw) -> None:
        lists = law.lists.to_pandas(date_as_object=True)
        for name in ("first_on", "end_on"):
            lists[name] = lists[name].map(lambda day: day.toordinal() - 719_163).astype("int64")
        self.lists = lists
        self.changes = np.array(law.changes, DAY).astype("int64")
        self.reactive = law.reactive.to_pandas().set_index("cos_phi_percent")["percent_hundredths"]
        self.reliefs = law.reliefs.to_pandas()
        self.vat_from = np.array(law.vat["from_on"].to_list(), DAY).astype("int64")
        self.vat_percent = law.vat["percent"].to_numpy().astype("int64")

    def part(self, part: Path, target: Path) -> None:
        """Rate one part."""
        self.totals(_read(part)).to_parquet(
            target / part.name, index=False, compression=COMPRESSION, compression_level=LEVEL,
            write_statistics=False,
        )  # fmt: skip

    def totals(self, bills: pd.DataFrame) -> pd.DataFrame:
        """TOTALS of wide bills, in their order."""
        bills["list"] = self.changes.searchsorted(bills["from_on"], side="right")
        last = self.changes.searchsorted(bills["until_on"] - 1, side="right")
        bills[KWH] = bills[KWH].fillna(0).astype("int64")
        found = bills.merge(self.lists, on=KEYS, how="left")
        limits = [half_up(found[f"width_{n}"] * found["quota_quarters"], 4) for n in range(1, BENDS + 1)]
        energy = _energy(found, limits)
        is_cut = bills["list"].to_numpy() < last
        energy[is_cut] = self._parted(bills[is_cut], last[is_cut])
        return self._charged(bills, energy)

    def _parted(self, bills: pd.DataFrame, last: np.ndarray) -> np.ndarray:
        """Energy of bills over several lists, in their order."""
        first = bills["list"].to_numpy()
        counts = last - first + 1
        place = np.repeat(np.arange(len(bills)), counts)
        parts = bills.iloc[place].reset_index(drop=True)
        parts["list"] = parts["list"] + np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
        parts = parts.merge(self.lists, on=KEYS, how="left")
        start, until = parts["from_on"], parts["until_on"]
        days = until - start
        upto, before = (
            np.minimum(until, parts["end_on"]) - start,
            np.maximum(start, parts["first_on"]) - start,
        )
        for name in KWH:
            parts[name] = half_up(parts[name] * upto, days) - half_up(parts[name] * before, days)
        shares = (upto - before) * parts["quota_quarters"]
        limits = [half_up(parts[f"width_{n}"] * shares, 4 * days) for n in range(1, BENDS + 1)]
        return _energy(parts, limits).groupby(place).sum().to_numpy()

    def _charged(self, bills: pd.DataFrame, energy: pd.Series) -> pd.DataFrame:
        """Reactive power, relief, VAT."""
        ends = self.reactive.index.min(), self.reactive.index.max()
        reactive = bills["cos_phi_percent"].clip(*ends).map(self.reactive).fillna(0).astype("int64")
        gross = energy + half_up(energy * reactive, 10_000)
        kwh = bills[KWH].sum(axis=1)
        of = bills[["relief", "category"]].merge(self.reliefs, on=["relief", "category"], how="left")
        is_above = 4 * kwh > of["threshold_kwh"] * bills["quota_quarters"]
        percent = of["percent_hundredths"].where(~is_above, of["percent_hundredths_above"])
        relief = half_up(gross * percent.fillna(0).astype("int64"), 10_000)
        vat_percent = self.vat_percent[self.vat_from.searchsorted(bills["read_on"], side="right") - 1]
        net = gross - relief
        vat = half_up(net * vat_percent, 100)
        columns = (bills["bill"], kwh, gross, relief, net, vat_percent.astype("int32"), vat, net + vat)
        return pd.DataFrame(dict(zip(TOTALS.schema.names(), columns, strict=True)))


def _read(part: Path) -> pd.DataFrame:
    """Days as whole numbers, which every step takes faster than instants."""
    table = pq.read_table(part)
    for name in ("from_on", "until_on", "read_on"):
        days = table[name].cast(pa.int32()).cast(pa.int64())
        table = table.set_column(table.schema.get_field_index(name), name, days)
    return table.to_pandas()


def _energy(bills: pd.DataFrame, limits: list[pd.Series]) -> pd.Series:
    """First price for all, the rise of the price above each bend; times of use at their own."""
    left = bills["kwh_all"]
    amount = left * bills["price"]
    for number, limit in enumerate(limits, start=1):
        left = (left - limit).clip(lower=0)
        amount = amount + left * bills[f"bend_{number}"]
    for time in TIMES:
        amount = amount + bills[f"kwh_{time}"] * bills[time]
    return amount
