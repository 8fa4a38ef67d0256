"""
Checks the rows of a reading book: text in, readings out, and for each row that does not pass its first fault.

A row is judged by itself first (a whole index, a day that exists), then against the meters that hang, the
contract behind them, the readings kept already, and the other rows of the book. What nobody may see is as
unknown as what is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from donghanh.kernel.billing_tables import REGISTERS
from donghanh.kernel.tables import Column, Table

KNOWN_METERS = Table(
    "known_meters",
    (
        Column("serial", "", pl.String, "number on the meter", is_key=True),
        Column("register", "", pl.String, "register of it", words=REGISTERS, is_key=True),
        Column("meter", "", pl.Int64, "number of the meter at one place", is_key=True),
        Column("point", "", pl.Int64, "number of the metering point"),
        Column("point_code", "", pl.String, "code of the metering point"),
        Column("meter_from", "day", pl.Date, "first day on which it hung"),
        Column("meter_until", "day", pl.Date, "first day after; null while it hangs", is_nullable=True),
        Column("digits", "", pl.Int32, "digits of the register"),
        Column("multiplier", "", pl.Int32, "hệ số nhân"),
        Column("contract_from", "day", pl.Date, "first day of the contract"),
        Column("contract_until", "day", pl.Date, "first day after; null while it runs", is_nullable=True),
    ),
)
KEPT_DAYS = Table(
    "kept_days",
    (
        Column("meter", "", pl.Int64, "number of the meter", is_key=True),
        Column("register", "", pl.String, "register", words=REGISTERS, is_key=True),
        Column("read_on", "day", pl.Date, "day of a reading that is kept", is_key=True),
    ),
)
FAULTS = Table(
    "faults",
    (
        Column("line", "", pl.Int64, "line of the file"),
        Column("rule", "", pl.String, "what is wrong"),
        Column("column", "", pl.String, "field at fault"),
        Column("found", "", pl.String, "what stands there", is_nullable=True),
        Column("expected", "", pl.String, "what was expected", is_nullable=True),
    ),
)
DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y")
LONGEST = 9
FOUND_LENGTH = 80


def judge_rows(
    *,
    rows: pl.DataFrame,
    registers: Mapping[str, str],
    kinds: Mapping[str, str],
    known: pl.DataFrame,
    kept: pl.DataFrame,
    today: date,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    Judge each row.

    rows      : line, serial, point, register, read_on, index, kind, multiplier [all text or null]
    registers : word -> register; without a word the register is `all`
    kinds     : word -> kind; without a word the reading is periodic
    known     : KNOWN_METERS in sight
    kept      : KEPT_DAYS of these meters
    today     : a later day is refused
    returns   : readings that pass (line, point, meter, register, read_on, index, kind); FAULTS by line
    """
    read = _read(rows, registers, kinds)
    serials = known.select("serial").unique().with_columns(is_known=pl.lit(value=True))
    placed = _where_it_hung(
        read.join(serials, on="serial", how="left", maintain_order="left").join(
            known,
            left_on=["serial", "register_word"],
            right_on=["serial", "register"],
            how="left",
            maintain_order="left",
            suffix=":known",
        )
    )
    joined = (
        placed.join(kept.with_columns(is_kept=pl.lit(value=True)),
              left_on=["meter", "register_word", "day"], right_on=["meter", "register", "read_on"],
              how="left", maintain_order="left")
    )  # fmt: skip
    again = pl.struct("serial", "register_word", "day").is_duplicated()
    judged = joined.with_columns(is_again=again & pl.col("day").is_not_null())
    faults = judged.with_columns(fault=pl.coalesce(*_rules(today))).unnest("fault")
    bad = faults.filter(pl.col("rule").is_not_null()).sort("line")
    good = faults.filter(pl.col("rule").is_null()).select(
        "line", "point", "meter", register="register_word", read_on="day", index="number", kind="kind_word"
    )  # fmt: skip
    return good, FAULTS.require(bad.select(FAULTS.schema.names()))


def _where_it_hung(joined: pl.DataFrame) -> pl.DataFrame:
    """Of a meter that was moved, keep for each row the place where it hung that day, else the last one."""
    day = pl.col("day")
    hung = (day >= pl.col("meter_from")) & (pl.col("meter_until").is_null() | (day < pl.col("meter_until")))
    ordered = joined.with_columns(hung=hung.fill_null(value=False)).sort("line", "hung", "meter_from")
    return ordered.unique("line", keep="last", maintain_order=True).drop("hung")


