"""The sums below the lines: before the reduction, the reduction, before VAT, VAT, to be paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from donghanh.engines.rating.law import Law
from donghanh.faces.bills.explained import AmountExplained, LineExplained, SourceTold
from donghanh.faces.bills.figures import written
from donghanh.faces.bills.sources import source_told
from donghanh.faces.bills.words import Language, said


def sums_told(
    law: Law,
    *,
    bill: Mapping[str, Any],
    totals: Mapping[str, Any],
    lines: Sequence[LineExplained],
    language: Language,
) -> dict[str, AmountExplained]:
    """
    Explain the sums of a bill by name: gross, relief, net, vat, total.

    bill, totals : rows of BILLS and TOTALS
    """
    gross, relief, net = (totals[f"{name}_amount"] for name in ("gross", "relief", "net"))
    vat, total, percent = totals["vat_amount"], totals["total_amount"], totals["vat_percent"]
    charged = [line.amount for line in lines if line.kind != "relief"]
    reduced = [-line.amount for line in lines if line.kind == "relief"]
    of_net = said("formulas", "percent", language, basis=written(net), percent=percent, amount=written(vat))
    formulas = {
        "gross": (gross, _added(charged, gross, language), None),
        "relief": (relief, _added(reduced, relief, language), None),
        "net": (net, _net(gross, relief, net, charged, language), None),
        "vat": (vat, of_net, vat_source(law, bill=bill)),
        "total": (total, _sum(f"{written(net)} đ + {written(vat)} đ", total, language), None),
    }
    return {
        name: AmountExplained(name, said("sums", name, language, percent=percent), amount, formula, source)
        for name, (amount, formula, source) in formulas.items()
    }


def vat_source(law: Law, *, bill: Mapping[str, Any]) -> SourceTold | None:
    """Where the rate of VAT comes from that holds on the day of the reading."""
    day = bill["read_on"]
    held = law.vat.filter(
        (pl.col("from_on") <= day) & (pl.col("until_on").is_null() | (pl.col("until_on") > day))
    )
    return None if held.is_empty() else source_told(law, held["source"][0])


def _net(gross: int, relief: int, net: int, charged: Sequence[int], language: Language) -> str:
    if not relief:
        return _added(charged, net, language)
    return _sum(f"{written(gross)} đ − {written(relief)} đ", net, language)


def _added(amounts: Sequence[int], total: int, language: Language) -> str:
    if len(amounts) < 2:
        return f"{written(total)} đ"
    return _sum(" + ".join(f"{written(amount)} đ" for amount in amounts), total, language)


def _sum(parts: str, amount: int, language: Language) -> str:
    return said("formulas", "sum", language, parts=parts, amount=written(amount))
