"""
Peer: a plain loop over rows, in Python's whole numbers or in Decimal, the frames read and written by Polars.

What one would write first: prices in dictionaries, one bill after the other, one tier after the other.
"""

from collections import defaultdict
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import polars as pl
from peers.price_lists import FAR

from donghanh.adapters.rating_files import write_part
from donghanh.engines.rating import Law
from donghanh.kernel.billing_tables import ANY_VOLTAGE, REGISTERS, TOTALS, VOLTAGES

WHOLE = Decimal(1)


def half_up_ints(numerator: int, denominator: int) -> int:
    """Half up in whole numbers."""
    return (2 * numerator + denominator) // (2 * denominator)


def half_up_decimals(numerator: Decimal, denominator: Decimal | int) -> Decimal:
    """Half up by Decimal's own rule."""
    return (numerator / denominator).quantize(WHOLE, ROUND_HALF_UP)


class Loop:
    """The law in dictionaries, and one number type with its rounding."""

    def __init__(self, law: Law, number: Callable[[int], Any], half_up: Callable[[Any, Any], Any]) -> None:
        self.number, self.half_up = number, half_up
        self.lists = self._lists(law)
        self.vat = [(row["from_on"], row["until_on"] or FAR, row["percent"]) for row in law.vat.to_dicts()]
        self.reactive = {
            row["cos_phi_percent"]: number(row["percent_hundredths"]) for row in law.reactive.to_dicts()
        }
        self.reliefs = {(row["relief"], row["category"]): row for row in law.reliefs.to_dicts()}

    def _lists(self, law: Law) -> dict[Any, Any]:
        found: dict[Any, Any] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        for row in law.prices.sort("from_on", "tier").to_dicts():
            span = (row["from_on"], row["until_on"] or FAR)
            for voltage in VOLTAGES if row["voltage"] == ANY_VOLTAGE else [row["voltage"]]:
                tiers = found[row["category"], voltage][span][row["register"]]
                until, below = row["tier_until_kwh"], tiers[-1][2] if tiers else 0
                tiers.append((until and self.number(until - below), self.number(row["price"]), until))
        return found

    def part(self, part: Path, target: Path) -> None:
        """Rate one part."""
        self.write(self.totals(pl.read_parquet(part)), target / part.name)

    def totals(self, wide: pl.DataFrame) -> list[tuple[int, ...]]:
        """Rate rows one after the other."""
        return [self.bill(row) for row in wide.iter_rows(named=True)]

    def write(self, rows: list[tuple[int, ...]], path: Path) -> None:
        """Write as all write."""
        write_part(pl.DataFrame(rows, schema=TOTALS.schema, orient="row"), path)

    def bill(self, row: dict[str, Any]) -> tuple[int, ...]:
        """One bill."""
        used = [
            (register, self.number(row[f"kwh_{register}"]))
            for register in REGISTERS
            if row[f"kwh_{register}"] is not None
        ]
        gross = self.energy(row, used)
        if row["cos_phi_percent"] is not None:
            cos_phi = min(max(row["cos_phi_percent"], min(self.reactive)), max(self.reactive))
            gross += self.half_up(gross * self.reactive[cos_phi], 10_000)
        kwh = sum(one for _, one in used)
        relief = self.relief(row, kwh, gross) if row["relief"] else 0
        net = gross - relief
        percent = next(percent for first, end, percent in self.vat if first <= row["read_on"] < end)
        vat = self.half_up(net * percent, 100)
        return row["bill"], int(kwh), int(gross), int(relief), int(net), percent, int(vat), int(net + vat)

    def energy(self, row: dict[str, Any], used: list[tuple[str, Any]]) -> Any:
        """Part by part, register by register, tier by tier."""
        amount, before = 0, dict.fromkeys(REGISTERS, 0)
        days = (row["until_on"] - row["from_on"]).days
        for (first, end), registers in self.lists[row["category"], row["voltage"]].items():
            start, until = max(first, row["from_on"]), min(end, row["until_on"])
            if start >= until:
                continue
            shares = (until - start).days * row["quota_quarters"]
            for register, kwh in used:
                so_far = self.half_up(kwh * (until - row["from_on"]).days, days)
                left, before[register] = so_far - before[register], so_far
                for width, price, _ in registers[register]:
                    taken = left if width is None else min(left, self.half_up(width * shares, 4 * days))
                    amount += taken * price
                    left -= taken
        return amount

    def relief(self, row: dict[str, Any], kwh: Any, gross: Any) -> Any:
        """A percentage, another one above the threshold."""
        of = self.reliefs[row["relief"], row["category"]]
        is_above = of["threshold_kwh"] is not None and 4 * kwh > of["threshold_kwh"] * row["quota_quarters"]
        percent = of["percent_hundredths_above"] if is_above else of["percent_hundredths"]
        return self.half_up(gross * percent, 10_000)


def int_loop(law: Law) -> Loop:
    """In whole numbers."""
    return Loop(law, int, half_up_ints)


def decimal_loop(law: Law) -> Loop:
    """In Decimal."""
    return Loop(law, Decimal, half_up_decimals)