def _read(rows: pl.DataFrame, registers: Mapping[str, str], kinds: Mapping[str, str]) -> pl.DataFrame:
    days = [pl.col("read_on").str.to_date(form, strict=False) for form in DAY_FORMATS]
    digits = pl.col("index").str.contains(r"^[0-9]{1,12}$")
    return rows.rename({"point": "point_text", "multiplier": "multiplier_text"}).with_columns(
        register_word=_word("register", registers, "all"),
        kind_word=_word("kind", kinds, "periodic"),
        day=pl.coalesce(days),
        number=pl.when(digits).then(pl.col("index")).cast(pl.Int64),
    )


def _word(column: str, words: Mapping[str, str], default: str) -> pl.Expr:
    said = pl.col(column).str.to_uppercase()
    return (
        pl.when(pl.col(column).is_null())
        .then(pl.lit(default))
        .otherwise(
            said.replace_strict(
                {word.upper(): meant for word, meant in words.items()}, default=None, return_dtype=pl.String
            )
        )
    )


def _rules(today: date) -> list[pl.Expr]:
    """In order: the first that fires names the row's fault."""
    day, number = pl.col("day"), pl.col("number")
    day_text = day.cast(pl.String)
    most = pl.lit(10, pl.Int64).pow(pl.col("digits")).cast(pl.Int64) - 1
    multiplier = pl.col("multiplier_text").is_not_null() & (
        pl.col("multiplier_text") != pl.col("multiplier").cast(pl.String)
    )
    outside = (day < pl.col("meter_from")) | (day >= pl.col("meter_until")).fill_null(value=False)
    closed = (day >= pl.col("contract_until")).fill_null(value=False)
    return [
        _fault(pl.col("serial").is_null(), "serial-missing", "serial", pl.lit(""), pl.lit("")),
        _fault(pl.col("is_known").is_null(), "meter-unknown", "serial", pl.col("serial"), pl.lit("")),
        _fault(pl.col("register_word").is_null(), "register-unknown", "register", pl.col("register"),
               pl.lit("KT, BT, CD, TD")),
        _fault(pl.col("meter").is_null(), "register-not-of-meter", "register", pl.col("register"),
               pl.lit("")),
        _fault(pl.col("point_text").is_not_null() & (pl.col("point_text") != pl.col("point_code")),
               "point-differs", "point", pl.col("point_text"), pl.col("point_code")),
        _fault(pl.col("kind_word").is_null(), "kind-unknown", "kind", pl.col("kind"),
               pl.lit("DDK, UOC, CHOT")),
        _fault(day.is_null(), "not-a-day", "read_on", pl.col("read_on"), pl.lit("31/12/2021")),
        _fault(day > today, "day-in-future", "read_on", pl.col("read_on"), pl.lit(today.isoformat())),
        _fault(pl.col("index").str.contains(r"^-").fill_null(value=False), "index-negative", "index",
               pl.col("index"), pl.lit("0")),
        _fault(number.is_null(), "index-not-whole", "index", pl.col("index"), pl.lit("12345")),
        _fault(number > most, "index-too-long", "index", pl.col("index"), most.cast(pl.String)),
        _fault(multiplier, "multiplier-differs", "multiplier", pl.col("multiplier_text"),
               pl.col("multiplier").cast(pl.String)),
        _fault(closed, "contract-closed", "read_on", day_text, pl.col("contract_until").cast(pl.String)),
        _fault(day < pl.col("contract_from"), "contract-not-begun", "read_on", day_text,
               pl.col("contract_from").cast(pl.String)),
        _fault(outside, "meter-not-there", "read_on", day_text,
               pl.format("{} – {}", pl.col("meter_from").cast(pl.String),
                         pl.col("meter_until").cast(pl.String).fill_null("…"))),
        _fault(pl.col("is_again"), "two-readings-a-day", "read_on", day_text, pl.lit("1")),
        _fault(pl.col("is_kept").fill_null(value=False), "reading-kept-already", "read_on", day_text,
               pl.lit("")),
    ]  # fmt: skip


def _fault(is_so: pl.Expr, rule: str, column: str, found: pl.Expr, expected: pl.Expr) -> pl.Expr:
    told = pl.struct(
        rule=pl.lit(rule), column=pl.lit(column), found=found.str.head(FOUND_LENGTH), expected=expected
    )
    return pl.when(is_so).then(told)
