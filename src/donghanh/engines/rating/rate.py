"""Rates bills: totals and lines as frames, and the bills that cannot be rated, each with its reason."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import polars as pl

from donghanh.engines.rating.bill_columns import Asked, ask
from donghanh.engines.rating.columns import FINE, NONE, REGISTERS, RULES, LineColumns, TotalColumns
from donghanh.engines.rating.law import Law
from donghanh.engines.rating.law_columns import LaidOut, lay_out
from donghanh.engines.rating.running import formula_for
from donghanh.kernel.billing_tables import LINE_KINDS, LINES, REFUSED, TOTALS
from donghanh.kernel.billing_tables import REGISTERS as REGISTER_WORDS


@dataclass(frozen=True)
class Rated:
    """
    What rating answers.

    totals, lines, refused : frames of these tables; a bill is in `totals` or in `refused`, never in both
    """

    totals: pl.DataFrame
    lines: pl.DataFrame
    refused: pl.DataFrame


def rate(law: Law, *, bills: pl.DataFrame, usage: pl.DataFrame, quotas: pl.DataFrame | None = None) -> Rated:
    """
    Rate bills, with their lines.

    law     : the law of the days on which the energy was used
    bills   : BILLS; usage: USAGE; quotas: QUOTAS for bills whose number of households changes
    returns : totals that are the sums of the lines (gross: energy and reactive; relief: minus its line)
    raises  : FrameDoesNotFit, when a frame is not its table
    source  : TT 16/2014/TT-BCT; facts on splits, limits and roundings stand in the lawbook's rules
    """
    laid = lay_out(law)
    asked = ask(laid, bills=bills, usage=usage, quotas=quotas)
    totals, counted = _run(laid, asked, rows=0)
    if not counted:
        return Rated(_totals(asked, totals), LINES.empty(), _refused(bills, asked, totals))
    totals, lines = _run_with_lines(laid, asked, rows=counted)
    return Rated(_totals(asked, totals), _lines(laid, asked, lines), _refused(bills, asked, totals))


def rate_totals(
    law: Law, *, bills: pl.DataFrame, usage: pl.DataFrame, quotas: pl.DataFrame | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    Rate bills by the same formula without writing lines: for many.

    returns : frames TOTALS and REFUSED
    """
    laid = lay_out(law)
    asked = ask(laid, bills=bills, usage=usage, quotas=quotas)
    totals, _ = _run(laid, asked, rows=0)
    return _totals(asked, totals), _refused(bills, asked, totals)


def _run(laid: LaidOut, asked: Asked, *, rows: int) -> tuple[TotalColumns, int]:
    totals, lines = _run_with_lines(laid, asked, rows=rows)
    return totals, int(lines.written[0])


def _run_with_lines(laid: LaidOut, asked: Asked, *, rows: int) -> tuple[TotalColumns, LineColumns]:
    count = asked.known.size
    totals = TotalColumns(*(np.zeros(count, np.int64) for _ in TotalColumns._fields))
    # A refused bill may have written some lines before it was refused: room for one bill more.
    room = rows + 4_096 if rows else 0
    kept = [np.zeros(room, np.int64) for _ in LineColumns._fields[2:]]
    lines = LineColumns(int(rows > 0), np.zeros(1, np.int64), *kept)
    formula_for(bills=count).rate_all(
        laid.columns, asked.bills, asked.usage, asked.quotas,
        np.zeros(REGISTERS, np.int64), np.zeros(4, np.int64), lines, totals, asked.known,
    )  # fmt: skip
    return totals, lines


def _totals(asked: Asked, found: TotalColumns) -> pl.DataFrame:
    net = found.gross - found.relief
    frame = pl.DataFrame(
        {
            "bill": asked.number, "kwh": found.kwh, "gross_amount": found.gross,
            "relief_amount": found.relief, "net_amount": net,
            "vat_percent": found.vat_percent.astype(np.int32), "vat_amount": found.vat,
            "total_amount": net + found.vat,
        },
        schema=TOTALS.schema,
    )  # fmt: skip
    return frame if (found.status == FINE).all() else frame.filter(found.status == FINE)


def _lines(laid: LaidOut, asked: Asked, lines: LineColumns) -> pl.DataFrame:
    count = int(lines.written[0])
    given = pl.DataFrame(
        {name: column[:count] for name, column in lines._asdict().items() if name not in ("kept", "written")}
    )
    optional = {"tier": "tier", "kwh_scaled": "scaled", "kwh_scale": "scale", "price": "price"}
    percents = {"basis_amount": "basis", "percent_hundredths": "percent"}
    known = {name: _known(column) for name, column in {**optional, **percents}.items()}
    of_bill = given["bill"]
    return given.select(
        bill=asked.number.gather(of_bill),
        line=(pl.int_range(pl.len()).over("bill") + 1),
        kind=_word("kind", LINE_KINDS), from_on=pl.col("from_on").cast(pl.Int32).cast(pl.Date),
        until_on=pl.col("until_on").cast(pl.Int32).cast(pl.Date), register=_word("register", REGISTER_WORDS),
        **known, amount="amount", source=_word("source", tuple(laid.sources)),
    ).cast(LINES.schema).select(LINES.schema.names())  # fmt: skip


def _known(column: str) -> pl.Expr:
    return pl.when(pl.col(column) != NONE).then(column)


def _word(column: str, words: tuple[str, ...]) -> pl.Expr:
    return pl.col(column).replace_strict(dict(enumerate(words)), default=None, return_dtype=pl.String)


def _refused(bills: pl.DataFrame, asked: Asked, found: TotalColumns) -> pl.DataFrame:
    at = np.flatnonzero(found.status != FINE)
    if not at.size:
        return REFUSED.empty()
    numbers = asked.number.gather(at)
    rows = {row["bill"]: row for row in bills.filter(pl.col("bill").is_in(numbers.implode())).to_dicts()}
    facts = [json.dumps(_facts(rows[number]), ensure_ascii=False) for number in numbers]
    rules = [RULES[status] for status in found.status[at]]
    return pl.DataFrame({"bill": numbers, "rule": rules, "facts": facts}, schema=REFUSED.schema)


def _facts(row: dict[str, object]) -> dict[str, object]:
    return {name: str(value) for name, value in row.items() if name != "bill" and value is not None}
